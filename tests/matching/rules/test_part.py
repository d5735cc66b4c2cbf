"""The payer named one invoice, said that it is a part payment, and paid less than is open on it."""

import pytest

from tests.matching.builders import advice, credit, decided, item, line, paid, receipt, rules, state, why


@pytest.mark.parametrize(
    "words", ["PARTIAL PAYMENT", "part payment", "Teilzahlung", "Abschlag", "1/3", "2. RATE", "acompte", "INSTALMENT"]
)
def test_a_part_payment_that_says_so_goes_on_the_one_invoice_named(words):
    outcome = decided(state([receipt(200, f"40510 {words}")], [item("40510", 500)]))
    assert paid(outcome) == {"R1": {"40510": 200}} and rules(outcome) == {"part"}


def test_one_that_does_not_say_so_is_a_short_payment():
    outcome = decided(state([receipt(480, "40510")], [item("40510", 500)]))
    assert paid(outcome) == {} and why(outcome)[0] == "SHORT_PAY_REVIEW"


def test_with_two_items_named_nobody_knows_which_is_paid_in_part():
    outcome = decided(state([receipt(200, "40510 40511 PART PAYMENT")], [item("40510", 500), item("40511", 700)]))
    assert paid(outcome) == {}


def test_a_credit_memo_is_never_paid_in_part():
    assert paid(decided(state([receipt(20, "CR-9001 PART PAYMENT")], [credit("CR-9001", 500)]))) == {}


def test_receipts_that_together_pay_an_invoice_in_full_need_not_say_so():
    given = state([receipt(300, "40510", key="R1"), receipt(200, "40510", key="R2")], [item("40510", 500)])
    outcome = decided(given)
    assert paid(outcome) == {"R1": {"40510": 300}, "R2": {"40510": 200}}
    assert "the receipts that name it pay it in full together" in outcome.allocations["evidence"][0]


def test_parts_that_are_a_few_cents_off_are_whole_and_the_last_carries_the_difference():
    given = state([receipt(30000, "40510", key="R1"), receipt(19997, "40510", key="R2")], [item("40510", 50000)])
    outcome = decided(given)
    assert paid(outcome) == {"R1": {"40510": 30000}, "R2": {"40510": 19997}}
    assert outcome.allocations["write_off_minor"].to_list() == [0, 3]


def test_parts_are_taken_together_or_not_at_all():
    told = [
        advice(key, 300, line(number, 300), payment_reference="E2E778899")
        for key, number in (("RA1", "40511"), ("RA2", "40512"))
    ]
    parts = [receipt(300, "40510 E2E778899", key="R1"), receipt(200, "40510", key="R2")]
    items = [item("40510", 500), item("40511", 300), item("40512", 300)]
    assert paid(decided(state(parts, items, advices=told))) == {}  # two advices speak of R1, so it is in doubt


def test_part_payments_that_together_exceed_the_invoice_are_all_doubts():
    twice = [receipt(300, "40510 TEILZAHLUNG", key=key) for key in ("R1", "R2")]
    outcome = decided(state(twice, [item("40510", 500)]))
    assert paid(outcome) == {} and set(outcome.held["exception_type"]) == {"DUPLICATE_SUSPECT"}


def test_a_payer_of_another_family_pays_no_part():
    outcome = decided(state([receipt(200, "40510 PART PAYMENT", "Borealis Pumpen")], [item("40510", 500, "A")]))
    assert paid(outcome) == {}


def test_an_invoice_named_beside_one_that_another_receipt_has_paid_is_not_named_alone():
    items = [item("40510", 50000), item("40511", 30000)]
    receipts = [receipt(30000, "40511"), receipt(10000, "40510 40511 TEILZAHLUNG", key="R2")]
    assert paid(decided(state(receipts, items))) == {"R1": {"40511": 30000}}


@pytest.mark.parametrize(
    "words",
    ["3/9/2026", "DTD 3/9", "PO 1/7", "AGREED RATE", "FX RATE 1.08"],
    ids=["a date", "a day", "another number", "a price", "a rate of exchange"],
)
def test_what_only_looks_like_a_part_is_a_short_payment(words):
    outcome = decided(state([receipt(200, f"40510 {words}")], [item("40510", 500)]))
    assert paid(outcome) == {} and why(outcome)[0] == "SHORT_PAY_OUT"
