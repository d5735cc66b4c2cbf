"""Two sets of decisions on the same receipts, held against each other."""

import polars as pl

from matching.proposal import AMOUNTS, item_minor
from schemas.flips import KINDS, Flip
from schemas.frame import shaped
from schemas.money import plain_text

_HELD = "held"


def flips(receipts: pl.DataFrame, items: pl.DataFrame, before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """Flip rows, by payment_id: the receipts whose items or amounts are not the same before and after.

    In:   `receipts`, `items`: Receipt and Item rows that both were decided on; `before`, `after`: Allocation rows.
          A receipt without a row is held. Amounts are minor units.
    """
    told = receipts.select("payment_id", "entity", "currency")
    for name, allocations in (("before", before), ("after", after)):
        told = told.join(_told(allocations, receipts, items, name), on="payment_id", how="left")
    moved = told.filter(pl.col("lines_before").ne_missing(pl.col("lines_after")))
    is_new, is_gone = pl.col("lines_before").is_null(), pl.col("lines_after").is_null()
    gone, new, otherwise = (pl.lit(kind) for kind in KINDS)
    return shaped(
        Flip,
        moved.with_columns(
            pl.col("before", "after").fill_null(_HELD),
            kind=pl.when(is_gone).then(gone).when(is_new).then(new).otherwise(otherwise),
            rule=pl.coalesce("rule_after", "rule_before"),
            cash_minor=pl.coalesce("cash_after", "cash_before"),
        ),
    ).sort("payment_id")


def _told(allocations: pl.DataFrame, receipts: pl.DataFrame, items: pl.DataFrame, name: str) -> pl.DataFrame:
    """One row a receipt applied: its lines as one text to compare, its rule, its cash, and the answer in words."""
    lines = allocations.join(receipts.select("payment_id", "currency"), on="payment_id").join(
        items.select("item_id", "item_number"), on="item_id"
    )
    shown = pl.format("{} {}", "item_number", plain_text(item_minor(), pl.col("currency")))
    ordered = lines.sort("payment_id", "item_number", "item_id").group_by("payment_id", maintain_order=True)
    return ordered.agg(
        pl.concat_str("item_id", *AMOUNTS, separator=" ").str.join(";").alias(f"lines_{name}"),
        pl.col("rule").first().alias(f"rule_{name}"),
        pl.col("cash_minor").sum().alias(f"cash_{name}"),
        pl.format("{}: {}", pl.col("rule").first(), shown.str.join(", ")).alias(name),
    )
