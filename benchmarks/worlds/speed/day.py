"""A large world put together: its frames have the same columns as those of any other profile."""

from datetime import date

import numpy as np
import polars as pl

from benchmarks.worlds.columns import ADVICE_LINES, ADVICES, BANK, CUSTOMERS, OPEN_ITEMS, STATEMENTS, TRUTH
from benchmarks.worlds.companies import ENTITIES
from benchmarks.worlds.shapes import World
from benchmarks.worlds.speed import memos, receipts, stock

OPENING_MINOR = 50_000_000
ITEM_COLUMNS = "bundle customer_id item_type item_number instalment open_minor earned_minor po_number"


def make(seed: int, count: int, items: int | None, as_of: date) -> World:
    """A day of `count` receipts against `items` open items, twice as many by default. ValueError: too few items."""
    chance = np.random.default_rng(seed)
    wanted = items or 2 * count
    buyers = stock.customers(wanted, chance)
    owed = stock.items(wanted, buyers, as_of, chance)
    drawn = receipts.drawn(owed, count, chance)
    lines = memos.written(drawn, owed, buyers, as_of, chance)
    meant = lines.join(owed.select(ITEM_COLUMNS.split()), on="bundle", how="left", maintain_order="left_right")
    bank = _bank(lines, as_of)
    return World(
        as_of,
        ENTITIES,
        buyers.select(CUSTOMERS.keys()),
        owed.select(OPEN_ITEMS.keys()).sort("entity", "item_number"),
        bank,
        _statements(bank, as_of),
        _advices(lines, as_of),
        _advice_lines(meant),
        _truth(meant),
        owed.select(OPEN_ITEMS.keys()).clear(),
    )


def _bank(lines: pl.DataFrame, as_of: date) -> pl.DataFrame:
    balance = OPENING_MINOR + pl.col("amount_minor").cum_sum().over("entity")
    dated = lines.with_columns(booking_date=pl.lit(as_of), value_date=pl.lit(as_of), balance_minor=balance)
    return dated.select(BANK.keys())


def _statements(bank: pl.DataFrame, as_of: date) -> pl.DataFrame:
    moved = bank.group_by("entity", "account", "currency", maintain_order=True).agg(pl.col("amount_minor").sum())
    opening = pl.lit(OPENING_MINOR, pl.Int64)
    dated = moved.with_columns(booking_date=pl.lit(as_of), opening_minor=opening)
    return dated.with_columns(closing_minor=opening + pl.col("amount_minor")).select(STATEMENTS.keys())


def _advices(lines: pl.DataFrame, as_of: date) -> pl.DataFrame:
    advised = lines.filter(case="advised").with_columns(
        remittance_id=pl.format("RA-{}", "end_to_end_id"),
        payment_reference=pl.col("end_to_end_id"),
        payment_date=pl.lit(as_of),
        payment_minor=pl.col("amount_minor"),
    )
    return advised.select(ADVICES.keys())


def _advice_lines(meant: pl.DataFrame) -> pl.DataFrame:
    advised = meant.filter(case="advised").with_columns(
        remittance_id=pl.format("RA-{}", "end_to_end_id"),
        invoice_number=pl.col("item_number"),
        gross_minor=pl.col("open_minor"),
        discount_minor=pl.col("earned_minor"),
        deduction_minor=pl.lit(0, pl.Int64),
        deduction_code=pl.lit(""),
        paid_minor=pl.col("open_minor") - pl.col("earned_minor"),
    )
    return advised.select(ADVICE_LINES.keys())


def _truth(meant: pl.DataFrame) -> pl.DataFrame:
    nothing, case = pl.lit(0, pl.Int64), pl.col("case")
    is_paid = pl.col("bundle") >= 0
    cash = pl.col("open_minor") - pl.col("earned_minor") - pl.col("withheld_minor")
    return meant.with_columns(
        customer_id=pl.coalesce("customer_id", "payer_id"),
        item_type=pl.col("item_type").fill_null(""),
        item_number=pl.col("item_number").fill_null(""),
        cash_minor=pl.when(is_paid).then(cash).otherwise(0),
        discount_minor=pl.when(is_paid).then("earned_minor").otherwise(0),
        deduction_minor=pl.col("withheld_minor"),
        write_off_minor=nothing,
        fee_minor=nothing,
        has_answer=is_paid & (case != "short_pay_uncoded"),
        kind=pl.when(case == "bank_charge").then(pl.lit("non_ar")).otherwise(pl.lit("receipt")),
        receipt_minor=pl.col("amount_minor"),
    ).select(TRUTH.keys())
