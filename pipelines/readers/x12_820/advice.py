"""One transaction set 820: the payment, and the documents it is for, in the payer's figures."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

from pipelines.readers.advices import NO_AMOUNT
from pipelines.readers.base import excerpt
from pipelines.readers.x12 import Segment
from schemas.money import CURRENCY_DECIMALS, minor_of, written

CHEQUE: Final = "CHK"
DEFAULT_CURRENCY: Final = "USD"
RECKONED: Final = "the amount paid is reckoned: the payer leaves it out"
NOTED: Final = ("REF", "DTM", "NTE", "N1")


class Malformed(Exception):
    """A value that is not what the format says: (segment, what was expected)."""


@dataclass(slots=True)
class Line:
    """An RMR loop, or an ADX that stands outside any: an item of its own."""

    head: Segment
    others: list[Segment] = field(default_factory=list)


class Figures(NamedTuple):
    """A line in minor units. `gross` is null where the payer gives none."""

    number: str | None
    gross: int | None
    discount: int
    deduction: int
    code: str | None
    paid: int
    note: str | None
    is_unbalanced: bool


@dataclass(slots=True)
class Advice:
    """A transaction set while its segments pass."""

    set_head: Segment
    payment: Segment | None = None
    reference: str | None = None
    currency: str = DEFAULT_CURRENCY
    payer_name: str | None = None
    lines: list[Line] = field(default_factory=list)
    is_inside: bool = False  # an RMR is open: an ADX that follows belongs to it

    def take(self, segment: Segment) -> None:
        """One segment between ST and SE, in its loop."""
        tag = segment.tag
        if tag == "BPR":
            self.payment = segment
        elif tag == "TRN" and self.reference is None:
            self.reference = segment[2] or None
        elif tag == "CUR":
            self.currency = segment[2].upper() or self.currency
        elif tag == "ENT":
            self.is_inside = False
        elif tag == "RMR" or (tag == "ADX" and not self.is_inside):
            self.is_inside = tag == "RMR"
            self.lines.append(Line(segment))
        elif self.lines and (self.is_inside or self.lines[-1].head.tag == "ADX"):
            self.lines[-1].others.append(segment)
        elif tag == "N1" and segment[1] == "PR" and self.payer_name is None:
            self.payer_name = segment[2] or None

    def amount(self, segment: Segment, number: int) -> int | None:
        """An element as minor units; None when blank. Raises Malformed when it is no amount."""
        text = segment[number]
        if not text:
            return None
        sign, digits = ("-", text[1:]) if text[:1] == "-" else ("", text.removeprefix("+"))
        found = minor_of(sign + (f"0{digits}" if digits[:1] == "." else digits), self.currency)
        if found is None:
            raise Malformed(segment, f"{segment.tag}{number:02} to be an amount in {self.currency}, not {text!r}")
        return found

    def figures(self, line: Line) -> Figures:
        """What a line says. Raises Malformed for an amount that is none."""
        return self._document(line) if line.head.tag == "RMR" else self._adjustment(line)

    def _document(self, line: Line) -> Figures:
        head = line.head
        paid, gross = self.amount(head, 4), self.amount(head, 5)
        discount = self.amount(head, 6) or 0
        adjustments = [other for other in line.others if other.tag == "ADX"]
        deduction = -sum(self.amount(one, 1) or 0 for one in adjustments)
        codes = [one[2] for one in adjustments if one[2]]
        rest = None if gross is None or paid is None else gross - discount - paid
        if not adjustments and head[8]:
            deduction = -(self.amount(head, 8) or 0)
            codes = [head[7]] if head[7] else []
            deduction = -deduction if rest == -deduction else deduction
        note = [*_notes(line.others), *(" ".join(filter(None, one.elements[2:])) for one in adjustments)]
        note += [] if paid is not None else [NO_AMOUNT]
        is_unbalanced = rest is not None and rest != deduction
        return Figures(
            head[2] or None, gross, discount, deduction, codes[0] if codes else None, paid or 0,
            "; ".join(filter(None, note)) or None, is_unbalanced,
        )  # fmt: skip

    def _adjustment(self, line: Line) -> Figures:
        """An ADX outside any RMR: not netted in one, so an item with its own sign and reference."""
        head = line.head
        paid = self.amount(head, 1)
        if paid is None:
            raise Malformed(head, "ADX01 to be an amount")
        note = "; ".join(filter(None, ["adjustment " + head[2], *_notes(line.others)]))
        return Figures(head[4] or None, None, 0, 0, head[2] or None, paid, note, False)

    def checks(self, total: int | None, figures: Iterable[tuple[Line, Figures]]) -> Iterator[str]:
        """What does not add up: neither figure is changed, both are kept."""
        documents = adjustments = 0
        for line, one in figures:
            documents += one.paid if line.head.tag == "RMR" else 0
            adjustments += one.paid if line.head.tag == "ADX" else 0
            if one.is_unbalanced:
                yield (
                    f"line {line.head.line}: paid, discount and deduction of {excerpt(one.number or 'no number')} "
                    "do not add up to its gross amount"
                )
        if total is not None and total not in (documents, documents + adjustments):
            yield (
                f"line {self.set_head.line}: the payment {written(total, self.currency)} is not the sum of its lines "
                f"{written(documents + adjustments, self.currency)}"
            )


def settled(figures: list[tuple[Line, Figures]], total: int | None) -> list[tuple[Line, Figures]]:
    """The figures, with what was paid on documents that bear no RMR04, where only one reading gives the payment.

    The standard lets a payer leave it out for an open item, and does not say what it is then: the amount due less what
    was taken off it, or for an only document the whole payment. Where that is not the payment, nothing is supposed.
    """
    blank = [
        line.head.tag == "RMR" and not line.head[4] and (one.gross is not None or len(figures) == 1)
        for line, one in figures
    ]
    if total is None or not any(blank):
        return figures
    is_only = len(figures) == 1 and figures[0][1].gross is None
    reckoned = [
        (line, _reckoned(one, total if is_only else (one.gross or 0) - one.discount - one.deduction))
        if is_blank
        else (line, one)
        for is_blank, (line, one) in zip(blank, figures, strict=True)
    ]
    return reckoned if sum(one.paid for _, one in reckoned) == total else figures


def _reckoned(one: Figures, paid: int) -> Figures:
    return one._replace(paid=paid, note=(one.note or "").replace(NO_AMOUNT, RECKONED))


def _notes(segments: Iterable[Segment]) -> list[str]:
    return [" ".join(filter(None, one.elements[1:])) for one in segments if one.tag in NOTED]


def day(segment: Segment, number: int) -> date | None:
    """An element as a date, YYYYMMDD or YYMMDD; None when it is none."""
    text = segment[number]
    if not re.fullmatch(r"[0-9]{6}|[0-9]{8}", text):
        return None
    year = int(text[:-4]) if len(text) == 8 else 2000 + int(text[:2])
    try:
        return date(year, int(text[-4:-2]), int(text[-2:]))
    except ValueError:
        return None


def proved_currency(advice: Advice) -> None:
    """Raises Malformed for a currency that is none."""
    if advice.currency not in CURRENCY_DECIMALS:
        raise Malformed(advice.set_head, f"an ISO 4217 code in CUR02, not {advice.currency!r}")
