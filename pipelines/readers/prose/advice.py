"""Which of the figures of a text are an advice. Nothing is one that does not add up to what the text itself states."""

from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Final, NamedTuple

from pipelines.readers.advices import Advice, Line
from pipelines.readers.base import excerpt
from pipelines.readers.prose.facts import Facts, facts
from pipelines.readers.prose.lines import Candidate, Lines, lines
from pipelines.readers.prose.page import Row
from pipelines.readers.prose.tables import NO_TABLE, Table, table
from pipelines.readers.prose.tokens import minor
from schemas.money import written

UNPROVED: Final = "what was paid on each document cannot be told: their numbers are kept as notes, without amounts"
NO_TOTAL: Final = "the text states no total that would prove its lines"
EXPECTED: Final = "a text that names documents, what was paid on each, and the payment they add up to"
ASK: Final = "ask the payer for a list of invoices and amounts, or enter them as a remittance CSV"
NOTHING: Final = ("no document number beside an amount", EXPECTED, ASK)
NO_CURRENCY: Final = (
    "amounts of no currency, or of several",
    "one currency, named beside an amount or in a heading",
    'where such texts are all in one currency, name it in tieout.toml: [texts] currency = "EUR"',
)
UNCLEAR: Final = "one document and the amount paid on it in a line"
READ_IT: Final = "read it in the file; it was not taken as an amount"


class Signed(NamedTuple):
    """Who sent a text, and when."""

    sender: str | None = None
    sent: date | None = None


UNSIGNED: Final = Signed()


class Found(NamedTuple):
    """The advice of a text (None: it is none), what is odd about it, and the rows that a person has to read."""

    advice: Advice | None
    warnings: list[str]
    rejects: list[dict[str, object]]
    why_not: tuple[str, str, str] = NOTHING  # what stands there, what was expected, what to do
    is_proved: bool = False

    @property
    def names_all(self) -> bool:
        """Whether it is proved, and every line of it names its document."""
        return self.is_proved and self.advice is not None and all(line.number for line in self.advice.lines)


def advice_of(rows: list[Row], default_currency: str | None, is_whole: bool, signed: Signed = UNSIGNED) -> Found:
    """The advice that a page says, by its table, its lines, or the only document it names.

    In:      `is_whole` says that the form of the file itself would show a cut: only then a table is taken without any
             total; `signed` is the mail's sender and day, for a text that names no payer and no day.
    """
    said = facts(rows, default_currency)
    listed = lines(rows, said)
    under = table(rows, said, said.currency) if said.currency else NO_TABLE
    if not (listed.candidates or listed.named or listed.unclear or under.lines):
        return Found(None, [], [])
    if said.currency is None:
        return Found(None, [], [], NO_CURRENCY)
    advice = Advice(
        said.currency,
        rows[0].line or 1,  # 0: the subject of a mail
        stated_id=said.stated_id,
        payer_name=said.payer_name or signed.sender,
        reference=said.reference,
        payment_date=said.payment_date or signed.sent,
        is_cheque=said.is_cheque,
    )
    # Under headings the paid column is stated: no other one is tried.
    proved = (
        _by_table(under, said)
        if under.lines
        else _by_lines(listed, said) or _by_only_document(rows, listed, said, is_whole)
    )
    if proved:
        advice.lines = proved
        advice.payment = advice.paid
        return Found(advice, [], [], is_proved=True)
    if is_whole and under.lines and not (under.broken or said.payments or said.totals or under.totals):
        advice.lines = under.lines
        return Found(advice, [f"line {under.lines[0].source_line}: {NO_TOTAL}"], [])
    return _unproved(advice, said, listed, under)


def _by_table(under: Table, said: Facts) -> list[Line] | None:
    """The rows of a table, when they add up to the payment, or where none is stated to a total."""
    if under.broken:
        return None
    expected = _expected(said, under.totals)
    for found in (under.lines, _credited(under)):
        if sum(line.paid or 0 for line in found) in expected:
            return found
    return None


def _expected(said: Facts, totals: set[int]) -> set[int]:
    """What lines may add up to: the payment if one is stated; two payments in one text prove nothing."""
    return said.payments if len(said.payments) == 1 else set() if said.payments else said.totals | totals


