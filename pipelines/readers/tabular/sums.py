"""Totals that stand in a table, proved against its rows: each is the sum of the rows since some total before it."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import polars as pl

from pipelines.readers.base import transport
from pipelines.readers.tabular import amounts
from pipelines.readers.tabular.draft import Draft
from pipelines.readers.tabular.others import Other
from schemas.money import CURRENCY_DECIMALS, minor_of, written
from schemas.rejects import Fault

REMEDY: Final = "rows are missing or changed: export the file again"


class Summed(NamedTuple):
    """One column in one part: its totals, what its rows come to above each of them and in all, by currency."""

    column: str
    mark: str
    stated: Sequence[Other]
    above: Sequence[dict[str, int]]
    in_all: dict[str, int]
    silent: Sequence[int]  # lines without a legible amount


def summed(draft: Draft, rows: pl.DataFrame, column: str) -> Draft:
    """The draft with the sums of a column. In: source_line, currency, Int64 `minor` (null: no amount)."""
    stated = [other for other in draft.others if other.role == "total" and _is_of(other, column)]
    silent = [*rows.filter(pl.col("minor").is_null())["source_line"], *draft.set_aside]
    silent += draft.rows.drop_nulls("cells")["source_line"].to_list() if "cells" in draft.rows.columns else []
    known = rows.drop_nulls("currency")
    in_all = dict(known.group_by("currency", maintain_order=True).agg(pl.col("minor").sum()).iter_rows())
    above = _running(known, [other.line for other in stated]) if stated else []
    return draft._replace(sums=[*draft.sums, Summed(column, draft.mark, stated, above, in_all, silent)])


def proved(parts: Iterable[Sequence[Summed]]) -> tuple[list[str], list[Fault]]:
    """Every total row against the amounts above it. In: what `summed` found, part by part.

    Out:     warnings on totals that are not proved; of each column the first that does not hold, as a transport fault.
    """
    warnings, faults = [], []
    for of_column in zip(*parts, strict=True):
        stated = [other for one in of_column for other in one.stated]
        silent = [line for one in of_column for line in one.silent]
        if stated and silent:
            warnings.append(f"{len(stated)} totals are not proved: the amount of line {min(silent)} is not known")
        elif stated:
            told, found = _judged(of_column)
            warnings += told
            faults += found
    return warnings, faults


def _is_of(other: Other, column: str) -> bool:
    return column in other.amounts or (other.only is not None and not other.amounts)


def _judged(parts: Sequence[Summed]) -> tuple[list[str], list[Fault]]:
    currencies = list(dict.fromkeys(code for one in parts for code in one.in_all))
    unproved = []
    starts: dict[str, set[int]] = {code: {0} for code in currencies}
    before = dict.fromkeys(currencies, 0)
    for one in parts:
        for other, above in zip(one.stated, one.above, strict=True):
            code = (other.currency or "").upper()
            code = code if code in starts else currencies[0] if len(currencies) == 1 else ""
            text = other.amounts.get(one.column) or other.only or ""
            value = _minor(text, code, one.mark)
            if not code or value is None:
                unproved.append(other.line)
                continue
            reached = before[code] + above.get(code, 0)
            if reached - value not in starts[code]:
                return [], [_fault(other, value, reached, starts[code], code)]
            starts[code].add(reached)
        before = {code: amount + one.in_all.get(code, 0) for code, amount in before.items()}
    return [f"the total of line {line} is not proved: its currency or amount is not clear" for line in unproved], []


def _running(rows: pl.DataFrame, lines: list[int]) -> list[dict[str, int]]:
    """The sum of each currency above each of the lines, which ascend."""
    summed = rows.sort("source_line").with_columns(pl.col("minor").cum_sum().over("currency").alias("sum"))
    marks = pl.DataFrame({"line": lines}, schema={"line": pl.Int64}).with_row_index("at")
    found: list[dict[str, int]] = [{} for _ in lines]
    for code in rows["currency"].unique():
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
