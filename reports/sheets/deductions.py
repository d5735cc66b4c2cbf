"""Deductions: what customers withheld, with its reason, until it is settled."""

import polars as pl

from reports.sheet import Sheet, Table
from reports.sheets import open_items
from reports.work import Work


def sheet(work: Work) -> Sheet:
    """Open deduction items of all customers, the oldest first."""
    late = (pl.lit(work.day.as_of) - pl.col("due_date")).dt.total_days()
    rows = (
        work.items.filter(pl.col("item_type") == "deduction")
        .with_columns(days_late=late)
        .sort("days_late", "entity", "customer_id", "item_number", "item_id", descending=[True] + [False] * 4)
    )
    return Sheet(
        "Deductions",
        "Money withheld under a reason code: a claim of the customer that is still to be granted or collected.",
        (Table(open_items.COLUMNS, rows),), row_height=15, frozen_columns=4, paints=open_items.PAINTS, tab="805AD5",
    )  # fmt: skip
