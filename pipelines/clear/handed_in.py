"""Books of answers handed in: each is read, judged row by row, posted in one transaction, and answered line by line."""

import getpass
import socket
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import polars as pl

from pipelines import apply, ledger
from pipelines.clear import book as books
from pipelines.clear import judge, posting
from pipelines.clear.book import Book
from pipelines.clear.desk import open_desk
from pipelines.clear.verdict import Bench, Verdict
from pipelines.clear.who import Clerk
from pipelines.job import new_run
from pipelines.ledger import clearing
from pipelines.ledger.rows import Connection
from pipelines.ledger.runs import Run
from schemas.clearing import Answer
from schemas.frame import frame
from schemas.reason_codes import REASONS
from schemas.settings import Settings


class Cleared(NamedTuple):
    """One book, as it ended. Without `book` nothing of it could be read; `fault` says why."""

    name: str
    answers: pl.DataFrame  # schemas.clearing.Answer
    book: Book | None = None
    batch_id: str | None = None
    fault: str | None = None


def clerk_of(name: str | None, path: Path | None = None) -> Clerk:
    """Who hands a book in: the one who runs this, or, for a book that lay in the inbox, the owner of its file."""
    return Clerk(name, getpass.getuser() if path is None else _owner(path), socket.gethostname())


def _owner(path: Path) -> str:
    try:
        return path.owner()
    except (KeyError, NotImplementedError):  # a user this machine has no name for
        return f"user {path.stat().st_uid}"


def hand_in(path: Path, ledger_file: Path, clerk: Clerk, settings: Settings, as_of: date) -> Cleared:
    """One book, all of its good rows in one transaction. The same book again changes nothing.

    Raises:  Held when another writer keeps the ledger; BooksDoNotHold when an invariant would not hold.
    """
    try:
        book = books.read(path)
    except books.Refused as refusal:
        return Cleared(path.name, frame(Answer), fault=str(refusal))
    run = new_run("clear", as_of, "local", settings)
    with ledger.writing(ledger_file, settings.run.lock_wait_s, run) as connection:
        verdicts, batch_id = take(connection, run, book, clerk, settings)
    return Cleared(book.name, answers(book, verdicts), book, batch_id)


def take(
    connection: Connection, run: Run, book: Book, clerk: Clerk, settings: Settings
) -> tuple[list[Verdict], str | None]:
    """Judges every row and posts what may be posted; a book that changes nothing leaves no run behind."""
    known = open_desk(connection, run, book, settings)
    by_exception = {key: rows.to_dicts() for (key,), rows in book.lines.group_by("exception_id") if key}
    reasons = frozenset({*REASONS, *settings.reason_codes.codes.values()})
    bench = Bench(known, by_exception, clerk, settings, reasons)
    rows = _once(book)
    verdicts = [judge.judge(row, bench) for row in rows]
    verdicts += _without_row(book, bench)
    days = settings.policy.alias_days
    chart = apply.chart_of(settings, ledger.first_open_dates(connection))
    post = posting.of_book(connection, run, book, verdicts, clerk, chart, days)
    if post.decisions.is_empty():
        return verdicts, None
    batch_id = clearing.post(connection, run, post)
    ledger.prove(connection)
    return verdicts, batch_id


def _once(book: Book) -> list[dict[str, object]]:
    """The rows, those that answer one exception twice marked: nobody can tell which of them is meant."""
    rows = book.decisions.to_dicts()
    seen: dict[str, dict[str, object]] = {}
    for row in rows:
        key = row["exception_id"]
        if row["action"] is None or key is None or row["fault"]:
            continue
        if key in seen and seen[key] is not row:
            first = seen[key]
            told = f"answered twice, in rows {first['row']} and {row['row']}: leave one answer"
            first["fault"] = row["fault"] = told
        seen.setdefault(key, row)
    return rows


def _without_row(book: Book, bench: Bench) -> list[Verdict]:
    """Lines of Allocations that no answered row asks for."""
    answered = {key for key, action in book.decisions.select("exception_id", "action").iter_rows() if key}
    rows = [lines[0] for key, lines in sorted(bench.lines.items()) if key not in answered]
    nameless = book.lines.filter(pl.col("exception_id").is_null()).to_dicts()
    told = "no row of To clear in this book has an answer for this exception: choose an action there"
    return [_line_refused(row, told, bench) for row in rows] + [
        _line_refused(row, "the exception is missing: copy it from the first column of To clear", bench)
        for row in nameless
    ]


def _line_refused(line: dict[str, object], told: str, bench: Bench) -> Verdict:
    row = {"decision_id": None, "action": None, "comment": None, "candidate_no": None} | line
    question = bench.books.questions.get(str(line["exception_id"]))
    return Verdict(row, "refused", told, question, prepared_by=bench.clerk.name)


def answers(book: Book, verdicts: Sequence[Verdict]) -> pl.DataFrame:
    """Answer rows in the order of the book."""
    rows = [
        {
            "workbook": book.name, "sheet": one.row["sheet"], "row": one.row["row"],
            "exception_id": one.row["exception_id"], "decision_id": one.decision_id,
            "payer_name": one.question.payer_name if one.question else None,
            "currency": (one.question.currency or None) if one.question else None,
            "amount_minor": one.question.amount if one.question else None,
            "placed_minor": one.ruling.placed if one.ruling and one.status == "posted" else None,
            "action": one.earlier["action"] if one.earlier else _action(one), "prepared_by": one.prepared_by,
            "status": one.status, "message": one.message,
        }
        for one in verdicts
    ]  # fmt: skip
    return frame(Answer, rows).sort("sheet", "row", descending=[True, False])


def _action(one: Verdict) -> str | None:
    number = one.row["candidate_no"]
    return f"{one.row['action']} {number}" if number else one.row["action"]
