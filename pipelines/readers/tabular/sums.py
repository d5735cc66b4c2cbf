"""Totals that stand in a table, proved against its rows: each is the sum of the rows since some total before it."""

from collections.abc import Sequence
from typing import Final

import polars as pl

from pipelines.readers.base import transport
from pipelines.readers.tabular import amounts
from pipelines.readers.tabular.draft import Draft
from pipelines.readers.tabular.others import Other
from schemas.money import CURRENCY_DECIMALS, minor_of, written
from schemas.rejects import Fault

REMEDY: Final = "rows are missing or changed: export the file again"


def proved(draft: Draft, rows: pl.DataFrame, column: str, mark: str) -> Draft:
    """Every total row against the amounts above it.

    In:      rows with source_line, currency and the Int64 `minor` of `column` (null: no amount, so nothing is proved).
    Out:     the draft with the first total that does not hold, as a transport fault; warnings on those not proved.
    """
    stated = [other for other in draft.others if other.role == "total" and _is_of(other, column)]
    silent = [*rows.filter(pl.col("minor").is_null())["source_line"], *draft.set_aside]
    silent += draft.rows.drop_nulls("cells")["source_line"].to_list() if "cells" in draft.rows.columns else []
    if stated and silent:
        return draft.saying([f"{len(stated)} totals are not proved: the amount of line {min(silent)} is not known"])
    return draft.saying(*_judged(rows, stated, column, mark)) if stated else draft


def _is_of(other: Other, column: str) -> bool:
    return column in other.amounts or (other.only is not None and not other.amounts)


def _judged(rows: pl.DataFrame, stated: Sequence[Other], column: str, mark: str) -> tuple[list[str], list[Fault]]:
    currencies = rows["currency"].drop_nulls().unique().to_list()
    unproved = []
    starts: dict[str, set[int]] = {code: {0} for code in currencies}
    running = _running(rows, [other.line for other in stated])
    for at, other in enumerate(stated):
        code = (other.currency or "").upper()
        code = code if code in starts else currencies[0] if len(currencies) == 1 else ""
        text = other.amounts.get(column) or other.only or ""
        value = _minor(text, code, mark)
        if not code or value is None:
            unproved.append(other.line)
            continue
        reached = running[at].get(code, 0)
        if reached - value not in starts[code]:
            return [], [_fault(other, value, reached, starts[code], code)]
        starts[code].add(reached)
    return [f"the total of line {line} is not proved: its currency or amount is not clear" for line in unproved], []


def _running(rows: pl.DataFrame, lines: list[int]) -> list[dict[str, int]]:
    """The sum of each currency above each of the lines, which ascend."""
    summed = rows.sort("source_line").with_columns(pl.col("minor").cum_sum().over("currency").alias("sum"))
    marks = pl.DataFrame({"line": lines}, schema={"line": pl.Int64}).with_row_index("at")
    found: list[dict[str, int]] = [{} for _ in lines]
    for code in rows["currency"].drop_nulls().unique():
        own = summed.filter(pl.col("currency") == code).select("source_line", "sum")
        joined = marks.sort("line").join_asof(own, left_on="line", right_on="source_line").sort("at")
        for at, value in enumerate(joined["sum"].to_list()):
            found[at][code] = value or 0
    return found


def _minor(text: str, currency: str, mark: str) -> int | None:
    plain = pl.select(amounts.plain(pl.lit(text), mark)).item()
    return minor_of(plain, currency) if currency in CURRENCY_DECIMALS and plain else None


def _fault(other: Other, value: int, reached: int, starts: set[int], currency: str) -> Fault:
    nearest = min((reached - start for start in sorted(starts)), key=lambda due: abs(due - value))
    return transport(
        other.line,
        f"total {written(value, currency)}",
        f"{written(nearest, currency)}, the sum of its rows",
        REMEDY,
    )
