"""What a person is shown: the best options, nearest first."""

import polars as pl

from schemas.decision import Candidate, CandidateLine
from schemas.frame import checked
from tests.matching.builders import advice, decided, item, line, policy, receipt, state

ITEMS = [item("40510", 500), item("40511", 480), item("40512", 900), item("40513", 470)]


def shown(amount, memo=None, payer="Alpha Tools", items=ITEMS, by=None, advices=()):
    """rank -> (item numbers, difference, source rule)."""
    outcome = decided(state([receipt(amount, memo, payer)], items, advices=advices), by)
    lines = checked(CandidateLine, outcome.candidate_lines).group_by("rank").agg(pl.col("item_number").sort())
    table = checked(Candidate, outcome.candidates).join(lines, on="rank").sort("rank")
    return {row[0]: row[1:] for row in table.select("rank", "item_number", "difference_minor", "rule").rows()}


def test_the_named_items_come_before_amounts_that_are_near():
    assert shown(481, "40512")[1] == (["40512"], 0, "part")
    assert shown(481, "40512")[2] == (["40511"], 1, "payer_amount")


def test_what_is_short_stays_open_on_the_largest_item_that_is_named():
    both = shown(1390, "40510 40512")
    assert both[1] == (["40510", "40512"], 0, "part")


def test_a_credit_that_is_just_what_is_short_is_shown_with_the_item():
    credit = item("70001", -120, item_type="credit_memo")
    assert shown(380, "40510", items=[*ITEMS, credit])[1] == (["40510", "70001"], 0, "reference")


def test_items_of_somebody_else_are_shown_when_they_come_to_the_amount():
    theirs = item("50510", 777, customer_id="B")
    assert shown(777, "50510", items=[*ITEMS, theirs])[1] == (["50510"], 0, "reference")


def test_amounts_that_are_near_come_nearest_first():
    assert shown(481) == {
        1: (["40511"], 1, "payer_amount"),
        2: (["40513"], 11, "payer_amount"),
        3: (["40510"], -19, "payer_amount"),
    }


def test_the_options_of_a_doubt_come_first_and_share_their_confidence():
    twins = [item("40510", 500), item("40511", 500), item("40512", 499)]
    outcome = decided(state([receipt(500, None, "Alpha Tools")], twins))
    assert outcome.candidates["confidence"].to_list() == [0.495, 0.495, None]  # a gate of 0.99, and one of two is right
    assert outcome.candidates["difference_minor"].to_list() == [0, 0, 1]


def test_options_that_are_not_shown_have_their_share_too():
    five = [item(f"4051{at}", 500) for at in range(5)]
    outcome = decided(state([receipt(500, None, "Alpha Tools")], five), policy(candidate_count=2))
    assert outcome.candidates["confidence"].to_list() == [0.198, 0.198]


def test_receipts_that_claim_the_same_item_share_the_confidence():
    claims = [receipt(500, "40510", "Alpha Tools", key=key) for key in ("R1", "R2")]
    outcome = decided(state(claims, [item("40510", 500)]))
    assert dict(outcome.candidates.select("payment_id", "confidence").rows()) == {"R1": 0.495, "R2": 0.495}


def test_an_option_that_stands_alone_has_what_its_gate_is_worth():
    round_sum = [receipt(50000, "ZZ-77 40599", "Alpha Tools")]
    outcome = decided(state(round_sum, [item("40510", 50000)]))
    assert outcome.candidates["confidence"].to_list() == [0.5]


def test_what_an_advice_says_comes_before_what_the_memo_names():
    said = advice("RA1", 400, line("40510", 400))
    ranked = shown(400, "40512", advices=[said])
    assert ranked[1] == (["40510"], 0, "advice") and ranked[2] == (["40512"], 0, "part")


OWED = [item("40510", 500), item("40511", 300), item("40512", 600), item("40513", 200)]  # 800 in two ways


def two_advices(first, second, *more, payer="Alpha Tools"):
    """The first candidate of 8.00 where two advices without a reference list 5.00 and 3.00."""
    said = [advice("RA1", first, line("40510", 500)), advice("RA2", second, line("40511", 300)), *more]
    outcome = decided(state([receipt(800, "77 THANKS", payer)], OWED, advices=said))
    assert outcome.allocations.is_empty()
    return outcome.candidates.filter(pl.col("rank") == 1).select("rule", "evidence").rows()


def test_several_advices_of_the_payer_that_come_to_the_receipt_together_are_shown():
    assert two_advices(500, 300) == [("several_advices", "advice RA1 + RA2 names these items")]
    assert two_advices(800, 800) == [("several_advices", "advice RA1 + RA2 names these items")]


def test_advices_of_another_payer_or_of_which_several_choices_come_to_it_are_not():
    shown = [
        two_advices(500, 300, payer="Quite Another"),
        two_advices(500, 300, advice("RA3", 300, line("40511", 300))),
    ]
    assert all(rule != "several_advices" for found in shown for rule, _ in found)


def test_the_same_items_are_shown_once():
    assert [numbers for numbers, _, _ in shown(490, "40510").values()].count(["40510"]) == 1


def test_no_more_are_shown_than_the_policy_says():
    assert len(shown(481, by=policy(candidate_count=1))) == 1
    assert len(shown(481, by=policy(candidate_count=4))) == 4


def test_an_unknown_payer_who_names_nothing_is_shown_nothing():
    assert shown(500, payer="Quite Another") == {}


def test_a_receipt_that_is_applied_is_shown_nothing():
    assert shown(500) == {}


def test_the_credit_and_the_customer_of_an_option_stand_in_its_lines():
    outcome = decided(state([receipt(481, None, "Alpha Tools")], ITEMS))
    assert set(outcome.candidates["customer_id"]) == {"A"}
    assert outcome.candidate_lines["cash_minor"].to_list() == [480, 470, 500]
