"""What the accepted rows of a book post: verdicts as the frames of one posting."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

import polars as pl

from matching import returned
from matching.journal import Chart
from matching.manual.journal import Decided, entries, shares
from pipelines import ledger
from pipelines.clear.book import Book
from pipelines.clear.verdict import Row, Verdict
from pipelines.clear.who import Clerk
from pipelines.ledger import clearing
from pipelines.ledger.ids import hash_id, item_id
from pipelines.ledger.rows import Connection
from pipelines.ledger.runs import Run
from pipelines.valuation import in_functional_currency
from schemas.books import JournalLine
from schemas.frame import frame
from schemas.returns import Reversal

KEPT: Final = ("posted", "pending_approval", "noted")  # what leaves a decision in the ledger


def of_book(
    connection: Connection, run: Run, book: Book, verdicts: Sequence[Verdict], clerk: Clerk, chart: Chart, days: int
) -> clearing.Posting:
    """The posting of one book. `days`: how long what it teaches is remembered."""
    made_now = [one for one in verdicts if one.status in KEPT and one.answer is not None]
    done = [one for one in made_now if one.status == "posted" and one.ruling]
    decided = [_decided(one) for one in done]
    rows = shares(decided)
    made = _made(rows)
    own = entries(decided, made, chart, run.as_of)
    tied, taken_back, pairs = _tied(connection, done, chart, run)
    decisions = [_decision(one, book, clerk, run) for one in made_now]
    return clearing.Posting(
        journal=in_functional_currency(connection, pl.concat([own, tied]), chart),
        owners=_owners(own, rows, decided, pairs, tied),
        shares=rows.join(made, on=["decision_id", "new_item_number"], how="left", maintain_order="left"),
        taken_back=taken_back,
        payers=_frame(clearing.PAYERS, [row for one in done for row in _payer(one)]),
        decisions=_frame(clearing.DECISIONS, decisions),
        states=_frame(clearing.STATES, [row for one in made_now for row in _states(one)]),
        aliases=_frame(clearing.ALIASES, [row for one in done for row in _lessons(one, run, days)]),
        rejected=_frame(clearing.REJECTED, [
            {"payment_id": one.question.payment_id, "decision_id": one.decision_id}
            for one in done if one.question and one.ruling and one.ruling.rejects_suggestions
        ]),
    )  # fmt: skip


def _frame(schema: dict[str, Any], rows: list[Row]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=schema, orient="row")


def _decided(one: Verdict) -> Decided:
    assert one.question and one.ruling and one.decision_id and one.prepared_by
    return Decided(one.decision_id, one.question, one.ruling, one.prepared_by, _evidence(one))


def _evidence(one: Verdict) -> str:
    """Why the books hold it, in the words of those who decided."""
    action = one.row["action"] or (one.earlier["action"] if one.earlier else "")
    approved = f", approved by {one.approved_by}" if one.approved_by else ""
    comment = one.row["comment"] or (one.earlier["comment"] if one.earlier else None)
    return f"{action}, by {one.prepared_by}{approved}" + (f": {comment}" if comment else "")


def _made(rows: pl.DataFrame) -> pl.DataFrame:
    """The items that shares open: decision_id, new_item_number, made_item_id."""
    opened = rows.drop_nulls("new_item_number")
    keys = opened.select("entity", "customer_id", "made_type", "new_item_number").iter_rows()
    ids = pl.Series([item_id(*key) for key in keys], dtype=pl.String)
    return opened.select("decision_id", "new_item_number", made_item_id=ids)


def _owners(
    own: pl.DataFrame, rows: pl.DataFrame, decided: Sequence[Decided], pairs: pl.DataFrame, tied: pl.DataFrame
) -> pl.DataFrame:
    """Which decision posts which cause."""
    applied = rows.select(
        "decision_id", cause=pl.format("apply|{}|{}|{}", "payment_id", "item_id", "application_count")
    )
    placed = own.filter(pl.col("cause").str.starts_with("decision|")).select(
        decision_id=pl.col("cause").str.split("|").list.get(1), cause="cause"
    )
    return pl.concat([applied, placed, pairs.filter(pl.col("cause").is_in(tied["cause"].implode()))]).unique()


def _tied(
    connection: Connection, done: Sequence[Verdict], chart: Chart, run: Run
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Returns tied to their receipts: the legs, the applications that fall, and whose decision each cause is."""
    rows = [
        {"return_payment_id": one.question.payment_id, "payment_id": one.ruling.takes_back, "evidence": _evidence(one),
         "decision_id": one.decision_id, "decided_by": one.prepared_by}
        for one in done if one.question and one.ruling and one.ruling.takes_back
    ]  # fmt: skip
    if not rows:
        empty = _frame(clearing.OWNERS, [])
        return frame(JournalLine), _frame(clearing.TAKEN_BACK, []), empty
    told = pl.DataFrame(rows)
    reversals = told.select(list(Reversal.to_schema().columns))
    standing = ledger.standing(connection, reversals)
    legs = returned.legs(reversals, standing, frame(JournalLine), chart.first_open, run.as_of)
    fallen = standing.drop_nulls("application_id").select("application_id", "payment_id").unique().join(
        told, on="payment_id"
    )  # fmt: skip
    causes = pl.concat([
        fallen.select("decision_id", cause=pl.format("reverse|{}", "application_id")),
        told.select("decision_id", cause=pl.format("return|{}|{}", "return_payment_id", "payment_id")),
    ])  # fmt: skip
    return legs, fallen.select(list(clearing.TAKEN_BACK)).sort("application_id"), causes


