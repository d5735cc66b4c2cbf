"""What the parts of one table come to together: its rows, its rejects, what is proved, what is odd."""

from typing import Final, NamedTuple

import polars as pl

from pipelines.readers.rows import Table
from pipelines.readers.tabular.balances import stated, with_stated
from pipelines.readers.tabular.cast import CORRECT_THE_ROW, cast, sifted
from pipelines.readers.tabular.draft import Draft
from pipelines.readers.tabular.layouts import LAYOUTS, Column
from pipelines.readers.tabular.meaning import Meaning
from pipelines.readers.tabular.sums import proved
from pipelines.readers.tabular.tables import LAWS
from schemas.frame import shaped
from schemas.receivables import Customer
from schemas.rejects import Fault

MOST_NAME: Final = 200


class Part(NamedTuple):
    """What one table of cells said."""

    tables: dict[str, Table]
    rejects: list[dict[str, object]]
    faults: list[Fault]
    warnings: list[str]


class Findings:
    """Takes the drafts of one table part by part; nothing of a part is held but what is packed or wrong."""

    def __init__(self, meaning: Meaning) -> None:
        self._meaning, self._layout = meaning, LAYOUTS[meaning.table]
        self._law = LAWS[meaning.table]
        self._builder = self._law.builder(meaning.table)
        self._drafts: list[Draft] = []  # without their rows
        self._rejects: list[dict[str, object]] = []
        self._names: list[pl.DataFrame] = []

    def add(self, draft: Draft, flaws: list[dict[str, object]]) -> None:
        """One more part, its columns ours."""
        whole, uneven = _even(draft.rows, self._meaning)
        typed, checks = cast(_of_layout(whole, self._layout), self._layout)
        secret = {column.heading for column in self._layout if column.kind == "account"}
        legible, rejects = sifted(typed, checks, secret)
        good, more = sifted(self._law.defaults(legible), self._law.checks(), secret)
        self._rejects += [*rejects, *more, *uneven, *flaws]
        names = (pl.col("=" + column.name).alias(column.name) for column in self._layout)
        taken = self._builder.add(good.select("source_line", "raw", *names))
        if self._meaning.table == "open_items" and "customer_name" in draft.rows.columns:
            self._names.append(_named(draft.rows, taken))
        self._drafts.append(draft._replace(rows=draft.rows.clear()))

    def part(self) -> Part:
        """All of it."""
        rejects = sorted(self._rejects, key=lambda row: int(str(row["source_line"])))
        built = self._builder.finish([int(str(row["source_line"])) for row in rejects])
        heads = built.tables.get("statements")
        if isinstance(heads, pl.DataFrame) and heads.height == 1:
            others = [other for draft in self._drafts for other in draft.others]
            first = self._drafts[0]
            built = with_stated(built, stated(first.titles, others, heads["currency"][0], first.mark))
        told, faults = proved([draft.sums for draft in self._drafts])
        unknown = [f"column {name!r} is not known and is passed over" for name in self._meaning.unknown]
        own = [text for draft in self._drafts for text in draft.warnings]
        warnings = [*unknown, *self._notes(), *own, *told, *self._closed(), *built.warnings]
        return Part(built.tables | self._customers(), rejects, [*faults, *built.faults], warnings)

    def _notes(self) -> list[str]:
        """Rows without any amount that are no data, told in one line."""
        lines = [other.line for draft in self._drafts for other in draft.others if other.role == "note"]
        if not lines:
            return []
        return [f"{len(lines)} rows without date, number or amount are passed over, the first in line {min(lines)}"]

    def _closed(self) -> list[str]:
        """How many items were passed over, for each reason."""
        found = [one for draft in self._drafts for one in draft.passed_over]
        return [
            f"{sum(one.items for one in found if one.why == why)} items are passed over: "
            f"line {min(one.line for one in found if one.why == why)} {why}"
            for why in dict.fromkeys(one.why for one in found)
        ]

    def _customers(self) -> dict[str, Table]:
        """The customers that a list of open items names, one row each."""
        if not self._names:
            return {}
        keys = ["entity", "customer_id"]
        return {"customers": shaped(Customer, pl.concat(self._names).unique(keys, keep="first", maintain_order=True))}


def _named(rows: pl.DataFrame, taken: pl.DataFrame) -> pl.DataFrame:
    keys = ["entity", "customer_id"]
    named = rows.select("source_line", *keys, pl.col("customer_name").alias("name")).drop_nulls()
    short = named.filter(pl.col("name").str.len_chars() <= MOST_NAME)
    return short.join(taken, on=keys, how="semi").unique(keys, keep="first", maintain_order=True)


def _even(rows: pl.DataFrame, meaning: Meaning) -> tuple[pl.DataFrame, list[dict[str, object]]]:
    """Rows with as many cells as headings; the others as rejects."""
    if "cells" not in rows.columns:
        return rows, []
    rule = f"{meaning.width} cells, as many as there are headings"
    uneven = rows.filter(pl.col("cells").is_not_null())
    rejects: list[dict[str, object]] = [
        {
            "source_line": line,
            "field": None,
            "value": f"{count} cells",
            "rule": rule,
            "remedy": CORRECT_THE_ROW,
            "raw": raw,
        }
        for line, raw, count in uneven.select("source_line", "raw", "cells").iter_rows()
    ]
    return rows.filter(pl.col("cells").is_null()), rejects


def _of_layout(rows: pl.DataFrame, layout: tuple[Column, ...]) -> pl.DataFrame:
    """The columns of the layout as text; what the file has no column for is null."""
    return rows.select(
        "source_line",
        "raw",
        *(
            pl.col(column.heading) if column.heading in rows.columns else pl.lit(None, pl.String).alias(column.heading)
            for column in layout
        ),
    )
