"""The whole of matching: a State and a Policy in, an Outcome out."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import NamedTuple

import polars as pl

from matching import candidates, evidence, held, payers, reopening, returns, waterfall
from matching.state import Doubts, Outcome, State, Sure
from matching.waterfall import Walk
from schemas.decision import Allocation, Identification, UsedAdvice
from schemas.frame import shaped
from schemas.policy import Policy


class Settled(NamedTuple):
    """Where matching stands when all that is sure is found, and before what is not is explained."""

    state: State  # with what today's returns open again
    walk: Walk
    sure: Sure


def decide(state: State, policy: Policy, as_of: date) -> Outcome:
    """Which receipts pay which items today, who paid, and why the rest waits. Pure: the same in, the same out."""
    settled = settle(state, policy)
    return Outcome(**settled.sure._asdict(), **explain(settled, policy, as_of)._asdict())


def settle(state: State, policy: Policy) -> Settled:
    """The first half of `decide`: all that posts."""
    reversals = returns.tied(state, policy)
    state = reopening.reopened(state, reversals)
    gathered = evidence.gather(state, policy)
    walk = waterfall.run(gathered, policy)
    sure = Sure(
        identifications=_identified(state, gathered, walk),
        allocations=shaped(Allocation, walk.sure).sort("payment_id", "item_id"),
        used_advices=shaped(UsedAdvice, held.used_advices(walk)),
        reversals=reversals,
    )
    return Settled(state, walk, sure)


def explain(settled: Settled, policy: Policy, as_of: date) -> Doubts:
    """The second half: why the rest waits, and what may be meant."""
    with ThreadPoolExecutor(1) as aside:
        ranked = aside.submit(candidates.ranked, settled.state, settled.walk, policy)
        waiting = held.waiting(settled.state, settled.walk, policy, as_of)
        return Doubts(*ranked.result(), waiting)


def _identified(state: State, gathered: evidence.Evidence, walk: Walk) -> pl.DataFrame:
    """Payers newly known: by their own evidence, else implied by the items they paid."""
    by_payer = gathered.receipts.filter(payers.is_known_well()).select(
        "payment_id", customer_id="payer_customer_id", evidence=pl.format("payer known by {}", "payer_kind")
    )
    unknown = walk.sure.join(by_payer, on="payment_id", how="anti")
    implied = unknown.group_by("payment_id").agg(
        customer_id=pl.col("customer_id").sort_by("cash_minor", "item_id").last(),
        evidence=pl.lit("payer implied by the items paid"),
    )
    known = state.receipts.drop_nulls("customer_id").select("payment_id")
    found = pl.concat([by_payer, implied])
    return shaped(Identification, found.join(known, on="payment_id", how="anti")).sort("payment_id")
