"""An entity's open items of a date: one list, newest by its date, never one that lost too much."""

from datetime import date, timedelta

import polars as pl

from pipelines import ledger
from tests.pipelines.ledger.books import DAY, allocation, apply, broken, items, line, load, rows, statement, writing

NEXT = DAY + timedelta(days=1)
LISTED = "select item_number, open_minor from facts.listed_items(date '9999-12-31') where not is_gone order by 1"


def take(books, *lists, limit=0.3):
    return ledger.load_open_items(books, pl.concat(lists), limit).select("status", "reason").rows()


def taken(books, *lists):
    assert [status for status, _ in take(books, *lists)] == ["taken"]
    return dict(rows(books, LISTED))


def test_only_what_changes_is_kept(tmp_path):
    with writing(tmp_path / "books") as books:
        taken(books, items(("1", 100), ("2", 200), ("3", 300), ("4", 400)))
        changed = items(("1", 100), ("2", 150), ("4", 400), ("5", 500), on=NEXT)
        assert taken(books, changed) == {"1": 100, "2": 150, "4": 400, "5": 500}
        kept = rows(
            books, "select item_number, open_minor, is_gone from facts.item_versions where snapshot_no = 2 order by 1"
        )
        assert kept == [("2", 150, False), ("3", 0, True), ("5", 500, False)]


def test_an_item_that_comes_back_is_listed_again(tmp_path):
    with writing(tmp_path / "books") as books:
        others = [("2", 200), ("3", 300), ("4", 400)]
        taken(books, items(("1", 100), *others))
        taken(books, items(*others, on=NEXT))
        assert taken(books, items(("1", 100), *others, on=NEXT + timedelta(days=1)))["1"] == 100


def test_all_files_of_a_date_are_one_list(tmp_path):
    with writing(tmp_path / "books") as books:
        assert taken(books, items(("1", 100), file="a"), items(("2", 200), file="b")) == {"1": 100, "2": 200}
        assert taken(books, items(("3", 300), file="c")) == {"1": 100, "2": 200, "3": 300}


def test_the_same_list_again_says_nothing_new(tmp_path):
    with writing(tmp_path / "books") as books:
        taken(books, items(("1", 100)))
        taken(books, items(("1", 100), file="b"))
        assert rows(books, "select count(*) from facts.snapshots") == [(1,)]
        assert rows(books, "select count(*) from facts.item_versions") == [(1,)]


def test_an_older_list_never_replaces_a_newer_one(tmp_path):
    with writing(tmp_path / "books") as books:
        taken(books, items(("1", 100), on=NEXT))
        assert take(books, items(("1", 50), on=DAY)) == [("older", "a list of 2026-10-16 is held already")]
        assert dict(rows(books, LISTED)) == {"1": 100}


def test_the_same_item_with_two_amounts_refuses_the_list(tmp_path):
    with writing(tmp_path / "books") as books:
        found = take(books, items(("1", 100), file="a"), items(("1", 90), file="b"))
        assert found == [("quarantined", "1 stands twice with different amounts")]
        taken(books, items(("1", 100)))
        found = take(books, items(("1", 90), file="c"))
        assert found == [("quarantined", "1 came on the same date with another amount")]
        found = take(books, items(("1", 100), on=NEXT, currency="EUR"))
        assert found == [("quarantined", "1 changed its currency from USD to EUR")]
        assert dict(rows(books, LISTED)) == {"1": 100}


def test_a_list_that_lost_too_much_is_quarantined_until_somebody_accepts_it(tmp_path):
    with writing(tmp_path / "books") as books:
        taken(books, items(("1", 100), ("2", 100), ("3", 100), ("4", 700)))
        lost = items(("1", 100), ("2", 100), ("3", 100), on=NEXT)
        reason = "1 of 4 items (70.0 % of the value) vanished unapplied; the limit is 30.0 %"
        assert take(books, lost) == [("quarantined", reason)]
        assert take(books, lost) == [("quarantined", reason)]
        assert rows(books, "select count(*) from facts.snapshots") == [(2,)]
        assert taken(books, lost.with_columns(is_accepted=pl.lit(True))) == {"1": 100, "2": 100, "3": 100}


def test_what_we_applied_may_vanish(tmp_path):
    with writing(tmp_path / "books") as books:
        load(books, statement([line("A", 700)]))
        taken(books, items(("1", 300), ("2", 700)))
        apply(books, [allocation("A", "2", 700)])
        assert taken(books, items(("1", 300), on=NEXT)) == {"1": 300}


def test_an_objection_refuses_the_list_unless_it_is_accepted(tmp_path):
    doubtful = items(("1", 100)).with_columns(objection=pl.lit("row 7 may be one of them"))
    with writing(tmp_path / "books") as books:
        assert take(books, doubtful) == [("quarantined", "row 7 may be one of them")]
        taken(books, doubtful.with_columns(is_accepted=pl.lit(True)))


def test_entities_are_judged_apart(tmp_path):
    with writing(tmp_path / "books") as books:
        both = [items(("1", 100)), items(("1", 100), file="b", entity="UK01")]
        assert [status for status, _ in take(books, *both)] == ["taken", "taken"]
        good, bad = items(("1", 100), on=NEXT), items(("2", 1), on=NEXT, file="c", entity="UK01")
        assert sorted(status for status, _ in take(books, good, bad)) == ["quarantined", "taken"]


def test_several_dates_in_one_load_are_taken_in_their_order(tmp_path):
    with writing(tmp_path / "books") as books:
        found = take(books, items(("1", 90), on=NEXT, file="b"), items(("1", 100)))
        assert [status for status, _ in found] == ["taken", "taken"]
        assert dict(rows(books, LISTED)) == {"1": 90}


def test_a_list_of_tomorrow_waits_for_its_day(tmp_path):
    with writing(tmp_path / "books") as books:
        taken(books, items(("1", 100)))
        taken(books, items(("1", 60), on=NEXT))
        apply(books, [], as_of=DAY)
        assert rows(books, "select open_amount::varchar, snapshot_date from open_items") == [("1.0000", DAY)]
    with writing(tmp_path / "books", "r2", NEXT) as books:
        apply(books, [], "r2", NEXT)
        assert rows(books, "select open_amount::varchar, snapshot_date from open_items") == [("0.6000", NEXT)]
        assert broken(books) == {}
        assert ledger.erp_items(books, date(2026, 12, 31)).is_empty()
