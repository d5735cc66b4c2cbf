"""A receipt that the bank took back is as if it had never come, before anything else of the day is matched."""

from matching.reopening import reopened
from schemas.frame import frame
from schemas.returns import Returnable, Reversal, Share
from tests.matching.builders import closed, days, deduction, item, receipt, state

BACK = [{"return_payment_id": "T1", "payment_id": "R1", "evidence": "same id"}]


def returned(amount, key="T1"):
    facts = ("entity", "account", "currency", "booking_date")
    return {name: receipt(1)[name] for name in facts} | {"payment_id": key, "amount_minor": -amount}


def share(number, amount, key="R1"):
    return {"payment_id": key, "item_id": number, "item_minor": amount, "most_minor": amount}


def day(*shares):
    """R1 of 500 came back as T1; 40510 was closed by it, 40511 is still open, 40510-D1 was made by it."""
    items = [closed("40510", 500), item("40511", 200), deduction("40510-D1", 30)]
    given = state([receipt(500), receipt(80, key="R2")], items, returns=[returned(500), returned(80, "T2")])
    known = [{name: receipt(500).get(name) for name in Returnable.to_schema().columns}]
    return given._replace(returnable=frame(Returnable, known), shares=frame(Share, shares))


def opened(after):
    return {row[0]: row[1:] for row in after.items.select("item_id", "open_minor", "closed_date").rows()}


def test_its_items_are_open_again_and_what_it_made_is_gone():
    after = reopened(day(share("40510", 500), share("40510-D1", -30)), frame(Reversal, BACK))
    assert opened(after) == {"40510": (500, None), "40511": (200, None), "40510-D1": (0, None)}


def test_the_receipt_and_its_return_leave_the_day():
    after = reopened(day(share("40510", 500)), frame(Reversal, BACK))
    assert after.receipts["payment_id"].to_list() == ["R2"] and after.returns["payment_id"].to_list() == ["T2"]


def test_what_nothing_takes_back_stays_as_it_is():
    given = day(share("40510", 500))
    assert reopened(given, frame(Reversal)) is given
    after = reopened(day(share("40510", 500, key="R9")), frame(Reversal, BACK))
    assert opened(after)["40510"] == (0, days(-10))
