"""What the ERP's lists show of our own applications: pending, confirmed, disagreeing, or done elsewhere."""

from datetime import timedelta

import polars as pl
import pytest

from pipelines import ledger
from tests.pipelines.ledger.books import DAY, allocation, apply, broken, items, line, load, rows, statement, writing

NEXT, AFTER = DAY + timedelta(days=1), DAY + timedelta(days=2)
STATES = """select item_number, applied_amount::varchar, confirmed_amount::varchar, elsewhere_amount::varchar, state
    from erp_agreement order by 1"""


@pytest.fixture
def books(tmp_path):
    """10.00 and 7.00 are open; 6.00 of the first are applied."""
    with writing(tmp_path / "books") as connection:
        load(connection, statement([line("A", 600)]))
        ledger.load_open_items(connection, items(("1", 1000), ("2", 700)), 0.3)
        apply(connection, [allocation("A", "1", 600)])
        yield connection


def listed(books, on, *open_items):
    found = items(*open_items, on=on, file=str(on)).with_columns(is_accepted=pl.lit(True))
    status = ledger.load_open_items(books, found, 0.3)["status"].to_list()
    apply(books, [], str(on), on)
    return status


def test_what_no_list_has_shown_yet_is_pending(books):
    assert rows(books, STATES) == [("1", "6.0000", "0.0000", "0.0000", "pending")]


def test_what_the_next_list_shows_is_confirmed(books):
    listed(books, NEXT, ("1", 400), ("2", 700))
    assert rows(books, STATES) == [("1", "6.0000", "6.0000", "0.0000", "confirmed")]


@pytest.mark.parametrize(("shown", "confirmed"), [(1000, "0.0000"), (700, "3.0000")])
def test_a_later_list_that_does_not_show_all_of_it_disagrees(books, shown, confirmed):
    listed(books, NEXT, ("1", shown), ("2", 700))
    assert rows(books, STATES) == [("1", "6.0000", confirmed, "0.0000", "disagreeing")]
    assert rows(books, "select open_amount::varchar from open_items where item_number = '1'") == [("4.0000",)]
    assert broken(books) == {}


def test_what_went_down_by_more_or_vanished_was_done_elsewhere(books):
    listed(books, NEXT, ("1", 100))
    assert rows(books, STATES) == [
        ("1", "6.0000", "6.0000", "3.0000", "closed elsewhere"),
        ("2", "0.0000", "0.0000", "7.0000", "closed elsewhere"),
    ]
    assert broken(books) == {}


def test_a_list_out_of_order_changes_nothing(books):
    listed(books, AFTER, ("1", 400), ("2", 700))
    before = rows(books, STATES)
    assert listed(books, NEXT, ("1", 1000)) == ["older"]
    assert rows(books, STATES) == before == [("1", "6.0000", "6.0000", "0.0000", "confirmed")]


def test_a_list_split_over_files_is_one_list(books):
    listed(books, NEXT, ("1", 400), ("2", 700))
    assert listed(books, NEXT, ("3", 50)) == ["taken"]
    open_now = "select item_number, open_amount::varchar from open_items order by 1"
    assert rows(books, open_now) == [("1", "4.0000"), ("2", "7.0000"), ("3", "0.5000")]
    assert broken(books) == {}


def test_a_list_repeated_with_another_amount_is_refused(books):
    listed(books, NEXT, ("1", 400), ("2", 700))
    assert listed(books, NEXT, ("1", 300)) == ["quarantined"]
    assert rows(books, "select open_amount::varchar from open_items where item_number = '1'") == [("4.0000",)]


def test_what_others_closed_and_the_next_list_has_again_is_raised_again(books):
    listed(books, NEXT, ("1", 400))
    listed(books, AFTER, ("1", 400), ("2", 700))
    assert rows(books, "select open_amount::varchar from open_items where item_number = '2'") == [("7.0000",)]
    assert broken(books) == {}


def test_a_reversal_of_what_was_confirmed_is_pending_the_other_way(books):
    listed(books, NEXT, ("1", 400), ("2", 700))
    load(books, statement([line("R", -600, kind="return", booking_date=AFTER)], "r.csv", on=AFTER))
    apply(books, [], "back", AFTER, {"R": "A"})
    assert rows(books, STATES) == [("1", "0.0000", "6.0000", "0.0000", "pending")]
