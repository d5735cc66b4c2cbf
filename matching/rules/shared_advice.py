"""Several receipts come to what one advice announces: its items are paid by them together, each receipt used whole."""

import polars as pl

from matching.combinations import subsets
from matching.evidence import Evidence
from matching.proposal import Proposal
from matching.rules import advice
from schemas.frame import frame
from schemas.policy import Policy

_MOST_LINES = 16  # of an advice whose lines are given to receipts whole


def propose(evidence: Evidence, policy: Policy) -> pl.DataFrame:
    """One option for each receipt of such an advice, taken together or not at all.

    Lines go to receipts whole where there is one way to do so, and nowhere where there are several. Where there is
    none, or more than 16 lines, they go in the order of their numbers and of the days, so that a line may be paid by
    two receipts. Either way each item goes down as the advice says.

    >>> items = [item("40510", 500), item("40511", 300)]
    >>> told = advice("RA1", 800, line("40510", 500), line("40511", 300), payment_reference="E2E778899")
    >>> both = [receipt(amount, "E2E778899", "Alpha Tools", key=f"R{amount}") for amount in (300, 500)]
    >>> paid(decided(state(both, items, advices=[told])))
    {'R300': {'40511': 300}, 'R500': {'40510': 500}}
    """
    shares = _members(evidence)
    if shares.is_empty():
        return frame(Proposal)
    told = advice.propose(_as_one(evidence, shares), policy).drop("payment_id").rename({"option": "remittance_id"})
    payable = told.filter((pl.col("cash_minor") > 0).all().over("remittance_id"))
    if payable.is_empty():
        return frame(Proposal)
    columns = ["remittance_id", "payment_id", "payment_date", "paid_minor"]
    numbered = payable.join(evidence.items.select("item_id", "item_number"), on="item_id")
    pairs = numbered.join(shares.select(columns), on="remittance_id")
    parts = [_whole_lines(pairs), _in_order(pairs)]
    both = pl.concat(part.select(pairs.columns) for part in parts)
    count = pl.col("payment_id").n_unique().over("remittance_id").cast(pl.Int64)
    says = pl.format("{} receipts together come to it; {}", count, "evidence")
    return both.with_columns(
        option="remittance_id", gate=pl.lit("shared_advice"), together=count, evidence=says
    ).select(Proposal.to_schema().columns.keys())


def _members(evidence: Evidence) -> pl.DataFrame:
    """(remittance_id + the receipt): receipts linked to one advice alone that together come to what it pays."""
    links = evidence.advice_lines.select("payment_id", "remittance_id").unique()
    sums = (
        evidence.advice_lines.unique(["remittance_id", "line_no"])
        .group_by("remittance_id")
        .agg(told_minor=pl.col("paid_minor").sum())
    )
    alone = links.filter(pl.len().over("payment_id") == 1).join(sums, on="remittance_id")
    members = alone.join(evidence.receipts, on="payment_id").with_columns(paid_minor="open_minor")
    adds_up = pl.col("paid_minor").sum() == pl.col("told_minor").first()
    return members.filter(((pl.len() > 1) & adds_up).over("remittance_id")).sort("payment_date", "payment_id")


def _as_one(evidence: Evidence, shares: pl.DataFrame) -> Evidence:
    """The evidence as if the receipts of an advice were one, which bears the advice's id."""
    one = shares.group_by("remittance_id", maintain_order=True).agg(
        pl.exclude("remittance_id", "payment_id", "open_minor").last(), open_minor=pl.col("paid_minor").sum()
    )
    ids = shares.select("payment_id", "remittance_id")
    lines = evidence.advice_lines.drop("remittance_id").join(ids, on="payment_id", maintain_order="left")
    named = evidence.named.join(ids, on="payment_id").drop("payment_id").rename({"remittance_id": "payment_id"})
    return evidence._replace(
        receipts=one.with_columns(payment_id="remittance_id"),
        advice_lines=lines.unique(["remittance_id", "line_no"], keep="last", maintain_order=True).with_columns(
            payment_id="remittance_id"
        ),
        named=named.unique(["payment_id", "item_id"], keep="first", maintain_order=True),
    )


def _whole_lines(pairs: pl.DataFrame) -> pl.DataFrame:
    """Each receipt with lines of its own that come to it, where there is one way to give every line to one receipt."""
    tried = _tried(pairs)
    own = tried.filter((pl.col("subsets") == 1).all().over("remittance_id"), "is_taken")
    lines = pairs.group_by("remittance_id").agg(count=pl.col("item_id").n_unique())
    once = (pl.len() == pl.col("count").first()) & (pl.col("item_id").n_unique() == pl.col("count").first())
    return own.join(lines, on="remittance_id").filter(once.over("remittance_id"))


def _tried(pairs: pl.DataFrame) -> pl.DataFrame:
    few = pairs.filter((pl.col("item_id").n_unique() <= _MOST_LINES).over("remittance_id"))
    return subsets(few.sort("payment_id", "item_id"), "payment_id", "cash_minor", "paid_minor")


def _in_order(pairs: pl.DataFrame) -> pl.DataFrame:
    """Lines cut where a receipt ends; discount and deduction go with the last cash of a line."""
    whole = _tried(pairs).filter((pl.col("subsets") > 0).all().over("remittance_id"))
    pairs = pairs.join(whole, on="remittance_id", how="anti")
    placed = pairs.sort("remittance_id", "payment_date", "payment_id", "item_number", "item_id")
    receipts = placed.unique(["remittance_id", "payment_id"], keep="first", maintain_order=True)
    lines = placed.unique(["remittance_id", "item_id"], keep="first", maintain_order=True)
    ends = receipts.select("payment_id", end=pl.col("paid_minor").cum_sum().over("remittance_id"))
    stops = lines.select("remittance_id", "item_id", stop=pl.col("cash_minor").cum_sum().over("remittance_id"))
    cut = placed.join(ends, on="payment_id").join(stops, on=["remittance_id", "item_id"])
    start = pl.max_horizontal(pl.col("end") - pl.col("paid_minor"), pl.col("stop") - pl.col("cash_minor"))
    is_last = pl.col("stop") <= pl.col("end")
    kept = {name: pl.when(is_last).then(name).otherwise(0) for name in ("discount_minor", "deduction_minor")}
    texts = {name: pl.when(is_last).then(name) for name in ("reason_code", "new_item_number")}
    shares = cut.with_columns(cash_minor=pl.min_horizontal("end", "stop") - start, **kept, **texts)
    return shares.filter(pl.col("cash_minor") > 0)
