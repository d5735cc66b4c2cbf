"""What statements lack is told with the days that are missing."""

import json
from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from reports.files import day_files
from reports.gaps import sentences, working_days
from tests.reports.days import small

WEEKEND = ("saturday", "sunday")


def gap(previous, first):
    """1,005.00 at the end of one day, -7.50 at the beginning of another."""
    amounts = {"previous_amount": Decimal("1005.00"), "opening_amount": Decimal("-7.50")}
    dates = {"previous_date": previous, "first_date": first}
    return pl.DataFrame([{"account": "…1001", "currency": "EUR"} | amounts | dates])


def told(previous, first, holidays=()):
    (sentence,) = sentences(gap(previous, first), WEEKEND, holidays)
    return sentence.partition("; ")[2]


@pytest.mark.parametrize(
    ("previous", "first", "expected"),
    [
        (date(2026, 10, 2), date(2026, 10, 7), "missing: 2026-10-06"),  # Friday, Wednesday; Monday is a holiday
        (date(2026, 10, 2), date(2026, 10, 5), "no day is missing: ask the bank for the statement between them"),
        (date(2026, 10, 8), date(2026, 10, 9), "no day is missing: ask the bank for the statement between them"),
    ],
)
def test_weekends_and_holidays_are_not_missing(previous, first, expected):
    assert told(previous, first, holidays=(date(2026, 10, 5),)) == expected


def test_a_long_gap_names_ten_days_and_counts_the_others():
    days = working_days(date(2026, 10, 2), date(2026, 10, 29), WEEKEND, ())
    sentence = told(date(2026, 10, 1), date(2026, 10, 30))
    assert len(days) == 20 and sentence == f"missing: {', '.join(map(str, days[:10]))} and 10 more"


def test_both_balances_stand_in_the_sentence():
    assert sentences(gap(date(2026, 10, 1), date(2026, 10, 5)), WEEKEND, ())[0].startswith(
        "account …1001: 2026-10-05 opens with EUR -7.50, 2026-10-01 closed with EUR 1,005.00; "
    )


def test_a_gap_of_the_day_stands_on_the_page_and_in_the_summary():
    files = day_files(small()._replace(gaps=("account …1001: a day <is> missing",)))
    assert b"account \xe2\x80\xa61001: a day &lt;is&gt; missing." in files["summary.html"]
    assert json.loads(files["summary.json"])["gaps"] == ["account …1001: a day <is> missing"]
    assert b"Statements are missing" not in day_files(small())["summary.html"]
