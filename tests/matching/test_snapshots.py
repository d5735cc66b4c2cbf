"""What a new list of open items means for the books, item by item."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.snapshots import moves
from schemas.books import ErpItem, SnapshotMove
from schemas.frame import checked, frame
from tests.matching.builders import AS_OF


def moved(previous, latest, pending, **more):
    """(delta, confirmed) of one item; (0, 0) where nothing is posted or confirmed."""
    row = {
        "snapshot_id": "S1", "item_id": "40510", "entity": "DE01", "currency": "EUR", "account_class": "ar",
        "snapshot_date": AS_OF, "previous_minor": previous, "latest_minor": latest, "pending_minor": pending,
    }  # fmt: skip
    found = checked(SnapshotMove, moves(frame(ErpItem, [row | more])))
    assert found.height <= 1 and set(found["gl_date"]) <= {AS_OF}
    return (found["delta_minor"].sum(), found["confirmed_minor"].sum())


@pytest.mark.parametrize(
    ("rule", "previous", "latest", "pending", "expected"),
    [
        ("first seen", 0, 500, 0, (500, 0)),
        ("unchanged", 500, 500, 0, (0, 0)),
        ("raised by others", 500, 600, 0, (100, 0)),
        ("lowered by others", 500, 400, 0, (-100, 0)),
        ("gone without us", 500, 0, 0, (-500, 0)),
        ("our application shown", 500, 0, 500, (0, 500)),
        ("ours shown in part", 500, 300, 500, (0, 200)),
        ("ours not shown yet", 500, 500, 200, (0, 0)),
        ("ours and others'", 500, 200, 200, (-100, 200)),
        ("raised while ours is pending", 500, 600, 200, (100, 0)),
        ("credit memo first seen", 0, -500, 0, (-500, 0)),
        ("credit memo used by us", -500, 0, -500, (0, -500)),
        ("credit memo used by others", -500, -400, 0, (100, 0)),
        ("credit memo used by us and by others", -500, -100, -300, (100, -300)),
    ],
)
def test_what_our_applications_explain_is_confirmed_and_the_rest_posts(rule, previous, latest, pending, expected):
    assert moved(previous, latest, pending) == expected


@settings(max_examples=60, derandomize=True)
@given(st.integers(-900, 900), st.integers(-900, 900), st.integers(-900, 900))
def test_afterwards_the_books_are_the_latest_list_less_what_is_still_pending(previous, latest, pending):
    delta, confirmed = moved(previous, latest, pending)
    books = previous - pending + delta
    assert books == latest - (pending - confirmed)
    assert abs(confirmed) <= abs(pending) and confirmed * pending >= 0


def test_rows_come_in_the_order_of_snapshot_and_item():
    rows = [
        {"snapshot_id": snapshot, "item_id": number, "entity": "DE01", "currency": "EUR", "account_class": "ar",
         "snapshot_date": AS_OF, "previous_minor": 0, "latest_minor": 5, "pending_minor": 0}
        for snapshot, number in (("S2", "1"), ("S1", "2"), ("S1", "1"))
    ]  # fmt: skip
    found = moves(frame(ErpItem, rows))
    assert found.select("snapshot_id", "item_id").rows() == [("S1", "1"), ("S1", "2"), ("S2", "1")]
