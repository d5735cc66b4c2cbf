"""A return is tied to the one receipt it can mean; where two can be meant, or none agrees, a person ties it."""

import pytest

from schemas.frame import checked, frame
from schemas.returns import Returnable, Reversal, Share
from tests.matching.builders import (
    AS_OF,
    CURRENCY,
    ENTITY,
    closed,
    days,
    decided,
    item,
    paid,
    policy,
    receipt,
    state,
    why,
)

PLACE = {"entity": ENTITY, "account": "4711", "currency": CURRENCY}


def back(key="X1", **more):
    """50.00 that the bank took back today."""
    return PLACE | {"payment_id": key, "amount_minor": -5000, "booking_date": AS_OF} | more


def came(key="P1", **more):
    """50.00 that came ten days ago."""
    line = {"payment_id": key, "amount_minor": 5000, "booking_date": days(-10), "bank_reference": f"BANK-{key}00"}
    return PLACE | line | more


def given(returns, returnable, shares=(), **more):
    return state(returns=returns, **more)._replace(
        returnable=frame(Returnable, returnable), shares=frame(Share, shares)
    )


def ties(outcome):
    return dict(checked(Reversal, outcome.reversals).select("return_payment_id", "payment_id").rows())


AGREE = {
    "the payer's own id": ({"end_to_end_id": "E2E-778899"}, {"end_to_end_id": "E2E-778899"}),
    "the bank's reference of the receipt": ({"memo": "RETURN OF BANK-P100 R01"}, {}),
    "a number in the text": ({"memo": "RETURNED: INV 40510"}, {"memo": "Invoice 40510"}),
    "the payer's account": ({"payer_account": "DE77 1234"}, {"payer_account": "de771234"}),
    "the payer's name": ({"payer_name": "ALPHA TOOLS"}, {"payer_name": "Alpha Tools GmbH"}),
}


@pytest.mark.parametrize("lines", AGREE.values(), ids=AGREE)
def test_one_receipt_of_the_amount_that_agrees_is_the_one_taken_back(lines):
    returned, received = lines
    assert ties(decided(given([back(**returned)], [came(**received)]))) == {"X1": "P1"}


def test_the_evidence_says_which_receipt_and_in_what_they_agree():
    outcome = decided(
        given([back(payer_name="Alpha Tools", memo="40510")], [came(payer_name="Alpha Tools", memo="40510")])
    )
    assert outcome.reversals["evidence"].to_list() == [
        "receipt BANK-P100 of 2026-10-05 has the same amount and the same number in the text, payer name"
    ]
    assert outcome.held.is_empty()


def test_an_id_outweighs_the_payer_and_a_number_with_the_payer_outweighs_the_payer():
    name = {"payer_name": "Alpha Tools"}
    returned = back(end_to_end_id="E2E-778899", **name)
    assert ties(decided(given([returned], [came("P1", **name), came("P2", end_to_end_id="E2E-778899")]))) == {
        "X1": "P2"
    }
    returned = back(memo="40510", **name)
    assert ties(decided(given([returned], [came("P1", **name), came("P2", memo="40510", **name)]))) == {"X1": "P2"}


@pytest.mark.parametrize(
    "receipts",
    [
        [came("P1", payer_name="Alpha Tools"), came("P2", payer_name="Alpha Tools")],
        [came("P1", payer_name="Alpha Tools"), came("P2", memo="40510")],
    ],
    ids=["the same payer twice", "the payer of one, the number of another"],
)
def test_two_receipts_that_may_be_meant_are_a_doubt_and_both_are_named(receipts):
    outcome = decided(given([back(payer_name="Alpha Tools", memo="INV 40510")], receipts))
    assert ties(outcome) == {}
    assert why(outcome, "X1") == (
        "RETURN_REVERSAL",
        "The bank took back 50.00 EUR: these receipts may be meant alike: "
        "BANK-P100 of 2026-10-05, BANK-P200 of 2026-10-05",
    )


KEPT = {"kept_by": "it is on hold"}


