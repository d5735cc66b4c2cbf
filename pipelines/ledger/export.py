"""The ledger's public views as files, each sorted by all its columns; and a copy of the whole ledger."""

import shutil
from hashlib import file_digest
from pathlib import Path
from typing import Literal

import duckdb

from pipelines.ledger.store import published, reading

Kind = Literal["csv", "parquet"]


def views(books: duckdb.DuckDBPyConnection) -> list[str]:
    """Names of the public views."""
    query = "select view_name from duckdb_views() where schema_name = 'main' and not internal order by 1"
    return [name for (name,) in books.execute(query).fetchall()]


def export(ledger_file: Path, folder: Path, kind: Kind) -> list[Path]:
    """One file a view in `folder`; the same books give the same bytes, but for the age in `runs`. Raises NoLedger."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    written = []
    with reading(ledger_file) as books:
        for view in views(books):
            path = folder / f"{view}.{kind}"
            aside = path.with_suffix(".part")
            quoted = str(aside).replace("'", "''")
            books.execute(f"copy (select * from {view} order by all) to '{quoted}' (format {kind})")
            aside.chmod(0o600)
            written.append(aside.replace(path))
    return written


def backup(ledger_file: Path, folder: Path) -> Path:
    """A copy of the published ledger, named by its content: what is already there is not written again.

    Raises NoLedger when there is no ledger, or what was copied is not one that can be read.
    """
    with reading(ledger_file):
        source = published(ledger_file)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    aside = folder / f".{ledger_file.stem}.part"
    shutil.copyfile(source if source.exists() else ledger_file, aside)
    aside.chmod(0o600)
    with reading(aside), aside.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    return aside.replace(folder / f"{ledger_file.stem}-{digest[:12]}.duckdb")


def latest_run(ledger_file: Path) -> str:
    """The last run that began, in a few words. Raises NoLedger, NewerLedger."""
    with reading(ledger_file) as books:
        query = "select as_of, status, started_at from runs order by started_at desc limit 1"
        row = books.execute(query).fetchone()
    return f"last run for {row[0]}, {row[1]}, begun {row[2]:%F %T} UTC" if row else "no run yet"
