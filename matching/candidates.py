"""What a person is shown for a receipt that was not applied: the best options, nearest first."""

import polars as pl

from matching import loose_advices
from matching.proposal import Proposal
from matching.state import State
from matching.suggestions import SOURCES
from matching.waterfall import Walk
from schemas.decision import Candidate, CandidateLine
from schemas.frame import shaped
from schemas.policy import Policy

OPTION = ["payment_id", "source", "option"]


def ranked(state: State, walk: Walk, policy: Policy) -> tuple[pl.DataFrame, pl.DataFrame]:
    """(Candidate, CandidateLine) for every receipt still open, at most `policy.candidate_count` each."""
    lines = _options(state, walk, policy)
    receipts = walk.evidence.receipts.select("payment_id", "payer_customer_id", paid_minor="open_minor")
    options = lines.group_by(OPTION).agg(
        pl.col("source_rank", "rule", "confidence").first(),
        evidence=pl.col("evidence").sort_by("item_id").first(),
        customer_id=pl.col("customer_id").sort_by("cash_minor", "item_id").last(),
        cash_minor=pl.col("cash_minor").sum(),
        items=pl.col("item_id").sort().str.join(" "),
    )
    options = options.join(receipts, on="payment_id").with_columns(
        difference_minor=pl.col("paid_minor") - pl.col("cash_minor")
    )
    best = ["payment_id", "source_rank", pl.col("difference_minor").abs(), pl.col("confidence"), "items", "option"]
    once = options.sort(best, descending=[False, False, False, True, False, False], nulls_last=True).unique(
        ["payment_id", "items"], keep="first", maintain_order=True
    )
    rank = once.with_columns(rank=pl.int_range(1, pl.len() + 1).over("payment_id").cast(pl.Int64))
    shown = rank.filter(pl.col("rank") <= policy.candidate_count)
    numbers = walk.evidence.items.select("item_id", "item_number")
    shown_lines = lines.join(shown.select(*OPTION, "rank"), on=OPTION).join(numbers, on="item_id")
    order = ["payment_id", "rank"]
    return shaped(Candidate, shown).sort(order), shaped(CandidateLine, shown_lines).sort([*order, "item_id"])


def _options(state: State, walk: Walk, policy: Policy) -> pl.DataFrame:
    """Lines of every option: the doubts with their confidence, then each source of suggestions, which have none."""
    waiting = walk.evidence.receipts.select("payment_id")
    doubts = _shared(walk.doubts.join(waiting, on="payment_id", how="semi"))
    columns = [*Proposal.to_schema().columns, "rule", "confidence"]
    unrated = pl.lit(None, dtype=pl.Float64)
    guesses = {name: (rule, source(walk.evidence, policy)) for name, (rule, source) in SOURCES.items()}
    loose = {"loose advices": ("several_advices", loose_advices.together(state, walk.evidence, policy))}
    found = {
        name: lines.with_columns(rule=pl.lit(rule), confidence=unrated)
        for name, (rule, lines) in (loose | guesses).items()
    }
    parts = [
        part.with_columns(source=pl.lit(name), source_rank=pl.lit(rank))
        for rank, (name, part) in enumerate(({"doubt": doubts.select(columns)} | found).items())
    ]
    return pl.concat(parts).join(walk.evidence.items.select("item_id"), on="item_id", how="semi")


def _shared(doubts: pl.DataFrame) -> pl.DataFrame:
    """Doubts whose options share what is likely, cut to three decimals: of the options of a receipt only one can be
    right, and so of receipts that claim an item of which too little is open.
    """
    option, is_contested = ["payment_id", "option"], pl.col("reason") == "contested"
    weighed = doubts.with_columns(
        weight=pl.col("confidence") / pl.len().over(option),
        rivals=pl.when(is_contested).then(pl.col("payment_id").n_unique().over("item_id")).otherwise(1),
    )
    part = pl.col("confidence") / pl.col("weight").sum().over("payment_id") / pl.col("rivals").max().over(option)
    return weighed.with_columns(confidence=(pl.col("confidence") * part * 1000 + 1e-6).floor() / 1000).drop(
        "weight", "rivals"
    )
