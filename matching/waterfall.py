"""The rules in their order: split sure from doubtful, settle what is sure, record why.

Sure: one option for the receipt, likely enough, and all claims of the rule on each of its items together
do not exceed what is open. A doubt ends the receipt's walk, unless a later rule brings a kind of evidence
that the doubt lacked, and then only within the doubt's own options.
"""

from typing import NamedTuple

import polars as pl

from matching.evidence import Evidence
from matching.proposal import Proposal, item_minor
from matching.rules import WATERFALL, Rule
from schemas.frame import frame
from schemas.policy import Policy

# The frames of the evidence that speak of receipts; they shrink as receipts are settled.
OF_RECEIPTS = [name for name in Evidence._fields if name != "items"]


class Walk(NamedTuple):
    """Where the waterfall stands: what is settled, what is doubtful, and the evidence that is left."""

    evidence: Evidence
    sure: pl.DataFrame  # Proposal + rule, confidence
    doubts: pl.DataFrame  # Proposal + rule, confidence, kinds, reason (several, contested, unlikely)


def run(evidence: Evidence, policy: Policy) -> Walk:
    """Every rule in order, and again over what is left, until nothing more is sure: another run finds nothing.

    Nothing is over-applied, no receipt is settled twice.
    """
    extra = {"rule": pl.String, "confidence": pl.Float64}
    empty = frame(Proposal).with_columns(pl.lit(None, dtype=dtype).alias(name) for name, dtype in extra.items())
    doubt = empty.with_columns(kinds=pl.lit(None, dtype=pl.List(pl.String)), reason=pl.lit(None, dtype=pl.String))
    walk, before = Walk(evidence, empty, doubt), -1
    while walk.sure.height > before:
        before, walk = walk.sure.height, walk._replace(doubts=doubt)
        for name, rule in WATERFALL.items():
            walk = _step(walk, name, rule, policy)
    return walk


def _step(walk: Walk, name: str, rule: Rule, policy: Policy) -> Walk:
    proposals = _without(walk.evidence.told(rule.propose, policy), walk.evidence.duplicates, ["payment_id"])
    if rule.is_by_amount:
        proposals = keep_named(proposals, walk.evidence)
    if proposals.is_empty():
        return walk
    proposals = within_doubts(proposals, walk.doubts, rule)
    sure, doubts = split(_recorded(proposals, name, policy), walk.evidence, policy)
    kinds = pl.lit(sorted(rule.kinds), dtype=pl.List(pl.String))
    settled = sure["payment_id"].unique()
    kept = walk.doubts.filter(~pl.col("payment_id").is_in(settled.implode()))
    fresh = doubts.filter(~pl.col("payment_id").is_in(kept["payment_id"].unique().implode()))
    return Walk(
        settle(walk.evidence, sure),
        pl.concat([walk.sure, sure]),
        pl.concat([kept, fresh.with_columns(kinds=kinds).select(kept.columns)]),
    )


def _recorded(proposals: pl.DataFrame, name: str, policy: Policy) -> pl.DataFrame:
    likely = {gate: value for gate, value in policy.confidence.model_dump().items() if gate != "is_calibrated"}
    confidence = pl.col("gate").replace_strict(likely, return_dtype=pl.Float64)
    return proposals.with_columns(rule=pl.lit(name), confidence=confidence)


def keep_named(proposals: pl.DataFrame, evidence: Evidence) -> pl.DataFrame:
    """An amount never overrules a reference: options that leave out an item the receipt names are dropped.

    An item is named by the receipt's texts or by an advice of it. So is every option of a receipt that names a closed
    item, or one in another currency, and of one that is applied in part: what its rest is for, only words can say.
    """
    option = ["payment_id", "option"]
    advised = evidence.advice_lines.drop_nulls("item_id")
    named = pl.concat(part.select("payment_id", named_id="item_id") for part in (evidence.named, advised)).unique()
    wanted = proposals.select(option).unique().join(named, on="payment_id")
    missing = wanted.join(
        proposals.select(*option, "item_id"), left_on=[*option, "named_id"], right_on=[*option, "item_id"], how="anti"
    )
    kept = proposals.join(missing.select(option).unique(), on=option, how="anti")
    in_part = evidence.receipts.filter(pl.col("open_minor") < pl.col("amount_minor"))
    barred = pl.concat(part.select("payment_id") for part in (evidence.closed, evidence.foreign, in_part))
    return kept.join(barred, on="payment_id", how="anti")


