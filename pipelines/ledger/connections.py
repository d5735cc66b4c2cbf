"""Connections to the file of a ledger: the first, and more of them for other threads."""

from pathlib import Path
from typing import Final

import duckdb

SETTINGS: Final[dict[str, str | bool | int | float | list[str]]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "produce_arrow_string_view": "true",
}
STORED_TOGETHER: Final = 30_720  # rows, a quarter of DuckDB's own measure: what its threads share of a day's tables


def connected(path: Path, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """A connection to the database in this file, made where there is none. Raises duckdb.IOException."""
    connection = duckdb.connect(config=SETTINGS)
    options = f"row_group_size {STORED_TOGETHER}" + (", read_only" if read_only else "")
    quoted = str(path).replace("'", "''")
    try:
        connection.execute(f"attach '{quoted}' as ledger ({options})")
        connection.execute("use ledger")
    except BaseException:
        connection.close()
        raise
    return connection


def beside(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """One more connection to the same ledger, for another thread. It sees what is committed."""
    cursor = connection.cursor()
    cursor.execute("use ledger")
    return cursor
