"""The second pair of eyes: what was prepared is checked again and posted, or given back."""

from matching.manual import NotPossible, ruled
from pipelines.clear import stale, who
from pipelines.clear.answers import from_words
from pipelines.clear.verdict import Bench, Row, Verdict


def approval(row: Row, bench: Bench) -> Verdict:
    """A yes or no on Pending approval."""
    if row["fault"]:
        raise NotPossible(row["fault"])
    earlier = bench.books.decisions.get(row["decision_id"])
    if earlier is None:
        raise NotPossible(f"no decision {row['decision_id']} in this ledger")
    row["exception_id"] = earlier["exception_id"]
    question = bench.books.questions.get(earlier["exception_id"])
    if row["approved_by"] not in (None, bench.clerk.name):
        raise NotPossible(
            f"Approved by is {row['approved_by']}, the book was handed in by {bench.clerk.name or 'nobody'}"
        )
    if row["approval"] is None:
        raise NotPossible("neither yes nor no: choose one of them")
    if earlier["status"] != "pending_approval":
        told = stale.told(earlier)
        if row["approval"] and earlier["status"] == "posted":
            return Verdict(row, "already posted", told, question, None, earlier["decision_id"], earlier["prepared_by"])
        raise NotPossible(f"nothing waits here: {told}")
    if not row["approval"]:
        if fault := who.why_no_approval(bench.clerk, "", None, bench.settings):
            raise NotPossible(fault)
        verdict = Verdict(row, "posted", "given back: the row waits for another answer", question)
        return _of(earlier, verdict, bench)
    return approved(row, earlier, bench)


def approved(row: Row, earlier: Row, bench: Bench) -> Verdict:
    """Posts what was prepared, checked again against the books of now."""
    if fault := who.why_no_approval(bench.clerk, earlier["prepared_by"], earlier["cleared_by"], bench.settings):
        raise NotPossible(fault)
    question = bench.books.questions[earlier["exception_id"]]
    ruling = ruled(question, from_words(earlier["answer"]), bench.books.desk)
    message = f"{ruling.message}; prepared by {earlier['prepared_by']}, approved by {bench.clerk.name}"
    return _of(earlier, Verdict(row, "posted", message, question, ruling), bench)


def _of(earlier: Row, verdict: Verdict, bench: Bench) -> Verdict:
    """What a second person says of a decision, under that decision's id."""
    return verdict._replace(
        decision_id=earlier["decision_id"], prepared_by=earlier["prepared_by"], approved_by=bench.clerk.name,
        answer=earlier["answer"], earlier=earlier,
    )  # fmt: skip