def within_doubts(proposals: pl.DataFrame, doubts: pl.DataFrame, rule: Rule) -> pl.DataFrame:
    """For a doubtful receipt: only options the doubt had too, and only with a kind of evidence it lacked."""
    doubtful = doubts.select("payment_id", "kinds").unique("payment_id")
    free = proposals.join(doubtful, on="payment_id", how="anti")
    lacking = pl.lit(sorted(rule.kinds), dtype=pl.List(pl.String)).list.set_difference("kinds").list.len() > 0
    heard = proposals.join(doubtful.filter(lacking), on="payment_id", how="semi")
    theirs, allowed = _item_sets(heard), _item_sets(doubts)
    same = theirs.join(allowed, on=["payment_id", "items"], how="semi").select("payment_id", "option")
    return pl.concat([free, heard.join(same, on=["payment_id", "option"], how="semi")])


def _item_sets(lines: pl.DataFrame) -> pl.DataFrame:
    keys = ["payment_id", "option", *(["rule"] if "rule" in lines.columns else [])]
    return lines.group_by(keys).agg(items=pl.col("item_id").sort().str.join(" "))


def split(proposals: pl.DataFrame, evidence: Evidence, policy: Policy) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Sure and doubtful lines; the doubtful with the reason: several options, a disputed item, unlikely, contested.

    A disputed item is taken only in full, a discount earned aside, and only where `policy.settle_disputed` says so.
    """
    still = proposals.join(evidence.items.select("item_id", "status", still="open_minor"), on="item_id", how="left")
    is_settled = pl.lit(policy.settle_disputed) & (pl.col("cash_minor") + pl.col("discount_minor") == pl.col("still"))
    disputed = ((pl.col("status") == "disputed") & ~is_settled).any().over("payment_id")
    several = pl.col("option").n_unique().over("payment_id") > 1
    unlikely = pl.col("confidence") < policy.auto_apply_threshold
    reasons = {"several": several, "disputed": disputed, "unlikely": unlikely}
    told = pl.coalesce(pl.when(holds).then(pl.lit(name)) for name, holds in reasons.items())
    judged = still.with_columns(reason=told)
    single = judged.filter(pl.col("reason").is_null())
    over = item_minor().sum().over("item_id").abs() > pl.col("still").abs()
    contested = single.filter(over).select("payment_id").unique()
    is_contested = pl.col("payment_id").is_in(contested["payment_id"].implode())
    contest = pl.when(is_contested).then(pl.lit("contested"))
    judged = judged.with_columns(reason=pl.coalesce("reason", contest)).drop("status", "still")
    order = ["payment_id", "option", "item_id"]
    sure = judged.filter(pl.col("reason").is_null()).drop("reason").sort(order)
    return _whole(sure), judged.drop_nulls("reason").sort(order)


def _whole(sure: pl.DataFrame) -> pl.DataFrame:
    """Receipts that pay only together are taken together or not at all: one of them may be in doubt."""
    return sure.filter(pl.col("payment_id").n_unique().over("gate", "option") >= pl.col("together"))


def settle(evidence: Evidence, sure: pl.DataFrame) -> Evidence:
    """The evidence without what speaks of settled receipts, and items lowered by what was taken off them.

    A receipt that is applied in part stays with its rest, and is no more said to name the items it has paid.
    """
    if sure.is_empty():
        return evidence
    taken = sure.group_by("item_id").agg(taken_minor=item_minor().sum())
    used = sure.group_by("payment_id").agg(taken_minor=pl.col("cash_minor").sum())
    paid, done = _whole_of(taken, evidence.items, "item_id"), _whole_of(used, evidence.receipts, "payment_id")
    left = evidence._replace(**{name: _without(getattr(evidence, name), done, ["payment_id"]) for name in OF_RECEIPTS})
    in_part = _without(sure, done, ["payment_id"])
    named, told = (_without(frame, in_part, ["payment_id", "item_id"]) for frame in (left.named, left.advice_lines))
    of_paid = named.join(paid, on="item_id", how="semi", maintain_order="left")
    return left._replace(
        receipts=_lowered(left.receipts, _without(used, done, ["payment_id"]), "payment_id"),
        items=_lowered(_without(evidence.items, paid, ["item_id"]), _without(taken, paid, ["item_id"]), "item_id"),
        named=_without(named, paid, ["item_id"]),
        closed=pl.concat([left.closed, of_paid]),  # paid by another receipt of today
        advice_lines=told,
    )


def _whole_of(taken: pl.DataFrame, data: pl.DataFrame, key: str) -> pl.DataFrame:
    """The rows of `taken` that take all that is open."""
    return taken.join(data.select(key, taken_minor="open_minor"), on=[key, "taken_minor"], how="semi")


def _lowered(data: pl.DataFrame, taken: pl.DataFrame, key: str) -> pl.DataFrame:
    if taken.is_empty():
        return data
    left = pl.col("open_minor") - pl.col("taken_minor").fill_null(0)
    joined = data.join(taken, on=key, how="left", maintain_order="left")
    return joined.with_columns(open_minor=left).drop("taken_minor")


def _without(data: pl.DataFrame, gone: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    if data.is_empty() or gone.is_empty():
        return data
    return data.join(gone.select(keys), on=keys, how="anti", maintain_order="left")
