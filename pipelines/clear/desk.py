"""What one book is checked against, read from the ledger at once: questions, hashes, items, suggestions, history."""

import json
from typing import Any, NamedTuple

import polars as pl

from matching.manual import Desk, Due, Line, Question
from matching.manual.desk import spoken
from pipelines.clear.book import Book
from pipelines.ledger import clearing
from pipelines.ledger.day import day
from pipelines.ledger.rows import Connection
from pipelines.ledger.runs import Run
from reports.queue import queue
from schemas.books import ACCOUNT_CLASSES
from schemas.settings import Settings

Row = dict[str, Any]


class Books(NamedTuple):
    """The ledger as one book of answers sees it."""

    desk: Desk
    questions: dict[str, Question]
    facts: dict[str, Row]  # exception_id -> run_id, assigned_to, decision_id, bank_reference
    hashes: dict[str, str]  # exception_id -> row_hash as a workbook of now would say
    owners: dict[str, str]  # row_hash -> exception_id
    comments: dict[str, str | None]
    history: dict[str, list[Row]]  # exception_id -> its decisions, oldest first
    decisions: dict[str, Row]  # decision_id -> the decision as it stands


def open_desk(connection: Connection, run: Run, book: Book, settings: Settings) -> Books:
    """Everything the rows of the book refer to."""
    exceptions = {*book.decisions["exception_id"].drop_nulls(), *book.lines["exception_id"].drop_nulls()}
    approved = {*book.decisions["decision_id"].drop_nulls()}
    past = clearing.history(connection, sorted(exceptions), sorted(approved)).to_dicts()
    exceptions |= {row["exception_id"] for row in past if row["exception_id"]}
    found = clearing.questions(connection, sorted(exceptions)).to_dicts()
    questions = {row["exception_id"]: Question(**{name: row[name] for name in Question._fields}) for row in found}
    waiting = queue(day(connection, run.as_of, settings)).select("exception_id", "row_hash", "comment").to_dicts()
    return Books(
        _desk(connection, run, _words(book, past), questions, settings), questions,
        {row["exception_id"]: row for row in found}, {row["exception_id"]: row["row_hash"] for row in waiting},
        {row["row_hash"]: row["exception_id"] for row in waiting},
        {row["exception_id"]: row["comment"] for row in waiting},
        _by_exception(past),
        {row["decision_id"]: row for row in past},
    )  # fmt: skip


def _by_exception(past: list[Row]) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = {}
    for row in past:
        grouped.setdefault(row["exception_id"] or "", []).append(row)
    return grouped


def _words(book: Book, past: list[Row]) -> set[str]:
    """Whatever may be an item's number or a customer, in the book and in what waits for approval."""
    waiting = [json.loads(row["answer"]) for row in past if row["status"] == "pending_approval" and row["answer"]]
    told = [*book.decisions["apply_to"], *book.lines["item_number"], *book.lines["customer_id"]]
    told += [
        text for one in waiting for text in (one["apply_to"], *(word for line in one["lines"] for word in line[:2]))
    ]
    return {spoken(part) for text in told if text for part in text.replace("\n", ";").split(";") if part.strip()}


def _desk(
    connection: Connection, run: Run, words: set[str], questions: dict[str, Question], settings: Settings
) -> Desk:
    numbers = sorted(words | {word.rpartition("/")[0] for word in words if "/" in word})
    entities = {question.entity for question in questions.values()}
    customers = {(entity, word.removeprefix(f"{entity.lower()}/")) for entity in entities for word in words}
    customers |= {(word.partition("/")[0], spoken(word.partition("/")[2])) for word in words if "/" in word}
    customers |= {(one.entity, spoken(one.customer_id)) for one in questions.values() if one.customer_id}
    payments = sorted({one.payment_id for one in questions.values() if one.payment_id})
    returns = sorted({one.payment_id for one in questions.values() if one.payment_id and one.kind == "return"})
    items = clearing.items(connection, numbers, sorted(customers), payments, run.as_of)
    named = clearing.customers(connection, sorted(customers)).to_dicts()
    return Desk(
        (Due(**row) for row in items.to_dicts()),
        _suggestions(clearing.suggestions(connection, payments)),
        {(row["entity"], row["customer_id"]): row["name"] for row in named},
        _receipts(clearing.returnable(connection, returns, run.as_of, settings.policy)),
        ACCOUNT_CLASSES | dict(settings.gl_accounts),
        settings.policy.limits.discount_grace_days,
    )


def _suggestions(lines: pl.DataFrame) -> dict[tuple[str, int], tuple[Line, ...]]:
    found: dict[tuple[str, int], tuple[Line, ...]] = {}
    for row in lines.to_dicts():
        key = (row.pop("payment_id"), row.pop("rank"))
        found[key] = (*found.get(key, ()), Line(0, **row))
    return found


def _receipts(pairs: pl.DataFrame) -> dict[tuple[str, str], list[str]]:
    grouped = pairs.group_by("return_payment_id", "reference").agg(pl.col("payment_id").sort())
    return {(row["return_payment_id"], row["reference"]): row["payment_id"] for row in grouped.to_dicts()}
