"""Lines of an advice without a table: each names one document and says what was paid on it."""

from typing import NamedTuple

from pipelines.readers.prose import labels
from pipelines.readers.prose.documents import documents
from pipelines.readers.prose.facts import Facts
from pipelines.readers.prose.page import Row
from pipelines.readers.prose.tokens import Amount, amounts


class Candidate(NamedTuple):
    """One document and the amounts beside it, in the order of the line."""

    row: Row
    number: str
    amounts: list[Amount]
    is_credit: bool


class Lines(NamedTuple):
    """`named` are documents without an amount; `unclear` are rows whose amount could be of several."""

    candidates: list[Candidate]
    named: list[tuple[Row, str]]
    unclear: list[Row]


def lines(rows: list[Row], said: Facts) -> Lines:
    """What every row says that is neither the payment nor a total."""
    found = Lines([], [], [])
    for at, row in enumerate(rows):
        told = documents(row)
        paid = [] if at in said.payment_rows else amounts(row)
        several = told.called if len(told.called) > 1 else told.others if not told.called else []
        if not paid:
            found.named.extend((row, number) for number in told.called)
        elif told.one:
            is_credit = labels.CREDIT.search(row.folded) is not None
            found.candidates.append(Candidate(row, told.one, paid, is_credit))
        elif len(several) == len(paid) > 1 and _is_alternating(row, several, paid):
            found.candidates.extend(
                Candidate(row, number, [one], False) for number, one in zip(several, paid, strict=True)
            )
        elif several:
            found.unclear.append(row)
            found.named.extend((row, number) for number in told.called)
    return found


def _is_alternating(row: Row, listed: list[str], paid: list[Amount]) -> bool:
    """Whether each number has its amount right behind it, before the next number."""
    starts = [row.text.find(number) for number in listed]
    ends = [*starts[1:], len(row.text)]
    return all(start < one.start < end for start, one, end in zip(starts, paid, ends, strict=True))
