"""The payer's name is like that of several customers, and among all of them one open item has exactly this amount."""

from tests.matching.builders import customer, decided, item, paid, receipt, rules, state

TWINS = [customer("A", "Borealis Pumpen Nord"), customer("B", "Borealis Pumpen Nort")]


def silent(amount, *items, payer="Borealis Pumpe Nor", memo=None):
    return decided(state([receipt(amount, memo, payer)], items, TWINS))


def test_the_one_item_of_that_amount_tells_who_paid():
    outcome = silent(50003, item("40510", 50003, "A"), item("40511", 60001, "B"))
    assert paid(outcome) == {"R1": {"40510": 50003}} and rules(outcome) == {"similar"}


def test_an_amount_that_two_customers_owe_proves_nothing():
    assert paid(silent(50003, item("40510", 50003, "A"), item("40511", 50003, "B"))) == {}


def test_a_number_like_ours_that_is_none_bars_it():
    assert paid(silent(50003, item("40510", 50003, "A"), memo="40599")) == {}


def test_a_name_that_is_like_nobodys_is_no_evidence():
    assert paid(silent(50003, item("40510", 50003, "A"), payer="Quite Another")) == {}


def test_a_name_score_alone_decides_nothing():
    assert paid(silent(50004, item("40510", 50003, "A"))) == {}


def test_a_round_amount_proves_nothing():
    assert paid(silent(100000, item("40510", 100000, "A"), item("40511", 60001, "B"))) == {}
