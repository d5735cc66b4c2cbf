"""The payer named our items and paid what they come to: exactly, less discount, less a bank's fee, or nearly."""

import polars as pl

from matching.evidence import Evidence
from matching.proposal import in_full
from schemas.policy import Policy

OPTION = ["payment_id", "family_id"]


def propose(evidence: Evidence, policy: Policy) -> pl.DataFrame:
    """One option for each family of customers whose named items, all of them, agree with the amount."""
    return agreeing(named_lines(evidence))


def agreeing(lines: pl.DataFrame) -> pl.DataFrame:
    """Proposal rows of the options (payment_id, family_id) of named lines that agree with the amount."""
    agreed = totals(lines).with_columns(gate=gate()).drop_nulls("gate")
    chosen = lines.join(agreed, on=OPTION)
    on_largest = pl.when(pl.col("item_id") == pl.col("largest_id")).then("short_minor").otherwise(0)
    discount = pl.when(pl.col("gate") == "reference_discount").then("earned_minor").otherwise(0)
    fee = pl.when(pl.col("gate") == "reference_fee").then(on_largest).otherwise(0)
    small = pl.when(pl.col("gate") == "reference_tolerance").then(on_largest).otherwise(0)
    return in_full(
        chosen.with_columns(option="family_id", evidence=_sentence()),
        cash_minor=pl.col("open_minor") - discount - fee - small,
        discount_minor=discount,
        fee_minor=fee,
        write_off_minor=small,
    )


def named_lines(evidence: Evidence) -> pl.DataFrame:
    """Open items each receipt names, beside what it paid and the discount still earned on its payment date.

    Items of a family that the receipt's clear payer does not belong to are left out.
    """
    items = evidence.items.drop("entity", "currency")
    paid = evidence.receipts.select("payment_id", "currency", "payment_date", "payer_family", paid_minor="open_minor")
    named = evidence.named.select("payment_id", "item_id", "token", "source", "quality")
    lines = named.join(items, on="item_id").join(paid, on="payment_id").with_columns(earned_minor=earned())
    own = pl.col("payer_family").is_null() | (pl.col("payer_family") == pl.col("family_id"))
    return lines.filter(own).sort("payment_id", "item_id")


def earned() -> pl.Expr:
    """Discount an item's terms still allow on the payment date, minor units; 0 once something is paid on it."""
    until = pl.col("discount_date") + pl.duration(days=pl.col("discount_grace_days"))
    untouched = pl.col("open_minor") == pl.col("original_minor")
    return pl.when((pl.col("payment_date") <= until) & untouched).then("discount_minor").otherwise(0)


def totals(lines: pl.DataFrame) -> pl.DataFrame:
    """(payment_id, family_id, due, credits, earned, late, short): what an option's items come to and what was paid.

    short_minor > 0: less was paid than is due. late_minor: discounts the terms no longer allow.
    """
    due = pl.col("open_minor").sum()
    return lines.group_by(OPTION).agg(
        due_minor=due,
        credit_minor=pl.col("open_minor").filter(pl.col("open_minor") < 0).sum(),
        all_earned_minor=pl.col("earned_minor").sum(),
        late_minor=pl.col("discount_minor").filter(pl.col("discount_minor") > pl.col("earned_minor")).sum(),
        short_minor=due - pl.col("paid_minor").first(),
        largest_id=pl.col("item_id").sort_by("open_minor", "item_id").last(),
        fees_minor=pl.col("bank_fees_minor").first(),
        most_minor=pl.min_horizontal(
            pl.col("tolerance_minor").min(), (pl.col("tolerance_share").min() * due).floor().cast(pl.Int64)
        ),
        weakest=pl.col("quality").min(),
        count=pl.len(),
    )


def gate() -> pl.Expr:
    """The first way in which the amount agrees, as the name of its confidence; null when in none."""
    short = pl.col("short_minor")
    exact = pl.when(pl.col("credit_minor") == 0).then(pl.lit("reference_exact")).otherwise(pl.lit("reference_credits"))
    return (
        pl.when(short == 0).then(exact)
        .when((short > 0) & (short == pl.col("all_earned_minor"))).then(pl.lit("reference_discount"))
        .when(short.is_in(pl.col("fees_minor")) & (short != pl.col("late_minor"))).then(pl.lit("reference_fee"))
        .when(short.abs() <= pl.col("most_minor")).then(pl.lit("reference_tolerance"))
    )  # fmt: skip


_AGREES = {
    "reference_exact": "the amount is exactly what is open",
    "reference_credits": "the amount is exactly what is open less the credits named",
    "reference_discount": "the amount is what is open less the discount earned",
    "reference_fee": "the amount is what is open less a fee the bank is known to keep",
    "reference_tolerance": "the amount is what is open within tolerance",
}


def _sentence() -> pl.Expr:
    agrees = pl.col("gate").replace_strict(_AGREES, return_dtype=pl.String)
    return pl.format("{} '{}' names {}; {}", "source", "token", "item_number", agrees)
