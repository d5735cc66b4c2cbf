"""Everything a run decided is in the books once, whole, and ties."""

from datetime import timedelta

import polars as pl
import pytest

from pipelines import ledger
from pipelines.errors import Contradiction
from tests.pipelines.ledger.books import (
    DAY,
    allocation,
    apply,
    broken,
    day,
    items,
    line,
    load,
    post,
    rows,
    statement,
    writing,
)

NEXT = DAY + timedelta(days=1)
OPEN = "select item_number, open_amount::varchar, pending_amount::varchar, origin from open_items order by item_number"
PLACED = """select bank_reference, applied_amount::varchar, unapplied_amount::varchar, unidentified_amount::varchar
    from payments order by 1"""
SHORT = allocation("A", "1", 980, deduction_minor=20, new_item_number="1-D1", reason_code="PD")


@pytest.fixture
def books(tmp_path):
    """Two receipts of 9.80 and 5.00, two invoices of 10.00 and 7.00; nothing posted."""
    with writing(tmp_path / "books") as connection:
        load(connection, statement([line("A", 980), line("B", 500)]))
        ledger.load_open_items(connection, items(("1", 1000), ("2", 700)), 0.3)
        yield connection


def test_a_day_is_booked_applied_and_held(books):
    batch_id = apply(books, [SHORT])

    assert rows(books, PLACED) == [("A", "9.8000", "0.0000", "0.0000"), ("B", "0.0000", "0.0000", "5.0000")]
    assert rows(books, OPEN) == [
        ("1", "0.0000", "10.0000", "erp"),
        ("1-D1", "0.2000", "0.0000", "tieout"),
        ("2", "7.0000", "0.0000", "erp"),
    ]
    assert rows(books, "select amount::varchar, status, first_seen from exceptions") == [("5.0000", "open", DAY)]
    assert rows(books, "select distinct batch_id from journal") == [(batch_id,)]
    assert rows(books, "select batch_id from runs") == [(batch_id,)]
    assert broken(books) == {}


def test_entries_of_each_event_are_those_of_the_trade(books):
    apply(books, [SHORT])
    query = "select account, debit::varchar, credit::varchar from journal where cause like ? order by all"
    assert books.execute(query, ["apply|%"]).fetchall() == [
        ("AR control", "0.0000", "10.0000"),
        ("deductions receivable", "0.2000", "0.0000"),
        ("unapplied cash", "9.8000", "0.0000"),
    ]
    assert books.execute(query, ["snapshot|%"]).fetchall() == [
        ("AR control", "10.0000", "0.0000"),
        ("AR control", "7.0000", "0.0000"),
        ("ERP interface", "0.0000", "10.0000"),
        ("ERP interface", "0.0000", "7.0000"),
    ]


def test_the_same_posted_twice_is_posted_once(books):
    offered = day(books, [SHORT])
    first = post(books, *offered)
    before = rows(books, "select count(*) from journal union all select count(*) from applications")

    assert first is not None and post(books, *offered) is None
    assert rows(books, "select count(*) from journal union all select count(*) from applications") == before
    assert broken(books) == {}


def test_a_day_with_nothing_new_posts_nothing(tmp_path, books):
    apply(books, [SHORT])
    states = "select count(*) from facts.exception_states"
    before = rows(books, states)
    assert apply(books, [], "r2") is None
    assert rows(books, states) == before


def test_a_cause_that_comes_again_with_another_amount_is_refused(books):
    journal, decided, moves = day(books, [])
    post(books, journal, decided, moves)
    is_receipt = pl.col("cause").str.starts_with("receipt|")
    doubled = journal.with_columns(pl.when(is_receipt).then(pl.col("amount_minor") * 2).otherwise("amount_minor"))
    with pytest.raises(Contradiction, match=r"posting: entry\n  stands:   receipt\|"):
        post(books, doubled, decided, moves)


def test_an_allocation_without_its_entry_is_refused(books):
    journal, decided, moves = day(books, [SHORT])
    bare = journal.filter(~pl.col("cause").str.starts_with("apply|"))
    with pytest.raises(Contradiction, match="posting: allocation"):
        post(books, bare, decided, moves)


