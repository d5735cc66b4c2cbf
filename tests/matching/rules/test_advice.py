"""The payer's own advice names every item, adds up to the payment, and each item goes down as it says."""

import pytest

from tests.matching.builders import (
    ALPHA,
    BETA,
    advice,
    closed,
    credit,
    days,
    decided,
    deduction,
    item,
    line,
    paid,
    policy,
    receipt,
    rules,
    state,
    why,
)

ITEMS = [item("40510", 500), item("40511", 300), credit("CR-9001", 100)]


def told(amount, *lines, items=ITEMS, announced=None, by=None, **columns):
    """One receipt with the advice's reference, and what was decided."""
    said = advice("RA1", amount if announced is None else announced, *lines, payment_reference="E2E778899")
    return decided(state([receipt(amount, "E2E778899", **columns)], items, advices=[said]), by)


def test_a_complete_advice_is_applied_line_by_line():
    outcome = told(800, line("40510", 500), line("40511", 300))

    assert paid(outcome) == {"R1": {"40510": 500, "40511": 300}}
    assert rules(outcome) == {"advice"}
    assert outcome.used_advices.rows() == [("RA1", "R1")]
    assert outcome.allocations["evidence"][0] == (
        "advice RA1 names 2 items and adds up to the payment; line 1 pays 40510"
    )


def test_a_credit_memo_that_the_advice_names_is_taken():
    assert paid(told(400, line("40510", 500), line("CR-9001", -100))) == {"R1": {"40510": 500, "CR-9001": -100}}


def test_a_discount_that_is_still_earned_is_taken_until_the_days_of_grace_end():
    for left, is_paid in ((0, True), (-3, True), (-4, False)):
        terms = [item("40510", 500, discount_date=days(left), discount_minor=10)]
        outcome = told(490, line("40510", 490, discount=10), items=terms)
        assert bool(paid(outcome)) == is_paid
        assert is_paid or why(outcome) == (
            "DISCOUNT_LATE",
            "A discount was taken that the terms no longer allow: 40510",
        )


def test_a_discount_larger_than_the_terms_allow_is_not_earned():
    terms = [item("40510", 500, discount_date=days(5), discount_minor=10)]
    assert why(told(489, line("40510", 489, discount=11), items=terms))[0] == "DISCOUNT_LATE"


def test_a_deduction_with_a_code_we_know_becomes_an_item_of_its_own():
    outcome = told(470, line("40510", 470, deduction=30, code="04"))

    row = outcome.allocations.row(0, named=True)
    assert (row["cash_minor"], row["deduction_minor"], row["reason_code"]) == (470, 30, "DG")
    assert row["new_item_number"] == "40510-D1"


def test_the_next_deduction_of_an_item_takes_the_next_number():
    items = [item("40510", 500), deduction("40510-D1", 20), deduction("40511-D1", 20)]
    outcome = told(470, line("40510", 470, deduction=30, code="04"), items=items)
    assert outcome.allocations["new_item_number"].to_list() == ["40510-D2"]


def test_a_customers_own_meaning_of_a_code_comes_before_the_general_one():
    own = policy(customer_reason_codes={"DE01/A": {"04": "PD"}, "DE01/B": {"04": "SS"}})
    outcome = told(470, line("40510", 470, deduction=30, code="04"), by=own)
    assert outcome.allocations["reason_code"].to_list() == ["PD"]


@pytest.mark.parametrize(
    ("amount", "lines", "exception_type"),
    [
        (800, [line("40510", 500), line("40511", 299)], "REMITTANCE_TOTAL_MISMATCH"),
        (400, [line("40599", 400)], "REFERENCE_NOT_FOUND"),
        (470, [line("40510", 470, deduction=30)], "DEDUCTION_UNCODED"),
        (470, [line("40510", 470, deduction=30, code="ZZ")], "DEDUCTION_UNCODED"),
        (500, [line("40510", 250), line("40510", 250)], "REMITTANCE_TOTAL_MISMATCH"),
        (400, [line("40510", 400)], "SHORT_PAY_REVIEW"),
        (600, [line("40510", 600)], "OVERPAY"),
    ],
)
def test_an_advice_that_does_not_hold_line_by_line_is_not_applied(amount, lines, exception_type):
    outcome = told(amount, *lines)
    assert paid(outcome) == {} and why(outcome)[0] == exception_type
    assert outcome.used_advices.is_empty()


def test_an_advice_that_names_a_closed_item_says_so():
    outcome = told(500, line("30001", 500), items=[closed("30001", 500)])
    assert why(outcome) == ("REFERENCE_CLOSED", "Advice RA1 names 30001, which is closed already")


def test_the_advice_comes_before_the_references_of_the_memo():
    said = advice("RA1", 500, line("40510", 500), payment_reference="E2E778899")
    items = [item("40510", 500), item("40512", 500)]
    outcome = decided(state([receipt(500, "E2E778899 40512")], items, advices=[said]))
    assert paid(outcome) == {"R1": {"40510": 500}}


