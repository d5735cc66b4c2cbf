"""The hash chain: what a run posted and decided is hashed when it is sealed, and again when it is proved."""

from hashlib import sha256
from typing import Final

import polars as pl

from pipelines.ledger.rows import Connection, select, sql

# What is sealed: the rows of four tables, and the columns they are put in order by. A cause is its entry's id.
SEALED: Final = {
    "chain/entries": ["entry_no", "entry_id"],
    "chain/legs": ["entry_no", "line_no"],
    "chain/applications": ["application_id"],
    "chain/decisions": ["decision_id"],
}
ROW_END: Final = "\x1e"


def seal(connection: Connection, sealed_id: str) -> None:
    """Adds the next link to the chain, over a batch or the decisions of a run."""
    values = {"sealed_id": sealed_id, "content_hash": _content_hash(connection, sealed_id)}
    connection.execute(sql("chain/seal"), values)


def contents(connection: Connection) -> pl.DataFrame:
    """sealed_id, content_hash: every batch, and the decisions of every run, as they stand now."""
    ids = select(connection, sql("chain/ids"))["sealed_id"]
    hashes = [_content_hash(connection, sealed_id) for sealed_id in ids]
    return ids.to_frame().with_columns(content_hash=pl.Series(hashes, dtype=pl.String))


def _content_hash(connection: Connection, sealed_id: str) -> str:
    """sha256 of the rows sealed under this id: table by table, column by column, each value as text."""
    digest = sha256()
    for script, order in SEALED.items():
        rows = select(connection, sql(script), {"sealed_id": sealed_id}).sort(order)
        digest.update(f"{script} {rows.height}{ROW_END}".encode())
        for column in rows:
            text = column.to_physical().cast(pl.String).fill_null("")
            digest.update(text.str.join(ROW_END).item().encode())
            digest.update(ROW_END.encode())
    return digest.hexdigest()