def _decision(one: Verdict, book: Book, clerk: Clerk, run: Run) -> Row:
    earlier = one.earlier or {}
    given_back = one.earlier is not None and one.ruling is None
    return {
        "decision_id": one.decision_id, "exception_id": one.row["exception_id"],
        "action": _action(one), "prepared_by": one.prepared_by, "approved_by": None if given_back else one.approved_by,
        "status": "rejected" if given_back else one.status, "reason": one.message,
        "workbook_sha256": book.sha256, "row": one.row["row"], "workbook": book.name, "sheet": one.row["sheet"],
        "book_run_id": earlier.get("book_run_id") or one.row["run_id"],
        "row_hash": earlier.get("row_hash") or one.row["row_hash"], "answer": one.answer,
        "comment": one.row["comment"], "payment_id": one.question.payment_id if one.question else None,
        "currency": (one.question.currency or None) if one.question else None,
        "placed_minor": one.ruling.placed if one.ruling else 0,
        "given_up_minor": one.ruling.given_up if one.ruling else 0, "undoes": None,
        "cleared_by": earlier.get("cleared_by") or clerk.name or one.prepared_by, "os_user": clerk.os_user,
        "host": clerk.host, "as_of": run.as_of,
    }  # fmt: skip


def _action(one: Verdict) -> str:
    if one.earlier:
        return str(one.earlier["action"])
    number = one.row["candidate_no"]
    return f"{one.row['action']} {number}" if number else one.row["action"] or "comment"


def _payer(one: Verdict) -> list[Row]:
    if not one.question or not one.ruling or one.ruling.payer in (None, one.question.customer_id):
        return []
    evidence = f"said by {one.prepared_by}" + (f", approved by {one.approved_by}" if one.approved_by else "")
    return [{"payment_id": one.question.payment_id, "customer_id": one.ruling.payer, "evidence": evidence,
             "decided_by": one.prepared_by}]  # fmt: skip


def _states(one: Verdict) -> list[Row]:
    """The exception after the decision; where a return takes a receipt back, the receipt's too."""
    if one.status == "noted":
        assigned_to = one.row["assigned_to"]
        return [{"exception_id": one.row["exception_id"], "assigned_to": assigned_to}] if assigned_to else []
    given_back = one.earlier is not None and one.ruling is None
    status = "open" if given_back else one.ruling.status if one.status == "posted" and one.ruling else one.status
    why = _why(one) if one.ruling and one.status == "posted" and (one.ruling.shares or one.ruling.places) else None
    state = {"exception_id": one.row["exception_id"], "status": status, "why": why, "decision_id": one.decision_id,
             "assigned_to": one.row["assigned_to"]}  # fmt: skip
    receipt = one.ruling.takes_back if one.ruling and one.status == "posted" else None
    others = [state | {"exception_id": hash_id(f"exception|payment|{receipt}")}] if receipt else []
    return [state, *others]


def _why(one: Verdict) -> str:
    return f"What is left after {_evidence(one).partition(':')[0]} ({one.message})."


def _lessons(one: Verdict, run: Run, days: int) -> list[Row]:
    """What was taught: a payer's name, and the account it paid from."""
    lesson = one.ruling.lesson if one.ruling else None
    if lesson is None or one.question is None:
        return []
    told = [("name", name) for name in lesson.names] + [("account", account) for account in lesson.accounts]
    return [
        {
            "alias_id": hash_id(f"alias|{one.question.entity}|{kind}|{value}"), "entity": one.question.entity,
            "customer_id": lesson.customer_id, "kind": kind, "value": value, "status": "learned",
            "decision_id": one.decision_id, "payment_id": one.question.payment_id, "taught_by": one.prepared_by,
            "approved_by": one.approved_by, "reason": one.row["comment"], "taught_date": run.as_of,
            "expires_date": run.as_of + timedelta(days=days),
        }
        for kind, value in told
    ]  # fmt: skip
