"""A known payer paid exactly one open item's amount, gross or less the discount earned, and named none."""

import pytest

from tests.matching.builders import (
    ALPHA,
    closed,
    customer,
    days,
    decided,
    deduction,
    item,
    paid,
    receipt,
    rules,
    state,
    why,
)


def silent(amount, *items, memo=None, payer="Alpha Tools", customers=(ALPHA,)):
    return decided(state([receipt(amount, memo, payer)], items, customers))


def test_the_only_open_item_of_that_amount_is_paid():
    outcome = silent(500, item("40510", 500), item("40511", 300))

    assert paid(outcome) == {"R1": {"40510": 500}} and rules(outcome) == {"payer_amount"}
    assert outcome.allocations["evidence"][0] == (
        "the payer is known by name; 40510 is the only open item of that amount"
    )


def test_the_family_pays_for_its_own():
    family = [customer("P", "Alpha Tools"), customer("C", "Alpha Parts", parent_id="P")]
    assert paid(silent(500, item("40510", 500, "C"), customers=family)) == {"R1": {"40510": 500}}


def test_less_the_discount_earned():
    outcome = silent(490, item("40510", 500, discount_date=days(0), discount_minor=10))
    assert paid(outcome) == {"R1": {"40510": 490}} and outcome.allocations["discount_minor"].to_list() == [10]


def test_gross_comes_before_net():
    items = [item("40510", 500, discount_date=days(0), discount_minor=10), item("40511", 490)]
    assert paid(silent(490, *items)) == {"R1": {"40511": 490}}


def test_two_items_of_that_amount_are_a_tie_and_a_doubt():
    outcome = silent(500, item("40510", 500), item("40511", 500))
    assert paid(outcome) == {}
    assert why(outcome) == ("AMBIGUOUS_AMOUNT", "This amount is that of 2 open items: 40510, 40511")
    assert outcome.candidates["rank"].to_list()[:2] == [1, 2]


@pytest.mark.parametrize(
    "other", [item("40510", 500, status="disputed"), deduction("40510-D1", 500), closed("40510", 500)]
)
def test_disputed_items_deductions_and_closed_items_are_left_out(other):
    assert paid(silent(500, other)) == {}


def test_an_unknown_payer_pays_nothing_by_amount():
    assert paid(silent(500, item("40510", 500), payer="Somebody Else")) == {}


def test_a_named_item_is_never_overruled_by_an_amount_that_fits_another():
    outcome = silent(300, item("40510", 500), item("40511", 300), memo="40510")
    assert paid(outcome) == {}
    assert set(outcome.candidate_lines["item_number"]) == {"40510", "40511"}


def test_a_closed_item_that_is_named_bars_the_amount():
    outcome = silent(300, closed("40510", 300), item("40511", 300), memo="40510")
    assert paid(outcome) == {} and why(outcome)[0] == "REFERENCE_CLOSED"


def test_a_number_like_ours_that_is_none_lowers_the_confidence():
    outcome = silent(312, item("40511", 312), memo="40599")
    assert paid(outcome) == {"R1": {"40511": 312}} and outcome.allocations["confidence"].to_list() == [0.96]


def test_a_number_like_ours_that_is_none_beside_an_amount_anybody_might_owe_is_below_the_threshold():
    outcome = silent(3000, item("40511", 3000), memo="40599")
    assert paid(outcome) == {} and outcome.candidates["confidence"].to_list() == [0.5]
    assert why(outcome)[0] == "REFERENCE_NOT_FOUND"


def test_two_receipts_for_one_item_pay_it_neither():
    twins = [receipt(500, None, "Alpha Tools", key=key) for key in ("R1", "R2")]
    outcome = decided(state(twins, [item("40510", 500)]))
    assert paid(outcome) == {} and set(outcome.held["exception_type"]) == {"DUPLICATE_SUSPECT"}
