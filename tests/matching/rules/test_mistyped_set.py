"""A known payer named several items, some with a character wrong, and only one set of them comes to the amount."""

from tests.matching.builders import decided, item, paid, receipt, rules, state

FIRST, SECOND, THIRD = item("INV-40510", 50003), item("INV-77231", 20011), item("INV-93344", 30029)


def written(memo, amount, *items, payer="Alpha Tools"):
    return decided(state([receipt(amount, memo, payer)], items or [FIRST, SECOND, THIRD]))


def test_a_wrong_number_beside_good_ones_makes_up_the_rest():
    outcome = written("INV-40510 INV-77232", 70014)
    assert paid(outcome) == {"R1": {"INV-40510": 50003, "INV-77231": 20011}} and rules(outcome) == {"mistyped_set"}
    said = dict(outcome.allocations.select("item_id", "evidence").rows())
    assert said["INV-77231"].startswith("'INV-77232' is nearly the number of INV-77231")
    assert said["INV-40510"].startswith("'INV-40510' names INV-40510")


def test_all_numbers_may_be_wrong():
    assert paid(written("INV-40511 INV-77232", 70014)) == {"R1": {"INV-40510": 50003, "INV-77231": 20011}}


def test_an_unknown_number_beside_them_is_passed_over():
    assert paid(written("INV-40510 INV-77232 order 5550001", 70014)) == {"R1": {"INV-40510": 50003, "INV-77231": 20011}}


def test_an_item_named_well_is_never_left_out():
    assert paid(written("INV-93344 INV-40511 INV-77232", 70014)) == {}


def test_of_two_neighbours_the_amount_decides():
    near = item("INV-77233", 11111)
    assert paid(written("INV-40510 INV-77232", 70014, FIRST, SECOND, near))["R1"].keys() == {"INV-40510", "INV-77231"}


def test_one_number_does_not_stand_for_two_items():
    assert paid(written("INV-40510 INV-77232", 81125, FIRST, SECOND, item("INV-77233", 11111))) == {}


def test_two_sets_that_come_to_the_amount_are_left_alone():
    assert paid(written("INV-40510 INV-77232", 70014, FIRST, SECOND, item("INV-77233", 20011))) == {}


def test_without_the_payer_or_the_exact_amount_nothing_is_said():
    assert paid(written("INV-40510 INV-77232", 70014, payer="Nobody")) == {}
    assert paid(written("INV-40510 INV-77232", 70012)) == {}


def test_an_amount_that_others_owe_too_proves_little():
    assert paid(written("INV-40510 INV-77232", 70014, FIRST, SECOND, item("INV-1", 20011, "B"))) == {}
