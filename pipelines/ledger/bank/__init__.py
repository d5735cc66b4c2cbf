"""Bank lines into the ledger: every line once, however often and in whatever file the bank sent it.

A statement with balances is one identity; the same again adds nothing, the same with other lines is refused.
A line is a fingerprint and an occurrence. Statements whose balances chain are disjoint, so equal lines in both
are two payments; in overlapping exports they are one, as often as the richest file shows it.
A day of an account that another format has brought adds nothing when it agrees, and is refused when it does not.
"""

from typing import Final

import polars as pl

from pipelines.ledger.intake import shaped_with
from pipelines.ledger.rows import Connection, given, select, sql
from schemas.bank import BankLine, Statement

VERDICTS: Final = ["sha256", "statement_no", "statement_id", "verdict", "reason", "line_count", "new_count"]


def load_statements(connection: Connection, statements: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Takes final statements and their lines, one format after the other.

    In:      Statement with `sha256`, `source_file`, `entity`, `format`; BankLine with `sha256`, `source_file`,
             `entity`, `kind`, `gl_account`. Each file's statements are counted by statement_no.
    Out:     VERDICTS, one row a statement: `taken`, `duplicate` (nothing in it was new) or `refused` with the reason.
             One refused statement refuses its whole file; nothing of a refused file is kept.
    """
    incoming = shaped_with(Statement, statements, "sha256", "source_file", "entity", "format")
    entries = shaped_with(BankLine, lines, "sha256", "source_file", "entity", "kind", "gl_account")
    entries = entries.sort("sha256", "source_line", "raw").with_row_index("row_no")
    connection.execute(sql("bank/verdicts"))
    for form in incoming["format"].unique().sort():
        with given(connection, incoming=incoming.filter(pl.col("format") == form), incoming_lines=entries):
            connection.execute(sql("bank/stage"))
        connection.execute(sql("bank/judge"))
        connection.execute(sql("bank/refuse"))
        _take_lines(connection)
        connection.execute(sql("bank/passed"))
    return select(connection, f"select {', '.join(VERDICTS)} from verdicts order by sha256, statement_no")


def _take_lines(connection: Connection) -> None:
    """Statements that share no line with another go in together; those that do, one after the other."""
    connection.execute(sql("bank/turns"))
    for (turn,) in connection.execute("select distinct turn from turns order by turn").fetchall():
        connection.execute("set variable turn = ?", [turn])
        connection.execute(sql("bank/take"))
