"""Open-item lists: what is taken, what is too old, what contradicts itself, and what a rejected row may not close."""

from datetime import date

import pytest

from tests.pipelines.ingest.support import ITEMS, Desk

BEFORE, TODAY = "2026-03-03", "2026-03-04"


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def listed(desk):
    """Items on the latest list of US01, with what is open on each."""
    return desk.rows(
        "select item_number, open_minor from facts.listed_items(date '9999-12-31') where not is_gone order by 1"
    )


def snapshots(desk):
    return desk.rows(
        "select entity, snapshot_date::varchar, item_count, status from facts.snapshots order by snapshot_no"
    )


def test_all_files_of_an_entity_and_date_are_one_list(desk):
    desk.items("a.csv", f"INV-1,5.00,{TODAY}")
    desk.items("b.csv", f"INV-2,6.00,{TODAY}", f"INV-1,5.00,{TODAY}")

    desk.run()

    assert listed(desk) == [("INV-1", 500), ("INV-2", 600)] and snapshots(desk) == [("US01", TODAY, 2, "taken")]


def test_a_list_without_a_date_is_of_the_business_day(desk):
    desk.put("open_items/a.csv", "entity,customer_id,item_number,currency,open_amount", "US01,C1,INV-1,USD,5.00")

    desk.run(date(2026, 3, 4))

    assert snapshots(desk) == [("US01", TODAY, 1, "taken")]


def test_a_list_without_a_date_keeps_the_day_it_was_first_seen_on(desk):
    desk.items("a.csv", f"INV-1,5.00,{BEFORE}", f"INV-2,6.00,{BEFORE}")
    desk.run(date(2026, 3, 3))
    path = desk.put("open_items/b.csv", "entity,customer_id,item_number,currency,open_amount", "US01,C1,INV-1,USD,5.00")
    desk.run(date(2026, 3, 4))
    assert desk.states()["open_items/b.csv"] == "quarantined"
    desk.accept(path)

    desk.run(date(2026, 3, 9))

    assert snapshots(desk)[-1] == ("US01", TODAY, 1, "taken")


def test_an_older_list_never_replaces_a_newer_one(desk):
    desk.items("new.csv", f"INV-1,5.00,{TODAY}")
    desk.run()
    desk.items("old.csv", f"INV-1,9.00,{BEFORE}")

    done = desk.run()

    assert listed(desk) == [("INV-1", 500)] and desk.states()["open_items/old.csv"] == "taken"
    assert done.messages == [
        f"open items of US01 of {BEFORE} are not used: a list of {TODAY} is held already"
    ] and not done.is_rejected_first  # fmt: skip


def test_an_item_that_stands_twice_with_different_amounts_refuses_the_list_of_its_entity_alone(desk):
    desk.items("a.csv", f"INV-1,5.00,{TODAY}", f"INV-1,6.00,{TODAY}")
    desk.put("open_items/gb.csv", ITEMS, f"GB01,C9,SI-1,invoice,GBP,7.00,,{TODAY}")

    done = desk.run()

    assert listed(desk) == [("SI-1", 700)] and done.is_rejected_first
    assert done.messages == [
        "snapshot: open_items/a.csv:1\n"
        f"  stands:   open items of US01 of {TODAY}: INV-1 stands twice with different amounts\n"
        "  expected: each item once\n"
        "  remedy:   send the list again"
    ]
    assert ("US01", TODAY, 1, "quarantined") in snapshots(desk)


def test_a_list_that_lost_more_than_the_limit_waits_until_a_person_takes_it(desk):
    desk.items("a.csv", *(f"INV-{n},10.00,{BEFORE}" for n in range(10)))
    desk.run(date(2026, 3, 3))
    path = desk.items("b.csv", *(f"INV-{n},10.00,{TODAY}" for n in range(5)))

    done = desk.run()
    assert len(listed(desk)) == 10 and "5 of 10 items (50.0 % of the value) vanished unapplied" in done.messages[0]
    assert "tieout accept" in done.messages[0] and done.held["exception_type"].to_list() == ["INPUT_INVALID"]

    desk.accept(path)
    assert desk.run().figures["taken"] == 1 and len(listed(desk)) == 5


def test_a_list_that_lost_no_more_than_the_limit_is_taken(desk):
    desk.items("a.csv", *(f"INV-{n},10.00,{BEFORE}" for n in range(10)))
    desk.run(date(2026, 3, 3))
    desk.items("b.csv", *(f"INV-{n},10.00,{TODAY}" for n in range(7)))

    assert desk.run().figures["quarantined"] == 0 and len(listed(desk)) == 7


def test_an_item_whose_row_was_rejected_stays_as_it_was(desk):
    desk.items("a.csv", *(f"INV-{n},10.00,{BEFORE}" for n in range(10)))
    desk.run(date(2026, 3, 3))
    desk.items("b.csv", *(f"INV-{n},10.00,{TODAY}" for n in range(8)), f"INV-8,ten,{TODAY}")

    done = desk.run()

    assert [number for number, _ in listed(desk)] == [f"INV-{n}" for n in range(9)]
    assert f"open items of US01 of {TODAY}: 1 stay as they were, because their rows were rejected" in done.messages
    assert "open_amount = 'ten'" in done.messages[0] and done.figures["rows rejected"] == 1


def test_a_rejected_row_that_names_no_item_refuses_the_list_while_items_are_missing(desk):
    desk.items("a.csv", *(f"INV-{n},10.00,{BEFORE}" for n in range(10)))
    desk.run(date(2026, 3, 3))
    path = desk.items("b.csv", *(f"INV-{n},10.00,{TODAY}" for n in range(9)), f",10.00,{TODAY}")

    done = desk.run()
    assert len(listed(desk)) == 10 and snapshots(desk)[-1] == ("US01", TODAY, 9, "quarantined")
    assert "rejected rows may be items that vanished from the list: line 11" in done.messages[0]

    desk.accept(path)
    desk.run()
    assert len(listed(desk)) == 9


def test_a_rejected_row_that_names_no_item_does_no_harm_where_nothing_is_missing(desk):
    desk.items("a.csv", f"INV-1,10.00,{BEFORE}")
    desk.run(date(2026, 3, 3))
    desk.items("b.csv", f"INV-1,10.00,{TODAY}", f",10.00,{TODAY}")

    assert desk.run().figures["quarantined"] == 0 and snapshots(desk)[-1] == ("US01", TODAY, 1, "taken")


def test_the_order_of_rows_and_files_changes_nothing(tmp_path):
    rows = [f"INV-{n},{n}.50,{TODAY}" for n in range(1, 7)]
    seen = set()
    for number, order in enumerate((rows, rows[::-1])):
        folder = tmp_path / str(number)
        folder.mkdir()
        one = Desk(folder)
        one.items("a.csv" if number else "b.csv", *order[:3])
        one.items("b.csv" if number else "a.csv", *order[3:])
        one.run()
        seen.add(tuple(one.rows("select item_id, open_minor from facts.item_versions order by 1")))

    assert len(seen) == 1