def test_a_snapshot_is_posted_whole_or_refused(books):
    journal, decided, moves = day(books, [])
    with pytest.raises(Contradiction, match="posting: snapshot"):
        post(books, journal, decided, moves.head(1))


def test_a_posting_that_is_not_about_the_snapshot_leaves_it_waiting(books):
    _, decided, moves = day(books, [])
    bookings = day(books, [])[0].filter(pl.col("cause").str.starts_with("receipt|"))
    post(books, bookings, decided, moves.clear())
    assert rows(books, "select count(*) from facts.posted_snapshots") == [(0,)]
    assert ledger.erp_items(books, DAY).height == 2


def test_the_next_snapshot_confirms_what_we_took_and_what_we_made(tmp_path, books):
    apply(books, [SHORT])
    shown = items(("1-D1", 20), on=NEXT, item_type="deduction", file="b")
    ledger.load_open_items(books, pl.concat([shown, items(("2", 700), on=NEXT, file="b")]), 0.3)
    entries = rows(books, "select count(*) from facts.entries")

    assert apply(books, [], "r2", NEXT) is None
    assert rows(books, OPEN) == [("1-D1", "0.2000", "0.0000", "erp"), ("2", "7.0000", "0.0000", "erp")]
    assert rows(books, "select count(*) from facts.entries") == entries
    assert broken(books) == {}


def test_what_others_moved_posts_beside_what_we_applied(books):
    apply(books, [allocation("B", "2", 500)])
    ledger.load_open_items(books, items(("1", 1000), ("2", 150), ("9", 80), on=NEXT, file="b"), 0.3)
    apply(books, [], "r2", NEXT)

    query = (
        "select debit::varchar, credit::varchar from journal where account = 'AR control' and gl_date = ? order by 1"
    )
    assert books.execute(query, [NEXT]).fetchall() == [("0.0000", "0.5000"), ("0.8000", "0.0000")]
    assert rows(books, OPEN)[1] == ("2", "1.5000", "0.0000", "erp")
    assert broken(books) == {}


def test_a_receipt_may_be_applied_again_to_the_same_item(books):
    apply(books, [allocation("B", "2", 200)])
    apply(books, [allocation("B", "2", 300)], "r1", NEXT)
    assert rows(books, "select count(*), sum(cash_amount)::varchar from applications") == [(2, "5.0000")]
    assert rows(books, PLACED)[1] == ("B", "5.0000", "0.0000", "0.0000")


def test_a_payer_known_later_moves_to_unapplied(books):
    apply(books, [])
    apply(books, [allocation("B", "2", 200)], "r2", NEXT)
    assert rows(books, PLACED)[1] == ("B", "2.0000", "3.0000", "0.0000")
    assert rows(books, "select customer_id from payments where bank_reference = 'B'") == [("C1",)]


def test_a_return_is_held_until_it_is_tied_and_fees_are_no_receipts(books):
    more = [
        line("R", -980, kind="return"),
        line("F", -25, kind="non_ar", gl_account="6100"),
        line("I", 7, kind="non_ar"),
    ]
    load(books, statement(more, "bank/b.csv"))
    apply(books, [])
    assert rows(books, "select unidentified_amount::varchar from payments where kind = 'return'") == [("-9.8000",)]
    assert rows(books, "select sum(non_ar_amount)::varchar from payments") == [("-0.1800",)]
    assert rows(books, "select debit::varchar from journal where account = '6100'") == [("0.2500",)]
    assert broken(books) == {}


def test_each_run_that_posts_adds_a_link(tmp_path):
    path = tmp_path / "books"
    for place, reference in enumerate("ABC"):
        with writing(path, f"r{place}") as books:
            load(books, statement([line(reference, 100)], f"{reference}.csv"))
            apply(books, [], f"r{place}")
    with writing(path, "idle") as books:
        apply(books, [], "idle")
        links = rows(
            books, "select run_id, previous_hash, hash from facts.chain join runs on batch_id = sealed_id order by 1"
        )
        assert [name for name, _, _ in links] == ["r0", "r1", "r2"]
        assert [previous for _, previous, _ in links[1:]] == [after for _, _, after in links[:-1]]
        assert broken(books) == {}
