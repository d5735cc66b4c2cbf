"""Open items: all that the customers in question still owe, the oldest first."""

import polars as pl

from reports.sheet import Column, Paint, Sheet, Table
from reports.work import OPEN_ITEMS, Work

COLUMNS = (
    Column("entity", "Entity", 8),
    Column("customer_id", "Customer", 12, is_bold=True),
    Column("customer_name", "Name", 28),
    Column("item_number", "Item", 18, is_bold=True),
    Column("instalment", "Inst.", 6, "count"),
    Column("item_type", "Kind", 13),
    Column("currency", "Cur.", 6),
    Column("original_amount", "Original", 14, "amount"),
    Column("open_amount", "Open", 14, "amount", is_bold=True),
    Column("pending_amount", "Applied, not yet in the ERP", 14, "amount"),
    Column("due_date", "Due", 11, "date"),
    Column("days_late", "Days late", 8, "count"),
    Column("status", "Status", 10),
    Column("reason_code", "Reason", 8),
    Column("snapshot_date", "As of", 11, "date"),
    Column("item_whole", "Number/instalment", 18, is_hidden=True),
)
PAINTS = (
    Paint(("days_late",), "{days_late}>60", "alarm"),
    Paint(("days_late",), "{days_late}>0", "warn"),
    Paint(("status",), '{status}="disputed"', "alarm"),
)


_NAMED = {
    "item_number": "item_number",
    "item_whole": "item_whole",
    "item_open": "open_amount",
    "item_entity": "entity",
    "item_currency": "currency",
}


def sheet(work: Work) -> Sheet:
    """Items of every customer that stands on To clear or Candidates."""
    late = (pl.lit(work.day.as_of) - pl.col("due_date")).dt.total_days()
    rows = work.items.with_columns(days_late=late, item_whole=pl.format("{}/{}", "item_number", "instalment"))
    return Sheet(
        OPEN_ITEMS,
        "The open items of every customer on To clear and Candidates. Copy an item number into Apply to.",
        (Table(COLUMNS, rows),), row_height=15, frozen_columns=4, paints=PAINTS, tab="2B6CB0",
        names=tuple((name, column, column) for name, column in _NAMED.items()),
    )  # fmt: skip
