"""One business day as the books hold it, for the reports: `reports.day.Day`, one query a frame.

Each frame is the .sql file of its name. They may use what PREPARED leaves in memory, beside the ledger.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Final, TypeVar

import polars as pl

from pipelines.ledger.connections import beside
from pipelines.ledger.rows import Connection, select, sql
from reports.day import SHAPES, Day, Run
from reports.day import day as day_of
from reports.gaps import sentences
from schemas.reason_codes import REASONS
from schemas.settings import Settings

Found = TypeVar("Found")
AT_ONCE: Final = 2
PREPARED: Final = ("prepare_payments", "prepare_items")


def day(connection: Connection, as_of: date, settings: Settings) -> Day:
    """All runs of this `as_of` together, so the same books give the same day again.

    All frames are sorted but the long ones: payments, applications and postings.
    """
    _ask(connection, as_of, _prepare, PREPARED)
    frames = _ask(connection, as_of, _answer, [*SHAPES, "gaps", "run"])
    gaps = frames.pop("gaps")
    run = Run(**frames.pop("run").row(0, named=True), is_calibrated=settings.policy.confidence.is_calibrated)
    own = sorted({*settings.reason_codes.codes.values()} - {*REASONS})
    return day_of(as_of, run, frames)._replace(
        users=tuple(sorted(settings.users)),
        reason_codes=tuple((code, code) for code in own),
        teams=tuple(settings.teams.items()),
        limits=tuple((name, *limit) for name, user in settings.users.items() for limit in sorted(user.limits.items())),
        gaps=tuple(sentences(gaps, settings.calendar.weekend, settings.calendar.holidays)),
    )


def _ask(
    connection: Connection, as_of: date, ask: Callable[[Connection, str], Found], names: Sequence[str]
) -> dict[str, Found]:
    """What these scripts give, two of them asked at a time: one alone leaves half of the processors idle."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        asked = [pool.submit(ask, _asking(connection, as_of), name) for name in names]
        return {name: one.result() for name, one in zip(names, asked, strict=True)}


def _prepare(cursor: Connection, name: str) -> None:
    with cursor:
        cursor.execute(sql(f"day/{name}"))


def _answer(cursor: Connection, name: str) -> pl.DataFrame:
    with cursor:
        return select(cursor, sql(f"day/{name}"))


def _asking(connection: Connection, as_of: date) -> Connection:
    """One more reader of the same ledger, and of the tables in memory that PREPARED makes."""
    cursor = beside(connection)
    cursor.execute("set search_path = 'ledger,memory'")
    cursor.execute("set variable as_of = ?::date", [as_of])
    return cursor
