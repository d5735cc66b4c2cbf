"""What each table asks of a row beyond its cells, and how typed rows become its frames."""

from collections.abc import Callable
from typing import Final, NamedTuple

import polars as pl

from pipelines.readers.base import TABLES
from pipelines.readers.rows import Table
from pipelines.readers.tabular.advices import Advices
from pipelines.readers.tabular.cast import Check
from pipelines.readers.tabular.frames import Frames
from pipelines.readers.tabular.statements import Statements
from schemas.receivables import CREDIT_TYPES
from schemas.rejects import Fault


class Built(NamedTuple):
    """The frames of one file, what is wrong with its balance, and what is odd."""

    tables: dict[str, Table]
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


class Builder:
    """The frames of one table, built part by part: what is left of each part is packed, what it was is let go."""

    def __init__(self, table: str) -> None:
        self._warnings: list[str] = []
        self._tables = {table: Frames(TABLES[table])}

    def add(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The typed rows of one more part, in file order; the ones that count."""
        (frames,) = self._tables.values()
        frames.add(rows)
        return rows

    def finish(self, _: list[int]) -> Built:
        """All frames, given the lines that were rejected."""
        return Built({name: frames.table() for name, frames in self._tables.items()}, [], self._warnings)

    def _moving(self, rows: pl.DataFrame, amount: str, why: str) -> pl.DataFrame:
        idle = rows.filter(pl.col(amount) == 0)["source_line"].to_list()
        self._warnings += [f"line {line} {why} and is passed over" for line in idle]
        return rows.filter(pl.col(amount) != 0) if idle else rows


class _Bank(Builder):
    def __init__(self, _: str) -> None:
        super().__init__("bank_lines")
        self._statements = Statements()

    def add(self, rows: pl.DataFrame) -> pl.DataFrame:
        return super().add(self._statements.add(self._moving(rows, "amount_minor", "moves no money")))

    def finish(self, rejected_lines: list[int]) -> Built:
        heads, faults = self._statements.finish(rejected_lines)
        built = super().finish(rejected_lines)
        return built._replace(tables={"statements": heads, **built.tables}, faults=faults)


class _OpenItems(Builder):
    def add(self, rows: pl.DataFrame) -> pl.DataFrame:
        return super().add(self._moving(rows, "open_minor", "has nothing open"))


class _Remittance(Builder):
    def __init__(self, _: str) -> None:
        super().__init__("advice_lines")
        self._advices = Advices()

    def add(self, rows: pl.DataFrame) -> pl.DataFrame:
        return super().add(self._advices.add(rows))

    def finish(self, rejected_lines: list[int]) -> Built:
        heads, warnings = self._advices.finish()
        built = super().finish(rejected_lines)
        return built._replace(tables={"advices": heads, **built.tables}, warnings=warnings)


class Law(NamedTuple):
    """The laws of one table, as data."""

    builder: type[Builder] = Builder
    defaults: Callable[[pl.DataFrame], pl.DataFrame] = _none
    checks: Callable[[], list[Check]] = list


LAWS: Final[dict[str, Law]] = {
    "bank": Law(_Bank),
    "open_items": Law(_OpenItems, _item_defaults, _item_checks),
    "customers": Law(checks=_customer_checks),
    "remittance": Law(_Remittance, _advice_defaults),
    "gl": Law(checks=_gl_checks),
    "rates": Law(checks=_rate_checks),
}
