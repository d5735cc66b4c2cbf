"""Sure or doubtful: what the rules share, whatever they propose."""

import polars as pl

from matching.proposal import AMOUNTS, Proposal
from matching.rules import WATERFALL, Rule
from matching.waterfall import keep_named, settle, split, within_doubts
from schemas.frame import frame
from tests.matching.builders import POLICY, advice, closed, decided, gathered, item, line, paid, policy, receipt, state

EVIDENCE = gathered(state([receipt(500, key=key) for key in ("R1", "R2")], [item("40510", 500), item("40511", 300)]))
BY_NAME, BY_AMOUNT = Rule(lambda *_: frame(Proposal), frozenset({"reference"})), WATERFALL["payer_amount"]


def proposals(*lines, confidence=0.99):
    """Lines of (payment, option, item, cash), as a rule proposes them."""
    rows = [
        dict.fromkeys(AMOUNTS, 0)
        | {"payment_id": payment, "option": option, "item_id": number, "customer_id": "A", "cash_minor": cash}
        | {"gate": "part", "evidence": "because", "together": 1}
        for payment, option, number, cash in lines
    ]
    return frame(Proposal, rows).with_columns(rule=pl.lit("part"), confidence=pl.lit(confidence))


def doubts(*lines, kinds=("payer", "amount")):
    told = pl.lit(list(kinds), dtype=pl.List(pl.String))
    return proposals(*lines).with_columns(kinds=told, reason=pl.lit("several"))


def reasons(*lines, **more):
    """payment_id -> why it is doubtful, after `split`."""
    sure, doubtful = split(proposals(*lines, **more), EVIDENCE, POLICY)
    assert set(sure["payment_id"]).isdisjoint(doubtful["payment_id"])
    return dict(doubtful.select("payment_id", "reason").rows())


def test_one_likely_option_that_nobody_contests_is_sure():
    assert reasons(("R1", "a", "40510", 500), ("R2", "b", "40511", 300)) == {}


def test_two_options_of_one_receipt_are_a_doubt():
    assert reasons(("R1", "a", "40510", 500), ("R1", "b", "40511", 300)) == {"R1": "several"}


def test_an_option_below_the_threshold_is_a_doubt():
    assert reasons(("R1", "a", "40510", 500), confidence=0.94) == {"R1": "unlikely"}


def test_claims_that_together_exceed_what_is_open_are_all_doubts():
    assert reasons(("R1", "a", "40510", 300), ("R2", "a", "40510", 201)) == {"R1": "contested", "R2": "contested"}
    assert reasons(("R1", "a", "40510", 300), ("R2", "a", "40510", 200)) == {}


def test_one_contested_item_makes_the_whole_option_doubtful():
    claims = [("R1", "a", "40510", 500), ("R1", "a", "40511", 300), ("R2", "a", "40510", 500)]
    assert reasons(*claims) == {"R1": "contested", "R2": "contested"}


def test_receipts_that_pay_only_together_are_taken_together_or_not_at_all():
    claims = proposals(("R1", "both", "40510", 300), ("R2", "both", "40511", 300))
    two = claims.with_columns(together=pl.lit(2))
    assert set(split(two, EVIDENCE, POLICY)[0]["payment_id"]) == {"R1", "R2"}
    assert split(two.filter(payment_id="R1"), EVIDENCE, POLICY)[0].is_empty()


def test_a_receipt_applied_in_part_stays_with_its_rest_and_names_no_more_what_it_paid():
    given = gathered(state([receipt(800, "40510"), receipt(70, "40510", key="R2")], [item("40510", 500)]))
    left = settle(given, proposals(("R1", "a", "40510", 500)))
    assert left.receipts.select("payment_id", "open_minor").rows() == [("R1", 300), ("R2", 70)]
    assert left.named.is_empty() and left.closed["payment_id"].to_list() == ["R2"]


