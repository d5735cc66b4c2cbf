"""Days made to deceive: what fits by amount, by name or by number, and is not said. Nothing of it is applied."""

import pytest

from tests.matching.builders import ALPHA, BETA, advice, closed, customer, decided, item, line, paid, receipt, state

NAMESAKES = [customer("A", "Alpha Tools GmbH"), customer("B", "Alpha Tools AG")]
OWNERS = [ALPHA | {"bank_accounts": "DE77 1"}, BETA | {"bank_accounts": "DE88 2"}]
TOLD = advice("RA1", 50003, line("40510", 50003))
ABROAD = {"entity": "AT01"}


def two(memo=None, **more):
    """The same receipt twice."""
    return [receipt(50003, memo, "Alpha Tools", key=key, **more) for key in ("R1", "R2")]


DECEPTIONS = {
    "two customers of one name, one of whom owes just that": (
        [receipt(50003, None, "Alpha Tools")],
        [item("40510", 50003), item("50510", 60007, "B")],
        {"customers": NAMESAKES},
    ),
    "the number of one customer, the payer another who owes as much": (
        [receipt(50003, "40510", "Borealis Pumpen")],
        [item("40510", 50003), item("50510", 50003, "B")],
        {},
    ),
    "the account of one, the number of another": (
        [receipt(50003, "50510", payer_account="DE77 1")],
        [item("40510", 50003), item("50510", 50003, "B")],
        {"customers": OWNERS},
    ),
    "the account of one, the name of another, an amount of both": (
        [receipt(50003, None, "Borealis Pumpen", payer_account="DE77 1")],
        [item("40510", 50003), item("50510", 50003, "B")],
        {"customers": OWNERS},
    ),
    "a number one character off, which is another customer's": (
        [receipt(50003, "40512", "Alpha Tools")],
        [item("40510", 50003), item("40512", 70007, "B")],
        {},
    ),
    "yesterday's advice again, and another item of the amount": (
        [receipt(50003, None, "Alpha Tools")],
        [closed("40510", 50003), item("40511", 50003)],
        {"advices": [TOLD]},
    ),
    "yesterday's number again, and another item of the amount": (
        [receipt(50003, "40510", "Alpha Tools")],
        [closed("40510", 50003), item("40511", 50003)],
        {},
    ),
    "a number that begins another, and both have the amount": (
        [receipt(50003, "4051 0", "Alpha Tools")],
        [item("4051", 50003), item("40510", 50003)],
        {},
    ),
    "an order number of one that is the invoice of another": (
        [receipt(50003, "771200")],
        [item("771200", 50003), item("50510", 50003, "B", po_number="771200")],
        {},
    ),
    "the same money twice in a day for one item": (two("40510"), [item("40510", 50003)], {}),
    "the same money twice in a day, one number, two items of it": (
        two("40510"),
        [item("40510", 50003), item("40511", 50003)],
        {},
    ),
    "one advice and the same money twice": (two(), [item("40510", 50003)], {"advices": [TOLD]}),
    "an item of another entity with the number and the amount": (
        [receipt(50003, "40510", "Alpha Tools")],
        [item("40510", 50003, **ABROAD), item("40999", 777)],
        {"customers": [ALPHA, ALPHA | ABROAD]},
    ),
    "the name of a customer with a number behind it": (
        [receipt(50003, None, "Alpha Tools II GmbH")],
        [item("40510", 50003)],
        {},
    ),
    "a subscription: last month's number, and two months open": (
        [receipt(50003, "40509", "Alpha Tools")],
        [item("40510", 50003), item("40511", 50003)],
        {},
    ),
    "a credit memo that happens to make it fit": (
        [receipt(40003, "40510", "Alpha Tools")],
        [item("40510", 50003), item("40511", 70007), item("CR-9001", -10000, item_type="credit_memo")],
        {},
    ),
    "a part payment said by a known payer of another's invoice": (
        [receipt(20000, "40510 PART PAYMENT", "Borealis Pumpen")],
        [item("40510", 50003), item("50510", 70007, "B")],
        {},
    ),
}


@pytest.mark.parametrize(("receipts", "items", "more"), DECEPTIONS.values(), ids=DECEPTIONS)
def test_what_only_seems_to_fit_is_not_applied(receipts, items, more):
    outcome = decided(state(receipts, items, **more))
    assert paid(outcome) == {} and outcome.held["payment_id"].to_list() == [one["payment_id"] for one in receipts]
