"""Several advices bear the payment's reference, and together they name every item and add up to it."""

from tests.matching.builders import advice, decided, item, line, paid, receipt, rules, state

ITEMS = [item("40510", 500), item("40511", 300), item("40512", 900)]


def told(amount, *advices, items=ITEMS):
    both = [advice(f"RA{at}", sum(one["paid_minor"] for one in lines), *lines, payment_reference="E2E778899")
            for at, lines in enumerate(advices, 1)]  # fmt: skip
    return decided(state([receipt(amount, "E2E778899")], items, advices=both))


def test_advices_that_together_add_up_are_applied_and_both_used():
    outcome = told(1700, [line("40510", 500), line("40512", 900)], [line("40511", 300)])

    assert paid(outcome) == {"R1": {"40510": 500, "40511": 300, "40512": 900}}
    assert rules(outcome) == {"several_advices"}
    assert outcome.used_advices.rows() == [("RA1", "R1"), ("RA2", "R1")]
    assert outcome.allocations["evidence"][0] == (
        "advice RA1 + RA2 names 3 items and adds up to the payment; line 1 pays 40510"
    )


def test_one_that_explains_the_whole_receipt_comes_first():
    outcome = told(500, [line("40510", 500)], [line("40511", 300)])
    assert paid(outcome) == {"R1": {"40510": 500}} and rules(outcome) == {"advice"}
    assert outcome.used_advices["remittance_id"].to_list() == ["RA1"]


def test_advices_that_do_not_add_up_or_name_an_item_twice_are_not_applied():
    assert paid(told(1701, [line("40510", 500), line("40512", 900)], [line("40511", 300)])) == {}
    assert paid(told(1000, [line("40510", 500)], [line("40510", 500)])) == {}


def test_advices_that_only_fit_by_payer_and_amount_are_not_added_up():
    apart = [advice("RA1", 800, line("40510", 500)), advice("RA2", 800, line("40511", 300))]
    outcome = decided(state([receipt(800, None, "Alpha Tools")], ITEMS, advices=apart))
    assert "several_advices" not in rules(outcome) and outcome.used_advices.is_empty()
