"""Returns: money the bank took back, tied to its receipt or still to be tied."""

import polars as pl

from reports.sheet import Column, Paint, Sheet, Table
from reports.work import Work

COLUMNS = (
    Column("state", "State", 16, is_bold=True),
    Column("payer_name", "Payer (click: to the answer)", 30, link="to_row", is_bold=True),
    Column("entity", "Entity", 8),
    Column("currency", "Cur.", 6),
    Column("amount", "Amount", 14, "amount", is_bold=True),
    Column("returned_amount", "Tied to a receipt", 14, "amount"),
    Column("booking_date", "Booked", 11, "date"),
    Column("memo", "Memo", 48, is_wrapped=True),
    Column("customer_id", "Customer", 12),
    Column("customer_name", "Name", 26),
    Column("bank_reference", "Bank's reference", 20),
    Column("end_to_end_id", "End-to-end id", 22),
    Column("bank_account", "Our account", 16),
)


def sheet(work: Work) -> Sheet:
    """Return lines of the day and all that are not tied yet."""
    is_open = pl.col("unidentified_amount") != 0
    answers = work.queue.select("payment_id", "to_row").drop_nulls("payment_id")
    rows = (
        work.day.payments.filter(pl.col("kind") == "return")
        .with_columns(state=pl.when(is_open).then(pl.lit("to be tied")).otherwise(pl.lit("tied")))
        .join(answers, on="payment_id", how="left")
        .sort("state", "booking_date", "payment_id")
    )
    return Sheet(
        "Returns",
        "A return takes its receipt's applications back. One that is not tied yet: on To clear, choose reverse / NSF "
        "and give the bank's reference of the receipt.",
        (Table(COLUMNS, rows),), row_height=27, frozen_columns=2, tab="805AD5",
        paints=(Paint(("state",), '{state}="to be tied"', "alarm"),),
    )  # fmt: skip
