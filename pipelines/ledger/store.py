"""The ledger's file: written by one at a time, published aside for everybody to read."""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import duckdb

from pipelines.errors import CannotWrite, Held, NoLedger, written_to
from pipelines.ledger import migrations
from pipelines.ledger.connections import connected
from pipelines.ledger.lock import POLL_S, locked
from pipelines.ledger.runs import Run, now

NO_ROOM: Final = "Could not write file"  # how DuckDB begins to say that the disk is full


@contextmanager
def writing(ledger: Path, lock_wait_s: float, run: Run) -> Iterator[duckdb.DuckDBPyConnection]:
    """One transaction on the ledger: committed and published when the block ends, undone when it raises.

    An absent ledger is made, an older one migrated after a copy (LEDGER.v<N>.bak).
    Raises:  Held when another writer keeps it longer than `lock_wait_s`; NewerLedger; NoLedger; CannotWrite.
    """
    with _room_for(ledger), locked(ledger, lock_wait_s, run.by_user), _private_files():
        if not ledger.exists():
            _make(ledger)
        connection = _opened(ledger, lock_wait_s)
        try:
            _prepare(connection, ledger)
            connection.execute("set variable run_id = ?", [run.run_id])
            connection.execute("set variable recorded_at = ?::timestamp", [now()])
            with _transaction(connection):
                yield connection
            connection.execute("checkpoint")
        finally:
            connection.close()
        _publish_if_newer(ledger)


@contextmanager
def reading(ledger: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published copy of the ledger (the ledger itself where there is none), read-only; never waits for a writer.

    Raises:  NoLedger when there is nothing to read; NewerLedger; Held when only the ledger itself is there and busy.
    """
    if not ledger.exists():
        raise NoLedger(str(ledger), "no file", "a ledger", "give the path of a ledger, or make one with tieout run")
    copy = published(ledger)
    path = copy if copy.exists() else ledger
    try:
        connection = connected(path, read_only=True)
    except duckdb.IOException as error:
        raise _explained(ledger, error, 0) from None
    try:
        if not migrations.is_current(connection, ledger):
            raise NoLedger(str(ledger), "a ledger of an older tieout", "one of this version", "tieout run migrates it")
        yield connection
    finally:
        connection.close()


def published(ledger: Path) -> Path:
    """Where people read the ledger while a run writes."""
    return ledger.with_name(ledger.name + ".read.duckdb")


def publish(ledger: Path, lock_wait_s: float) -> None:
    """Publishes what is committed, when a crash came between the two."""
    with _room_for(ledger), locked(ledger, lock_wait_s, "publishing"), _private_files():
        _opened(ledger, lock_wait_s).close()  # opening replays what a crash left in the write-ahead log
        _publish_if_newer(ledger)


def _make(ledger: Path) -> None:
    """An empty ledger, whole or not at all: a crash or a full disk leaves no file that is none."""
    new = ledger.with_name(ledger.name + ".new")
    for left in (new, new.with_name(new.name + ".wal")):
        left.unlink(missing_ok=True)
    with connected(new) as connection:
        with _transaction(connection):
            migrations.migrate(connection, 0)
        connection.execute("checkpoint")
    os.replace(new, ledger)


def _opened(ledger: Path, wait_s: float) -> duckdb.DuckDBPyConnection:
    """DuckDB takes a lock of its own: somebody may have the file open in another tool."""
    until = time.monotonic() + wait_s
    while True:
        try:
            return connected(ledger)
        except duckdb.IOException as error:
            if "lock" not in str(error).lower() or time.monotonic() >= until:
                raise _explained(ledger, error, wait_s) from None
        time.sleep(POLL_S)


def _explained(ledger: Path, error: duckdb.IOException, waited_s: float) -> Exception:
    text = str(error)
    if "lock" in text.lower():
        return Held(str(ledger), text.partition("held in ")[2].partition(". See")[0] or "another process", waited_s)
    if NO_ROOM in text:
        return error
    return NoLedger(str(ledger), text.splitlines()[0], "a DuckDB file", "give --ledger another path")


def _prepare(connection: duckdb.DuckDBPyConnection, ledger: Path) -> None:
    found = migrations.refuse_newer(connection, ledger)
    if migrations.is_current(connection, ledger):
        return
    if found:
        connection.execute("checkpoint")
        migrations.copy_before(ledger, found)
    with _transaction(connection):
        migrations.migrate(connection, found)


@contextmanager
def _transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    connection.begin()
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def _publish_if_newer(ledger: Path) -> None:
    """Copies the ledger aside and renames it, so a reader sees the old one or the new one, never a half.

    The copy takes the ledger's time of change: while both are equal there is nothing new to publish.
    """
    copy, aside = published(ledger), published(ledger).with_suffix(".part")
    written = ledger.stat()
    with suppress(FileNotFoundError):
        if copy.stat().st_mtime_ns == written.st_mtime_ns:
            return
    shutil.copyfile(ledger, aside)
    os.utime(aside, ns=(written.st_atime_ns, written.st_mtime_ns))
    _sync(aside)
    os.replace(aside, copy)
    _sync(copy.parent)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _room_for(ledger: Path) -> Iterator[None]:
    """Writing the ledger and what stands beside it. Raises CannotWrite when DuckDB or the system has no room for it."""
    try:
        with written_to(ledger):
            yield
    except duckdb.Error as error:
        if NO_ROOM not in str(error):
            raise
        raise CannotWrite(str(ledger), str(error).rpartition(NO_ROOM)[2].strip()) from None


@contextmanager
def _private_files() -> Iterator[None]:
    """Books are nobody else's business: every file made meanwhile is readable by its owner only."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)
