"""The files of one run: which are read, what each said, and what became of it."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

import pandera.polars as pa
import polars as pl

from pipelines import readers
from pipelines.ingest import inbox
from pipelines.ingest.accounts import account_key, encodings
from pipelines.readers.base import told
from schemas.settings import Settings

PASSED_OVER = ("taken", "duplicate")  # all others are read again: settings or an acceptance may have changed
ACCEPTABLE = (
    "balance",
    "snapshot drop",
    "rejected rows",
)  # what a person may accept; everything else needs another file or setting


AT_ONCE = 4  # files read at a time: the work is done outside Python's lock, but for what lies between its steps
pa.DataFrameSchema.register_default_backends(pl.DataFrame)  # else at first use, which two threads cannot do at once


@dataclass(frozen=True)
class Arrival:
    """One file that is read in this run."""

    found: inbox.Found
    known_status: str | None  # null: never seen before
    accepted_by: str | None
    undated_as_of: date  # for what says no date itself: the business day the file was first seen on
    reading: readers.Reading | None = None
    refusals: tuple[str, ...] = field(default=())  # `code: message`, each a reason why not all of it was taken
    is_duplicate: bool = False  # everything in it was known already

    def refused(self, code: str, message: str) -> "Arrival":
        """The same file with one more reason against it; a reason counts once."""
        reason = f"{code}: {message}"
        return self if reason in self.refusals else replace(self, refusals=(*self.refusals, reason))

    def duplicated(self) -> "Arrival":
        """The same file, in which nothing was new."""
        return replace(self, is_duplicate=True)

    @property
    def reason(self) -> str | None:
        """Why not all of it was taken; one paragraph a reason, each begun by its code."""
        return "\n".join(self.refusals) or None

    @property
    def how_to_accept(self) -> str:
        """What a person writes who takes the file as it is."""
        return f"tieout accept {self.found.sha256[:12]} --by NAME --reason TEXT"

    @property
    def status(self) -> str:
        if any(reason.startswith("unreadable: ") for reason in self.refusals):
            return "unreadable"
        return "quarantined" if self.refusals else "duplicate" if self.is_duplicate else "taken"

    @property
    def row_count(self) -> int:
        """Rows of data; customers count where the file is of nothing else, for lists of items name them too."""
        if self.reading is None:
            return 0
        height = self.reading.tables.height
        return sum(map(height, ("bank_lines", "advice_lines", "open_items", "rates", "gl"))) or height("customers")

    @property
    def lists_items(self) -> bool:
        """Whether the file lists open items."""
        return self.reading is not None and self.reading.tables.height("open_items") > 0


@dataclass(frozen=True)
class Sorted:
    """The inbox against what is known of it."""

    arrivals: list[Arrival]
    copies: list[inbox.Found]  # byte-identical to an arrival of this run
    passed_over: int


def sort(found: list[inbox.Found], states: pl.DataFrame, as_of: date) -> Sorted:
    """Which files are to be read. In: walk's files by sha256; `states` of ledger.lookups.file_states."""
    known = {row["sha256"]: row for row in states.iter_rows(named=True)}
    arrivals: dict[str, Arrival] = {}
    copies: list[inbox.Found] = []
    passed_over = 0
    for one in found:
        state = known.get(one.sha256, {})
        if state.get("status") in PASSED_OVER:
            passed_over += 1
        elif one.sha256 in arrivals:
            copies.append(one)
        else:
            first_seen = state.get("first_as_of") or as_of
            arrivals[one.sha256] = Arrival(one, state.get("status"), state.get("accepted_by"), first_seen)
    return Sorted(list(arrivals.values()), copies, passed_over)


def read_all(arrivals: Iterable[Arrival], settings: Settings) -> list[Arrival | None]:
    """What `read` says of each file, in their order."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(partial(read, settings=settings), arrivals))


def read(arrival: Arrival, settings: Settings) -> Arrival | None:
    """The file with its reading, or with why it has none; None while somebody is still writing it."""
    source = readers.Source(
        arrival.found.name,
        arrival.found.path,
        profiles=settings.csv,
        entities=_entities(settings),
        accounts={account: own.entity for account, own in settings.bank_accounts.items()},
        lockboxes=settings.lockbox,
        currency=settings.texts.currency,
    )
    try:
        reading = readers.read(source)
        encoding = _own_encoding(reading, settings)
        if encoding and encoding != reading.encoding:
            reading = readers.read(replace(source, encoding=encoding))
    except readers.Refused as error:
        done = arrival.refused("unreadable", str(error))
    else:
        done = _judged(replace(arrival, reading=reading))
    return done if inbox.is_unchanged(arrival.found) else None


def _entities(settings: Settings) -> dict[str, str | None]:
    """Our entities, with their functional currency where tieout.toml names it."""
    owners = {own.entity: None for own in settings.bank_accounts.values()}
    return owners | {name: own.functional_currency for name, own in settings.entities.items()}


def _own_encoding(reading: readers.Reading, settings: Settings) -> str | None:
    """The encoding that tieout.toml names for an account of the file."""
    named = encodings(settings)
    accounts = reading.tables["statements"].select(account_key(pl.col("account")))["account"].unique().sort()
    return next((named[key] for key in accounts if key in named), None)


def _judged(arrival: Arrival) -> Arrival:
    """What the file's own form says against it: cut or tampered with, or no row in it that could be taken."""
    reading = arrival.reading
    assert reading is not None
    for fault in reading.faults:
        if fault.kind == "transport":
            message = told(arrival.found.name, fault.line, fault.stands, fault.expected, fault.remedy)
            arrival = arrival.refused("transport", message)
    if not arrival.refusals and not arrival.row_count and reading.rejects.height:
        count = reading.rejects.height
        message = told(arrival.found.name, 1, f"{count} rows, all rejected", "at least one good row", "see its rejects")
        arrival = arrival.refused("rows", message)
    return arrival
