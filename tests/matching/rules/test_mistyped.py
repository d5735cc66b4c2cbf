"""A known payer paid exactly one open item's amount, and wrote its number with one character wrong."""

import pytest

from tests.matching.builders import days, decided, item, paid, receipt, rules, state


def written(memo, *items, amount=50003, payer="Alpha Tools"):
    return decided(state([receipt(amount, memo, payer)], items or [item("INV-40510", 50003), item("INV-88222", 700)]))


@pytest.mark.parametrize("memo", ["INV-40519", "INV-40501", "INV-4051", "INV-405110", "40519"])
def test_one_character_wrong_missing_or_turned_is_forgiven_with_payer_and_amount(memo):
    outcome = written(memo)
    assert paid(outcome) == {"R1": {"INV-40510": 50003}} and rules(outcome) == {"mistyped"}


def test_two_characters_wrong_are_not():
    assert "mistyped" not in rules(written("INV-40599"))


def test_without_the_payer_or_the_amount_a_near_number_is_nothing():
    assert paid(written("INV-40519", payer="Nobody")) == {}
    assert paid(written("INV-40519", amount=50001)) == {}


def test_two_near_numbers_of_that_amount_are_a_doubt():
    assert paid(written("INV-40519", item("INV-40510", 50003), item("INV-40518", 50003))) == {}


def test_an_amount_that_others_owe_too_proves_little():
    assert paid(written("INV-40519", item("INV-40510", 50003), item("INV-88222", 50003, "B"))) == {}


def test_the_discount_earned_may_be_taken():
    outcome = written("INV-40519", item("INV-40510", 50003, discount_date=days(1), discount_minor=1000), amount=49003)
    assert paid(outcome) == {"R1": {"INV-40510": 49003}}
