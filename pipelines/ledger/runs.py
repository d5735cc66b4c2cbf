"""A run: who did what, when, under which settings; every row it writes carries its id."""

from datetime import UTC, date, datetime
from typing import NamedTuple

import duckdb


class Run(NamedTuple):
    """One command at work. `started_at` is UTC without a zone, as the ledger keeps all times."""

    run_id: str
    command: str
    as_of: date
    engine: str
    by_user: str
    host: str
    settings_sha256: str
    started_at: datetime
    settings_file: str = "built-in"


def now() -> datetime:
    """The recorded time of what is written now: UTC, without a zone."""
    return datetime.now(UTC).replace(tzinfo=None)


def open_run(connection: duckdb.DuckDBPyConnection, run: Run) -> None:
    """A row in `runs`; a run found still running did not come to its end and is marked aborted.

    Opening a run that is already there (a step tried again) changes nothing.
    """
    connection.execute(
        "update facts.runs set status = 'aborted' where status = 'running' and run_id <> ?", [run.run_id]
    )
    connection.execute(
        """
        insert into facts.runs by name
        select ? as run_id, ? as command, ? as as_of, ? as engine, ? as by_user, ? as host, ? as settings_sha256,
            ? as started_at, ? as settings_file, 'running' as status
        where not exists (select 1 from facts.runs where run_id = ?)
        """,
        [*run, run.run_id],
    )


def close_run(connection: duckdb.DuckDBPyConnection, run: Run, status: str, batch_id: str | None) -> None:
    """How a run ended (done or failed) and the batch it posted, if any."""
    connection.execute(
        "update facts.runs set status = ?, batch_id = coalesce(?, batch_id), finished_at = ? where run_id = ?",
        [status, batch_id, now(), run.run_id],
    )
