"""The books of any day, as they were known at any time."""

from datetime import date, timedelta

import duckdb
import polars as pl
import pytest

from pipelines import ledger
from tests.pipelines.ledger.as_of import differing
from tests.pipelines.ledger.books import DAY, allocation, apply, items, line, load, lock, rows, statement, writing

APRIL, MAY, JUNE = date(2026, 4, 30), date(2026, 5, 31), date(2026, 6, 30)


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    """10.00 come on 30 April and wait; in June they pay invoice 1, of which 0.20 are withheld. A list in May."""
    path = tmp_path_factory.mktemp("as_of") / "books"
    with writing(path, "april", APRIL) as books:
        load(books, statement([line("A", 980, booking_date=APRIL)], on=APRIL))
        first = items(("1", 1000), ("2", 700), on=APRIL, due_date=date(2026, 4, 10))
        ledger.load_open_items(books, first, 0.3)
        apply(books, [], "april", APRIL)
    with writing(path, "may", MAY) as books:
        listed = items(("1", 1000), ("3", 50), on=MAY, file="b", due_date=date(2026, 4, 10))
        ledger.load_open_items(books, listed.with_columns(is_accepted=pl.lit(True)), 0.3)
        apply(books, [], "may", MAY)
    with writing(path, "june", JUNE) as books:
        short = allocation("A", "1", 980, deduction_minor=20, new_item_number="1-D1", reason_code="PD")
        apply(books, [short], "june", JUNE)
    with writing(path, "july", date(2026, 7, 1)) as books:
        listed = items(("3", 50), on=date(2026, 7, 1), file="c", due_date=date(2026, 4, 10))
        shown = items(("1-D1", 20), on=date(2026, 7, 1), file="c", item_type="deduction")
        ledger.load_open_items(books, pl.concat([listed, shown]).with_columns(is_accepted=pl.lit(True)), 0.3)
        apply(books, [], "july", date(2026, 7, 1))
    return path


def ask(book, query):
    """As a person asks: the published copy, plain DuckDB."""
    with duckdb.connect(ledger.published(book), read_only=True) as books:
        return rows(books, query)


def test_of_today_as_known_now_is_what_the_views_say(book):
    with ledger.reading(book) as books:
        assert differing(books) == []
        assert differing(books, "date '2026-07-01', now() + interval 1 day") == []


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (APRIL - timedelta(days=1), []),
        (APRIL, [("0.0000", "9.8000")]),
        (MAY, [("0.0000", "9.8000")]),
        (JUNE, [("9.8000", "0.0000")]),
    ],
)
def test_a_receipt_applied_in_june_is_not_applied_in_april(book, day, expected):
    query = "select applied_amount::varchar, (unidentified_amount + unapplied_amount)::varchar from payments_as_of"
    assert ask(book, f"{query}('{day}')") == expected
    waiting = f"select count(*) from unapplied_as_of(date '{day}')"
    assert ask(book, waiting) == [(len([one for one in expected if one[1] != "0.0000"]),)]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (APRIL, [("1", "10.0000", "0.0000", "erp"), ("2", "7.0000", "0.0000", "erp")]),
        (MAY, [("1", "10.0000", "0.0000", "erp"), ("3", "0.5000", "0.0000", "erp")]),
        (JUNE, [("1", "0.0000", "10.0000", "erp"), ("1-D1", "0.2000", "0.0000", "tieout"),
                ("3", "0.5000", "0.0000", "erp")]),
        (date(2026, 7, 1), [("1-D1", "0.2000", "0.0000", "erp"), ("3", "0.5000", "0.0000", "erp")]),
    ],
)  # fmt: skip
def test_items_stand_as_they_stood(book, day, expected):
    query = "select item_number, open_amount::varchar, pending_amount::varchar, origin from open_items_as_of"
    assert ask(book, f"{query}('{day}') order by 1") == expected


def test_what_was_recorded_later_was_not_known(book):
    with ledger.reading(book) as books:
        ((may,),) = rows(books, "select started_at from runs where run_id = 'may'")
        ((known,),) = rows(books, "select max(recorded_at) from facts.entries where run_id = 'may'")
    assert may < known
    query = "select count(*) filter (unapplied_amount + unidentified_amount <> 0) from payments_as_of"
    assert ask(book, f"{query}('{JUNE}', timestamp '{known}')") == [(1,)]
    assert ask(book, f"{query}('{JUNE}', known_at := '2026-01-01')") == [(0,)]
    items_then = "select string_agg(item_number, ',' order by item_number) from open_items_as_of"
    assert ask(book, f"{items_then}('{JUNE}', '{known}')") == [("1,3",)]


@pytest.mark.parametrize("day", [APRIL, MAY, JUNE, date(2026, 7, 1)])
def test_items_and_journal_agree_on_any_day(book, day):
    sub_ledger = f"select account_class, sum(open_amount) from open_items_as_of('{day}') group by 1"
    control = f"""select account_class, sum(balance) from trial_balance_as_of('{day}')
        where account_class in ('ar', 'deductions') group by 1"""
    assert sorted(row for row in ask(book, sub_ledger) if row[1]) == sorted(row for row in ask(book, control) if row[1])
    assert ask(book, f"select sum(balance) from trial_balance_as_of('{day}')") == [(0,)]


def test_what_is_owed_is_aged_by_its_due_date_on_that_day(book):
    query = """select customer_id, open_amount::varchar, current_amount::varchar, days_1_30_amount::varchar,
        days_31_60_amount::varchar, days_61_90_amount::varchar, days_over_90_amount::varchar from aging_as_of"""
    assert ask(book, f"{query}('{APRIL}')") == [("C1", "17.0000", "0.0000", "17.0000", *["0.0000"] * 3)]
    assert ask(book, f"{query}('{MAY}')") == [("C1", "10.5000", "0.0000", "0.0000", "10.5000", "0.0000", "0.0000")]
    late = f"{query}('2026-07-10') where account_class = 'ar'"
    assert ask(book, late) == [("C1", "0.5000", "0.0000", "0.0000", "0.0000", "0.0000", "0.5000")]


def test_money_that_waits_is_aged_by_its_date(book):
    query = "select age_days, age_band, unidentified_amount::varchar from unapplied_as_of"
    assert ask(book, f"{query}('{APRIL}')") == [(0, "0-30", "9.8000")]
    assert ask(book, f"{query}('{MAY}')") == [(31, "31-60", "9.8000")]


def test_a_list_of_a_locked_month_counts_from_the_first_open_day(tmp_path):
    with writing(tmp_path / "books") as books:
        lock(books, "2026-10")
        ledger.load_open_items(books, items(("1", 1000)), 0.3)
        apply(books, [])
        assert rows(books, f"select count(*) from open_items_as_of('{DAY}')") == [(0,)]
        assert rows(books, "select count(*) from open_items_as_of('2026-11-01')") == [(1,)]
        assert differing(books) == []
