"""One REMADV message: the payment, and the documents it is for, in the payer's figures."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

from pipelines.readers.base import excerpt
from pipelines.readers.edifact import Segment
from schemas.money import CURRENCY_DECIMALS, minor_of, written

CREDIT_NOTES: Final = ("381", "83", "396", "CN")
CHEQUES: Final = ("20", "21", "22", "23", "24", "25", "26")  # means of payment: cheques of all kinds
PAYMENT_DATES: Final = ("203", "209", "138")  # execution requested, value, payment; the first there is
PAYERS: Final = ("PR", "OY", "BY", "MS")  # payer, ordering customer, buyer, sender; the first there is
REFERENCES: Final = ("PQ", "AEK", "CK", "PK")  # payment, payment order, cheque, packing of payments
AMOUNTS: Final = {  # what the amount of a document means
    "12": "paid", "9": "gross", "77": "gross", "39": "gross", "52": "discount", "19": "deduction", "165": "deduction",
    "5": "deduction",
}  # fmt: skip
NOTED: Final = ("RFF", "DTM", "FTX")


class Malformed(Exception):
    """A value that is not what the format says: (segment, what was expected)."""


class Figures(NamedTuple):
    """A document in minor units."""

    number: str | None
    gross: int | None
    discount: int
    deduction: int
    code: str | None
    paid: int
    note: str | None
    is_unbalanced: bool


@dataclass(slots=True)
class Document:
    """A DOC with the segments that belong to it."""

    head: Segment
    others: list[Segment] = field(default_factory=list)


@dataclass(slots=True)
class Advice:
    """A message while its segments pass."""

    head: Segment
    stated_id: str | None = None
    currency: str = ""
    payment_date: dict[str, date] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    references: dict[str, str] = field(default_factory=dict)
    account: str | None = None
    is_cheque: bool = False
    total: Segment | None = None
    documents: list[Document] = field(default_factory=list)
    is_summary: bool = False

    def take(self, segment: Segment) -> None:
        """One segment between UNH and UNT, where it belongs."""
        tag = segment.tag
        if tag == "DOC":
            self.documents.append(Document(segment))
        elif tag == "UNS":
            self.is_summary = True
        elif tag == "MOA" and segment.at(1) == "12" and (self.is_summary or not self.documents):
            self.total = self.total or segment
        elif self.documents and not self.is_summary:
            self.documents[-1].others.append(segment)
        elif tag == "CUX":
            self.currency = segment.at(1, 1).upper()
        else:
            self._header(segment)

    def _header(self, segment: Segment) -> None:
        kind = segment.at(1)
        match segment.tag:
            case "BGM":
                self.stated_id = segment.at(2) or None
            case "DTM" if found := day(segment):
                self.payment_date[kind] = found
            case "NAD":
                name = segment.at(4) or segment.at(3)
                self.names.setdefault(kind, " ".join(filter(None, (name, segment.at(4, 1)))))
            case "RFF":
                self.references.setdefault(kind, segment.at(1, 1))
            case "FII" if kind == "OR":
                self.account = segment.at(2) or None
            case "PAI":
                self.is_cheque = segment.at(1, 2) in CHEQUES

    def first(self, values: dict[str, str], kinds: tuple[str, ...]) -> str | None:
        """The first of several kinds that is there and not blank."""
        return next((values[kind] for kind in kinds if values.get(kind)), None)

    def settled_currency(self) -> str:
        """The currency of CUX, else of the first amount. Raises Malformed when there is none."""
        amounts = [self.total] if self.total else []
        amounts += [one for document in self.documents for one in document.others if one.tag == "MOA"]
        stated = self.currency or next((one.at(1, 2) for one in amounts if one.at(1, 2)), "")
        if stated not in CURRENCY_DECIMALS:
            raise Malformed(self.head, f"an ISO 4217 currency in CUX or MOA, not {stated!r}")
        self.currency = stated
        return stated

    def amount(self, segment: Segment) -> int:
        """The amount of a MOA in minor units; point or comma, there are no thousands in EDIFACT."""
        text = segment.at(1, 1).replace(",", ".")
        sign, digits = ("-", text[1:]) if text[:1] == "-" else ("", text)
        found = minor_of(sign + (f"0{digits}" if digits[:1] == "." else digits), self.currency)
        if found is None:
            raise Malformed(segment, f"an amount in {self.currency}, not {segment.at(1, 1)!r}")
        return found

    def figures(self, document: Document) -> Figures:
        """What a document says. Raises Malformed for an amount that is none."""
        sums: dict[str, int] = {}
        for one in document.others:
            meaning = AMOUNTS.get(one.at(1)) if one.tag == "MOA" else None
            if meaning:
                sums[meaning] = sums.get(meaning, 0) + self.amount(one)
        if document.head.at(1) in CREDIT_NOTES:
            sums = {name: -abs(value) for name, value in sums.items()}
        gross, discount, deduction = sums.get("gross"), sums.get("discount", 0), sums.get("deduction", 0)
        paid = sums.get("paid")
        notes = [_said(one) for one in document.others if one.tag in NOTED]
        if paid is None:
            paid = 0 if gross is None else gross - discount - deduction
            notes.append("no amount given" if gross is None else "amount paid reckoned from the amount due")
        codes = [one.at(1) for one in document.others if one.tag == "AJT" and one.at(1)]
        return Figures(
            document.head.at(2) or None, gross, discount, deduction, codes[0] if codes else None, paid,
            "; ".join(filter(None, notes)) or None, gross is not None and paid + discount + deduction != gross,
        )  # fmt: skip

    def checks(self, total: int | None, figures: list[tuple[Document, Figures]]) -> Iterator[str]:
        """What does not add up: neither figure is changed, both are kept."""
        for document, one in figures:
            if one.is_unbalanced:
                yield (
                    f"line {document.head.line}: paid, discount and deduction of {excerpt(one.number or 'no number')} "
                    "do not add up to the amount due"
                )
        paid = sum(one.paid for _, one in figures)
        if total is not None and total != paid:
            yield (
                f"line {self.head.line}: the payment {written(total, self.currency)} is not the sum of its documents "
                f"{written(paid, self.currency)}"
            )


def _said(segment: Segment) -> str:
    return " ".join(text for element in segment.elements[1:] for text in element if text)


def day(segment: Segment) -> date | None:
    """The date of a DTM, CCYYMMDD with or without a time; None when it is none."""
    match = re.match(r"([0-9]{4})([0-9]{2})([0-9]{2})", segment.at(1, 1))
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None
