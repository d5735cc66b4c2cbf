"""A receipt that the bank took back leaves the books as if it had never been applied, and both lines tied."""

from datetime import timedelta

import polars as pl
import pytest

from pipelines import ledger
from tests.pipelines.ledger.as_of import differing
from tests.pipelines.ledger.books import (
    DAY,
    POLICY,
    allocation,
    apply,
    broken,
    items,
    line,
    load,
    rows,
    statement,
    writing,
)

LATER = DAY + timedelta(days=4)
DUE = DAY + timedelta(days=20)
SHORT = allocation("A", "1", 980, deduction_minor=15, discount_minor=5, new_item_number="1-D1", reason_code="PD")
PLACED = """select bank_reference, applied_amount::varchar, unapplied_amount::varchar, unidentified_amount::varchar,
    returned_amount::varchar from payments order by 1"""
OPEN = (
    "select item_number, open_amount::varchar, pending_amount::varchar, due_date from open_items order by item_number"
)
BACK = {"R": "A"}


@pytest.fixture
def books(tmp_path):
    """A receipt of 9.80 for an invoice of 10.00, due in twenty days; nothing posted."""
    with writing(tmp_path / "books") as connection:
        load(connection, statement([line("A", 980)]))
        ledger.load_open_items(connection, items(("1", 1000), due_date=DUE), 0.3)
        yield connection


def take_back(books, on=LATER, name="r2"):
    """The return comes, and is tied to A."""
    load(books, statement([line("R", -980, kind="return", booking_date=on)], "bank/r.csv", on=on))
    return apply(books, [], name, on, BACK)


def test_a_return_days_later_reverses_what_was_applied_and_opens_the_item_as_it_was(books):
    apply(books, [SHORT])
    take_back(books)

    assert rows(books, PLACED) == [
        ("A", "0.0000", "0.0000", "0.0000", "9.8000"),
        ("R", "0.0000", "0.0000", "0.0000", "-9.8000"),
    ]
    assert rows(books, OPEN) == [("1", "10.0000", "0.0000", DUE), ("1-D1", "0.0000", "0.0000", DUE)]
    assert rows(books, "select sum(debit) - sum(credit) from journal where account_class not in ('ar', 'erp')") == [
        (0,)
    ]
    assert rows(books, "select count(*) from exceptions where status <> 'resolved'") == [(0,)]
    assert broken(books) == {}


def test_a_reversal_is_a_row_of_its_own_with_opposite_amounts(books):
    apply(books, [SHORT])
    batch_id = take_back(books)

    query = """select a.cash_amount::varchar, a.discount_amount::varchar, a.deduction_amount::varchar, a.reversed,
        a.reverses = b.application_id, a.evidence, a.gl_date
        from applications a left join applications b on b.application_id = a.reverses order by a.cash_amount desc"""
    assert rows(books, query) == [
        ("9.8000", "0.0500", "0.1500", True, None, "named", DAY),
        ("-9.8000", "-0.0500", "-0.1500", True, True, "same end-to-end id", LATER),
    ]
    assert rows(books, "select batch_id from facts.applications where reverses is not null") == [(batch_id,)]
    causes = (
        "select distinct split_part(cause, '|', 1) from journal where batch_id = getvariable('batch_id') order by 1"
    )
    assert rows(books, causes) == [("receipt",), ("return",), ("reverse",)]


def test_a_return_in_the_same_run_as_its_receipt(books):
    load(books, statement([line("R", -980, kind="return")], "bank/r.csv"))
    apply(books, [], taken_back=BACK)
    assert rows(books, PLACED)[0] == ("A", "0.0000", "0.0000", "0.0000", "9.8000")
    assert rows(books, "select count(*) from applications") == [(0,)]
    assert rows(books, "select count(*) from exceptions") == [(0,)]
    assert broken(books) == {}


@pytest.mark.parametrize("first", [[], [allocation("A", "1", 300)]], ids=["unidentified", "part applied"])
def test_a_receipt_not_wholly_applied_may_be_taken_back_too(books, first):
    apply(books, first)
    take_back(books)
    assert rows(books, PLACED)[0] == ("A", "0.0000", "0.0000", "0.0000", "9.8000")
    assert rows(books, OPEN) == [("1", "10.0000", "0.0000", DUE)]
    assert rows(books, "select distinct status from exceptions") == [("resolved",)]
    assert broken(books) == {}


