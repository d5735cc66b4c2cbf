"""A customer whose settings say so paid a sum and named nothing: its items are paid oldest first, the last in part."""

import pytest

from schemas.policy import Override, SomeLimits
from tests.matching.builders import (
    closed,
    customer,
    days,
    decided,
    deduction,
    item,
    paid,
    policy,
    receipt,
    rules,
    state,
)

OWN = Override(entity="DE01", customer_id="A", limits=SomeLimits(oldest_first=True))
POLICY = policy(overrides=(OWN,))
ITEMS = [
    item("40512", 30000, due_date=days(-1)),
    item("40510", 10000, due_date=days(-30)),
    item("40511", 20000, due_date=days(-9)),
]


def sent(*receipts, items=ITEMS, by=POLICY, **more):
    return decided(state(receipts, items, **more), by)


def test_the_oldest_are_paid_in_full_and_the_last_in_part():
    outcome = sent(receipt(17777, None, "Alpha Tools"))
    assert paid(outcome) == {"R1": {"40510": 10000, "40511": 7777}} and rules(outcome) == {"oldest_first"}
    assert outcome.allocations["evidence"].to_list()[0] == (
        "the payer is known by name and pays oldest first by its settings; 40510 was due on 2026-09-15"
    )


def test_the_next_receipt_goes_on_where_the_one_before_it_ended():
    outcome = sent(*(receipt(amount, None, "Alpha Tools", key=key) for key, amount in (("R1", 17777), ("R2", 20001))))
    assert paid(outcome) == {"R1": {"40510": 10000, "40511": 7777}, "R2": {"40511": 12223, "40512": 7778}}


def test_only_where_the_settings_of_the_customer_say_so():
    silent = receipt(17777, None, "Alpha Tools")
    assert paid(sent(silent, by=policy())) == {}
    assert paid(sent(receipt(17777, None, "Borealis Pumpen"), items=[item("40510", 20000, "B")])) == {}


def test_it_settles_a_tie_of_equal_amounts():
    twins = [item("40510", 10000, due_date=days(-3)), item("40511", 10000, due_date=days(-30))]
    assert paid(sent(receipt(10000, None, "Alpha Tools"), items=twins)) == {"R1": {"40511": 10000}}


@pytest.mark.parametrize(
    "memo", ["40511", "40599", "30001"], ids=["an open item", "a number like ours", "a closed item"]
)
def test_a_receipt_that_names_anything_is_left_alone(memo):
    assert paid(sent(receipt(17777, memo, "Alpha Tools"), items=[*ITEMS, closed("30001", 50)])) == {}


def test_more_than_is_owed_is_left_alone():
    assert paid(sent(receipt(60001, None, "Alpha Tools"))) == {}


def test_credits_deductions_and_disputed_items_are_left_out():
    others = [
        deduction("40509-D1", 5000, due_date=days(-90)),
        item("40508", 900, due_date=days(-99), status="disputed"),
    ]
    assert paid(sent(receipt(17777, None, "Alpha Tools"), items=[*ITEMS, *others]))["R1"].keys() == {"40510", "40511"}


def test_a_likeness_of_names_is_not_enough():
    people = [customer("A", "Borealis Pumpen AG")]
    assert paid(sent(receipt(17777, None, "Borealis Pumpn"), customers=people)) == {}
