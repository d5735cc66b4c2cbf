"""One row of a book at a time: is it fresh, may this person say so, and what does it do. The first fault decides."""

import json
from typing import Final

from matching.manual import NotPossible, Question, Ruling, done, ruled
from pipelines.clear import answers, approval, stale, who
from pipelines.clear.desk import Books
from pipelines.clear.verdict import Bench, Row, Verdict
from pipelines.ledger.ids import hash_id
from schemas.settings import Settings

WORDS: Final = {"refund": "refund", "non_ar": "posting to another account"}  # of what leaves receivables


def judge(row: Row, bench: Bench) -> Verdict:
    """A row of To clear or of Pending approval. Items that an accepted row takes are taken for the rows after it."""
    try:
        verdict = approval.approval(row, bench) if row["decision_id"] and not row["row_hash"] else _answered(row, bench)
    except NotPossible as fault:
        question = bench.books.questions.get(row["exception_id"] or "")
        return Verdict(row, "refused", str(fault), question, prepared_by=row["prepared_by"] or bench.clerk.name)
    if verdict.status == "posted" and verdict.ruling:
        done(verdict.ruling, bench.books.desk)
    return verdict


def _answered(row: Row, bench: Bench) -> Verdict:
    if row["fault"]:
        raise NotPossible(row["fault"])
    question = bench.books.questions.get(row["exception_id"] or "")
    if question is None:
        raise NotPossible(f"no exception {row['exception_id'] or 'is named in this row'} in this ledger")
    if row["action"] is None:
        return _noted(row, question, bench)
    answer = answers.read(row, question, bench)
    said = answers.words(row, answer)
    if earlier := stale.answered_before(row, said, bench.books):
        return _again(row, question, earlier, said, bench)
    stale.refuse(row, question, bench.books)
    prepared_by = row["prepared_by"] or bench.clerk.name
    if fault := who.why_not(prepared_by, bench.clerk, bench.settings):
        raise NotPossible(fault)
    ruling = ruled(question, answer, bench.books.desk)
    names = {name for name in (prepared_by, bench.clerk.name) if name}
    waits = needs_another(question, ruling, names, bench.settings)
    return Verdict(
        row, "pending_approval" if waits else "posted", waits or ruling.message, question, ruling,
        next_id(question.exception_id, bench.books), prepared_by, None, said,
    )  # fmt: skip


def _noted(row: Row, question: Question, bench: Bench) -> Verdict:
    """No action: a comment and an assignment are kept; other cells without one are a slip."""
    if any(row[name] is not None for name in ("apply_to", "reason_code", "write_off", "learn_alias")) or (
        question.exception_id in bench.lines
    ):
        raise NotPossible("the action is missing: choose one of the list")
    known = {
        "comment": bench.books.comments.get(question.exception_id),
        "assigned_to": bench.books.facts[question.exception_id]["assigned_to"],
    }
    new = {name: row[name] for name, before in known.items() if row[name] not in (None, before)}
    if not new:
        return Verdict(row, "unchanged", "no action chosen", question)
    prepared_by = row["prepared_by"] or bench.clerk.name
    if fault := who.why_not(prepared_by, bench.clerk, bench.settings):
        raise NotPossible(fault)
    said = json.dumps(new, ensure_ascii=False)
    if stale.answered_before(row, said, bench.books):
        return Verdict(row, "unchanged", "the note is known", question)
    decision_id = next_id(question.exception_id, bench.books)
    told = " and ".join({"comment": "the comment is kept", "assigned_to": f"it is {row['assigned_to']}'s row now"}[name]
                        for name in new)  # fmt: skip
    return Verdict(row, "noted", told, question, None, decision_id, prepared_by, None, said)


def needs_another(question: Question, ruling: Ruling, names: set[str], settings: Settings) -> str | None:
    """Why the ruling waits for a second person; None when it may be posted."""
    places = {place.account_class for place in ruling.places}
    word = next((word for kind, word in WORDS.items() if kind in places), "write-off, fee or late discount")
    given_up = who.above_limit(ruling.given_up, f"a {word}", question.currency, names, settings)
    taught = abs(question.amount) if ruling.lesson else 0
    return given_up or who.above_limit(taught, "learning a payer from a payment", question.currency, names, settings)


def next_id(exception_id: str, books: Books) -> str:
    """The n-th decision about an exception has an id of its own, the same on every machine."""
    return hash_id(f"decision|{exception_id}|{len(books.history.get(exception_id, [])) + 1}")


def _again(row: Row, question: Question, earlier: Row, said: str, bench: Bench) -> Verdict:
    """The same answer to the same row of the same day: done already, or approved now."""
    by, on = earlier["prepared_by"], earlier["as_of"]
    if earlier["status"] in ("posted", "noted"):
        approved = f", approved by {earlier['approved_by']}" if earlier["approved_by"] else ""
        return Verdict(row, "already posted", f"done before, by {by} on {on}{approved}", question, None,
                       earlier["decision_id"], by)  # fmt: skip
    if earlier["status"] == "pending_approval":
        if row["approved_by"] and row["approved_by"] == bench.clerk.name:
            return approval.approved(row, earlier, bench)
        return Verdict(row, "pending_approval", f"prepared by {by} on {on}; waits for a second person", question, None,
                       earlier["decision_id"], by)  # fmt: skip
    happened = "given back" if earlier["status"] == "rejected" else "taken back since"
    raise NotPossible(f"this answer of {by} was {happened}: answer the row in a newer workbook")
