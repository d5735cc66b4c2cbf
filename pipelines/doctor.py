"""What a run would meet on this machine: one finding a line, each with what to do when it is not well."""

import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from pipelines import engine
from pipelines.errors import TieoutError
from pipelines.ledger.export import latest_run
from pipelines.ledger.store import published
from schemas.settings import Settings

ROOM_BYTES: Final = 1 << 30  # beside what the next copies of the ledger need


class Finding(NamedTuple):
    """One thing that was looked at."""

    name: str
    is_well: bool
    text: str


class Case(NamedTuple):
    """Where to look; a path that is None was not given."""

    settings: Settings
    inbox: Path | None
    ledger: Path | None
    out: Path | None


def examine(case: Case) -> list[Finding]:
    """Every finding of every check; nothing is changed."""
    return [finding for check in CHECKS for finding in check(case)]


def _python(case: Case) -> Iterator[Finding]:
    yield Finding(
        "python", sys.version_info >= (3, 11), f"{platform.python_version()} on {platform.platform(terse=True)}"
    )


def _settings(case: Case) -> Iterator[Finding]:
    known = case.settings
    where = known.file or "no tieout.toml: all defaults"
    yield Finding(
        "settings", True, f"{where}; {len(known.bank_accounts)} bank accounts, time zone {known.run.time_zone}"
    )


def _inbox(case: Case) -> Iterator[Finding]:
    if case.inbox is not None:
        files = sum(path.is_file() for path in case.inbox.rglob("*")) if case.inbox.is_dir() else 0
        yield Finding(
            "inbox", case.inbox.is_dir(), f"{case.inbox}: {files} files" if files else f"{case.inbox}: no files"
        )


def _ledger(case: Case) -> Iterator[Finding]:
    if case.ledger is None:
        return
    if not case.ledger.exists():
        yield Finding("ledger", True, f"{case.ledger}: not there yet; the first run makes it")
        return
    try:
        yield Finding("ledger", True, f"{case.ledger}: {latest_run(case.ledger)}")
    except TieoutError as error:
        yield Finding("ledger", False, str(error))
    copy = published(case.ledger)
    yield Finding("read copy", copy.exists(), str(copy) if copy.exists() else "missing; the next run publishes it")


def _disk(case: Case) -> Iterator[Finding]:
    for name, path in (("ledger", case.ledger), ("out", case.out)):
        if path is None:
            continue
        folder = next(parent for parent in path.absolute().parents if parent.is_dir())
        free = shutil.disk_usage(folder).free
        needed = ROOM_BYTES + (3 * path.stat().st_size if path.is_file() else 0)
        yield Finding(
            f"room for {name}", free >= needed, f"{free / 1e9:.1f} GB free at {folder}, {needed / 1e9:.1f} GB wanted"
        )


def _engine(case: Case) -> Iterator[Finding]:
    try:
        yield Finding("engine", True, engine.chosen(case.settings.run.engine))
    except TieoutError as error:
        yield Finding("engine", False, str(error))


CHECKS: Final[tuple[Callable[[Case], Iterator[Finding]], ...]] = (_python, _settings, _inbox, _ledger, _disk, _engine)


def told(ended: dict[str, Any]) -> list[str]:
    """One line a finding."""
    return [f"{'well' if one['is_well'] else 'ILL':<5} {one['name']:<16} {one['text']}" for one in ended["findings"]]