def test_an_advice_that_only_fits_does_not_overrule_what_the_memo_names():
    said = advice("RA1", 500, line("40510", 500))
    items = [item("40510", 500), item("40512", 500)]
    outcome = decided(state([receipt(500, "40512", "Alpha Tools")], items, advices=[said]))
    assert paid(outcome) == {"R1": {"40512": 500}} and rules(outcome) == {"reference"}


@pytest.mark.parametrize("number", ["40599", "30001"], ids=["a number like ours that is none", "a closed item"])
def test_an_advice_that_only_fits_does_not_explain_what_the_memo_names_in_vain(number):
    items = [item("40510", 50000), item("40511", 50000), closed("30001", 50000)]
    said = advice("RA1", 50000, line("40510", 50000))
    outcome = decided(state([receipt(50000, number, "Alpha Tools")], items, advices=[said]))
    assert paid(outcome) == {} and number in why(outcome)[1]


def test_two_advices_that_both_explain_the_receipt_are_a_doubt():
    items = [item("40510", 500), item("40512", 500)]
    both = [advice(key, 500, line(number, 500)) for key, number in (("RA1", "40510"), ("RA2", "40512"))]
    outcome = decided(state([receipt(500, payer="Alpha Tools")], items, advices=both))
    assert paid(outcome) == {} and why(outcome)[0] == "AMBIGUOUS_COMBINATION"


def test_one_advice_claimed_by_two_receipts_pays_neither():
    said = advice("RA1", 500, line("40510", 500))
    twins = [receipt(500, payer="Alpha Tools", key=key) for key in ("R1", "R2")]
    outcome = decided(state(twins, [item("40510", 500)], advices=[said]))
    assert paid(outcome) == {} and why(outcome)[0] == "DUPLICATE_SUSPECT"


def others(**payer):
    """A receipt with the reference of an advice that names items of Alpha Tools alone."""
    said = advice("RA1", 800, line("40510", 500), line("40511", 300), payment_reference="LOT-7782")
    customers = [ALPHA, BETA | {"bank_accounts": "DE77 1234"}]
    items = [*ITEMS, item("50511", 900, "B")]
    return decided(state([receipt(800, "RENT LOT-7782", **payer)], items, customers, [said]))


def test_an_advice_of_items_of_others_than_the_owner_of_the_account_is_not_the_payers():
    outcome = others(payer_account="DE771234")
    sentence = "The payer is B, but advice RA1 names 40510, 40511 of other customers"
    assert paid(outcome) == {} and why(outcome) == ("REFERENCE_OTHER_CUSTOMER", sentence)


def test_its_reference_outweighs_a_name_which_two_customers_may_have():
    assert paid(others(payer="Borealis Pumpen")) == {"R1": {"40510": 500, "40511": 300}}


def test_a_payer_may_pay_items_of_others_beside_its_own():
    mixed = [item("40510", 500), item("50511", 300, "B")]
    assert paid(told(800, line("40510", 500), line("50511", 300), items=mixed, payer_name="Borealis Pumpen")) == {
        "R1": {"40510": 500, "50511": 300}
    }


def test_an_advice_that_explains_receipts_of_two_entities_pays_neither():
    abroad = {"entity": "AT01"}
    items = [item("40510", 500), item("40510", 500, item_id="40510 abroad", **abroad)]
    both = [receipt(500, "E2E778899", key="R1"), receipt(500, "E2E778899", key="R2", **abroad)]
    said = advice("RA1", 500, line("40510", 500), payment_reference="E2E778899")
    outcome = decided(state(both, items, advices=[said]))
    sentence = "Advice RA1 explains a receipt of another entity as well: which of them it speaks of is not said"
    assert paid(outcome) == {} and why(outcome, "R2") == ("DUPLICATE_SUSPECT", sentence)


def test_an_advice_that_comes_twice_is_one_and_both_are_used():
    same = [advice(key, 500, line("40510", 500)) for key in ("RA1", "RA2")]
    outcome = decided(state([receipt(500, payer="Alpha Tools")], [item("40510", 500)], advices=same))
    assert paid(outcome) == {"R1": {"40510": 500}} and "advice RA1 = RA2 names 1" in outcome.allocations["evidence"][0]
    assert outcome.used_advices.rows() == [("RA1", "R1"), ("RA2", "R1")]


@pytest.mark.parametrize(
    "items",
    [[item("40511", 50003)], [item("40511", 20001), item("40512", 30002)],
     [item("40511", 20001), item("40512", 30002), item("40513", 77777)]],
    ids=["one item", "the account", "a combination"],
)  # fmt: skip
def test_where_an_advice_names_what_is_none_of_ours_no_amount_makes_it_another(items):
    said = advice("RA1", 50003, line("40388", 50003))
    outcome = decided(state([receipt(50003, payer="Alpha Tools")], items, advices=[said]))
    assert paid(outcome) == {} and why(outcome)[0] == "REFERENCE_NOT_FOUND"
