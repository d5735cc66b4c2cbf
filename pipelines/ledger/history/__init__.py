"""The ledger as it was known when one of its runs decided, in a copy of its own: history is read, never changed."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

import polars as pl

from pipelines.ledger.connections import connected
from pipelines.ledger.rows import Connection, select, sql
from pipelines.ledger.store import published, reading
from schemas.decision import Allocation
from schemas.frame import shaped


class Decided(NamedTuple):
    """A run that decided on receipts, and the recorded time of what it wrote."""

    run_id: str
    as_of: date
    recorded_at: datetime


@contextmanager
def copied(ledger: Path) -> Iterator[Connection]:
    """A copy of the published ledger to take back in time; it is gone afterwards. Raises NoLedger, NewerLedger."""
    with reading(ledger):
        source = published(ledger)
    with tempfile.TemporaryDirectory(prefix="tieout-") as folder:
        copy = shutil.copyfile(source if source.exists() else ledger, Path(folder) / "ledger.duckdb")
        with connected(Path(copy)) as connection:
            yield connection


def decided(connection: Connection, since: date) -> list[Decided]:
    """The runs of business days from `since` on that decided on receipts, the newest first."""
    rows = select(connection, sql("history/decided"), {"since": since})
    return [Decided(*row) for row in rows.iter_rows()]


def rewind(connection: Connection, before: datetime) -> None:
    """Takes the copy back to what was known before that recorded time."""
    tables = connection.execute(sql("history/recorded")).fetchall()
    for (table,) in tables:
        connection.execute(f'delete from facts."{table}" where recorded_at >= ?', [before])
    connection.execute(sql("history/orphans"))


def allocations(connection: Connection, run: Decided) -> pl.DataFrame:
    """Allocation: what the run applied by itself."""
    query = "from facts.applications where run_id = $run_id and decided_by = 'auto' and reverses is null"
    return shaped(Allocation, select(connection, query + " order by application_id", {"run_id": run.run_id}))
