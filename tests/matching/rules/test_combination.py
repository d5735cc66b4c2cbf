"""A known payer paid what one combination of open items comes to, and no other: proved by counting them all."""

from tests.matching.builders import credit, decided, deduction, item, paid, policy, receipt, rules, state

AMOUNTS = (110003, 230007, 470011, 950029)


def silent(amount, amounts=AMOUNTS, memo=None, extra=(), by=None):
    items = [item(f"4051{at}", opened) for at, opened in enumerate(amounts)]
    return decided(state([receipt(amount, memo, "Alpha Tools")], [*items, *extra]), by)


def test_the_only_combination_that_gives_the_amount_is_paid():
    outcome = silent(110003 + 470011)

    assert paid(outcome) == {"R1": {"40510": 110003, "40512": 470011}} and rules(outcome) == {"combination"}
    assert "of 4 open items only this combination gives the amount" in outcome.allocations["evidence"][0]


def test_found_one_is_not_the_only_one():
    assert paid(silent(700000, (100000, 200000, 450000, 50000, 100000))) == {}


def test_credits_disputed_items_and_deductions_are_never_part_of_a_combination():
    extra = [credit("CR-9001", 10001), deduction("40519-D1", 770007), item("40518", 880008, status="disputed")]
    assert paid(silent(110003 + 470011, extra=extra)) == {"R1": {"40510": 110003, "40512": 470011}}
    for lured in (110003 + 470011 - 10001, 110003 + 770007, 110003 + 880008):
        assert paid(silent(lured, extra=extra)) == {}


def test_more_items_than_the_limit_are_not_tried():
    assert paid(silent(110003 + 470011, by=policy(combination_items=3))) == {}


def test_amounts_so_small_that_chance_would_meet_them_are_left_alone():
    assert paid(silent(1 + 4, (1, 2, 4, 8))) == {}


def test_a_number_like_ours_that_is_none_bars_it():
    assert paid(silent(110003 + 470011, memo="40599")) == {}


def test_any_unknown_number_bars_a_round_sum():
    amounts = (110003, 230997, 470011, 950029)
    assert paid(silent(341000, amounts)) == {"R1": {"40510": 110003, "40511": 230997}}
    assert paid(silent(341000, amounts, memo="JOB 7788123")) == {}
    assert paid(silent(580014, amounts, memo="JOB 7788123")) == {"R1": {"40510": 110003, "40512": 470011}}


def test_an_item_that_is_named_must_be_in_it():
    assert paid(silent(110003 + 470011, memo="40511")) == {}
