"""Bank lines into the ledger: every line once, however often and in whatever file the bank sent it.

A statement with balances is one identity; the same again adds nothing, the same with other lines is refused.
A line is a fingerprint and an occurrence. Statements whose balances chain are disjoint, so equal lines in both
are two payments; in overlapping exports they are one, as often as the richest file shows it.
A day of an account that another format has brought adds nothing when it agrees, and is refused when it does not.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Final

import polars as pl

from pipelines.ledger.intake import shaped_with
from pipelines.ledger.rows import Connection, given, select, sql, stage
from schemas.bank import BankLine, Statement

VERDICTS: Final = ["sha256", "statement_no", "statement_id", "verdict", "reason", "line_count", "new_count"]
Lines = Callable[[str], Iterable[pl.DataFrame]]  # of a format, in pieces; asked for twice, and the same both times


def load_statements(connection: Connection, statements: pl.DataFrame, lines_of: Lines) -> pl.DataFrame:
    """Takes final statements and their lines, one format after the other.

    What tells lines apart is judged of all of them together; as a whole each piece goes straight into the facts.

    In:      Statement with `sha256`, `source_file`, `entity`, `format`; BankLine with `sha256`, `source_file`,
             `entity`, `kind`, `gl_account`. Each file's statements are counted by statement_no.
    Out:     VERDICTS, one row a statement: `taken`, `duplicate` (nothing in it was new) or `refused` with the reason.
             One refused statement refuses its whole file; nothing of a refused file is kept.
    """
    heads = shaped_with(Statement, statements, "sha256", "source_file", "entity", "format")
    connection.execute(sql("bank/verdicts"))
    for form in heads["format"].unique().sort():
        stage(connection, "incoming_statements", [heads.filter(pl.col("format") == form)])
        lines = _Again(lines_of, form)
        stage(connection, "staged_lines", lines, sql("bank/lines"))
        for step in ("stage", "judge", "refuse"):
            connection.execute(sql(f"bank/{step}"))
        _judge_lines(connection)
        taken = select(connection, "from taken_lines")
        for piece in lines:
            with given(connection, incoming=piece.join(taken, on="row_no", maintain_order="left")):
                connection.execute(sql("bank/keep"))
        connection.execute(sql("bank/passed"))
    return select(connection, f"select {', '.join(VERDICTS)} from verdicts order by sha256, statement_no")


class _Again:
    """The lines of a format, numbered: made anew for each that goes through them, but for a piece that is alone."""

    def __init__(self, lines_of: Lines, form: str) -> None:
        self._lines_of, self._form = lines_of, form
        self._alone: list[pl.DataFrame] = []

    def __iter__(self) -> Iterator[pl.DataFrame]:
        if self._alone:
            yield from self._alone
            return
        pieces = _numbered(self._lines_of(self._form))
        first, second = next(pieces), next(pieces, None)
        if second is None:
            self._alone = [first]
        yield from chain([first] if second is None else [first, second], pieces)


def _numbered(lines: Iterable[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """The lines, each with its number among all."""
    offset = 0
    for piece in lines:
        data = shaped_with(BankLine, piece, "sha256", "source_file", "entity", "kind", "gl_account")
        yield data.with_row_index("row_no", offset).cast({"row_no": pl.Int64})
        offset += piece.height


def _judge_lines(connection: Connection) -> None:
    """Statements that share no line with another go in together; those that do, one after the other."""
    connection.execute(sql("bank/turns"))
    for (turn,) in connection.execute("select distinct turn from turns order by turn").fetchall():
        connection.execute("set variable turn = ?", [turn])
        connection.execute(sql("bank/take"))
