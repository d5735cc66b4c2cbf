"""Lines of an advice without a table: each names one document and says what was paid on it."""

import re
from typing import Final, NamedTuple

from pipelines.readers.prose import labels
from pipelines.readers.prose.facts import Facts
from pipelines.readers.prose.page import Row
from pipelines.readers.prose.tokens import Amount, amounts, numbers

_SHORT: Final = re.compile(r"[A-Za-z0-9][\w/.-]*")


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
        labelled, others = documents(row)
        paid = [] if at in said.payment_rows else amounts(row)
        listed = labelled if len(labelled) == 1 or (labelled and len(labelled) == len(paid)) else labelled + others
        if not paid:
            found.named.extend((row, number) for number in labelled + (others if labelled else []))
        elif len(listed) == 1:
            found.candidates.append(Candidate(row, listed[0], paid, _is_credit(row)))
        elif len(listed) == len(paid) > 1 and _is_alternating(row, listed, paid):
            found.candidates.extend(
                Candidate(row, number, [one], False) for number, one in zip(listed, paid, strict=True)
            )
        elif listed:
            found.unclear.append(row)
            found.named.extend((row, number) for number in labelled)
    return found


def documents(row: Row) -> tuple[list[str], list[str]]:
    """The numbers of a row that a word calls documents, and those that may be."""
    taken = [(amount.start, amount.end) for amount in amounts(row)]
    tokens = {token.start: token for token in numbers(row)}
    labelled: dict[int, str] = {}
    for label in labels.IS_DOCUMENT.finditer(row.folded):
        at = label.end()
        short = _SHORT.match(row.text, at)
        if at in tokens:
            labelled[at] = tokens[at].text
        elif short and short[0].isdigit() and not any(start < short.end() and at < end for start, end in taken):
            labelled[at] = short[0]
    others = {
        at: token.text
        for at, token in tokens.items()
        if at not in labelled and not labels.IS_OTHER.search(row.folded[:at])
    }
    return list(dict.fromkeys(labelled.values())), list(dict.fromkeys(others.values()))


def _is_credit(row: Row) -> bool:
    return labels.CREDIT.search(row.folded) is not None


def _is_alternating(row: Row, listed: list[str], paid: list[Amount]) -> bool:
    """Whether each number has its amount right behind it, before the next number."""
    starts = [row.text.find(number) for number in listed]
    ends = [*starts[1:], len(row.text)]
    return all(start < one.start < end for start, one, end in zip(starts, paid, ends, strict=True))
