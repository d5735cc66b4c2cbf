"""One business day as the books hold it, for the reports: `reports.day.Day`, one query a frame.

Each frame is the .sql file of its name. They may use what `today.sql` prepares: the day's runs and batches.
"""

from datetime import date

from pipelines.ledger.rows import Connection, select, sql
from reports.day import SHAPES, Day, Run
from reports.day import day as day_of
from reports.gaps import sentences
from schemas.reason_codes import REASONS
from schemas.settings import Settings


def day(connection: Connection, as_of: date, settings: Settings) -> Day:
    """All runs of this `as_of` together, so the same books give the same day again.

    All frames are sorted but the long ones: payments, applications and postings.
    """
    connection.execute("set variable as_of = ?::date", [as_of])
    connection.execute(sql("day/today"))
    frames = {name: select(connection, sql(f"day/{name}")) for name in SHAPES}
    gaps = select(connection, sql("day/gaps"))
    own = sorted({*settings.reason_codes.codes.values()} - {*REASONS})
    return day_of(as_of, _run(connection, settings), frames)._replace(
        users=tuple(sorted(settings.users)),
        reason_codes=tuple((code, code) for code in own),
        teams=tuple(settings.teams.items()),
        limits=tuple((name, *limit) for name, user in settings.users.items() for limit in sorted(user.limits.items())),
        gaps=tuple(sentences(gaps, settings.calendar.weekend, settings.calendar.holidays)),
    )


def _run(connection: Connection, settings: Settings) -> Run:
    """Facts of the day's latest run that wrote anything; a day without runs has none."""
    (row,) = select(connection, sql("day/run")).to_dicts()
    return Run(**row, is_calibrated=settings.policy.confidence.is_calibrated)
