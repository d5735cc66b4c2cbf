"""The refusals, the precision bar and the reach over whole made-up days."""

from decimal import Decimal
from functools import cache
from typing import NamedTuple

import polars as pl
import pytest

from benchmarks import desk, world
from benchmarks.worlds.cases_short import BANK_FEES
from benchmarks.worlds.shapes import World
from matching.decide import decide
from matching.evidence import Evidence, gather
from matching.state import Outcome, State
from schemas.decision import Allocation, Candidate, CandidateLine, Identification, UsedAdvice
from schemas.exceptions import Held
from schemas.frame import checked
from schemas.policy import Limits, Policy
from schemas.returns import Reversal
from tests.matching.breaches import REFUSALS

DAYS = [("easy", 21, 200), ("sample", 22, 300), ("hard", 23, 300), ("hard", 24, 300)]
FEES = {currency: tuple(Decimal(fee) / 100 for fee in BANK_FEES) for currency in ("EUR", "GBP", "USD")}
POLICY = Policy(limits=Limits(bank_fees=FEES))
MODELS = Outcome(Identification, Allocation, UsedAdvice, Candidate, CandidateLine, Held, Reversal)


class Day(NamedTuple):
    world: World
    state: State
    evidence: Evidence
    outcome: Outcome


@cache
def day(profile: str, seed: int, receipts: int) -> Day:
    made = world.make(seed, receipts, None, profile)
    state = desk.with_closed(desk.state_of(made), made)
    return Day(made, state, gather(state, POLICY), decide(state, POLICY, made.as_of))


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda one: one.__name__)
@pytest.mark.parametrize("made", DAYS, ids=lambda one: f"{one[0]}-{one[1]}")
def test_no_day_breaks_a_refusal(made, refusal):
    _, state, evidence, outcome = day(*made)
    assert outcome.allocations.height > 100
    assert refusal(state, evidence, outcome).to_dicts() == []


@pytest.mark.parametrize("made", DAYS, ids=lambda one: f"{one[0]}-{one[1]}")
def test_no_receipt_is_applied_wrongly_and_most_that_have_an_answer_are_applied(made):
    world_made, _, _, outcome = day(*made)
    graded = desk.graded(world_made, outcome)
    wrong = graded.filter("is_applied", ~pl.col("is_right")).select("case", "said", "meant")
    answered = graded.filter("has_answer")
    assert wrong.to_dicts() == []
    assert answered["is_applied"].mean() > (0.99 if made[0] == "easy" else 0.9)


@pytest.mark.parametrize("made", DAYS, ids=lambda one: f"{one[0]}-{one[1]}")
def test_every_table_that_is_decided_is_what_its_schema_says(made):
    outcome = day(*made).outcome
    for model, table in zip(MODELS, outcome, strict=True):
        checked(model, table)


@pytest.mark.parametrize("made", DAYS, ids=lambda one: f"{one[0]}-{one[1]}")
def test_every_cent_of_every_receipt_is_applied_or_held_and_never_both(made):
    _, state, _, outcome = day(*made)
    applied = outcome.allocations.select("payment_id", minor="cash_minor")
    held = outcome.held.filter(pl.col("subject") == "payment").select("payment_id", minor="amount_minor")
    told = pl.concat([applied, held]).group_by("payment_id").agg(pl.col("minor").sum()).sort("payment_id")
    assert told.rows() == state.receipts.select("payment_id", "open_minor").sort("payment_id").rows()


def test_shuffling_every_frame_changes_nothing():
    made = day(*DAYS[2])
    shuffled = State(*(table.sample(fraction=1, shuffle=True, seed=7) for table in made.state))
    again = decide(shuffled, POLICY, made.world.as_of)
    for before, after in zip(made.outcome, again, strict=True):
        assert before.equals(after)
