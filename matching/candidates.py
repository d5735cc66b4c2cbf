"""What a person is shown for a receipt that was not applied: the best options, nearest first."""

import polars as pl

from matching.evidence import Evidence
from matching.proposal import Proposal, in_full
from matching.rules import advice, reference
from matching.waterfall import Walk
from schemas.decision import Candidate, CandidateLine
from schemas.frame import shaped
from schemas.policy import Policy

OPTION = ["payment_id", "source", "option"]


def ranked(walk: Walk, policy: Policy) -> tuple[pl.DataFrame, pl.DataFrame]:
    """(Candidate, CandidateLine) for every receipt still open, at most `policy.candidate_count` each."""
    lines = _options(walk, policy)
    receipts = walk.evidence.receipts.select("payment_id", "payer_customer_id", paid_minor="open_minor")
    options = lines.group_by(OPTION).agg(
        pl.col("source_rank", "rule", "evidence", "confidence").first(),
        customer_id=pl.col("customer_id").sort_by("cash_minor", "item_id").last(),
        cash_minor=pl.col("cash_minor").sum(),
        items=pl.format("{} {}", "item_id", "cash_minor").sort().str.join(" "),
    )
    options = options.join(receipts, on="payment_id").with_columns(
        difference_minor=pl.col("paid_minor") - pl.col("cash_minor")
    )
    best = ["payment_id", "source_rank", pl.col("difference_minor").abs(), pl.col("confidence"), "items"]
    once = options.sort(best, descending=[False, False, False, True, False], nulls_last=True).unique(
        ["payment_id", "items"], keep="first", maintain_order=True
    )
    rank = once.with_columns(rank=pl.int_range(1, pl.len() + 1).over("payment_id").cast(pl.Int64))
    shown = rank.filter(pl.col("rank") <= policy.candidate_count)
    numbers = walk.evidence.items.select("item_id", "item_number")
    shown_lines = lines.join(shown.select(*OPTION, "rank"), on=OPTION).join(numbers, on="item_id")
    order = ["payment_id", "rank"]
    return shaped(Candidate, shown).sort(order), shaped(CandidateLine, shown_lines).sort([*order, "item_id"])


def _options(walk: Walk, policy: Policy) -> pl.DataFrame:
    """Lines of every option, each source after the one before: doubts, advice, references, near amounts."""
    waiting = walk.evidence.receipts.select("payment_id")
    doubts = walk.doubts.join(waiting, on="payment_id", how="semi").select(
        *Proposal.to_schema().columns, "rule", "confidence"
    )
    sources = {
        "doubt": doubts,
        "advice": _unrated(_advised(walk.evidence, policy), "advice"),
        "reference": _unrated(_named(walk.evidence), "reference"),
        "near amount": _unrated(_near(walk.evidence, policy), "payer_amount"),
    }
    parts = [
        part.with_columns(source=pl.lit(name), source_rank=pl.lit(rank))
        for rank, (name, part) in enumerate(sources.items())
    ]
    together = pl.concat(parts)
    return together.join(walk.evidence.items.select("item_id"), on="item_id", how="semi")


def _unrated(lines: pl.DataFrame, rule: str) -> pl.DataFrame:
    """A near miss has no probability: nothing was measured for it."""
    return lines.with_columns(rule=pl.lit(rule), confidence=pl.lit(None, dtype=pl.Float64))


def _advised(evidence: Evidence, policy: Policy) -> pl.DataFrame:
    """What a linked advice says, as far as its lines name open items."""
    lines = advice.with_gates(evidence, policy).drop_nulls("still_open_minor")
    first = lines.unique(["payment_id", "remittance_id", "item_id"], keep="first", maintain_order=True)
    return in_full(
        first.with_columns(
            option="remittance_id", gate=pl.lit("advice"), evidence=pl.format("advice {} names these items", "advice")
        ),
        cash_minor=pl.col("paid_minor"),
        discount_minor=pl.col("discount_minor"),
        deduction_minor=pl.col("deduction_minor"),
        reason_code=pl.col("reason_code"),
    )


def _named(evidence: Evidence) -> pl.DataFrame:
    """The items a receipt names, in full."""
    lines = reference.named_lines(evidence)
    says = pl.format("{} '{}' names {}", "source", "token", "item_number")
    return in_full(lines.with_columns(option="family_id", gate=pl.lit("reference_exact"), evidence=says))


def _near(evidence: Evidence, policy: Policy) -> pl.DataFrame:
    """The payer's open items nearest to the amount, one an option."""
    paid = evidence.receipts.filter(pl.col("payer_family").is_not_null())
    payable = evidence.items.filter(pl.col("open_minor") > 0, pl.col("item_type") != "deduction")
    both = ["entity", "currency"]
    pairs = paid.select("payment_id", *both, "payer_family", paid_minor="open_minor").join(
        payable, left_on=[*both, "payer_family"], right_on=[*both, "family_id"]
    )
    off = (pl.col("open_minor") - pl.col("paid_minor")).abs()
    nearest = pairs.with_columns(off=off).sort("payment_id", "off", "due_date", "item_id")
    kept = nearest.filter(pl.int_range(pl.len()).over("payment_id") < policy.candidate_count)
    says = pl.format("{} is one of the open items nearest to the amount", "item_number")
    return in_full(kept.with_columns(option="item_id", gate=pl.lit("payer_amount"), evidence=says))
