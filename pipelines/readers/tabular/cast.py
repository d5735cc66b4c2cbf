"""Cells to values by their kind, and the first rule each bad row breaks."""

from collections.abc import Iterable
from typing import Final, NamedTuple

import polars as pl

from pipelines.readers.base import excerpt, masked
from pipelines.readers.tabular.layouts import Column
from schemas.money import CURRENCY_DECIMALS, minor

FIRST_YEAR: Final = 1990
LAST_YEAR: Final = 2100
ISO_DATE: Final = "%Y-%m-%d"
SHORTENED: Final = r"^[0-9](?:[.,][0-9]+)?[eE]\+[0-9]{2,3}$"
IN_FULL: Final = "the number in full: a spreadsheet shortened this one and lost its digits"
CORRECT_THE_ROW: Final = "correct this row and put the file into the inbox again; its other rows are taken"
RULES: Final = {
    "text": "at most {width} characters",
    "account": "at most {width} characters",
    "currency": "an ISO 4217 code such as EUR",
    "date": "a date such as 2026-02-28, in the years 1990 to 2100",
    "amount": "an amount such as -1234.50, with no more decimals than its currency has",
    "whole": "a whole number from 0 to 99999",
    "decimal": "a decimal number such as 1.0845",
    "choice": "one of: {choices}",
}


class Check(NamedTuple):
    """A rule of one field: where `holds` is false, the row is set aside. Never null."""

    field: str
    holds: pl.Expr
    rule: str


def cast(rows: pl.DataFrame, layout: Iterable[Column]) -> tuple[pl.DataFrame, list[Check]]:
    """Text columns by canonical heading -> the same plus the typed columns, and the checks they owe.

    Units: amounts become Int64 minor units of the row's currency; what is no value becomes null.
    """
    typed: list[pl.Expr] = []
    checks: list[Check] = []
    for column in layout:
        text, name = pl.col(column.heading), "=" + column.name
        if column.is_needed:
            checks.append(Check(column.heading, text.is_not_null(), "a value: this column may not be blank"))
            if column.kind in ("text", "account"):
                checks.append(Check(column.heading, ~text.str.contains(SHORTENED).fill_null(False), IN_FULL))
        typed.append(_value(text, column).alias(name))
        rule = RULES[column.kind].format(width=column.width, choices=", ".join(column.choices))
        if column.kind in ("text", "account"):
            checks.append(Check(column.heading, (text.str.len_bytes() <= column.width).fill_null(True), rule))
        else:
            checks.append(Check(column.heading, text.is_null() | pl.col(name).is_not_null(), rule))
    return rows.with_columns(typed), checks


def _value(text: pl.Expr, column: Column) -> pl.Expr:
    if column.kind == "currency":
        return _one_of(text.str.to_uppercase(), tuple(CURRENCY_DECIMALS))
    if column.kind == "choice":
        return _one_of(text.str.to_lowercase(), column.choices)
    if column.kind == "date":
        return _date(text)
    if column.kind == "amount":
        return minor(text, pl.col("currency").str.to_uppercase())
    if column.kind == "whole":
        return pl.when(text.str.contains(r"^[0-9]{1,5}$")).then(text.cast(pl.Int64, strict=False))
    if column.kind == "decimal":
        return pl.when(text.str.contains(r"^[0-9]{1,12}(\.[0-9]{1,12})?$")).then(text)
    return text


def _one_of(text: pl.Expr, choices: tuple[str, ...]) -> pl.Expr:
    return pl.when(text.is_in(choices)).then(text)


def _date(text: pl.Expr) -> pl.Expr:
    day = text.str.to_date(ISO_DATE, strict=False)
    is_whole = text.str.len_bytes() == 10
    return pl.when(is_whole & day.dt.year().is_between(FIRST_YEAR, LAST_YEAR)).then(day)


def sifted(
    rows: pl.DataFrame, checks: list[Check], secret: Iterable[str]
) -> tuple[pl.DataFrame, list[dict[str, object]]]:
    """The rows that keep every check; and for each other one the first it breaks, as a reject.

    `secret` names fields whose values are accounts: shown by their last four.
    """
    if not checks:
        return rows, []
    first = pl.coalesce(pl.when(~check.holds).then(pl.lit(number, pl.Int32)) for number, check in enumerate(checks))
    judged = rows.with_columns(first.alias("broken"))
    good, bad = judged.filter(pl.col("broken").is_null()), judged.filter(pl.col("broken").is_not_null())
    hidden = set(secret)
    rejects = []
    for row in bad.iter_rows(named=True):
        check = checks[row["broken"]]
        value = row.get(check.field)
        shown = None if value is None else masked(value) if check.field in hidden else excerpt(value)
        rejects.append(
            {
                "source_line": row["source_line"],
                "field": check.field,
                "value": shown,
                "rule": check.rule,
                "remedy": CORRECT_THE_ROW,
                "raw": row["raw"],
            }
        )
    return good.drop("broken"), rejects
