"""What is known of each receipt that was not applied: one row a receipt, null where there is nothing to say."""

from datetime import date

import polars as pl

from matching import agreement
from matching.rules import advice
from matching.waterfall import Walk
from schemas.policy import Policy

_LIMITS = ("settle_disputed", "short_pay_share", "name_score", "name_margin", "auto_apply_threshold")


def of_receipts(walk: Walk, policy: Policy, as_of: date) -> pl.DataFrame:
    """Receipts left, beside what they name, what advices say, who may have paid, and the doubt they ended in."""
    facts = walk.evidence.receipts
    for part in (
        _named(walk, as_of),
        _advised(walk, policy),
        _payers(walk),
        _open_items(walk),
        _doubts(walk),
        _unresolved(walk),
        _in_dispute(walk),
        walk.evidence.duplicates,
    ):
        facts = facts.join(part, on="payment_id", how="left")
    limits = {name: pl.lit(getattr(policy, name)) for name in _LIMITS}
    return facts.with_columns(n_open=pl.col("n_open").fill_null(0), **limits)


def _named(walk: Walk, as_of: date) -> pl.DataFrame:
    """What the references name: open items of the payer's family, items of others, closed items."""
    evidence = walk.evidence
    lines = evidence.named_lines
    sums = agreement.totals(lines).sort("payment_id", "count", "family_id", descending=[False, True, False])
    best = sums.unique("payment_id", keep="first", maintain_order=True)
    own = (
        lines.join(best.select("payment_id", "family_id"), on=["payment_id", "family_id"])
        .group_by("payment_id")
        .agg(
            named_numbers=listed("item_number"),
            named_customer_id=pl.col("customer_id").min(),
            is_disputed=(pl.col("status") == "disputed").any(),
        )
    )
    every = evidence.named.join(evidence.receipts.select("payment_id", "payer_family"), on="payment_id")
    other = (
        every.filter(pl.col("family_id") != pl.col("payer_family"))
        .group_by("payment_id")
        .agg(other_numbers=listed("item_number"))
    )
    closed_on = pl.coalesce("closed_date", pl.lit(as_of))  # today, where another receipt has just paid it
    closed = evidence.closed.with_columns(number=pl.format("{} (closed on {})", "item_number", closed_on))
    foreign = evidence.foreign.with_columns(number=pl.format("{} ({})", "item_number", "currency"))
    joined = evidence.receipts.select("payment_id").join(best.drop("family_id"), on="payment_id", how="left")
    for part in (own, other, _numbers(closed, "closed_numbers"), _numbers(foreign, "foreign_numbers")):
        joined = joined.join(part, on="payment_id", how="left")
    return joined.drop("fees_minor").with_columns(
        over_minor=-pl.col("short_minor"), most_minor=pl.col("most_minor").clip(lower_bound=0)
    )


def _numbers(named: pl.DataFrame, column: str) -> pl.DataFrame:
    return named.group_by("payment_id").agg(listed("number").alias(column))


def _advised(walk: Walk, policy: Policy) -> pl.DataFrame:
    """The first gate that the best linked advice failed, and the numbers it failed for."""
    lines = walk.evidence.told(advice.with_gates, policy)
    failed = lines.drop_nulls("gate_failed").sort("payment_id", "remittance_id", "line_no")
    first = failed.group_by("payment_id", maintain_order=True).agg(
        advice_id=pl.col("advice").first(), advice_gate=pl.col("gate_failed").first()
    )
    keys, first_keys = ["payment_id", "advice", "gate_failed"], ["payment_id", "advice_id", "advice_gate"]
    taken = pl.sum_horizontal("paid_minor", "discount_minor", "deduction_minor")
    blamed = failed.join(first, left_on=keys, right_on=first_keys).group_by("payment_id")
    number = pl.coalesce("invoice_number", pl.format("nothing in line {}", "line_no"))
    why = blamed.agg(
        advice_numbers=listed(number),
        advice_taken_minor=taken.sum(),
        advice_open_minor=pl.col("still_open_minor").sum(),
    )
    total = lines.join(first, left_on=keys[:2], right_on=first_keys[:2])
    advised = total.group_by("payment_id").agg(advised_minor=pl.col("paid_minor").sum())
    return first.join(why, on="payment_id", how="left").join(advised, on="payment_id", how="left")


def _payers(walk: Walk) -> pl.DataFrame:
    """Who may have paid, by what, and how much the likeliest is ahead."""
    best = pl.col("payer_score").arg_max()
    return walk.evidence.payers.group_by("payment_id").agg(
        n_payers=pl.len(),
        payer_ids=listed("customer_id"),
        payers_by=pl.col("payer_kind").first(),
        best_score=pl.col("payer_score").max(),
        best_margin=pl.col("payer_margin").get(best),
    )


def _open_items(walk: Walk) -> pl.DataFrame:
    """How much the payer's family still owes in the receipt's entity and currency; what it withheld is not counted."""
    keys = ["entity", "currency", "family_id"]
    owed = (
        walk.evidence.items.filter(pl.col("open_minor") > 0, pl.col("item_type") != "deduction")
        .group_by(keys)
        .agg(n_open=pl.len(), family_open_minor=pl.col("open_minor").sum())
    )
    asked = walk.evidence.receipts.select("payment_id", "entity", "currency", family_id="payer_family")
    return asked.join(owed, on=keys).select("payment_id", "n_open", "family_open_minor")


def _doubts(walk: Walk) -> pl.DataFrame:
    numbers = walk.evidence.items.select("item_id", "item_number")
    return (
        walk.doubts.join(numbers, on="item_id")
        .group_by("payment_id")
        .agg(
            doubt_reason=pl.col("reason").first(),
            doubt_rule=pl.col("rule").first(),
            doubt_confidence=pl.col("confidence").first(),
            doubt_options=pl.col("option").n_unique(),
            doubt_numbers=listed("item_number"),
        )
    )


def _unresolved(walk: Walk) -> pl.DataFrame:
    return walk.evidence.unresolved.group_by("payment_id").agg(unresolved=listed("token"))


def _in_dispute(walk: Walk) -> pl.DataFrame:
    """Disputed items of the payer's family that have just the receipt's amount."""
    owned = ["entity", "currency", "family_id", "open_minor"]
    asked = walk.evidence.receipts.rename({"payer_family": "family_id"}).select("payment_id", *owned)
    disputed = walk.evidence.items.filter(pl.col("status") == "disputed").select(*owned, "item_number")
    return asked.join(disputed, on=owned).group_by("payment_id").agg(disputed_numbers=listed("item_number"))


def listed(column: str | pl.Expr, most: int = 5) -> pl.Expr:
    """Up to five values, sorted, then an ellipsis."""
    told = pl.col(column) if isinstance(column, str) else column
    values = told.drop_nulls().unique().sort()
    return values.head(most).str.join(", ") + pl.when(values.len() > most).then(pl.lit(" ...")).otherwise(pl.lit(""))
