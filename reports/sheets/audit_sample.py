"""Audit sample: some of what was applied by itself today, to be looked at by a person."""

import hashlib

import polars as pl

from reports.figures import live
from reports.sheet import Column, Sheet, Table
from reports.work import Work

_LARGEST, _DRAWN = 5, 15  # of each currency the largest; of all the rest some by lot
COLUMNS = (
    Column("why", "Drawn as", 11, is_bold=True),
    Column("payer_name", "Payer, as written", 28, is_bold=True),
    Column("memo", "Memo", 36, is_wrapped=True),
    Column("entity", "Entity", 8),
    Column("currency", "Cur.", 6),
    Column("amount", "Payment", 14, "amount", is_bold=True),
    Column("customer_id", "Customer", 12),
    Column("item_number", "Item", 18, is_bold=True),
    Column("cash_amount", "Cash", 14, "amount"),
    Column("discount_amount", "Discount", 11, "amount"),
    Column("deduction_amount", "Deduction", 11, "amount"),
    Column("write_off_amount", "Write-off", 10, "amount"),
    Column("fee_amount", "Fee", 9, "amount"),
    Column("rule", "Rule", 20),
    Column("confidence", "Confi- dence", 8, "share"),
    Column("evidence", "Evidence", 60, is_wrapped=True),
    Column("application_id", "Application", 14),
)


def sheet(work: Work) -> Sheet:
    """Applications by `auto` of this day: all lines of the receipts drawn. The lot is the hash of the payment."""
    applied = live(work.day).filter(pl.col("is_new"), pl.col("decided_by") == "auto")
    paid = work.day.payments.select("payment_id", "payer_name", "memo", "amount")
    lines = applied.join(paid, on="payment_id")
    rows = lines.join(_drawn(lines), on="payment_id").sort(
        "why", "order", "payment_id", "item_number", "application_id"
    )
    return Sheet(
        "Audit sample",
        f"The {_LARGEST} largest receipts of each currency applied by itself today, and {_DRAWN} drawn by lot: "
        "is each of them right?",
        (Table(COLUMNS, rows),), row_height=27, frozen_columns=2, tab="718096",
    )  # fmt: skip


def _drawn(lines: pl.DataFrame) -> pl.DataFrame:
    """payment_id, why, order."""
    payments = lines.select("payment_id", "currency", "amount").unique().sort("payment_id")
    size = pl.col("amount").rank("ordinal", descending=True).over("currency")
    largest = payments.filter(size <= _LARGEST).select("payment_id", why=pl.lit("largest"), order=-pl.col("amount"))
    lots = pl.Series("lot", [hashlib.sha256(key.encode()).hexdigest() for key in payments["payment_id"]], pl.String)
    rest = payments.with_columns(lots).join(largest, on="payment_id", how="anti").sort("lot").head(_DRAWN)
    by_lot = rest.select("payment_id", why=pl.lit("by lot"), order=pl.lit(0, largest.schema["order"]))
    return pl.concat([largest, by_lot])
