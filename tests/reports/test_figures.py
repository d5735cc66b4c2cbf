"""The figures of a day add up to its frames, and the Summary, the page and the JSON say the same."""

import json
import re
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as some

from reports.amounts import plain, plain_column
from reports.day import frame
from reports.figures import figures, receipts, wide
from reports.files import day_files
from schemas.money import CURRENCY_DECIMALS
from tests.reports import books, days
from tests.reports.rows import exception, payment


@pytest.fixture(scope="module")
def files():
    return day_files(days.small())


def outcomes(day):
    return dict(receipts(day).select("payment_id", "outcome").iter_rows())


def test_a_receipt_counts_as_applied_only_when_all_of_it_was_placed_by_itself():
    assert outcomes(days.small()) == {
        "P1": "applied", "P2": "applied", "P3": "part applied", "P4": "held", "P5": "held", "P6": "held", "P7": "held",
    }  # fmt: skip


def test_what_a_person_applied_is_not_counted_as_applied_by_itself():
    day = days.small()
    by_ana = pl.when(pl.col("payment_id") == "P2").then(pl.lit("ana")).otherwise("decided_by").alias("decided_by")
    assert outcomes(day._replace(applications=day.applications.with_columns(by_ana)))["P2"] == "by hand"


def test_reversed_applications_count_nowhere():
    by_rule = figures(days.small()).by_rule
    assert by_rule.rows() == [
        ("advice", "EUR", 1, Decimal("900"), 1),
        ("reference: exact", "USD", 2, Decimal("3400"), 3),
    ]


def test_held_by_type_and_by_age_both_add_up_to_the_exceptions():
    day = days.small()
    for held in (figures(day).by_type, figures(day).by_age):
        assert held["count"].sum() == day.exceptions.height == 8
        sums = dict(held.drop_nulls("currency").group_by("currency").agg(pl.col("value").sum()).iter_rows())
        assert sums == {"EUR": Decimal("275"), "GBP": Decimal("12010"), "USD": Decimal("3140")}


def test_the_summary_sheet_shows_the_totals_of_the_frames():
    values = list(books.small()["Summary"].iter_rows(values_only=True))
    total = {values[start][0]: values[start + size] for start, size in _totals(values)}
    assert total["Receipts"][1:6] == (7, 4, 1250, 12010, 5900)
    assert total["Rule"][1:5] == (3, 4, 900, 3400)
    assert total["Type"][1] == total["Waiting for"][1] == 8
    assert total["Type"][3:6] == total["Waiting for"][3:6] == (275, 12010, 3140)


def _totals(values):
    for start, row in enumerate(values):
        if row[0] in ("Receipts", "Rule", "Type", "Waiting for"):
            yield start, next(size for size in range(1, 30) if values[start + size][0] == "Total")


def test_the_summary_sheet_says_which_totals_do_not_agree():
    said = {row[0]: row[6] for row in books.small()["Summary"].iter_rows(values_only=True) if row[6]}
    assert said["bank lines = statements"] == "✓ agrees"
    assert said["sub-ledger = AR control"] == "✗ does not agree"


def test_json_holds_the_same_figures_as_decimal_text(files):
    told = json.loads(files["summary.json"])
    assert told["applied_by_itself"]["receipts"] == {
        "applied": 2, "part applied": 1, "by hand": 0, "placed": 0, "held": 4, "total": 7,
    }  # fmt: skip
    assert told["applied_by_itself"]["value"][0] == {
        "currency": "EUR", "received": "1250.00", "applied": "900.00", "left": "350.00", "share": "72.0",
    }  # fmt: skip
    assert told["batches"] == ["b1", "b2"] and told["control_totals_agree"] is False


def test_json_keys_are_sorted_and_the_file_ends_with_a_line(files):
    text = files["summary.json"].decode()
    assert text == json.dumps(json.loads(text), sort_keys=True, indent=2, ensure_ascii=False) + "\n"


def test_the_page_shows_the_same_figures(files):
    page = files["summary.html"].decode()
    shown = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
    for words in ("28.5 %", "of 7 receipts applied", "EUR 1,250.00 EUR 900.00 72.0 % EUR 350.00", "4 held",
                  "Not all control totals agree", "difference EUR 0.01", "Most pressing: 5 of 7"):  # fmt: skip
        assert words in shown, words


def test_the_page_loads_nothing_and_runs_nothing(files):
    page = files["summary.html"].decode()
    assert not re.search(r"<script|<link|<img|src=|href=|@import|url\(", page)


def test_what_a_payer_wrote_is_escaped_on_the_page():
    held = exception("x", "OVERPAY", "too much", payment("P", "EUR", "1", "<script>alert(1)</script>"), "1")
    day = days.small()._replace(exceptions=frame("exceptions", [held]))
    page = day_files(day)["summary.html"].decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page and "<script" not in page


def test_the_same_day_gives_the_same_files_and_an_empty_day_gives_them_too(files):
    assert day_files(days.small()) == files
    assert files.keys() - day_files(days.empty()).keys() == {"postings-b1.csv", "postings-b2.csv"}


def test_a_long_frame_becomes_one_row_a_key_with_a_column_a_currency():
    ages = wide(figures(days.small()).by_age, "age_band")
    assert ages.columns == ["age_band", "count", "value EUR", "value GBP", "value USD"]
    assert ages["age_band"].to_list() == ["today", "8 to 30 days", "31 to 60 days"]


@given(some.decimals(-(10**14), 10**14, places=4), some.sampled_from(sorted(CURRENCY_DECIMALS)))
def test_amounts_as_text_are_exact_and_columns_say_the_same(amount, currency):
    data = pl.DataFrame({"amount": [amount], "currency": [currency]}, schema_overrides={"amount": pl.Decimal(19, 4)})
    (text,) = data.select(plain_column(pl.col("amount"), pl.col("currency"))).to_series()
    assert Decimal(text) == amount and text == plain(amount, currency)
