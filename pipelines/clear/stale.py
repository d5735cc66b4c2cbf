"""Whether a row still asks what the books ask now, and if not, what happened meanwhile and by whom."""

from typing import Any

from matching.manual import NotPossible, Question
from pipelines.clear.cells import amount_of
from pipelines.clear.desk import Books
from schemas.money import written

Row = dict[str, Any]


def answered_before(row: Row, said: str, books: Books) -> Row | None:
    """The decision that the same answer to the same row made, the newest of them."""
    for earlier in reversed(books.history.get(row["exception_id"], [])):
        same = (earlier["row_hash"], earlier["book_run_id"], earlier["answer"])
        if same == (row["row_hash"], row["run_id"], said):
            return earlier
    return None


def refuse(row: Row, question: Question, books: Books) -> None:
    """Raises NotPossible when the row is not one of today's books."""
    if not row["row_hash"]:
        raise NotPossible("the hidden cells of this row are gone: answer it in the workbook as it was written")
    fresh = books.hashes.get(question.exception_id)
    if books.owners.get(row["row_hash"], question.exception_id) != question.exception_id:
        raise NotPossible("this row was pasted over: its hidden cells are those of another row; take a newer workbook")
    if fresh != row["row_hash"]:
        raise NotPossible(f"stale: {_happened(question, books)}; answer it in a newer workbook")
    shown = amount_of(row["amount"], question.currency)
    if question.currency and row["amount"] is not None and shown != question.amount:
        amount = written(question.amount, question.currency)
        raise NotPossible(f"this row was pasted over: it shows {row['amount']}, the books have {amount}")


def told(decision: Row) -> str:
    """A decision in half a sentence.

    >>> told({"action": "hold", "status": "posted", "prepared_by": "anna", "approved_by": None, "as_of": "2026-10-15"})
    'hold, by anna on 2026-10-15'
    """
    approved = f", approved by {decision['approved_by']}" if decision["approved_by"] else ""
    state = {"undone": ", taken back since", "rejected": ", given back", "pending_approval": ", waiting for approval"}
    made = f"{decision['action']}, by {decision['prepared_by']} on {decision['as_of']}"
    return made + approved + state.get(decision["status"], "")


def _happened(question: Question, books: Books) -> str:
    """What changed the exception since the row was written."""
    decided = [one for one in books.history.get(question.exception_id, []) if one["status"] != "noted"]
    current = books.facts[question.exception_id]
    last = decided[-1] if decided else None
    if last and current["decision_id"] == last["decision_id"]:
        return told(last)
    if question.status == "resolved":
        return "a later run placed the money by itself"
    left = written(question.amount, question.currency) if question.currency else "it"
    return f"a later run found other facts ({left} is left, {question.status})"
