"""What a book of answers asks of the ledger, and what it posts: entries, applications, decisions, lessons, states."""

from datetime import date
from typing import NamedTuple

import polars as pl

from matching import snapshots
from matching.manual.journal import SHARES as SHARES_MADE
from pipelines.ledger import chain
from pipelines.ledger.posting import enter
from pipelines.ledger.rows import Connection, given, insert, select, sql
from pipelines.ledger.runs import Run, now
from pipelines.ledger.state import _items, erp_items
from schemas.books import JournalLine
from schemas.decision import Return
from schemas.frame import frame, shaped
from schemas.policy import Policy

_TEXT = pl.String()
DECISIONS = {
    **dict.fromkeys(("decision_id", "exception_id", "action", "prepared_by", "approved_by", "status"), _TEXT),
    "workbook_sha256": _TEXT,
    "row": pl.Int64(),
    "reason": _TEXT,
    "workbook": _TEXT,
    "sheet": _TEXT,
    **dict.fromkeys(("book_run_id", "row_hash", "answer", "comment", "payment_id", "currency"), _TEXT),
    "placed_minor": pl.Int64(),
    "given_up_minor": pl.Int64(),
    "undoes": _TEXT,
    "cleared_by": _TEXT,
    "os_user": _TEXT,
    "host": _TEXT,
    "as_of": pl.Date(),
}
STATES = dict.fromkeys(("exception_id", "status", "why", "decision_id", "assigned_to"), _TEXT)
PAYERS = dict.fromkeys(("payment_id", "customer_id", "evidence", "decided_by"), _TEXT)
TAKEN_BACK = dict.fromkeys(("application_id", "evidence", "decided_by"), _TEXT)
SHARES = SHARES_MADE | {"made_item_id": _TEXT}
OWNERS = dict.fromkeys(("decision_id", "cause"), _TEXT)
REJECTED = dict.fromkeys(("payment_id", "decision_id"), _TEXT)
ALIASES = {
    **dict.fromkeys(
        ("alias_id", "entity", "customer_id", "kind", "value", "status", "decision_id", "payment_id"), _TEXT
    ),
    **dict.fromkeys(("taught_by", "approved_by", "reason"), _TEXT),
    **dict.fromkeys(("taught_date", "expires_date"), pl.Date()),
}


class Posting(NamedTuple):
    """All that one book, or one undo, adds to the ledger. Each frame has the columns named beside it."""

    journal: pl.DataFrame  # JournalLine
    owners: pl.DataFrame  # OWNERS: which decision posts which cause
    shares: pl.DataFrame  # matching.manual.journal.shares, made_item_id, item_currency and item_minor
    taken_back: pl.DataFrame  # TAKEN_BACK: applications that fall
    payers: pl.DataFrame  # PAYERS: who paid, as somebody says now; null: that it is not known after all
    decisions: pl.DataFrame  # DECISIONS
    states: pl.DataFrame  # STATES: of the exceptions the decisions are about
    aliases: pl.DataFrame  # ALIASES
    rejected: pl.DataFrame  # REJECTED: payments whose suggestions are wrong


def questions(connection: Connection, exceptions: list[str]) -> pl.DataFrame:
    """The exceptions as they stand now: the columns of matching.manual.Question, run_id, assigned_to, decision_id."""
    with given(connection, asked=_column("exception_id", exceptions)):
        return select(connection, sql("clearing/questions"))


def history(connection: Connection, exceptions: list[str], decisions: list[str]) -> pl.DataFrame:
    """Every decision about these exceptions, and the decisions named, oldest first."""
    with given(
        connection, asked=_column("exception_id", exceptions), asked_decisions=_column("decision_id", decisions)
    ):
        return select(connection, sql("clearing/history"))


def items(
    connection: Connection, numbers: list[str], customers: list[tuple[str, str]], payments: list[str], as_of: date
) -> pl.DataFrame:
    """The columns of matching.manual.Due, of every item of these numbers, customers (as `spoken`) or suggestions."""
    frames = {"asked_numbers": _column("key", numbers), "asked_payments": _column("payment_id", payments)}
    with given(connection, asked_customers=_pairs(customers), **frames):
        return select(connection, sql("clearing/items"), {"as_of": as_of})


