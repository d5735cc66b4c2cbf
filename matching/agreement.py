"""What the items a receipt names come to, and whether that agrees with what was paid."""

import polars as pl

OPTION = ["payment_id", "family_id"]


def lines(named: pl.DataFrame, items: pl.DataFrame, receipts: pl.DataFrame) -> pl.DataFrame:
    """Open items each receipt names, beside what it paid and the discount still earned on its payment date.

    named: payment_id, item_id and how it is named; items: open Items with family_id and the limits that count for them;
    receipts: Receipt + payment_date, payer_family.
    """
    paid = receipts.select("payment_id", "currency", "payment_date", "payer_family", paid_minor="open_minor")
    told = named.select("payment_id", "item_id", "token", "source", "quality")
    both = told.join(paid, on="payment_id").join(items.drop("entity", "currency"), on="item_id")
    return both.with_columns(earned_minor=earned()).sort("payment_id", "item_id")


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
