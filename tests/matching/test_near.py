"""Numbers a receipt nearly names: one character wrong, or cut short."""

import pytest

from matching import near
from schemas.policy import Policy
from tests.matching.builders import gathered, item, receipt, state

NUMBER = item("INV-40510223", 500, reference="9988776655")


def nearly(memo, *items, payer="Alpha Tools"):
    evidence = gathered(state([receipt(1, memo, payer)], items or [NUMBER]))
    return near.items(evidence, Policy()).select("item_id", "token").rows()


@pytest.mark.parametrize(
    "memo",
    ["INV-40510224", "40510232", "4051023", "405102230", "IMV-4051o223", "998877655", "9988776565"],
    ids=["wrong", "turned", "missing", "added", "a letter for a digit", "its other number", "turned in the other"],
)
def test_one_character_wrong_missing_added_or_turned_is_near(memo):
    assert [found for found, _ in nearly(memo)] == ["INV-40510223"]


@pytest.mark.parametrize("memo", ["99887766", "998877", "776655", "88776655"])
def test_a_number_cut_short_at_one_end_is_near(memo):
    assert nearly(memo) == [("INV-40510223", memo)]


@pytest.mark.parametrize("memo", ["INV-40510299", "8877", "887766", "99887", "76655"])
def test_two_characters_wrong_cut_at_both_ends_or_too_little_left_is_not(memo):
    assert nearly(memo) == []


def test_a_number_of_ours_is_never_taken_for_its_neighbour():
    assert nearly("40511", item("40511", 500), item("40512", 700)) == []


def test_only_items_of_a_clear_payer_in_its_currency_are_near():
    assert nearly("INV-40510224", payer="Nobody") == []
    assert nearly("INV-40510224", item("INV-40510223", 500, "B")) == []
    assert nearly("INV-40510224", item("INV-40510223", 500, currency="USD")) == []


def test_every_neighbour_in_a_dense_range_is_near():
    numbers = [item(str(number), 500) for number in (40510, 40511, 40533)]
    assert [found for found, _ in nearly("40512", *numbers)] == ["40510", "40511"]
