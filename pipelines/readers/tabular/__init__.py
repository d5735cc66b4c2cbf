"""Tables of cells, whether from CSV or a workbook: which table it is, what its rows say, what is wrong with them.

Never a decision about bytes or files in here: rows of text come in, tables and rejects go out.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from pipelines.readers.base import Source
from pipelines.readers.tabular import bank, items, layouts, plainer, titles
from pipelines.readers.tabular.balances import with_stated
from pipelines.readers.tabular.cast import CORRECT_THE_ROW, cast, sifted
from pipelines.readers.tabular.draft import Draft
from pipelines.readers.tabular.meaning import Meaning
from pipelines.readers.tabular.tables import TABLES
from schemas.frame import shaped
from schemas.receivables import Customer
from schemas.rejects import Fault

MOST_NAME: Final = 200

SHAPES: Final[dict[str, Callable[[Draft], Draft]]] = {
    "bank": bank.shaped,
    "open_items": items.shaped,
    "customers": plainer.customers,
    "remittance": plainer.advices,
    "gl": plainer.ledgers,
    "rates": plainer.ledgers,
}


@dataclass(frozen=True)
class Cells:
    """One table of text: its rows below the headings and the lines above them.

    `rows`: source_line, raw, c0, c1, … (blank is null), and `cells` where a row has another number of them than
    there are headings. `flaws`: source_line, field, value, rule of rows whose cells cannot be trusted.
    """

    meaning: Meaning
    rows: pl.DataFrame
    above: list[tuple[int, list[str]]]
    flaws: list[dict[str, object]] = field(default_factory=list)


@dataclass(frozen=True)
class Part:
    """What one table of cells said."""

    tables: dict[str, pl.DataFrame]
    rejects: list[dict[str, object]]
    faults: list[Fault]
    warnings: list[str]


def read_cells(source: Source, given: Cells) -> Part:
    """One table of cells as the table its headings say. A row that breaks a rule is a reject, the others are taken.

    Raises:  Refused where the file leaves open what settings would have to say.
    """
    meaning = given.meaning
    table, layout = TABLES[meaning.table], layouts.LAYOUTS[meaning.table]
    flawed = {int(str(flaw["source_line"])) for flaw in given.flaws}
    rows = given.rows.filter(~pl.col("source_line").is_in(flawed)) if flawed else given.rows
    draft = Draft(source, meaning, rows, titles.read(given.above), sorted(flawed))
    draft = _plainly(draft) if meaning.is_plain else SHAPES[meaning.table](draft)
    whole, uneven = _even(draft.rows, meaning)
    typed, checks = cast(_of_layout(whole, layout), layout)
    secret = {column.heading for column in layout if column.kind == "account"}
    legible, rejects = sifted(typed, checks, secret)
    good, more = sifted(table.defaults(legible), table.checks(), secret)
    rejects = sorted([*rejects, *more, *uneven, *given.flaws], key=lambda row: int(str(row["source_line"])))
    lines = [int(str(row["source_line"])) for row in rejects]
    built = with_stated(table.build(_final(good, layout), lines), draft.stated)
    passed_over = [f"column {name!r} is not known and is passed over" for name in meaning.unknown]
    warnings = [*passed_over, *_notes(draft), *draft.warnings, *built.warnings]
    return Part(built.tables | _names(draft, built.tables), rejects, [*draft.faults, *built.faults], warnings)


def _plainly(draft: Draft) -> Draft:
    """Our own names need no shaping: each column as it stands."""
    cells = [pl.col(f"c{places[0]}").alias(name) for name, places in draft.meaning.columns.items()]
    extra = [name for name in ("cells",) if name in draft.rows.columns]
    return draft._replace(rows=draft.rows.select("source_line", "raw", *extra, *cells))


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


def _of_layout(rows: pl.DataFrame, layout: tuple[layouts.Column, ...]) -> pl.DataFrame:
    """The columns of the layout as text; what the file has no column for is null."""
    return rows.select(
        "source_line",
        "raw",
        *(
            pl.col(column.heading) if column.heading in rows.columns else pl.lit(None, pl.String).alias(column.heading)
            for column in layout
        ),
    )


def _final(good: pl.DataFrame, layout: tuple[layouts.Column, ...]) -> pl.DataFrame:
    return good.select("source_line", "raw", *(pl.col("=" + column.name).alias(column.name) for column in layout))


def _names(draft: Draft, tables: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """The customers that a list of open items names, one row each."""
    if "open_items" not in tables or "customer_name" not in draft.rows.columns:
        return {}
    keys = ["entity", "customer_id"]
    named = draft.rows.select("source_line", *keys, pl.col("customer_name").alias("name")).drop_nulls()
    short = named.filter(pl.col("name").str.len_chars() <= MOST_NAME)
    own = short.join(tables["open_items"], on=keys, how="semi").unique(keys, keep="first", maintain_order=True)
    return {"customers": shaped(Customer, own)}


def _notes(draft: Draft) -> list[str]:
    """Rows without any amount that are no data, told in one line."""
    lines = [other.line for other in draft.others if other.role == "note"]
    if not lines:
        return []
    return [f"{len(lines)} rows without date, number or amount are passed over, the first in line {lines[0]}"]
