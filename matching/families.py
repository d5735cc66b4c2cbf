"""Customers that belong together: a parent, its branches, and theirs."""

import polars as pl

_DEPTH = 6  # generations of parents that are followed; a circle ends there


def families(payers: pl.DataFrame) -> pl.DataFrame:
    """(entity, customer_id, family_id): family_id is `entity/customer_id` of the topmost parent."""
    own = pl.format("{}/{}", "entity", "customer_id")
    parent = (
        pl.when(pl.col("parent_id").str.contains("/"))
        .then("parent_id")
        .otherwise(pl.format("{}/{}", "entity", "parent_id"))
    )
    up = payers.select("entity", "customer_id", child=own, parent=parent)
    steps = (
        up.select("child", "parent")
        .drop_nulls()
        .filter(pl.col("child") != pl.col("parent"))
        .unique("child", keep="any")
    )
    top = up.select("entity", "customer_id", family_id="child")
    for _ in range(_DEPTH):
        top = top.join(steps, left_on="family_id", right_on="child", how="left").select(
            "entity", "customer_id", family_id=pl.coalesce("parent", "family_id")
        )
    return top.sort("entity", "customer_id")