def suggestions(connection: Connection, payments: list[str]) -> pl.DataFrame:
    """payment_id, rank and the columns of matching.manual.Line: what is offered for these payments."""
    with given(connection, asked_payments=_column("payment_id", payments)):
        return select(connection, sql("clearing/suggestions"))


def customers(connection: Connection, asked: list[tuple[str, str]]) -> pl.DataFrame:
    """entity, customer_id, name: every customer that these (entity, id as `spoken`) may mean."""
    with given(connection, asked_customers=_pairs(asked)):
        return select(connection, sql("clearing/customers"))


def returnable(connection: Connection, payments: list[str], as_of: date, policy: Policy) -> pl.DataFrame:
    """return_payment_id, payment_id, reference: receipts that these returns may take back, whole."""
    with given(connection, asked_payments=_column("payment_id", payments)):
        returns = shaped(Return, select(connection, sql("clearing/returns")))
    if returns.is_empty():
        return pl.DataFrame(schema=dict.fromkeys(("return_payment_id", "payment_id", "reference"), _TEXT))
    moves = snapshots.moves(erp_items(connection, as_of))
    _, found, _ = _items(connection, returns, moves, {"as_of": as_of, "days": policy.closed_item_days})
    like = ["account", "currency", "entity", "amount_minor"]
    sought = returns.with_columns(amount_minor=-pl.col("amount_minor")).select(*like, return_payment_id="payment_id")
    references = pl.concat_list("payment_id", "bank_reference", "end_to_end_id")
    named = sought.join(found.filter(pl.col("kept_by").is_null()), on=like).select(
        "return_payment_id", "payment_id", reference=references
    )
    return named.explode("reference").drop_nulls().unique()


def _column(name: str, values: list[str]) -> pl.DataFrame:
    return pl.DataFrame({name: values}, schema={name: _TEXT})


def _pairs(values: list[tuple[str, str]]) -> pl.DataFrame:
    return pl.DataFrame(values, schema={"entity": _TEXT, "key": _TEXT}, orient="row")


def post(connection: Connection, run: Run, posting: Posting) -> str | None:
    """Adds all of it in the caller's transaction, with a finished run of its own.

    Out:  batch_id, where any entry is new.
    """
    batch_id, entries = enter(connection, posting.journal)
    frames = {"shares": posting.shares, "taken_back": posting.taken_back, "owners": posting.owners}
    with given(connection, fresh_entries=entries, **frames):
        connection.execute(sql("clearing/post"))
    insert(connection, "identifications", posting.payers)
    insert(connection, "decisions", posting.decisions)
    insert(connection, "aliases", posting.aliases)
    with given(connection, decided=posting.states, rejected=posting.rejected):
        connection.execute(sql("clearing/withdraw"))
        connection.execute(sql("clearing/states"), {"as_of": run.as_of})
        connection.execute(sql("clearing/reopened"), {"as_of": run.as_of})
    if batch_id is not None:
        chain.seal(connection, batch_id)
    chain.seal(connection, run.run_id)
    _record(connection, run, batch_id)
    return batch_id


def _record(connection: Connection, run: Run, batch_id: str | None) -> None:
    """A run that begins and ends in this transaction: nobody else's run is touched by it."""
    connection.execute(
        """
        insert into facts.runs by name
        select ? as run_id, ? as command, ? as as_of, ? as engine, ? as by_user, ? as host, ? as settings_sha256,
            ? as started_at, ? as settings_file, 'done' as status, ? as batch_id, ? as finished_at
        """,
        [*run, batch_id, now()],
    )


def empty() -> Posting:
    """A posting of nothing, to be filled."""
    schemas = (OWNERS, SHARES, TAKEN_BACK, PAYERS, DECISIONS, STATES, ALIASES, REJECTED)
    return Posting(frame(JournalLine), *(pl.DataFrame(schema=one) for one in schemas))