def test_a_disputed_item_is_a_doubt_unless_it_is_paid_in_full_and_the_policy_allows_it():
    disputed = gathered(state([receipt(500, "40510")], [item("40510", 500, status="disputed")]))
    for cash, by, is_sure in ((500, POLICY, True), (400, POLICY, False), (500, policy(settle_disputed=False), False)):
        sure, doubtful = split(proposals(("R1", "a", "40510", cash)), disputed, by)
        assert sure.is_empty() != is_sure and doubtful["reason"].to_list() == ([] if is_sure else ["disputed"])


def test_a_doubt_is_reopened_only_by_a_kind_of_evidence_it_lacked():
    claim, doubt = proposals(("R1", "x", "40510", 500)), doubts(("R1", "a", "40510", 500), ("R1", "b", "40511", 300))
    assert within_doubts(claim, doubt, BY_AMOUNT).is_empty()
    assert within_doubts(claim, doubt, BY_NAME)["item_id"].to_list() == ["40510"]


def test_a_doubt_is_reopened_only_within_its_own_options():
    doubt = doubts(("R1", "a", "40510", 500), ("R1", "b", "40511", 300))
    other = proposals(("R1", "x", "40510", 500), ("R1", "x", "40511", 300))
    assert within_doubts(other, doubt, BY_NAME).is_empty()


def test_a_receipt_without_a_doubt_is_free():
    claim = proposals(("R2", "x", "40510", 500))
    assert within_doubts(claim, doubts(("R1", "a", "40510", 500)), BY_AMOUNT).height == 1


def test_what_is_settled_leaves_the_evidence_and_lowers_its_items():
    sure = proposals(("R1", "a", "40510", 200), ("R1", "a", "40511", 300))
    left = settle(EVIDENCE, sure)
    assert left.receipts["payment_id"].to_list() == ["R2"]
    assert left.items.select("item_id", "open_minor").rows() == [("40510", 300)]


def test_an_item_paid_by_one_receipt_is_closed_for_another_that_names_it():
    evidence = gathered(state([receipt(500, "40510", key=key) for key in ("R1", "R2")], [item("40510", 500)]))
    left = settle(evidence, proposals(("R1", "a", "40510", 500)))
    assert left.named.is_empty() and "R2" in left.closed["payment_id"].to_list()


def test_an_amount_never_overrules_a_reference():
    evidence = gathered(state([receipt(300, "40510")], [item("40510", 500), item("40511", 300)]))
    assert keep_named(proposals(("R1", "x", "40511", 300)), evidence).is_empty()
    both = proposals(("R1", "x", "40510", 500), ("R1", "x", "40511", 300))
    assert keep_named(both, evidence).height == 2


def test_an_amount_never_overrules_a_reference_to_a_closed_item_or_one_in_another_currency():
    for other in (closed("40510", 300), item("40510", 300, currency="USD")):
        evidence = gathered(state([receipt(300, "40510")], [other, item("40511", 300)]))
        assert keep_named(proposals(("R1", "x", "40511", 300)), evidence).is_empty()


def test_an_amount_never_overrules_an_advice_that_cannot_be_applied():
    said = advice("RA1", 700, line("40510", 700), payment_reference="E2E778899")
    evidence = gathered(state([receipt(300, "E2E778899")], [item("40510", 700), item("40511", 300)], advices=[said]))
    assert keep_named(proposals(("R1", "x", "40511", 300)), evidence).is_empty()
    both = proposals(("R1", "x", "40510", 700), ("R1", "x", "40511", 300))
    assert keep_named(both, evidence).height == 2


def test_a_stronger_rule_settles_first_and_the_weaker_sees_what_is_left():
    named, silent = receipt(500, "40510", key="R1"), receipt(500, None, "Alpha Tools", key="R2")
    twins = [item("40510", 500), item("40511", 500)]
    assert paid(decided(state([named, silent], twins))) == {"R1": {"40510": 500}, "R2": {"40511": 500}}


def test_nothing_in_nothing_out():
    outcome = decided(state(customers=[]))
    assert all(table.is_empty() for table in outcome)
