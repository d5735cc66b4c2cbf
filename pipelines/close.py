"""The close of a month: everything proved again, laid out and compared; locked only when all of it holds."""

from pathlib import Path
from typing import NamedTuple

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


class NotLocked(TieoutError):
    """Only a month that is locked can be opened again."""


class NoBalances(TieoutError):
    """The file of the general ledger cannot be used."""


class Change(NamedTuple):
    """Who opens or closes a month, and why."""

    run: Run
    who: str
    reason: str


def examine(ledger_file: Path, of: Month, balances: pl.DataFrame | None, settings: Settings) -> Close:
    """The month as the published ledger has it; balances: GlBalance rows. Raises NoLedger, NewerLedger."""
    with ledger.reading(ledger_file) as books:
        return _examined(books, of, balances, settings)


def lock(
    ledger_file: Path, of: Month, balances: pl.DataFrame | None, settings: Settings, change: Change
) -> tuple[Close, list[str]]:
    """The month, examined and locked in one writing, so that nothing comes between.

    Out:     the close, and the entities that are locked now and were not before; none when something does not hold.
    Raises:  Held when another writer keeps the ledger.
    """
    with ledger.writing(ledger_file, settings.run.lock_wait_s, change.run) as books:
        close = _examined(books, of, balances, settings)
        still_open = sorted(set(months.entities(books)) - set(months.closed(books, of.text)))
        if close.holds and still_open:
            _record(books, of, "closed", still_open, change)
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


def _examined(books: Connection, of: Month, balances: pl.DataFrame | None, settings: Settings) -> Close:
    broken = {proof.name: proof.findings for proof in proofs.verify(books) if not proof.holds}
    frames = months.period(books, of)
    if balances is not None:
        frames |= months.general_ledger(books, balances)
    frames = shaped(frames)
    calendar = (settings.calendar.weekend, settings.calendar.holidays)
    found = checks.checks(frames, broken, gaps.sentences(frames["gaps"], *calendar))
    if balances is not None:
        found.append(checks.general_ledger(frames, of.text))
    working = gaps.working_days(of.first_day, of.last_day, *calendar)
    return Close(of.text, frames, found, checks.notes(frames, working[-1] if working else of.last_day))


def _record(books: Connection, of: Month, status: str, entities: list[str], change: Change) -> None:
    ledger.open_run(books, change.run)
    months.change(books, entities, of.text, status, change.who, change.reason)
    ledger.close_run(books, change.run, "done", None)
