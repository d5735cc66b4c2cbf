"""One step back: a decision, or what was applied by itself, falls by reversal; refused where something rests on it."""

from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple

import polars as pl

from pipelines import ledger
from pipelines.clear.who import Clerk
from pipelines.errors import TieoutError
from pipelines.job import new_run
from pipelines.ledger import clearing
from pipelines.ledger.ids import hash_id
from pipelines.ledger.rows import Connection, given, select, sql
from pipelines.ledger.runs import Run
from schemas.books import JournalLine
from schemas.frame import shaped
from schemas.settings import Settings

Row = dict[str, Any]
SHORTEST: Final = 6  # digits that may stand for a whole decision_id


class NotUndone(TieoutError):
    """The decision is not there, is over already, or something rests on it."""


class Undone(NamedTuple):
    """What an undo did."""

    decision_id: str
    undoes: str
    what: str
    batch_id: str | None
    entries: int
    forgotten: list[str]  # aliases that fell with it


def undo(wanted: str, ledger_file: Path, clerk: Clerk, reason: str, settings: Settings, as_of: date) -> Undone:
    """Takes back a decision (its id, or the first digits of it), or all that was applied to a payment by itself.

    Raises:  NotUndone with what stands in the way; Held; BooksDoNotHold.
    """
    run = new_run("undo", as_of, "local", settings)
    with ledger.writing(ledger_file, settings.run.lock_wait_s, run) as books:
        target = _target(books, wanted)
        _refuse_over(target)
        entries = target.entries
        _refuse_locked(books, target)
        posting = _posting(books, run, target, clerk, reason)
        batch_id = clearing.post(books, run, posting)
        ledger.prove(books)
    made = posting.decisions.row(0, named=True)
    forgotten = posting.aliases["value"].to_list()
    return Undone(made["decision_id"], target.name, target.what, batch_id, entries.height, forgotten)


class _Target(NamedTuple):
    name: str  # what was asked for
    what: str  # in words
    payment_id: str | None
    exception_id: str | None
    entries: pl.DataFrame
    decision: Row | None  # None: applied by itself


def _target(books: Connection, wanted: str) -> _Target:
    found = select(books, sql("clearing/about"), {"wanted": wanted}).to_dicts() if len(wanted) >= SHORTEST else []
    if len(found) == 1:
        (row,) = found
        entries = select(books, sql("clearing/entries_of"), {"decision_id": row["decision_id"]})
        what = f"{row['action']}, by {row['prepared_by']} on {row['as_of']}"
        return _Target(row["decision_id"], what, row["payment_id"], row["exception_id"], entries, row)
    entries = select(books, sql("clearing/applied_by_itself"), {"wanted": wanted})
    payments = entries["payment_id"].unique().to_list()
    if len(payments) == 1:
        exception_id = hash_id(f"exception|payment|{payments[0]}")
        return _Target(
            wanted, f"{entries.height} applications made by themselves", payments[0], exception_id, entries, None
        )
    stands = f"{max(len(found), len(payments))} that fit" if found or payments else "nothing of that id"
    expected = "one decision_id, or a payment (payment_id or the bank's reference) that was applied by itself"
    raise NotUndone(
        wanted, stands, expected, "the answer to a book names its decisions; tieout explain shows a payment's"
    )


def _refuse_over(target: _Target) -> None:
    decision = target.decision
    if decision is None:
        return
    if decision["status"] in ("undone", "rejected", "noted") or decision["undoes"]:
        state = "an undo itself" if decision["undoes"] else decision["status"]
        raise NotUndone(
            target.name, f"{target.what}: {state}", "a decision that stands", "there is nothing to take back"
        )
    fallen = target.entries.filter(pl.col("taken_back_by").is_not_null())
    if fallen.height:
        stands = f"{target.what}; what it applied was taken back since: {fallen['taken_back_why'][0]}"
        remedy = "answer the payment's row in a newer workbook"
        raise NotUndone(target.name, stands, "a decision on which nothing rests", remedy)


def _refuse_locked(books: Connection, target: _Target) -> None:
    locked = ledger.first_open_dates(books)
    late = target.entries.join(locked, on="entity").filter(pl.col("gl_date") < pl.col("first_open_date"))
    if late.height:
        entity, month = late["entity"][0], late["gl_date"].dt.strftime("%Y-%m").sort()[0]
        remedy = f"tieout close {month} --reopen, or correct it in the open month by a new decision"
        raise NotUndone(target.name, f"posted in {month}, which {entity} has locked", "an open period", remedy)


