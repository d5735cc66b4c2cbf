"""A known payer paid exactly what the whole account, the part past due, or one month's invoices come to."""

from datetime import date

import pytest

from tests.matching.builders import credit, customer, days, decided, deduction, item, paid, receipt, rules, state, why

LATE, LATER = {"due_date": days(-1)}, {"due_date": days(20)}


def silent(amount, *items, **more):
    return decided(state([receipt(amount, None, "Alpha Tools")], items, **more))


def test_the_whole_account_is_cleared_with_its_credits():
    outcome = silent(700, item("40510", 500), item("40511", 300), credit("CR-9001", 100))

    assert paid(outcome) == {"R1": {"40510": 500, "40511": 300, "CR-9001": -100}} and rules(outcome) == {"account"}
    assert outcome.allocations["evidence"][0] == (
        "the payer is known by name; the amount is that of whole account: 3 items"
    )


def test_everything_past_due_is_cleared_without_credits():
    items = [
        item("40510", 500, **LATE),
        item("40511", 300, **LATE),
        item("40512", 900, **LATER),
        credit("CR-9001", 50, **LATE),
    ]
    assert paid(silent(800, *items)) == {"R1": {"40510": 500, "40511": 300}}


def test_one_months_invoices_are_cleared():
    july, august = {"invoice_date": days(-80), **LATER}, {"invoice_date": days(-50), **LATER}
    items = [item("40510", 500, **july), item("40511", 300, **july), item("40512", 900, **august)]
    assert paid(silent(800, *items)) == {"R1": {"40510": 500, "40511": 300}}


def test_two_different_sets_of_that_amount_are_a_doubt():
    late = {"due_date": days(-1), "invoice_date": days(-80)}
    fresh = {"due_date": days(20), "invoice_date": days(-10)}
    items = [
        item("40510", 500, **late),
        item("40511", 300, **late),
        item("40512", 600, **fresh),
        item("40513", 200, **fresh),
    ]
    assert paid(silent(800, *items)) == {}


def test_the_same_set_found_twice_is_one_option():
    items = [item("40510", 500, **LATE), item("40511", 300, **LATE)]  # whole account, past due, and one month
    assert paid(silent(800, *items)) == {"R1": {"40510": 500, "40511": 300}}


def test_disputed_items_and_deductions_are_left_out():
    items = [item("40510", 500), item("40511", 300), item("40512", 70, status="disputed"), deduction("40513-D1", 40)]
    assert paid(silent(800, *items)) == {"R1": {"40510": 500, "40511": 300}}


def test_the_family_clears_its_account_together():
    family = [customer("P", "Alpha Tools"), customer("C", "Alpha Parts", parent_id="P")]
    items = [item("40510", 500, "P"), item("40511", 300, "C")]
    assert paid(silent(800, *items, customers=family)) == {"R1": {"40510": 500, "40511": 300}}


def test_any_unknown_number_beside_a_round_sum_leaves_it_to_a_person():
    for memo, opened, is_paid in (("JOB 7788123", 50000, False), ("JOB 7788123", 50003, True), ("JOB", 50000, True)):
        given = state([receipt(opened + 30000, memo, "Alpha Tools")], [item("40510", opened), item("40511", 30000)])
        assert bool(paid(decided(given))) == is_paid


def test_a_number_like_ours_that_is_none_leaves_it_to_a_person():
    given = state([receipt(800, "40599", "Alpha Tools")], [item("40510", 500), item("40511", 300)])
    outcome = decided(given)
    assert paid(outcome) == {} and why(outcome)[0] == "REFERENCE_NOT_FOUND"


JUNE, JULY = ({"invoice_date": date(2026, month, 10)} for month in (6, 7))
MONTHS = [item("40510", 10003, **JUNE), item("40511", 20004, **JUNE), item("40512", 40005, **JULY)]


@pytest.mark.parametrize("memo", ["STATEMENT 06/2026", "Kontoauszug Juni 2026", "YOUR STATEMENT JUN 2026"])
def test_a_month_that_is_said_is_that_month_and_no_other_part_of_the_account(memo):
    assert paid(decided(state([receipt(30007, memo, "Alpha Tools")], MONTHS))) == {
        "R1": {"40510": 10003, "40511": 20004}
    }
    assert paid(decided(state([receipt(70012, memo, "Alpha Tools")], MONTHS))) == {}
    assert paid(decided(state([receipt(50008, memo, "Alpha Tools")], MONTHS))) == {}  # 40510 and 40512


@pytest.mark.parametrize("memo", ["INV NO. 771234567", "Rechnung 771234567", "YR BILL 771234567"])
def test_a_number_called_an_invoices_that_is_none_of_ours_leaves_the_account_to_a_person(memo):
    outcome = decided(state([receipt(70012, memo, "Alpha Tools")], MONTHS))
    assert paid(outcome) == {} and outcome.candidates["cash_minor"][0] == 70012
    assert paid(decided(state([receipt(70012, "JOB 771234567", "Alpha Tools")], MONTHS))) != {}
