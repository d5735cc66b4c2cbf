"""Each refusal by construction: what a naive matcher would do, that the query finds it, and that we do not do it."""

from typing import NamedTuple

import pytest

from matching.proposal import AMOUNTS
from matching.state import State
from schemas.decision import Allocation, UsedAdvice
from schemas.frame import frame
from schemas.returns import Returnable
from tests.matching import breaches
from tests.matching.builders import (
    AS_OF,
    advice,
    closed,
    credit,
    customer,
    decided,
    deduction,
    gathered,
    item,
    line,
    paid,
    receipt,
    state,
    why,
)


class Lure(NamedTuple):
    """A state, what must not be decided in it as (item, cash) by a rule, and the query that would find it."""

    state: State
    rule: str
    decision: dict[str, int]
    finds: object


PLACE = {"entity": "DE01", "account": "4711", "currency": "EUR"}
TAKEN = PLACE | {"amount_minor": -500, "booking_date": AS_OF, "end_to_end_id": "E2E778899"}
SILENT = receipt(500, None, "Alpha Tools")
LURES = {
    "no item is over-applied": Lure(
        state([receipt(600, "40510")], [item("40510", 500)]), "reference", {"40510": 600}, breaches.over_applied
    ),
    "no cash is left over or made": Lure(
        state([receipt(600, "40510")], [item("40510", 500)]), "reference", {"40510": 500}, breaches.not_conserved
    ),
    "no item of another entity": Lure(
        state([receipt(500, "40510")], [item("40510", 500, entity="US01")]),
        "reference", {"40510": 500}, breaches.foreign,
    ),
    "no item in another currency": Lure(
        state([receipt(500, "40510")], [item("40510", 500, currency="USD")]),
        "reference", {"40510": 500}, breaches.foreign,
    ),
    "no credit memo because the amount fits": Lure(
        state([SILENT], [item("40510", 700), credit("CR-9001", 200), item("40511", 40)]),
        "combination", {"40510": 700, "CR-9001": -200}, breaches.credits_that_fit,
    ),
    "no deduction item unless it is named": Lure(
        state([SILENT], [deduction("40510-D1", 500)]), "payer_amount", {"40510-D1": 500}, breaches.deductions_not_named
    ),
    "no disputed item unless it is named": Lure(
        state([SILENT], [item("40510", 500, status="disputed")]),
        "payer_amount", {"40510": 500}, breaches.deductions_not_named,
    ),
    "no part-payment of an item that was not named": Lure(
        state([SILENT], [item("40510", 800)]), "payer_amount", {"40510": 500}, breaches.paid_in_part
    ),
    "no part-payment when several items are named": Lure(
        state([receipt(500, "40510 40511 PART PAYMENT")], [item("40510", 800), item("40511", 900)]),
        "part", {"40510": 500}, breaches.paid_in_part,
    ),
    "no amount alone while the payer is unknown": Lure(
        state([receipt(500, None, "Quite Another")], [item("40510", 500)]),
        "payer_amount", {"40510": 500}, breaches.unknown_payers,
    ),
    "no amount against an item that is named": Lure(
        state([receipt(500, "40510", "Alpha Tools")], [item("40510", 800), item("40511", 500)]),
        "payer_amount", {"40511": 500}, breaches.overruled,
    ),
    "no amount against a closed item that is named": Lure(
        state([receipt(500, "30001", "Alpha Tools")], [closed("30001", 500), item("40511", 500)]),
        "payer_amount", {"40511": 500}, breaches.overruled,
    ),
    "no overpayment pushed onto other invoices": Lure(
        state([receipt(800, "40510", "Alpha Tools")], [item("40510", 500), item("40511", 900)]),
        "reference", {"40510": 500, "40511": 300}, breaches.not_named,
    ),
    "no item replaced that a complete advice names": Lure(
        state([receipt(500, "E2E778899", "Alpha Tools")], [item("40510", 500), item("40511", 500)],
              advices=[advice("RA1", 500, line("40510", 500), payment_reference="E2E778899")]),
        "advice", {"40511": 500}, breaches.replaced,
    ),
    "no disputed item but in full": Lure(
        state([receipt(300, "40510 PART PAYMENT")], [item("40510", 800, status="disputed")]),
        "part", {"40510": 300}, breaches.disputed_in_part,
    ),
    "no whole account by a learned account alone": Lure(
        state([receipt(801, None, payer_account="GB29")], [item("40510", 500), item("40511", 301)],
              learned=[{"entity": "DE01", "payer_account": "GB29", "customer_id": "A", "receipt_count": 5}]),
        "account", {"40510": 500, "40511": 301}, breaches.learned_alone,
    ),
    "no combination beside a number like ours": Lure(
        state([receipt(80102, "40599", "Alpha Tools")], [item(f"4051{at}", 40051 + at) for at in (0, 1, 5)]),
        "combination", {"40510": 40051, "40511": 40052}, breaches.beside_a_number_like_ours,
    ),
    "nothing of a receipt that was taken back": Lure(
        state([receipt(500, "40510")], [item("40510", 500)], returns=[TAKEN | {"payment_id": "X1"}])
        ._replace(returnable=frame(Returnable, [TAKEN | {"payment_id": "R1", "amount_minor": 500}])),
        "reference", {"40510": 500}, breaches.taken_back,
    ),
    "no tie is decided": Lure(
        state([SILENT], [item("40510", 500), item("40511", 500)]), "payer_amount", {"40510": 500}, breaches.ties
    ),
}  # fmt: skip


