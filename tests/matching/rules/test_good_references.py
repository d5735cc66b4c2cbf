"""A known payer named our items and a number that is of no use: what is named well is paid, the rest waits."""

import pytest

from schemas.earlier import Placed
from schemas.frame import frame
from tests.matching.builders import (
    advice,
    closed,
    credit,
    days,
    decided,
    item,
    line,
    paid,
    policy,
    receipt,
    rules,
    state,
    why,
)

GOOD = [item("INV-40510", 500), item("INV-40511", 300)]
BOTH = {"R1": {"INV-40510": 500, "INV-40511": 300}}


def written(memo, amount, *items, payer="Alpha Tools", **more):
    return decided(state([receipt(amount, memo, payer)], items or GOOD, **more))


def test_the_good_ones_are_paid_in_full_and_the_rest_is_one_exception():
    outcome = written("INV-40510 INV-40511 INV-99999", 870)
    assert paid(outcome) == BOTH and rules(outcome) == {"good_references"}
    assert outcome.held["amount_minor"].to_list() == [70]
    assert why(outcome) == (
        "REFERENCE_NOT_FOUND",
        "8.00 EUR of 8.70 EUR are applied, the rest waits. "
        "Number INV-99999 has the shape of ours, but no open or recently closed item bears it",
    )


@pytest.mark.parametrize(
    ("number", "other", "exception_type"),
    [
        ("INV-30001", closed("INV-30001", 70), "REFERENCE_CLOSED"),
        ("INV-88001", item("INV-88001", 70, "B"), "REFERENCE_OTHER_CUSTOMER"),
    ],
)
def test_a_closed_item_or_one_of_another_customer_that_comes_to_the_rest_proves_it(number, other, exception_type):
    terms = [one | {"discount_minor": 5, "discount_date": days(-9)} for one in GOOD]
    outcome = written(f"INV-40510 INV-40511 {number}", 870, *terms, other)
    assert paid(outcome) == BOTH and why(outcome)[0] == exception_type
    assert written(f"INV-40510 INV-40511 {number}", 871, *terms, other).allocations.is_empty()


@pytest.mark.parametrize(
    ("memo", "amount", "items"),
    [
        ("INV-40510 INV-40511", 870, GOOD),
        ("INV-40510 INV-40511 INV-99999", 790, GOOD),
        ("INV-40510 INV-40511 INV-99999", 870, [GOOD[0] | {"discount_minor": 5}, GOOD[1]]),
        ("INV-40510 CR-9001 INV-99999", 870, [GOOD[0], credit("CR-9001", 50)]),
        ("INV-40510 INV-99999", 870, [GOOD[0] | {"status": "disputed"}]),
        ("INV-40510 INV-40512", 870, [*GOOD, item("INV-40513", 77)]),
    ],
    ids=["nothing bad", "too little", "a discount it may have taken", "a credit", "a disputed item", "nearly ours"],
)
def test_what_it_refuses(memo, amount, items):
    assert paid(written(memo, amount, *items)) == {}


def test_it_refuses_an_unknown_payer_and_two_customers():
    assert paid(written("INV-40510 INV-99999", 870, payer="Quite Another")) == {}
    assert paid(written("INV-40510 INV-88001 INV-99999", 870, *GOOD, item("INV-88001", 70, "B"), payer=None)) == {}


def test_it_leaves_a_receipt_to_its_advice():
    said = advice("RA1", 870, line("INV-40510", 870))
    assert paid(written("INV-40510 INV-99999", 870, advices=[said])) == {}


def test_a_named_item_is_not_taken_by_another_receipt_of_that_amount():
    receipts = [receipt(570, "INV-40510 INV-99999", "Alpha Tools"), receipt(500, None, "Alpha Tools", key="R2")]
    outcome = decided(state(receipts, [item("INV-40510", 500)]))
    assert paid(outcome) == {"R1": {"INV-40510": 500}}


def test_the_next_run_says_the_same_of_the_rest_and_applies_it_only_when_its_item_comes():
    first = written("INV-40510 INV-40511 INV-99999", 870)
    left = receipt(870, "INV-40510 INV-40511 INV-99999", "Alpha Tools", open_minor=70, application_count=2)
    gone = [one | {"open_minor": 0, "closed_date": days(0)} for one in GOOD]
    done = frame(Placed, [{"payment_id": "R1", "item_id": one["item_id"]} for one in GOOD])
    fitting = item("INV-20007", 70)
    again = decided(state([left], [*gone, fitting])._replace(placed=done))
    assert paid(again) == {} and again.held.equals(first.held)
    come = decided(state([left], [*gone, fitting, item("INV-99999", 70)])._replace(placed=done), policy())
    assert paid(come) == {"R1": {"INV-99999": 70}} and come.held.is_empty()
