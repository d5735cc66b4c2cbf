"""Frames into tables and back: whole columns, never row by row. SQL stands in files of its own."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Final

import duckdb
import polars as pl
import pyarrow as pa

PIECE: Final = 61_440  # rows: half of what DuckDB stores together
FOLDER: Final = Path(__file__).parent
Connection = duckdb.DuckDBPyConnection
STAMPED = "getvariable('run_id') as run_id, getvariable('recorded_at') as recorded_at"


@cache
def sql(name: str) -> str:
    """The text of one script of the ledger: `posting/entries`."""
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")


@contextmanager
def given(connection: Connection, **frames: pl.DataFrame) -> Iterator[None]:
    """Frames that SQL may name while the block runs."""
    for name, data in frames.items():
        connection.register(name, _arrow(data))
    try:
        yield
    finally:
        for name in frames:
            with suppress(duckdb.TransactionException):  # the block failed: its own error is the one to tell
                connection.unregister(name)


def _arrow(data: pl.DataFrame) -> pa.Table:
    """The same columns for DuckDB, in pieces that its threads share."""
    whole = data.to_arrow(compat_level=pl.CompatLevel.newest())
    return pa.Table.from_batches(whole.to_batches(max_chunksize=PIECE), whole.schema)


def insert(connection: Connection, table: str, data: pl.DataFrame, stamped: bool = True) -> None:
    """Adds the rows by column name; `stamped` adds the run and the time of this writing."""
    if data.is_empty():
        return
    with given(connection, incoming=data):
        more = f", {STAMPED}" if stamped else ""
        connection.execute(f"insert into facts.{table} by name select *{more} from incoming")


def stage(connection: Connection, table: str, pieces: Iterable[pl.DataFrame], query: str = "from incoming") -> None:
    """A temporary table of frames that are alike, at least one; of them one at a time is in memory.

    `query` is what is kept of each, the frame being `incoming`.
    """
    verb = f"create or replace temp table {table} as"
    for piece in pieces:
        with given(connection, incoming=piece):
            connection.execute(f"{verb} {query}")
        verb = f"insert into {table} by name"


def select(connection: Connection, query: str, values: Mapping[str, object] | None = None) -> pl.DataFrame:
    """The rows of a query as a frame; `$name` in it takes its value."""
    rows: pl.DataFrame = connection.sql(query, params=values).pl()
    return rows


def scalar(connection: Connection, query: str, values: Mapping[str, object] | None = None) -> object:
    """The one value of a query of one row."""
    return connection.execute(query, values).fetchall()[0][0]  # fetchone would leave the result open
