"""What an advice says of its payment: amount, currency, day, reference, payer. What it says twice is left out."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Final, TypeVar

from pipelines.readers.prose import labels
from pipelines.readers.prose.dates import dates, day_first
from pipelines.readers.prose.documents import documents
from pipelines.readers.prose.page import Row
from pipelines.readers.prose.tokens import DOLLARS, amounts, minor
from schemas.money import CURRENCY_DECIMALS

_VALUE: Final = re.compile(r"[A-Za-z0-9][\w/.+-]*")
_CODES: Final = re.compile(rf"\b(?:{'|'.join(CURRENCY_DECIMALS)})\b")
_IN_HEADING: Final = re.compile(rf"\(({'|'.join(CURRENCY_DECIMALS)})\)")
Value = TypeVar("Value")
MAX_NAME: Final = 140


@dataclass(slots=True)
class Facts:
    """`payments` and `totals` are amounts in minor units, as often as they differ."""

    currency: str | None
    payments: set[int] = field(default_factory=set)
    totals: set[int] = field(default_factory=set)
    payment_rows: set[int] = field(default_factory=set)  # positions of rows whose amounts are no line of the advice
    payment_date: date | None = None
    reference: str | None = None
    stated_id: str | None = None
    payer_name: str | None = None
    is_cheque: bool = False


def facts(rows: list[Row], default_currency: str | None) -> Facts:
    """All of it, from every row. `currency` is None where none is named, or several are."""
    said = Facts(_currency(rows, default_currency))
    is_day_first = day_first(row.text for row in rows)
    said.payment_date = _only(_dated(rows, is_day_first))
    said.reference = _only(_valued(rows, "payment_reference"))
    said.stated_id = _only(_valued(rows, "remittance_id"))
    said.payer_name = _only(_named(rows))
    said.is_cheque = any(labels.CHEQUE.search(row.folded) for row in rows)
    if said.currency:
        _sums(rows, said, said.currency)
    return said


def _currency(rows: list[Row], default: str | None) -> str | None:
    """The one currency beside amounts, in a column of its own, a heading, or after the word currency."""
    stated: set[str] = set()
    signs: set[str] = set()
    for row in rows:
        found = amounts(row)
        for amount in found:
            (signs if "$" in amount.text and "US$" not in amount.text else stated).add(amount.currency or "")
        if found:
            stated |= {cell.text for cell in row.cells if cell.text in CURRENCY_DECIMALS}
        stated |= set(_IN_HEADING.findall(row.text))
        for label in labels.LABELS["currency"].finditer(row.folded):
            stated |= set(_CODES.findall(row.text[label.end() : label.end() + 5]))
    stated, signs = stated - {""}, signs - {""}
    if signs and not (len(stated) == 1 and stated <= DOLLARS):  # a bare dollar sign is of the dollars named beside it
        stated |= signs
    return stated.pop() if len(stated) == 1 else default if not stated else None


def _sums(rows: list[Row], said: Facts, currency: str) -> None:
    """Payments and totals. A payment beside one document is of that line, unless no other payment is stated."""
    beside: dict[int, int] = {}
    for at, row in enumerate(rows):
        before, found = 0, amounts(row)
        for amount in found:
            label, value = row.folded[before : amount.start], minor(amount.text, currency)
            before = amount.end
            if value is None or labels.IS_NEITHER.search(label):
                continue
            if labels.IS_PAYMENT.search(label):
                if documents(row).one:
                    beside[at] = value
                else:
                    said.payments.add(value)
                    said.payment_rows.add(at)
            elif labels.IS_TOTAL.search(label):
                said.totals |= {value} if len(found) == 1 else set()
                said.payment_rows.add(at)
        if labels.IS_NEITHER.search(row.folded) and labels.IS_TOTAL.search(row.folded):
            said.payment_rows.add(at)
    if not said.payments and len(beside) == 1:
        said.payments, said.payment_rows = set(beside.values()), said.payment_rows | set(beside)


def _after(rows: list[Row], column: str) -> list[tuple[Row, int]]:
    """Where the value of each label begins."""
    return [(row, label.end()) for row in rows for label in labels.LABELS[column].finditer(row.folded)]


def _dated(rows: list[Row], is_day_first: bool | None) -> set[date]:
    found = set()
    for row, start in _after(rows, "payment_date"):
        near = [day for at, day in dates(row.text, is_day_first) if 0 <= at - start <= 3]
        found |= set(near[:1])
    return found


def _valued(rows: list[Row], column: str) -> set[str]:
    """Words with a digit right after a label."""
    found = set()
    for row, start in _after(rows, column):
        value = _VALUE.match(row.text, start)
        if value and any(sign.isdecimal() for sign in value[0]):
            found.add(value[0].rstrip("."))
    return found


def _named(rows: list[Row]) -> set[str]:
    """Names after a label and a colon, or alone in the cell behind it."""
    found = set()
    for row, start in _after(rows, "payer_name"):
        rest = row.text[start:].split("  ")[0].strip()
        if rest and (row.text[:start].rstrip().endswith(":") or row.text[start - 2 : start] == "  "):
            found.add(rest[:MAX_NAME])
    return found


def _only(found: set[Value]) -> Value | None:
    return next(iter(found)) if len(found) == 1 else None
