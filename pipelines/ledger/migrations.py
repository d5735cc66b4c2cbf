"""The ledger's shape by number: 0001_*.sql and up, applied in order, each once."""

import os
import shutil
from pathlib import Path
from typing import Final

import duckdb
import polars as pl

from pipelines.errors import NewerLedger, NoLedger
from pipelines.ledger.rows import given, scalar
from schemas.money import CURRENCY_DECIMALS

FOLDER: Final = Path(__file__).parent
UNITS: Final = ("1", "0.1", "0.01", "0.001", "0.0001")  # one minor unit, by decimals


def scripts() -> list[Path]:
    """The numbered scripts in order; the n-th makes version n."""
    return sorted(FOLDER.glob("[0-9][0-9][0-9][0-9]_*.sql"))


def version(connection: duckdb.DuckDBPyConnection, ledger: Path) -> int:
    """The ledger's version; 0 for an empty file. Raises NoLedger for a database that is none of ours."""
    tables = {str(name) for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()}
    if tables and "schema_version" not in tables:
        raise NoLedger(
            str(ledger), "a DuckDB database of something else", "a ledger of tieout", "give --ledger another path"
        )
    return int(str(scalar(connection, "select max(version) from schema_version"))) if tables else 0


def refuse_newer(connection: duckdb.DuckDBPyConnection, ledger: Path) -> int:
    """The version, when this tieout knows it. Raises NewerLedger otherwise."""
    found, known = version(connection, ledger), len(scripts())
    if found > known:
        raise NewerLedger(
            str(ledger), f"a ledger of version {found}", f"version {known} or older", "install the tieout that wrote it"
        )
    return found


def is_current(connection: duckdb.DuckDBPyConnection, ledger: Path) -> bool:
    """Whether there is nothing to migrate. Raises NewerLedger."""
    return refuse_newer(connection, ledger) == len(scripts())


def copy_before(ledger: Path, found: int) -> None:
    """`LEDGER.v<found>.bak`, made once and never overwritten by a later try."""
    copy = ledger.with_name(f"{ledger.name}.v{found}.bak")
    if not copy.exists():
        aside = copy.with_name(copy.name + ".part")
        shutil.copyfile(ledger, aside)
        os.chmod(aside, 0o600)
        os.replace(aside, copy)


def migrate(connection: duckdb.DuckDBPyConnection, found: int) -> None:
    """Applies every script after version `found`, inside the caller's transaction."""
    if found == 0:
        connection.execute("create table schema_version (version integer not null, script varchar not null)")
    for number, script in enumerate(scripts()[found:], start=found + 1):
        connection.execute(script.read_text(encoding="utf-8"))
        connection.execute("insert into schema_version values (?, ?)", [number, script.name])
    units = pl.DataFrame({"currency": CURRENCY_DECIMALS.keys(), "unit": [UNITS[n] for n in CURRENCY_DECIMALS.values()]})
    with given(connection, units=units):
        connection.execute("insert into facts.currencies from units anti join facts.currencies using (currency)")
