"""The payer named our items and took the discount earned on some of them: only one choice gives the amount."""

from tests.matching.builders import days, decided, item, paid, receipt, rules, state


def terms(number, opened, discount):
    return item(number, opened, discount_date=days(5), discount_minor=discount)


def named(amount, memo, *items):
    return decided(state([receipt(amount, memo)], items))


def test_the_one_choice_of_discounts_that_explains_the_shortage_is_taken():
    outcome = named(79000, "40510 40511", terms("40510", 50000, 1000), terms("40511", 30000, 600))

    assert rules(outcome) == {"discounts"}
    assert paid(outcome) == {"R1": {"40510": 49000, "40511": 30000}}
    assert outcome.allocations["discount_minor"].to_list() == [1000, 0]


def test_two_choices_of_discounts_are_no_answer():
    assert paid(named(79000, "40510 40511", terms("40510", 50000, 1000), terms("40511", 30000, 1000))) == {}


def test_a_shortage_that_no_choice_explains_is_no_answer():
    assert paid(named(78500, "40510 40511", terms("40510", 50000, 1000), terms("40511", 30000, 600))) == {}