def _credited(under: Table) -> list[Line]:
    """The lines with credit notes taken off, as payers mean them who write them without a sign."""
    return [
        line._replace(paid=-(line.paid or 0), gross=None if line.gross is None else -line.gross)
        if is_credit and (line.paid or 0) > 0
        else line
        for line, is_credit in zip(under.lines, under.credits, strict=True)
    ]


def _by_lines(listed: Lines, said: Facts) -> list[Line] | None:
    """Rows without headings: the one column, and the one reading of credit notes, that adds up."""
    if not listed.candidates or listed.unclear or said.currency is None:
        return None
    readings = {
        values
        for values in _readings(listed.candidates, said.currency)
        if sum(values) in _expected(said, set()) and None not in values
    }
    if len(readings) != 1:
        return None
    return [
        Line(one.number, value, one.row.text, one.row.line)
        for one, value in zip(listed.candidates, readings.pop(), strict=True)
    ]


def _readings(candidates: list[Candidate], currency: str) -> Iterator[tuple[int, ...]]:
    widths = {len(one.amounts) for one in candidates}
    columns = range(widths.pop()) if len(widths) == 1 else [-1]
    for column, is_taken_off in product(columns, (False, True)):
        values = [minor(one.amounts[column].text, currency) for one in candidates]
        if None not in values:
            yield tuple(
                -abs(value or 0) if is_taken_off and one.is_credit else value or 0
                for one, value in zip(candidates, values, strict=True)
            )


def _by_only_document(rows: list[Row], listed: Lines, said: Facts, is_whole: bool) -> list[Line] | None:
    """A text that names one document and one payment means that the payment is for it.

    Below the payment a list may have begun that was cut: there the file itself has to show its end.
    """
    places = [*listed.named, *((one.row, one.number) for one in listed.candidates)]
    values = {minor(amount.text, said.currency or "") for one in listed.candidates for amount in one.amounts}
    if len({number for _, number in places}) != 1 or listed.unclear or len(said.payments) != 1:
        return None
    first = min(rows.index(row) for row, _ in places)
    if not values <= said.payments or (first > max(said.payment_rows, default=-1) and not is_whole):
        return None
    return [Line(places[0][1], next(iter(said.payments)), rows[first].text, rows[first].line)]


def _unproved(advice: Advice, said: Facts, listed: Lines, under: Table) -> Found:
    """The numbers alone, once each, with the text they stand in."""
    places = [(line.number, line.raw, line.source_line) for line in under.lines if line.number]
    if not places:
        places = [(one.number, one.row.text, one.row.line) for one in listed.candidates]
        places += [(number, row.text, row.line) for row, number in listed.named]
    numbers: dict[str, Line] = {}
    for number, raw, line in sorted(places, key=lambda place: place[2]):
        numbers.setdefault(number, Line(number, None, raw, line, note=excerpt(raw)))
    advice.lines = list(numbers.values())
    advice.payment = next(iter(said.payments)) if len(said.payments) == 1 else None
    unclear = under.broken if under.lines else listed.unclear
    rejects: list[dict[str, object]] = [
        {"source_line": row.line, "field": None, "value": excerpt(row.text), "rule": UNCLEAR, "remedy": READ_IT,
         "raw": row.text}
        for row in unclear
    ]  # fmt: skip
    return Found(advice if numbers else None, [f"line {advice.source_line}: {_why(advice, said, under)}"], rejects)


def _why(advice: Advice, said: Facts, under: Table) -> str:
    """Why the figures are not taken."""
    if under.lines and not (said.payments or said.totals or under.totals):
        return f"{NO_TOTAL}; {UNPROVED}"
    if len(said.payments) > 1:
        sums = ", ".join(written(value, advice.currency) for value in sorted(said.payments))
        return f"several payments are stated ({sums}); {UNPROVED}"
    lines_sum = sum(line.paid or 0 for line in under.lines)
    stated = sorted(_expected(said, under.totals))
    if stated and under.lines:
        return (
            f"its lines come to {written(lines_sum, advice.currency)}, it states "
            f"{' or '.join(written(value, advice.currency) for value in stated)}; {UNPROVED}"
        )
    return UNPROVED
