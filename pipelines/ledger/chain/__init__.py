"""The hash chain: what a run posted and decided is hashed when it is sealed, and again when it is proved."""

from concurrent.futures import Future, ThreadPoolExecutor
from hashlib import sha256
from typing import TYPE_CHECKING, Final

import polars as pl

from pipelines.ledger.rows import Connection, select, sql
from schemas.frame import in_order

if TYPE_CHECKING:
    from hashlib import _Hash as Hash

# What is sealed: the rows of five tables, and the columns they are put in order by. A cause is its entry's id.
SEALED: Final = {
    "chain/entries": ["entry_no", "entry_id"],
    "chain/legs": ["entry_no", "line_no"],
    "chain/applications": ["application_id"],
    "chain/decisions": ["decision_id"],
    "chain/periods": ["entity", "period"],
}
POSTED_FIRST: Final = ("chain/entries", "chain/legs")
POSTED_THEN: Final = ("chain/applications", "chain/decisions", "chain/periods")
LATER: Final = ("chain/periods",)  # sealed only where there is something, so that older links stay what they are
LEGS: Final = [
    "entry_no", "line_no", "gl_date", "entity", "account", "account_class", "currency", "amount_minor",
    "functional_currency", "functional_minor", "payment_id", "item_id",
]  # fmt: skip
ROW_END: Final = "\x1e"
AHEAD: Final = 2  # columns written out as text while another is hashed


def begin(entries: pl.DataFrame, legs: pl.DataFrame) -> "Future[Hash]":
    """Starts to hash, aside, what a batch posts first; `seal` adds the rest. legs: with the columns LEGS, at least."""
    tables = {"chain/entries": entries.select("entry_no", "entry_id"), "chain/legs": legs.select(LEGS)}
    pool = ThreadPoolExecutor(1)
    begun = pool.submit(_hashed, sha256(), tables)
    pool.shutdown(wait=False)
    return begun


def seal(connection: Connection, sealed_id: str, begun: "Future[Hash] | None" = None) -> None:
    """Adds the next link to the chain, over a batch, or the decisions or months that a run changed."""
    digest = begun.result() if begun else _hashed(sha256(), _tables(connection, sealed_id, POSTED_FIRST))
    digest = _hashed(digest, _tables(connection, sealed_id, POSTED_THEN))
    connection.execute(sql("chain/seal"), {"sealed_id": sealed_id, "content_hash": digest.hexdigest()})


def contents(connection: Connection) -> pl.DataFrame:
    """sealed_id, content_hash: every batch, and the decisions and months of every run, as they stand now."""
    ids = select(connection, sql("chain/ids"))["sealed_id"]
    hashes = [_content_hash(connection, sealed_id) for sealed_id in ids]
    return ids.to_frame().with_columns(content_hash=pl.Series(hashes, dtype=pl.String))


def _content_hash(connection: Connection, sealed_id: str) -> str:
    """sha256 of the rows sealed under this id: table by table, column by column, each value as text."""
    return _hashed(sha256(), _tables(connection, sealed_id, POSTED_FIRST + POSTED_THEN)).hexdigest()


def _tables(connection: Connection, sealed_id: str, scripts: tuple[str, ...]) -> dict[str, pl.DataFrame]:
    """The rows that are sealed under this id, by the script that reads them."""
    return {script: select(connection, sql(script), {"sealed_id": sealed_id}) for script in scripts}


def _hashed(digest: "Hash", tables: dict[str, pl.DataFrame]) -> "Hash":
    """The digest, with these tables hashed into it."""
    with ThreadPoolExecutor(AHEAD) as pool:
        for script, rows in tables.items():
            if rows.is_empty() and script in LATER:
                continue
            digest.update(f"{script} {rows.height}{ROW_END}".encode())
            for text in pool.map(_text, in_order(rows, *SEALED[script])):
                digest.update(text)
    return digest


def _text(column: pl.Series) -> bytes:
    """All values of a column, in order, an empty one for what is null."""
    text = column.to_physical().cast(pl.String).fill_null("")
    return f"{text.str.join(ROW_END).item()}{ROW_END}".encode()
