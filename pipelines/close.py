"""The close of a month: everything proved again, laid out and compared; locked only when all of it holds."""

from pathlib import Path
from typing import Final, NamedTuple

import polars as pl

from pipelines import ledger, readers
from pipelines.errors import TieoutError
from pipelines.ledger import period as months
from pipelines.ledger import proofs
from pipelines.ledger.period import Month
from pipelines.ledger.rows import Connection
from pipelines.ledger.runs import Run
from pipelines.outputs import publish
from reports import gaps
from reports.close import Close, checks, shaped, text
from schemas.settings import Settings

FEWEST: Final = 8  # digits of a sha256 that name a file


class NotLocked(TieoutError):
    """Only a month that is locked can be opened again."""


class NoBalances(TieoutError):
    """The file of the general ledger cannot be used."""


class NoSuchFile(TieoutError):
    """Only a file that waits can be set aside."""


class Change(NamedTuple):
    """Who opens or closes a month, and why."""

    run: Run
    who: str
    reason: str


class Asked(NamedTuple):
    """What is to be closed, and by what."""

    of: Month
    settings: Settings
    balances: pl.DataFrame | None = None  # GlBalance rows to compare with
    without: tuple[str, ...] = ()  # first digits of the sha256 of files that the month does not need


def examine(ledger_file: Path, asked: Asked) -> Close:
    """The month as the published ledger has it. Raises NoLedger, NewerLedger; NoSuchFile."""
    with ledger.reading(ledger_file) as books:
        return _examined(books, asked)


def lock(ledger_file: Path, asked: Asked, change: Change) -> tuple[Close, list[str]]:
    """The month, examined and locked in one writing, so that nothing comes between.

    Out:     the close, and the entities that are locked now and were not before; none when something does not hold.
    Raises:  Held when another writer keeps the ledger; NoSuchFile.
    """
    with ledger.writing(ledger_file, asked.settings.run.lock_wait_s, change.run) as books:
        close = _examined(books, asked)
        still_open = sorted(set(months.entities(books)) - set(months.closed(books, asked.of.text)))
        if close.holds and still_open:
            _record(books, asked.of, "closed", still_open, change)
        return close, still_open if close.holds else []


def reopen(ledger_file: Path, of: Month, settings: Settings, change: Change) -> list[str]:
    """Opens a locked month again. Out: its entities. Raises Held; NotLocked."""
    with ledger.writing(ledger_file, settings.run.lock_wait_s, change.run) as books:
        locked = months.closed(books, of.text)
        if not locked:
            raise NotLocked(of.text, "a month that is open", "a locked month", "look at the view periods")
        _record(books, of, "open", locked, change)
        return locked


def balances_of(path: Path, settings: Settings) -> pl.DataFrame:
    """GlBalance rows of a file. Raises NoBalances when it cannot be read, or not all of it."""
    entities: dict[str, str | None] = {own.entity: None for own in settings.bank_accounts.values()}
    entities |= {name: own.functional_currency for name, own in settings.entities.items()}
    try:
        reading = readers.read(readers.Source(path.name, path, profiles=settings.csv, entities=entities))
    except readers.Refused as error:
        raise NoBalances(str(path), error.fault.stands, error.fault.expected, error.fault.remedy) from None
    if reading.rejects.height:
        row = reading.rejects.row(0, named=True)
        stands = f"{row['field']} {row['value']!r} in line {row['source_line']}"
        raise NoBalances(str(path), stands, row["rule"], "correct the file")
    balances = reading.tables["gl"]
    if balances.is_empty():
        raise NoBalances(str(path), f"a file of {reading.format}", "balances of accounts", "see docs/close.md")
    return balances


def write(close: Close, folder: Path) -> list[Path]:
    """`close.json` and `close.txt` in `folder`, whole or not at all."""
    lines = "\n".join(text.told(close)) + "\n"
    return publish(folder, {"close.json": text.as_json(close), "close.txt": lines.encode()})


def _examined(books: Connection, asked: Asked) -> Close:
    of, calendar = asked.of, asked.settings.calendar
    broken = {proof.name: proof.findings for proof in proofs.verify(books) if not proof.holds}
    frames = months.period(books, of)
    if asked.balances is not None:
        frames |= months.general_ledger(books, asked.balances)
    frames["files"] = _with_set_aside(frames["files"], asked.without)
    frames = shaped(frames)
    missing = gaps.sentences(frames["gaps"], calendar.weekend, calendar.holidays)
    found = checks.checks(frames, broken, missing)
    if asked.balances is not None:
        found.append(checks.general_ledger(frames, of.text))
    working = gaps.working_days(of.first_day, of.last_day, calendar.weekend, calendar.holidays)
    return Close(of.text, frames, found, checks.notes(frames, working[-1] if working else of.last_day))


def _with_set_aside(files: pl.DataFrame, without: tuple[str, ...]) -> pl.DataFrame:
    """Which of the files that were not taken a person says the month does not need. Raises NoSuchFile."""
    for digits in without:
        if len(digits) < FEWEST or files.filter(pl.col("sha256").str.starts_with(digits)).height != 1:
            expected = f"the first digits ({FEWEST} or more) of the sha256 of one file that was not taken"
            raise NoSuchFile(f"--without {digits}", "no such file", expected, "see the files that the check names")
    named = pl.any_horizontal(pl.lit(False), *(pl.col("sha256").str.starts_with(digits) for digits in without))
    return files.with_columns(is_set_aside=named)


def _record(books: Connection, of: Month, status: str, entities: list[str], change: Change) -> None:
    ledger.open_run(books, change.run)
    months.change(books, entities, of.text, status, change.who, change.reason)
    ledger.close_run(books, change.run, "done", None)
