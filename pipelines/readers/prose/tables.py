"""A table of documents under headings: which column is which, and each of its rows as a line of the advice."""

import re
from functools import cache
from typing import Final, NamedTuple

from pipelines.readers.advices import Line
from pipelines.readers.prose import labels
from pipelines.readers.prose.facts import Facts
from pipelines.readers.prose.page import Cell, Row, fold
from pipelines.readers.prose.tokens import minor
from pipelines.readers.tabular.known.advices import ADVICES
from pipelines.readers.tabular.words import word

NEEDED: Final = {"invoice_number", "paid_amount"}
COLUMNS: Final = (*NEEDED, "gross_amount", "discount_amount", "deduction_amount", "deduction_code", "note")
PLAIN: Final = ("amount", "betrag", "montant", "importe", "bedrag", "total", "value")  # gross, beside what was paid
MOST_WORDS: Final = 4  # of a cell that holds a number
_DECIMALS: Final = re.compile(r"[0-9][.,][0-9]{2}\)?$")


class Column(NamedTuple):
    """One heading, what it means (None: nothing to us), and where it stands."""

    name: str | None
    cell: Cell


class Table(NamedTuple):
    """What tables say: `lines`, sums of their total rows, and rows that cannot be read."""

    lines: list[Line]
    credits: list[bool]  # for each line, whether it is called a credit note
    totals: set[int]
    broken: list[Row]


NO_TABLE: Final = Table([], [], set(), [])


def table(rows: list[Row], said: Facts, currency: str) -> Table:
    """All rows under headings. A page that begins with the headings again goes on with the same table."""
    found = Table([], [], set(), [])
    columns: list[Column] = []
    for at, row in enumerate(rows):
        heading = headings(row)
        if heading:
            columns = heading
        elif columns:
            cells = _placed(row, columns)
            _take(found, row, cells, currency, is_sum=at in said.payment_rows)
    return found


def headings(row: Row) -> list[Column] | None:
    """The columns of a row of headings; None for any other row."""
    known = _known()
    ranked: dict[str, tuple[bool, int, int]] = {}
    for at, cell in enumerate(row.cells):
        name, rank = known.get(word(cell.text.split("(")[0]), (None, 0))
        if name:
            key = (word(cell.text) in PLAIN, rank, at)
            ranked[name] = min(ranked.get(name, key), key)
    if not set(ranked) >= NEEDED:
        return None
    meant = {at: name for name, (_, _, at) in ranked.items()}
    if "gross_amount" not in ranked:
        plain = [at for at, cell in enumerate(row.cells) if at not in meant and word(cell.text) in PLAIN]
        meant |= dict.fromkeys(plain[:1], "gross_amount")
    return [Column(meant.get(at), cell) for at, cell in enumerate(row.cells)]


@cache
def _known() -> dict[str, tuple[str, int]]:
    """Heading -> (column, how far down its alternatives): the earlier the surer."""
    listed = [
        (heading, (name, rank)) for name in COLUMNS for rank, heading in enumerate(ADVICES.columns[name].split("|"))
    ]
    return dict(reversed(listed)) | labels.HEADINGS


def _placed(row: Row, columns: list[Column]) -> dict[str, str]:
    """Column -> text of its cell: by order where there are as many, else the heading it stands under, or nearest to."""
    found: dict[str, str] = {}
    is_full = len(row.cells) == len(columns)
    for at, cell in enumerate(row.cells):
        under = columns[at] if is_full else max(columns, key=lambda column: _overlap(cell, column.cell))
        if under.name:
            found[under.name] = f"{found[under.name]} {cell.text}" if under.name in found else cell.text
    return found


def _overlap(one: Cell, other: Cell) -> float:
    """How far two cells share their width; below zero the gap between them."""
    return min(one.end, other.end) - max(one.start, other.start)


def _take(found: Table, row: Row, cells: dict[str, str], currency: str, is_sum: bool) -> None:
    number, paid = cells.get("invoice_number", ""), cells.get("paid_amount", "")
    amount = minor(paid, currency)
    is_number = (
        any(sign.isdecimal() for sign in number) and len(number.split()) <= MOST_WORDS and not _DECIMALS.search(number)
    )
    is_sum = is_sum or (not is_number and labels.IS_TOTAL.search(row.folded) is not None)
    if is_sum:
        if amount is not None and not labels.IS_NEITHER.search(row.folded):
            found.totals.add(amount)
        return
    if amount is not None and (is_number or len(row.cells) > 1):
        found.lines.append(_line(row, cells, _number(number) if is_number else None, amount, currency))
        found.credits.append(labels.CREDIT.search(row.folded) is not None)
    elif paid or (is_number and len(row.cells) > 1):
        found.broken.append(row)


def _number(text: str) -> str:
    """`Invoice 4711`, `Rechnung Nr. 4711` and `Credit 4711` are 4711."""
    words = text.split()
    numbered = [one for one in words if any(sign.isdecimal() for sign in one)]
    others = " ".join(one for one in words if one not in numbered)
    return numbered[0] if len(numbered) == 1 and others and labels.IS_KIND.fullmatch(fold(others)) else text


def _line(row: Row, cells: dict[str, str], number: str | None, paid: int, currency: str) -> Line:
    gross, discount, deduction = (
        minor(cells.get(name, ""), currency) for name in ("gross_amount", "discount_amount", "deduction_amount")
    )
    discount, deduction = _as_taken_off(gross, paid, discount or 0, deduction or 0)
    note = cells.get("note") if number else row.text
    return Line(
        number, paid, row.text, row.line, gross, discount, deduction, cells.get("deduction_code") or None, note or None
    )


def _as_taken_off(gross: int | None, paid: int, discount: int, deduction: int) -> tuple[int, int]:
    """Both as what is taken off, however the payer signs them: the way that adds up to the gross amount."""
    for first in (discount, -discount):
        for second in (deduction, -deduction):
            if gross is not None and gross == paid + first + second:
                return first, second
    return discount, deduction
