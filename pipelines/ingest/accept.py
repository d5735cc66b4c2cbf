"""A person takes a quarantined file: only where its balance alone is wrong, or too much left an open-item list."""

import polars as pl

from pipelines import ledger
from pipelines.errors import TieoutError
from pipelines.ingest.files import ACCEPTABLE
from pipelines.ledger import lookups
from pipelines.ledger.rows import Connection

SHORTEST = 8  # hex digits that may stand for the whole sha256


class NotAcceptable(TieoutError):
    """No file like that waits, or what is wrong with it is nothing a person may accept."""


def accept(connection: Connection, sha256: str, by: str, reason: str) -> str:
    """Records that `by` takes the file; the next run that finds it in the inbox takes it.

    In:      sha256 of a quarantined file, or at least its first SHORTEST digits.
    Out:     the file's whole sha256.   Raises: NotAcceptable.
    """
    states = lookups.file_states(connection)
    short = sha256.strip().lower()
    found = states.filter(pl.col("sha256").str.starts_with(short)) if len(short) >= SHORTEST else states.clear()
    if found.height != 1:
        stands = f"{found.height} files whose sha256 begins like that" if found.height else "no such file in the ledger"
        remedy = f"give at least {SHORTEST} digits of a sha256 from the list of quarantined files"
        raise NotAcceptable(sha256, stands, "one quarantined file", remedy)
    file = found.row(0, named=True)
    codes = [line.split(": ")[0] for line in (file["reason"] or "").split("\n")]
    if file["status"] != "quarantined" or not set(codes) & set(ACCEPTABLE):
        stands = f"{file['status']}: {file['reason'] or 'nothing is wrong with it'}"
        expected = "a quarantined file whose balance alone is wrong, or an open-item list from which too much vanished"
        raise NotAcceptable(file["name"], stands, expected, "ask the sender for a file that proves itself")
    row = {"sha256": file["sha256"], "name": file["name"], "status": "accepted", "reason": reason, "by_user": by}
    ledger.load_files(connection, pl.DataFrame([{**row, "format": file["format"], "rows": 0}]))
    return str(file["sha256"])
