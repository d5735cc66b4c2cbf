"""What each table asks of a row beyond its cells, and how typed rows become its frames."""

from collections.abc import Callable
from typing import Final, NamedTuple

import polars as pl

from pipelines.readers.tabular.advices import advices
from pipelines.readers.tabular.cast import Check
from pipelines.readers.tabular.statements import statements
from schemas.receivables import CREDIT_TYPES
from schemas.rejects import Fault


class Built(NamedTuple):
    """The frames of one file, what is wrong with its balance, and what is odd."""

    tables: dict[str, pl.DataFrame]
    faults: list[Fault]
    warnings: list[str]


def _none(rows: pl.DataFrame) -> pl.DataFrame:
    return rows


def _item_defaults(rows: pl.DataFrame) -> pl.DataFrame:
    """An item with no type is an invoice, below zero a credit memo; what was never lowered is open in full."""
    by_sign = pl.when(pl.col("=open_minor") < 0).then(pl.lit("credit_memo")).otherwise(pl.lit("invoice"))
    return rows.with_columns(
        pl.col("=item_type").fill_null(by_sign),
        pl.col("=original_minor").fill_null(pl.col("=open_minor")),
        pl.col("=instalment").fill_null(1),
        pl.col("=discount_minor").fill_null(0),
        pl.col("=status").fill_null("open"),
    )


def _advice_defaults(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns(pl.col("=discount_minor", "=deduction_minor").fill_null(0))


def _item_checks() -> list[Check]:
    is_credit = pl.col("=item_type").is_in(CREDIT_TYPES)
    amount = pl.col("=open_minor")
    return [
        Check("open_amount", ~is_credit | (amount <= 0), "below zero: a credit memo or on-account item is negative"),
        Check(
            "open_amount", is_credit | (amount >= 0), "above zero: only credit memos and on-account items are negative"
        ),
        Check("instalment", pl.col("=instalment") >= 1, "an instalment number from 1"),
    ]


def _gl_checks() -> list[Check]:
    closing = pl.col("=opening_minor") + pl.col("=debits_minor") - pl.col("=credits_minor")
    return [
        Check("period", pl.col("period").str.contains(r"^[0-9]{4}-(0[1-9]|1[0-2])$"), "a month such as 2026-02"),
        Check("closing_balance", pl.col("=closing_minor") == closing, "opening balance + debits - credits"),
    ]


def _customer_checks() -> list[Check]:
    days = pl.col("=payment_terms_days").fill_null(0)
    return [Check("payment_terms_days", days <= 3660, "at most 3660 days")]


def _rate_checks() -> list[Check]:
    is_short = pl.col("=rate").str.contains(r"^[0-9]{1,9}(\.[0-9]{1,12})?$")
    return [
        Check(
            "rate",
            is_short & pl.col("=rate").str.contains("[1-9]"),
            "a rate above zero with at most 9 digits before its point",
        )
    ]


def _bank(rows: pl.DataFrame, rejected_lines: list[int]) -> Built:
    moving, warnings = _moving(rows, "amount_minor", "moves no money")
    heads, lines, faults = statements(moving, rejected_lines)
    return Built({"statements": heads, "bank_lines": lines}, faults, warnings)


def _open_items(rows: pl.DataFrame, _: list[int]) -> Built:
    still_open, warnings = _moving(rows, "open_minor", "has nothing open")
    return Built({"open_items": still_open}, [], warnings)


def _remittance(rows: pl.DataFrame, _: list[int]) -> Built:
    heads, lines, warnings = advices(rows)
    return Built({"advices": heads, "advice_lines": lines}, [], warnings)


def _moving(rows: pl.DataFrame, amount: str, why: str) -> tuple[pl.DataFrame, list[str]]:
    idle = rows.filter(pl.col(amount) == 0)["source_line"].to_list()
    return rows.filter(pl.col(amount) != 0), [f"line {line} {why} and is passed over" for line in idle]


class Table(NamedTuple):
    """The laws of one table, as data."""

    build: Callable[[pl.DataFrame, list[int]], Built]
    defaults: Callable[[pl.DataFrame], pl.DataFrame] = _none
    checks: Callable[[], list[Check]] = list


TABLES: Final[dict[str, Table]] = {
    "bank": Table(_bank),
    "open_items": Table(_open_items, _item_defaults, _item_checks),
    "customers": Table(lambda rows, _: Built({"customers": rows}, [], []), checks=_customer_checks),
    "remittance": Table(_remittance, _advice_defaults),
    "gl": Table(lambda rows, _: Built({"gl": rows}, [], []), checks=_gl_checks),
    "rates": Table(lambda rows, _: Built({"rates": rows}, [], []), checks=_rate_checks),
}