def test_a_return_that_means_a_receipt_nobody_may_take_back_is_not_tied_to_one_it_means_less():
    name = {"payer_name": "Alpha Tools"}
    receipts = [came("P1", end_to_end_id="E2E-778899", **name, **KEPT), came("P2", **name)]
    outcome = decided(given([back(end_to_end_id="E2E-778899", **name)], receipts))
    assert ties(outcome) == {}
    assert why(outcome, "X1") == (
        "RETURN_REVERSAL",
        "The bank took back 50.00 EUR: it means BANK-P100 of 2026-10-05 (it is on hold), so a person decides",
    )


def test_a_receipt_nobody_may_take_back_is_a_rival_like_any_other():
    name = {"payer_name": "Alpha Tools"}
    outcome = decided(given([back(**name)], [came("P1", **name, **KEPT), came("P2", **name)]))
    assert ties(outcome) == {}
    assert "BANK-P100 of 2026-10-05 (it is on hold), BANK-P200 of 2026-10-05" in why(outcome, "X1")[1]


def test_a_receipt_that_is_meant_less_may_be_kept_and_the_return_is_tied():
    name = {"payer_name": "Alpha Tools"}
    receipts = [came("P1", end_to_end_id="E2E-778899", **name), came("P2", **name, **KEPT)]
    assert ties(decided(given([back(end_to_end_id="E2E-778899", **name)], receipts))) == {"X1": "P1"}


def test_two_returns_that_mean_one_receipt_are_both_doubts():
    name = {"payer_name": "Alpha Tools"}
    outcome = decided(given([back("X1", **name), back("X2", **name)], [came(**name)]))
    assert ties(outcome) == {} and set(outcome.held["payment_id"]) == {"X1", "X2"}


def test_a_receipt_of_the_amount_that_agrees_in_nothing_is_named_and_not_tied():
    outcome = decided(given([back(memo="NSF", payer_name="Borealis Pumpen")], [came(payer_name="Alpha Tools")]))
    assert ties(outcome) == {}
    assert why(outcome, "X1")[1] == (
        "The bank took back 50.00 EUR: of that amount came BANK-P100 of 2026-10-05, "
        "and neither an id nor a number nor the payer is the same"
    )


def test_a_number_is_no_evidence_against_a_payer_who_is_another_in_name_and_account():
    one, other = (
        {"payer_name": name, "payer_account": account} for name, account in (("Alpha", "DE77"), ("Beta", "DE88"))
    )
    outcome = decided(given([back(memo="40510", **one)], [came(memo="40510", **other)]))
    assert ties(outcome) == {}


@pytest.mark.parametrize(("days_ago", "is_tied"), [(60, True), (61, False), (-1, False)])
def test_only_receipts_of_the_days_before_it_are_meant(days_ago, is_tied):
    name = {"payer_name": "Alpha Tools"}
    outcome = decided(given([back(**name)], [came(booking_date=days(-days_ago), **name)]))
    assert bool(ties(outcome)) == is_tied


def test_the_days_are_a_setting():
    name = {"payer_name": "Alpha Tools"}
    outcome = decided(given([back(**name)], [came(**name)]), policy(return_days=9))
    assert ties(outcome) == {} and "within 9 days" in why(outcome, "X1")[1]


def test_a_receipt_that_is_taken_back_the_day_it_came_pays_nothing():
    today = receipt(5000, "40510", "Alpha Tools", key="P1")
    outcome = decided(given(
        [back(payer_name="Alpha Tools")], [came(payer_name="Alpha Tools", booking_date=AS_OF)],
        receipts=[today], items=[item("40510", 5000)],
    ))  # fmt: skip
    assert ties(outcome) == {"X1": "P1"} and paid(outcome) == {} and outcome.held.is_empty()


def test_the_item_of_a_receipt_taken_back_is_open_again_for_the_payment_that_replaces_it():
    share = {"payment_id": "P1", "item_id": "40510", "item_minor": 5000}
    outcome = decided(given(
        [back(payer_name="Alpha Tools")], [came(payer_name="Alpha Tools")], [share],
        receipts=[receipt(5000, "40510")], items=[closed("40510", 5000)],
    ))  # fmt: skip
    assert ties(outcome) == {"X1": "P1"} and paid(outcome) == {"R1": {"40510": 5000}}
