"""Unapplied and on account: money of known customers that pays no item yet, by age."""

import polars as pl

from reports.sheet import Column, Paint, Sheet, Table
from reports.work import Work

BANDS = ((0, 30, "0 to 30 days"), (31, 60, "31 to 60 days"), (61, 90, "61 to 90 days"), (91, None, "over 90 days"))
COLUMNS = (
    Column("customer_id", "Customer", 12, is_bold=True),
    Column("customer_name", "Name", 30, is_bold=True),
    Column("entity", "Entity", 8),
    Column("currency", "Cur.", 6),
    Column("unapplied_amount", "Unapplied", 15, "amount"),
    Column("on_account_amount", "On account", 15, "amount"),
    *(Column(name, name, 14, "amount") for _, _, name in BANDS),
    Column("age_days", "Age, days", 7, "count"),
    Column("value_date", "Value date", 11, "date"),
    Column("payer_name", "Payer, as written", 28),
    Column("memo", "Memo", 44),
    Column("bank_reference", "Bank's reference", 20),
)
PAINTS = (Paint(("age_days",), "{age_days}>90", "alarm"), Paint(("age_days",), "{age_days}>30", "warn"))


def sheet(work: Work) -> Sheet:
    """A row a payment; both amounts together stand once more under their age."""
    age = (pl.lit(work.day.as_of) - pl.coalesce("value_date", "booking_date")).dt.total_days()
    both = pl.col("unapplied_amount") + pl.col("on_account_amount")
    bands = {
        name: pl.when(pl.col("age_days").is_between(first, last if last is not None else 10**6)).then(both)
        for first, last, name in BANDS
    }
    rows = (
        work.day.payments.filter((pl.col("unapplied_amount") != 0) | (pl.col("on_account_amount") != 0))
        .with_columns(age_days=pl.max_horizontal(age, 0))
        .with_columns(**bands)
        .sort("age_days", "customer_id", "payment_id", descending=[True, False, False])
    )
    return Sheet(
        "Unapplied and on account",
        "Credits of known customers. Unapplied waits for an answer on To clear; on account was kept on purpose. Old "
        "credits become unclaimed property: return or use them.",
        (Table(COLUMNS, rows),), row_height=15, frozen_columns=2, paints=PAINTS, tab="805AD5",
    )  # fmt: skip
