"""Two answers to the same receipts: only what differs is told, and which way it went."""

from matching.flips import flips
from schemas.decision import Allocation
from schemas.flips import Flip
from schemas.frame import checked, frame
from tests.matching.builders import item, receipt, state

RECEIPTS = [receipt(10000, key="R1"), receipt(30000, key="R2")]
ITEMS = [item("40510", 10000), item("40511", 10050), item("40600", 30000)]


def applied(payment, number, cash, rule="reference", **more):
    parts = dict.fromkeys(("discount_minor", "deduction_minor", "write_off_minor", "fee_minor"), 0)
    said = {"customer_id": "A", "confidence": 0.99, "evidence": "named", "rule": rule}
    return {"payment_id": payment, "item_id": number, "cash_minor": cash} | parts | said | more


def told(before, after):
    given = state(RECEIPTS, ITEMS)
    sides = (frame(Allocation, rows) for rows in (before, after))
    found = checked(Flip, flips(given.receipts, given.items, *sides))
    return found.select("payment_id", "kind", "rule", "cash_minor", "before", "after").rows()


def test_equal_answers_flip_nothing_in_whatever_order_they_stand():
    one, other = applied("R1", "40510", 10000), applied("R2", "40600", 30000)
    assert told([one, other], [other, one]) == []


def test_a_receipt_that_is_applied_no_more_is_held_now_and_the_other_way_round():
    first, second = applied("R1", "40510", 10000), applied("R2", "40600", 30000, rule="account")
    assert told([first], [second]) == [
        ("R1", "applied -> held", "reference", 10000, "reference: 40510 100.00", "held"),
        ("R2", "held -> applied", "account", 30000, "held", "account: 40600 300.00"),
    ]


def test_another_item_or_another_amount_of_the_same_item_is_applied_otherwise():
    before = [applied("R1", "40510", 10000), applied("R2", "40600", 30000)]
    after = [applied("R1", "40511", 10000, rule="part"), applied("R2", "40600", 29900, write_off_minor=100)]
    kinds = [(payment, kind, rule) for payment, kind, rule, *_ in told(before, after)]
    assert kinds == [("R1", "applied otherwise", "part"), ("R2", "applied otherwise", "reference")]


def test_the_same_lines_by_another_rule_are_the_same_answer():
    assert told([applied("R1", "40510", 10000)], [applied("R1", "40510", 10000, rule="advice")]) == []


def test_several_items_are_told_in_the_order_of_their_numbers():
    both = [applied("R2", "40511", 10050), applied("R2", "40510", 19950)]
    assert told([], both) == [
        ("R2", "held -> applied", "reference", 30000, "held", "reference: 40510 199.50, 40511 100.50")
    ]