def allocated(lure):
    """The lure's decision as if it had been taken."""
    taken = [
        dict.fromkeys(AMOUNTS, 0)
        | {"payment_id": "R1", "item_id": number, "customer_id": "A", "cash_minor": cash}
        | {"rule": lure.rule, "evidence": "because it fits"}
        for number, cash in lure.decision.items()
    ]
    used = [{"remittance_id": "RA1", "payment_id": "R1"}] if lure.rule == "advice" else []
    none = decided(state())
    return none._replace(allocations=frame(Allocation, taken), used_advices=frame(UsedAdvice, used))


@pytest.mark.parametrize("lure", LURES.values(), ids=LURES)
def test_what_a_naive_matcher_would_do_is_found_and_is_not_done(lure):
    evidence = gathered(lure.state)
    assert not lure.finds(lure.state, evidence, allocated(lure)).is_empty()

    outcome = decided(lure.state)
    assert paid(outcome) != {"R1": lure.decision}
    assert all(refusal(lure.state, evidence, outcome).is_empty() for refusal in breaches.REFUSALS)


def test_every_refusal_has_a_lure():
    assert {lure.finds for lure in LURES.values()} == set(breaches.REFUSALS)


def test_a_name_score_decides_nothing_alone():
    twins = [customer("A", "Borealis Pumpen Nord"), customer("B", "Borealis Pumpen Nort")]
    outcome = decided(state([receipt(77, None, "Borealis Pumpen Nor")], [item("40510", 500)], twins))
    assert paid(outcome) == {} and why(outcome)[0] == "AMBIGUOUS_PAYER"


@pytest.mark.parametrize(
    "bad",
    [
        ("40599", []),
        ("30001", [closed("30001", 70)]),
        ("40777", [item("40777", 70, "B")]),
        ("40888", [item("40888", 70, currency="USD")]),
    ],
    ids=["unknown", "closed", "of another customer", "in another currency"],
)
def test_one_bad_reference_does_not_hold_back_the_good_ones(bad):
    number, others = bad
    good = [item("40510", 500), item("40511", 300)]
    outcome = decided(state([receipt(800, f"40510 {number} 40511", "Alpha Tools")], [*good, *others]))
    assert paid(outcome) == {"R1": {"40510": 500, "40511": 300}}


def test_of_a_receipt_that_pays_for_the_bad_reference_too_the_good_ones_are_applied_and_the_rest_waits():
    good = [item("INV-40510", 500), item("INV-40511", 300)]
    outcome = decided(state([receipt(870, "INV-40510 INV-40511 INV-99999", "Alpha Tools")], good))
    assert paid(outcome) == {"R1": {"INV-40510": 500, "INV-40511": 300}}
    assert outcome.held.select("exception_type", "amount_minor").rows() == [("REFERENCE_NOT_FOUND", 70)]