def test_tied_once_it_stays_tied(books):
    apply(books, [SHORT])
    take_back(books)
    counts = (
        "select (select count(*) from journal), (select count(*) from applications), (select count(*) from exceptions)"
    )
    before = rows(books, counts)

    state = ledger.state(books, LATER, POLICY, pl.DataFrame(schema={"item_id": pl.String, "confirmed_minor": pl.Int64}))
    assert state.returns.is_empty() and state.returnable.is_empty() and state.shares.is_empty()
    assert apply(books, [], "r3", LATER, BACK) is None
    assert rows(books, counts) == before


def test_what_the_erp_had_confirmed_is_pending_the_other_way_until_it_shows_the_item_again(books):
    apply(books, [SHORT])
    shown = items(("1-D1", 15), on=LATER, item_type="deduction", file="b")
    ledger.load_open_items(books, shown.with_columns(is_accepted=pl.lit(True)), 0.3)
    apply(books, [], "r2", LATER)
    assert rows(books, OPEN) == [("1-D1", "0.1500", "0.0000", DUE)]

    take_back(books, name="r3")
    assert rows(books, OPEN) == [("1", "10.0000", "-10.0000", DUE), ("1-D1", "0.0000", "0.1500", DUE)]
    assert broken(books) == {}

    after = LATER + timedelta(days=1)
    again = items(("1", 1000), on=after, file="c", due_date=DUE).with_columns(is_accepted=pl.lit(True))
    ledger.load_open_items(books, again, 0.3)
    entries = rows(books, "select count(*) from facts.entries")
    assert apply(books, [], "r4", after) is None
    assert rows(books, OPEN) == [("1", "10.0000", "0.0000", DUE)]
    assert differing(books) == []
    assert rows(books, "select count(*) from facts.entries") == entries
    assert broken(books) == {}


def test_an_item_taken_back_may_be_paid_again_in_the_same_run(books):
    apply(books, [SHORT])
    load(books, statement([line("B", 1000, booking_date=LATER)], "bank/b.csv", on=LATER))
    load(books, statement([line("R", -980, kind="return", booking_date=LATER)], "bank/r.csv", on=LATER))
    apply(books, [allocation("B", "1", 1000)], "r2", LATER, BACK)
    assert rows(books, PLACED)[1] == ("B", "10.0000", "0.0000", "0.0000", "0.0000")
    assert rows(books, OPEN) == [("1", "0.0000", "10.0000", DUE), ("1-D1", "0.0000", "0.0000", DUE)]
    assert broken(books) == {}


def meant(books, on=LATER):
    """Receipts that a return may mean, and why one may not be taken back."""
    no_moves = pl.DataFrame(schema={"item_id": pl.String, "confirmed_minor": pl.Int64})
    return dict(ledger.state(books, on, POLICY, no_moves).returnable.select("bank_reference", "kept_by").rows())


def test_a_receipt_of_another_amount_or_after_the_return_is_not_returnable(books):
    more = [line("B", 979), line("C", 980, booking_date=LATER)]
    load(books, statement(more, "bank/b.csv"))
    load(books, statement([line("R", -980, kind="return", booking_date=DAY)], "bank/r.csv"))
    assert meant(books) == {"A": None}


def test_a_receipt_on_hold_may_be_meant_and_not_taken_back(books):
    apply(books, [])
    load(books, statement([line("R", -980, kind="return")], "bank/r.csv"))
    assert meant(books) == {"A": None}
    books.execute("update facts.exception_states set status = 'held'")
    assert meant(books) == {"A": "it is on hold"}


def test_a_receipt_whose_deduction_was_paid_since_may_not_be_taken_back(books):
    apply(books, [SHORT])
    load(books, statement([line("B", 15)], "bank/b.csv"))
    apply(books, [allocation("B", "1-D1", 15)], "r2")
    load(books, statement([line("R", -980, kind="return")], "bank/r.csv"))
    assert meant(books) == {"A": "its items have moved on since"}


def test_a_receipt_whose_item_the_erp_opened_again_itself_may_not_be_taken_back(books):
    apply(books, [SHORT])
    for day_no, listed in enumerate([("9", 1)], 1):
        gone = items(listed, on=DAY + timedelta(days=day_no), file="b").with_columns(is_accepted=pl.lit(True))
        ledger.load_open_items(books, gone, 0.3)
        apply(books, [], "r2", DAY + timedelta(days=day_no))
    again = items(("1", 1000), on=LATER, file="c").with_columns(is_accepted=pl.lit(True))
    ledger.load_open_items(books, again, 0.3)
    apply(books, [], "r3", LATER)
    load(books, statement([line("R", -980, kind="return")], "bank/r.csv"))
    assert meant(books) == {"A": "its items have moved on since"}
