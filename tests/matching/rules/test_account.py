"""A known payer paid exactly what the whole account, the part past due, or one month's invoices come to."""

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
