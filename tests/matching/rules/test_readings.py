"""Several items are named, and every reading of the references but one is excluded by the amount."""

from tests.matching.builders import credit, days, decided, item, paid, receipt, rules, state, why


def named(amount, memo, *items, **columns):
    return decided(state([receipt(amount, memo, **columns)], items))


def test_the_only_set_of_named_items_that_comes_to_the_amount_is_applied():
    outcome = named(600, "PO-771200", *(item(f"4051{at}", 100 * at, po_number="PO-771200") for at in (1, 2, 4)))

    assert rules(outcome) == {"readings"}
    assert paid(outcome) == {"R1": {"40512": 200, "40514": 400}}
    assert "of 3 items named only this set comes to the amount" in outcome.allocations["evidence"][0]


def test_two_sets_that_come_to_the_amount_are_a_candidate_only():
    outcome = named(300, "PO-771200", *(item(f"4051{at}", 100 * at, po_number="PO-771200") for at in (1, 2, 3)))

    assert paid(outcome) == {}
    assert outcome.candidates["confidence"].to_list()[0] < 0.95


def test_the_discount_earned_is_taken_where_no_set_agrees_gross():
    items = [item(f"4051{at}", 10000 * at, po_number="PO-771200") for at in (1, 4)]
    items.append(item("40512", 20000, po_number="PO-771200", discount_date=days(1), discount_minor=400))
    outcome = named(29600, "PO-771200", *items)
    assert paid(outcome) == {"R1": {"40511": 10000, "40512": 19600}}


def test_a_credit_memo_among_the_named_may_be_taken():
    items = [item("40511", 500, po_number="PO-771200"), item("40512", 900, po_number="PO-771200")]
    credits = credit("CR-9001", 200, po_number="PO-771200")
    assert paid(named(300, "PO-771200", *items, credits)) == {"R1": {"40511": 500, "CR-9001": -200}}


def test_equal_instalments_are_paid_in_their_order():
    parts = [item("77123", 250, instalment=at, due_date=days(30 * at)) for at in (1, 2, 3)]
    assert paid(named(250, "77123", *parts)) == {"R1": {"77123": 250}}
    assert paid(named(500, "77123", *parts)) == {"R1": {"77123": 250, "77123#2": 250}}


def test_more_named_items_than_the_limit_are_left_to_a_person():
    items = [item(f"4051{at:02d}", 1 << at, po_number="PO-771200") for at in range(13)]
    outcome = named(3, "PO-771200", *items)
    assert paid(outcome) == {} and why(outcome)[0] == "SHORT_PAY_OUT"
