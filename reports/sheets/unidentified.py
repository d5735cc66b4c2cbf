"""Unidentified: money whose payer nobody knows yet, the largest first."""

import polars as pl

from reports.sheet import Column, Paint, Sheet, Table
from reports.work import Work

COLUMNS = (
    Column("payer_name", "Payer, as written (click: to the answer)", 32, link="to_row", is_bold=True, is_wrapped=True),
    Column("payer_account", "Payer's account", 22),
    Column("memo", "Memo", 44, is_wrapped=True),
    Column("entity", "Entity", 8),
    Column("currency", "Cur.", 6),
    Column("unidentified_amount", "Unidentified", 15, "amount", is_bold=True),
    Column("value_date", "Value date", 11, "date"),
    Column("age_days", "Age, days", 7, "count"),
    Column("suggestion", "Who it may be", 38, is_wrapped=True),
    Column("bank_account", "Our account", 16),
    Column("bank_reference", "Bank's reference", 20),
    Column("source", "File: line", 26),
)
PAINTS = (Paint(("age_days",), "{age_days}>30", "alarm"), Paint(("age_days",), "{age_days}>7", "warn"))


def sheet(work: Work) -> Sheet:
    """Receipts with unidentified money; returns have their own sheet."""
    answers = work.queue.select("payment_id", "age_days", "suggestion", "to_row", "source").drop_nulls("payment_id")
    rows = (
        work.day.payments.filter(pl.col("unidentified_amount") > 0)
        .join(answers, on="payment_id", how="left")
        .sort("unidentified_amount", "payment_id", descending=[True, False])
    )
    return Sheet(
        "Unidentified",
        "Nobody could be named as the payer. On To clear, choose assign customer and, when it will pay again, learn "
        "alias.",
        (Table(COLUMNS, rows),), row_height=27, frozen_columns=1, paints=PAINTS, tab="805AD5",
    )  # fmt: skip
