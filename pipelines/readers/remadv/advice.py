"""One REMADV message: the payment, and the documents it is for, in the payer's figures."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from pipelines.readers.advices import Advice, Line
from pipelines.readers.edifact import Segment
from pipelines.readers.envelopes import Malformed
from pipelines.readers.interchange import Document
from schemas.money import CURRENCY_DECIMALS, minor_of

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


@dataclass(slots=True)
class RemittanceAdvice:
    """A message while its segments pass. A document is a DOC with what follows it."""

    message: Segment
    interchange: Segment
    stated_id: str | None = None
    currency: str = ""
    payment_date: dict[str, date] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    references: dict[str, str] = field(default_factory=dict)
    account: str | None = None
    is_cheque: bool = False
    total: Segment | None = None
    document: Document[Segment] | None = None
    waiting: list[Document[Segment]] = field(default_factory=list)  # whole, and no currency was named yet
    is_summary: bool = False

    def take(self, segment: Segment) -> Iterable[Document[Segment]]:
        """One segment between UNH and UNT, where it belongs; gives the documents before it that can be read."""
        tag, document = segment.tag, self.document
        if tag == "DOC":
            self.document = Document(segment)
            return self._readable(document)
        if tag == "UNS":
            self.is_summary = True
        elif tag == "MOA" and segment.at(1) == "12" and (self.is_summary or not document):
            self.total = self.total or segment
        elif document and not self.is_summary:
            document.add(segment)
        elif tag == "CUX":
            self._state(segment)
        else:
            self._header(segment)
        return ()

    def rest(self) -> Iterable[Document[Segment]]:
        """The last document, and all that wait for a currency."""
        found = self._readable(self.document)
        self.currency = _proved(self.message, self.currency)
        return found

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

    def head(self) -> tuple[Advice, list[str]]:
        """The payment. Raises Malformed for an amount that is none."""
        advice = Advice(
            self.currency,
            self.message.line,
            stated_id=self.stated_id,
            payer_name=_first(self.names, PAYERS),
            payer_account=self.account,
            reference=_first(self.references, REFERENCES) or self.stated_id,
            payment_date=next((self.payment_date[kind] for kind in PAYMENT_DATES if kind in self.payment_date), None),
            payment=self.amount(self.total) if self.total else None,
            is_cheque=self.is_cheque,
        )
        return advice, []

    def _readable(self, document: Document[Segment] | None) -> list[Document[Segment]]:
        """This document and those before it, once a currency is known: of CUX, else of the first amount."""
        self.waiting += [document] if document else []
        if not self.currency:
            amounts = [self.total] if self.total else []
            amounts += [one for one in document.others if one.tag == "MOA"] if document else []
            stated = next((one.at(1, 2) for one in amounts if one.at(1, 2)), "")
            self.currency = _proved(self.message, stated) if stated else ""
        if not self.currency:
            return []
        found, self.waiting = self.waiting, []
        return found

    def _state(self, segment: Segment) -> None:
        stated = segment.at(1, 1).upper()
        if self.document and stated not in ("", self.currency):
            raise Malformed(segment, "the currency (CUX) before the first DOC")
        self.currency = _proved(segment, stated) if stated else self.currency

    def amount(self, segment: Segment) -> int:
        """The amount of a MOA in minor units; point or comma, there are no thousands in EDIFACT."""
        text, own = segment.at(1, 1).replace(",", "."), segment.at(1, 2)
        sign, digits = ("-", text[1:]) if text[:1] == "-" else ("", text)
        found = minor_of(sign + (f"0{digits}" if digits[:1] == "." else digits), self.currency)
        if found is None or own not in ("", self.currency):
            stands = segment.at(1, 1) if found is None else own
            raise Malformed(segment, f"an amount in {self.currency}, not {stands!r}")
        return found

    def line(self, document: Document[Segment]) -> Line:
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
        if paid is None and gross is not None:
            paid = gross - discount - deduction
            notes.append("amount paid reckoned from the amount due")
        codes = [one.at(1) for one in document.others if one.tag == "AJT" and one.at(1)]
        return Line(
            document.head.at(2) or None, paid, document.raw, document.head.line, gross, discount, deduction,
            codes[0] if codes else None, "; ".join(filter(None, notes)) or None,
        )  # fmt: skip


def _proved(segment: Segment, stated: str) -> str:
    if stated not in CURRENCY_DECIMALS:
        raise Malformed(segment, f"an ISO 4217 currency in CUX or MOA, not {stated!r}")
    return stated


def _first(values: dict[str, str], kinds: tuple[str, ...]) -> str | None:
    """The first of several kinds that is there and not blank."""
    return next((values[kind] for kind in kinds if values.get(kind)), None)


def _said(segment: Segment) -> str:
    return " ".join(text for element in segment.elements[1:] for text in element if text)


def day(segment: Segment) -> date | None:
    """The date of a DTM, CCYYMMDD with or without a time; None when it is none."""
    match = re.match(r"([0-9]{4})([0-9]{2})([0-9]{2})", segment.at(1, 1))
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None
