"""The payer named our items and paid what they come to: exactly, less discount, less a bank's fee, or nearly."""

from decimal import Decimal

import polars as pl
import pytest

from schemas.policy import Limits, Override, SomeLimits
from tests.matching.builders import (
    closed,
    credit,
    customer,
    days,
    decided,
    item,
    paid,
    policy,
    receipt,
    rules,
    state,
    why,
)

ITEMS = [item("40510", 50000), item("40511", 30000), credit("CR-9001", 10000)]
FEES = policy(limits=Limits(bank_fees={"EUR": (Decimal("15.00"),)}))


def named(amount, memo, items=ITEMS, by=None, **columns):
    return decided(state([receipt(amount, memo, **columns)], items), by)


def amounts(outcome):
    """item_id -> (cash, discount, write-off, fee)."""
    columns = ("cash_minor", "discount_minor", "write_off_minor", "fee_minor")
    return {row[0]: row[1:] for row in outcome.allocations.select("item_id", *columns).rows()}


def test_the_exact_amount_of_all_named_items_is_applied():
    outcome = named(80000, "40510 40511")

    assert paid(outcome) == {"R1": {"40510": 50000, "40511": 30000}}
    assert rules(outcome) == {"reference"}
    assert outcome.allocations["evidence"][0] == "memo '40510' names 40510; the amount is exactly what is open"


def test_a_credit_memo_that_is_named_is_taken_and_said():
    outcome = named(40000, "40510 LESS CR-9001")
    assert paid(outcome) == {"R1": {"40510": 50000, "CR-9001": -10000}}
    assert "less the credits named" in outcome.allocations["evidence"][0]


def test_discounts_still_earned_on_the_payment_date_are_taken():
    terms = [item("40510", 50000, discount_date=days(-3), discount_minor=1000), item("40511", 30000)]
    assert amounts(named(79000, "40510 40511", terms)) == {"40510": (49000, 1000, 0, 0), "40511": (30000, 0, 0, 0)}


def test_the_payment_date_is_the_value_date():
    terms = [item("40510", 50000, discount_date=days(-5), discount_minor=1000)]
    assert paid(named(49000, "40510", terms, value_date=days(-2))) == {"R1": {"40510": 49000}}
    assert why(named(49000, "40510", terms))[0] == "DISCOUNT_LATE"


def test_no_discount_is_earned_on_an_item_that_was_paid_in_part_before():
    terms = [item("40510", 50000, original_minor=60000, discount_date=days(5), discount_minor=1000)]
    assert paid(named(49000, "40510", terms)) == {}


def test_exactly_a_fee_the_bank_is_known_to_keep_may_be_missing():
    assert amounts(named(48500, "40510", by=FEES)) == {"40510": (48500, 0, 0, 1500)}
    assert paid(named(48400, "40510", by=FEES)) == {}
    assert paid(named(51500, "40510", by=FEES)) == {}


def test_a_discount_that_came_too_late_is_no_fee_although_it_is_as_large():
    terms = [item("40510", 50000, discount_date=days(-9), discount_minor=1500)]
    outcome = named(48500, "40510", terms, FEES)
    assert paid(outcome) == {} and why(outcome)[0] == "DISCOUNT_LATE"


def test_a_difference_within_tolerance_goes_with_the_largest_item_either_way():
    assert amounts(named(79990, "40510 40511")) == {"40510": (49990, 0, 10, 0), "40511": (30000, 0, 0, 0)}
    assert amounts(named(80010, "40510 40511")) == {"40510": (50010, 0, -10, 0), "40511": (30000, 0, 0, 0)}


def test_the_tolerance_is_the_lower_of_the_amount_and_the_share():
    small = [item("40510", 1000)]  # 0.5 % of 10.00 is 0.05
    assert paid(named(995, "40510", small)) == {"R1": {"40510": 995}}
    assert paid(named(994, "40510", small)) == {}
    assert paid(named(49900, "40510")) == {"R1": {"40510": 49900}}  # 1.00
    assert paid(named(49899, "40510")) == {}


def test_a_customers_own_tolerance_counts():
    own = Override(entity="DE01", customer_id="A", limits=SomeLimits(tolerance={"EUR": Decimal(0)}))
    assert paid(named(49999, "40510", by=policy(overrides=(own,)))) == {}


def test_items_of_several_customers_of_one_family_are_paid_together():
    family = [customer("P", "Alpha Tools"), customer("C", "Alpha Parts", parent_id="P")]
    items = [item("40510", 500, "P"), item("40511", 300, "C")]
    outcome = decided(state([receipt(800, "40510 40511")], items, family))
    assert paid(outcome) == {"R1": {"40510": 500, "40511": 300}}
    assert set(outcome.allocations["customer_id"]) == {"P", "C"}


def test_two_families_whose_named_items_both_agree_are_a_doubt():
    items = [item("40510", 500, "A"), item("40511", 500, "B")]
    outcome = decided(state([receipt(500, "40510 40511")], items))
    assert paid(outcome) == {} and outcome.candidates.height == 2


def test_a_number_of_somebody_else_beside_the_payers_own_is_passed_over():
    items = [item("40510", 500, "A"), item("40511", 700, "B")]
    outcome = decided(state([receipt(500, "40510 ORDER 40511", "Alpha Tools")], items))
    assert paid(outcome) == {"R1": {"40510": 500}}


def test_a_bad_number_does_not_hold_back_the_good_ones():
    outcome = named(80000, "40510 40511 40599")
    assert paid(outcome) == {"R1": {"40510": 50000, "40511": 30000}}


def test_the_payer_is_implied_by_the_items_paid():
    outcome = named(50000, "40510", payer="Nobody We Know")
    assert outcome.identifications.rows() == [("R1", "A", "payer implied by the items paid")]


def test_two_receipts_that_name_one_invoice_in_full_pay_it_neither():
    twins = [receipt(50000, "40510", key=key) for key in ("R1", "R2")]
    outcome = decided(state(twins, ITEMS))
    assert paid(outcome) == {} and set(outcome.held["exception_type"]) == {"DUPLICATE_SUSPECT"}


def test_confidence_is_the_gates_own_and_below_the_threshold_it_is_a_candidate():
    outcome = named(80000, "40510 40511", by=policy(auto_apply_threshold=1.0))
    assert paid(outcome) == {}
    assert outcome.candidates.filter(pl.col("rank") == 1)["confidence"].item() == 0.99


THREE = [item("40510", 100, instalment=at) for at in (1, 2, 3)]


@pytest.mark.parametrize(("said", "at"), [("3/3", 3), ("2. RATE", 2), ("RATE 2", 2), ("", 1)])
def test_a_text_that_says_which_instalment_it_pays_pays_that_one_and_otherwise_the_first(said, at):
    outcome = decided(state([receipt(100, f"40510 {said}")], THREE))
    assert paid(outcome) == {"R1": {THREE[at - 1]["item_id"]: 100}}


def test_an_instalment_that_is_said_and_paid_already_is_not_taken_for_the_next():
    rest = [closed("40510", 100, instalment=1), *THREE[1:]]
    outcome = decided(state([receipt(100, "40510 1/3", "Alpha Tools")], rest))
    assert paid(outcome) == {} and why(outcome)[0] == "REFERENCE_CLOSED"
    assert paid(decided(state([receipt(100, "40510", "Alpha Tools")], rest))) == {"R1": {"40510#2": 100}}


def test_which_of_how_many_receipts_it_is_says_nothing_of_instalments_where_there_are_none():
    assert paid(decided(state([receipt(100, "40510 2/3")], THREE[:1]))) == {"R1": {"40510": 100}}
