"""Foreign currencies are worth their day's rate; what is gained or lost until they are settled is realised."""

from datetime import date, timedelta

import polars as pl
import pytest

from pipelines import ledger
from tests.pipelines.ledger.as_of import differing
from tests.pipelines.ledger.books import DAY, allocation, broken, items, line, load, rows, statement, writing
from tests.pipelines.ledger.books import apply as books_apply

NEXT, LATER = DAY + timedelta(days=1), DAY + timedelta(days=40)
EUROS = {"US01": "EUR"}  # the entity thinks in euros, its bank and its items in dollars
BY_CLASS = """select account_class, sum(debit - credit)::varchar, sum(functional_debit - functional_credit)::varchar
    from journal where cause like ? group by 1 order by 1"""


def rates(books, **of_days):
    """`d0="0.9"`: what a dollar is worth in euros so many days after the first."""
    table = pl.DataFrame(
        [
            {"date": DAY + timedelta(days=int(name[1:])), "from_currency": "USD", "to_currency": "EUR", "rate": rate,
             "source_line": 2, "sha256": "rates"}
            for name, rate in of_days.items()
        ]
    )  # fmt: skip
    ledger.load_rates(books, table)


def apply(books, allocations, name="r1", as_of=DAY, taken_back=None):
    return books_apply(books, allocations, name, as_of, taken_back, EUROS)


@pytest.fixture
def books(tmp_path):
    with writing(tmp_path / "books") as connection:
        yield connection


def of(books, cause):
    return books.execute(BY_CLASS, [f"{cause}|%"]).fetchall()


def test_what_is_booked_is_worth_the_rate_of_its_day(books):
    rates(books, d0="0.85555")
    load(books, statement([line("A", 1001)]))
    ledger.load_open_items(books, items(("1", 1001)), 0.3)
    apply(books, [])
    assert of(books, "receipt") == [("bank", "10.0100", "8.5600"), ("unidentified", "-10.0100", "-8.5600")]
    assert of(books, "snapshot") == [("ar", "10.0100", "8.5600"), ("erp", "-10.0100", "-8.5600")]
    assert broken(books) == {}


def test_the_gain_between_invoice_and_receipt_is_realised_when_they_meet(books):
    rates(books, d0="0.90", d1="0.95")
    ledger.load_open_items(books, items(("1", 1000)), 0.3)
    apply(books, [])
    load(books, statement([line("A", 980, booking_date=NEXT)], on=NEXT))
    apply(books, [allocation("A", "1", 980, discount_minor=20)], "r2", NEXT)
    assert of(books, "apply") == [
        ("ar", "-10.0000", "-9.0000"),
        ("discount", "0.2000", "0.1800"),
        ("fx_clearing", "0.4900", "0.0000"),
        ("fx_result", "-0.4900", "-0.4900"),
        ("unapplied", "9.8000", "9.3100"),
    ]
    assert rows(books, "select currency from journal where account_class = 'fx_result'") == [("EUR",)]
    assert broken(books) == {} and differing(books) == []


def test_parts_take_their_share_along_and_the_last_the_rest(books):
    rates(books, d0="0.33333")
    load(books, statement([line("A", 100)]))
    ledger.load_open_items(books, items(("1", 33), ("2", 33), ("3", 34)), 0.3)
    apply(books, [allocation("A", "1", 33), allocation("A", "2", 33)])
    apply(books, [allocation("A", "3", 34)], "r2", NEXT)
    left = """select account_class, sum(functional_debit - functional_credit)::varchar from journal
        where account_class in ('unapplied', 'ar') group by 1 order by 1"""
    assert rows(books, left) == [("ar", "0.0000"), ("unapplied", "0.0000")]
    assert broken(books) == {}


def test_a_payer_known_later_moves_the_money_at_its_own_worth(books):
    rates(books, d0="0.90", d1="0.95")
    load(books, statement([line("A", 1000)]))
    ledger.load_open_items(books, items(("1", 400)), 0.3)
    apply(books, [])
    apply(books, [allocation("A", "1", 400)], "r2", NEXT)
    assert of(books, "identify") == [("unapplied", "-10.0000", "-9.0000"), ("unidentified", "10.0000", "9.0000")]
    assert of(books, "apply") == [("ar", "-4.0000", "-3.6000"), ("unapplied", "4.0000", "3.6000")]
    assert broken(books) == {}


def test_a_return_at_another_rate_realises_the_difference(books):
    rates(books, d0="0.90", d1="0.95")
    load(books, statement([line("A", 1000)]))
    ledger.load_open_items(books, items(("1", 1000)), 0.3)
    apply(books, [allocation("A", "1", 1000)])
    load(books, statement([line("R", -1000, kind="return", booking_date=NEXT)], "r.csv", on=NEXT))
    apply(books, [], "r2", NEXT, {"R": "A"})
    assert of(books, "return") == [
        ("fx_clearing", "-0.5000", "0.0000"), ("fx_result", "0.5000", "0.5000"),
        ("unapplied", "10.0000", "9.0000"), ("unidentified", "-10.0000", "-9.5000"),
    ]  # fmt: skip
    worth = "select sum(functional_debit - functional_credit) from journal where account_class = 'ar'"
    assert rows(books, worth) == [(9,)]
    assert broken(books) == {}


def test_without_a_rate_of_the_month_before_nothing_is_valued_and_what_follows_stays_so(books):
    load(books, statement([line("A", 1000)]))
    ledger.load_open_items(books, items(("1", 1000)), 0.3)
    apply(books, [])
    rates(books, d1="0.95")
    apply(books, [allocation("A", "1", 1000)], "r2", NEXT)
    assert rows(books, "select count(*) from journal where functional_debit is not null") == [(0,)]
    load(books, statement([line("B", 500, booking_date=LATER)], "b.csv", on=LATER))
    apply(books, [], "r3", LATER)
    assert rows(books, "select count(*) from journal where functional_debit is not null") == [(0,)]
    assert broken(books) == {}


def test_a_rate_the_other_way_round_serves_too(books):
    table = {"date": date(2026, 10, 1), "from_currency": "EUR", "to_currency": "USD", "rate": "1.25"}
    ledger.load_rates(books, pl.DataFrame([table | {"source_line": 2, "sha256": "r"}]))
    load(books, statement([line("A", 1000)]))
    apply(books, [])
    assert of(books, "receipt") == [("bank", "10.0000", "8.0000"), ("unidentified", "-10.0000", "-8.0000")]