def _posting(books: Connection, run: Run, target: _Target, clerk: Clerk, reason: str) -> clearing.Posting:
    with given(books, asked_entries=target.entries.select("entry_id")):
        mirrored = select(books, sql("clearing/legs"))
        with given(books, mirrored=mirrored):
            resting = select(books, sql("clearing/depends"))["what"].to_list()
    if resting:
        stands, remedy = f"{target.what}; {'; '.join(resting)}", "undo that first (tieout explain shows it)"
        raise NotUndone(target.name, stands, "a decision on which nothing rests", remedy)
    decision_id = _next_id(books, target)
    legs = mirrored.join(ledger.first_open_dates(books), on="entity", how="left", maintain_order="left").with_columns(
        gl_date=pl.max_horizontal(pl.lit(run.as_of), "first_open_date")
    )
    evidence = f"undone by {clerk.name}: {reason}"
    fallen = mirrored.select("application_id").drop_nulls().unique().sort("application_id")
    empty = clearing.empty()
    return empty._replace(
        journal=shaped(JournalLine, legs),
        owners=legs.select("cause").unique().select(decision_id=pl.lit(decision_id), cause="cause").sort("cause"),
        taken_back=fallen.with_columns(evidence=pl.lit(evidence), decided_by=pl.lit(clerk.name)),
        payers=_payers(books, target, empty, evidence, clerk),
        decisions=_decisions(run, target, clerk, decision_id, reason),
        states=_states(target, clerk, decision_id, run, reason, empty),
        aliases=_aliases(books, target, reason),
    )


def _next_id(books: Connection, target: _Target) -> str:
    count = clearing.history(books, [target.exception_id] if target.exception_id else [], []).height
    return hash_id(f"decision|{target.exception_id}|{count + 1}")


def _payers(books: Connection, target: _Target, empty: clearing.Posting, evidence: str, clerk: Clerk) -> pl.DataFrame:
    """Who paid is again what it was before the decision said otherwise."""
    if target.decision is None:
        return empty.payers
    before = select(books, sql("clearing/payer_before"), {"run_id": target.decision["run_id"],
                                                          "payment_id": target.payment_id}).to_dicts()  # fmt: skip
    rows = [{"payment_id": target.payment_id, "customer_id": row["customer_id"],
             "evidence": row["evidence"] or evidence, "decided_by": clerk.name} for row in before]  # fmt: skip
    return pl.DataFrame(rows, schema=clearing.PAYERS, orient="row")


def _decisions(run: Run, target: _Target, clerk: Clerk, decision_id: str, reason: str) -> pl.DataFrame:
    """The undo, and the decision it takes back in its new state."""
    mine = {
        "decision_id": decision_id, "exception_id": target.exception_id, "action": "undo", "prepared_by": clerk.name,
        "status": "posted", "reason": f"{target.what}, taken back: {reason}", "comment": reason,
        "payment_id": target.payment_id, "undoes": target.name, "cleared_by": clerk.name, "os_user": clerk.os_user,
        "host": clerk.host, "as_of": run.as_of,
    }  # fmt: skip
    rows = [{name: mine.get(name) for name in clearing.DECISIONS}]
    if target.decision:
        rows.append({name: target.decision[name] for name in clearing.DECISIONS} | {"status": "undone"})
    return pl.DataFrame(rows, schema=clearing.DECISIONS, orient="row")


def _states(
    target: _Target, clerk: Clerk, decision_id: str, run: Run, reason: str, empty: clearing.Posting
) -> pl.DataFrame:
    """The exception waits again; what was applied by itself waits on hold, or the next run would do it again."""
    if target.exception_id is None:
        return empty.states
    why = f"Taken back by {clerk.name} on {run.as_of} ({target.what}): {reason}."
    status = "open" if target.decision else "held"
    untied = [cause.split("|")[2] for cause in target.entries["cause"] if cause.startswith("return|")]
    ids = [target.exception_id, *(hash_id(f"exception|payment|{receipt}") for receipt in untied)]
    rows = [{"exception_id": key, "status": status, "why": why, "decision_id": decision_id} for key in ids]
    return pl.DataFrame(rows, schema=clearing.STATES, orient="row")


def _aliases(books: Connection, target: _Target, reason: str) -> pl.DataFrame:
    """What the decision taught is forgotten with it."""
    if target.decision is None:
        return clearing.empty().aliases
    taught = select(books, sql("clearing/aliases")).filter(
        decision_id=target.decision["decision_id"], status="learned"
    )  # fmt: skip
    return taught.with_columns(status=pl.lit("forgotten"), reason=pl.lit(reason)).select(list(clearing.ALIASES))
