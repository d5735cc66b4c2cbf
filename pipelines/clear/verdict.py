"""What rows are judged with, and what a judgement is."""

from typing import Any, NamedTuple

from matching.manual import Question, Ruling
from pipelines.clear.desk import Books
from pipelines.clear.who import Clerk
from schemas.settings import Settings

Row = dict[str, Any]


class Verdict(NamedTuple):
    """What becomes of one row. `status` is of schemas.clearing.ANSWER_STATUSES."""

    row: Row
    status: str
    message: str
    question: Question | None = None
    ruling: Ruling | None = None
    decision_id: str | None = None
    prepared_by: str | None = None
    approved_by: str | None = None
    answer: str | None = None  # the decision's own words, as JSON
    earlier: Row | None = None  # the decision that an approval is about


class Bench(NamedTuple):
    """What all rows of one book are judged with."""

    books: Books
    lines: dict[str, list[Row]]  # exception_id -> its lines of Allocations
    clerk: Clerk
    settings: Settings
    reasons: frozenset[str]
