"""What the files of one run say, table by table: as one frame where it is small, else in pieces."""

from collections.abc import Iterator
from typing import Final

import polars as pl

from pipelines.ingest.files import Arrival
from pipelines.readers.base import TABLES
from schemas.frame import frame
from schemas.rejects import Reject

WHOLE: Final = 122_880  # rows of a piece: two of what DuckDB's threads share


def together(arrivals: list[Arrival], table: str) -> pl.DataFrame:
    """One table of all files that may be used, with `sha256`, `source_file`, `format` and `undated_as_of`."""
    return pl.concat(list(pieces(arrivals, table)))


def pieces(arrivals: list[Arrival], table: str) -> Iterator[pl.DataFrame]:
    """The same in pieces of about WHOLE rows, of which one at a time is in memory; at least one, be it empty."""
    held, height, is_any = list[pl.DataFrame](), 0, False
    for part in _parts(arrivals, table):
        held.append(part)
        height += part.height
        if height >= WHOLE:
            yield pl.concat(held)
            held, height, is_any = [], 0, True
    if held or not is_any:
        yield pl.concat(held) if held else _nothing(table)


def _parts(arrivals: list[Arrival], table: str) -> Iterator[pl.DataFrame]:
    for one in arrivals:
        if one.reading is None:
            continue
        for part in one.reading.tables.parts(table):
            if part.height:
                yield part.with_columns(
                    sha256=pl.lit(one.found.sha256),
                    source_file=pl.lit(one.found.name),
                    format=pl.lit(one.reading.format),
                    undated_as_of=pl.lit(one.undated_as_of),
                    is_accepted=pl.lit(one.accepted_by is not None),
                )


def _nothing(table: str) -> pl.DataFrame:
    marks = {"sha256": pl.String, "source_file": pl.String, "format": pl.String, "undated_as_of": pl.Date}
    marked = (pl.lit(None, dtype).alias(name) for name, dtype in (*marks.items(), ("is_accepted", pl.Boolean)))
    return frame(TABLES[table]).with_columns(marked)


def distinct(arrivals: list[Arrival], table: str, columns: list[str]) -> pl.DataFrame:
    """What stands in these columns of one table of all files, each once."""
    own = [one.reading.tables for one in arrivals if one.reading is not None]
    found = [part.select(columns).unique(maintain_order=True) for tables in own for part in tables.parts(table)]
    return pl.concat([frame(TABLES[table]).select(columns), *found]).unique(maintain_order=True)


def rejects_of(arrivals: list[Arrival]) -> pl.DataFrame:
    """The rejects of all files, with `sha256` and `name`."""
    parts = [
        one.reading.rejects.with_columns(sha256=pl.lit(one.found.sha256), name=pl.lit(one.found.name))
        for one in arrivals
        if one.reading is not None
    ]
    nothing = frame(Reject).with_columns(sha256=pl.lit(None, pl.String), name=pl.lit(None, pl.String))
    return pl.concat([nothing, *parts])
