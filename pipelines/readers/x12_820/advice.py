"""One transaction set 820: the payment, and the documents it is for, in the payer's figures."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from pipelines.readers.advices import Advice, Line
from pipelines.readers.envelopes import Malformed
from pipelines.readers.interchange import Document
from pipelines.readers.x12 import Segment
from schemas.money import CURRENCY_DECIMALS, minor_of

CHEQUE: Final = "CHK"
DEFAULT_CURRENCY: Final = "USD"
NOTED: Final = ("REF", "DTM", "NTE", "N1")


@dataclass(slots=True)
class PaymentOrder:
    """A transaction set while its segments pass. A document is an RMR loop, or an ADX that stands outside any."""

    set_head: Segment
    interchange: Segment
    payment: Segment | None = None
    reference: str | None = None
    currency: str = DEFAULT_CURRENCY
    payer_name: str | None = None
    document: Document[Segment] | None = None
    is_inside: bool = False  # an RMR is open: an ADX that follows belongs to it

    def take(self, segment: Segment) -> Iterable[Document[Segment]]:
        """One segment between ST and SE, in its loop; gives the document before it where another begins."""
        tag, document = segment.tag, self.document
        if tag == "RMR" or (tag == "ADX" and not self.is_inside):
            self.document, self.is_inside = Document(segment), tag == "RMR"
            return (document,) if document else ()
        if tag == "BPR":
            self.payment = segment
        elif tag == "TRN" and self.reference is None:
            self.reference = segment[2] or None
        elif tag == "CUR":
            self._state(segment)
        elif tag == "ENT":
            self.is_inside = False
        elif document and (self.is_inside or document.head.tag == "ADX"):
            document.add(segment)
        elif tag == "N1" and segment[1] == "PR" and self.payer_name is None:
            self.payer_name = segment[2] or None
        return ()

    def rest(self) -> Iterable[Document[Segment]]:
        """The last document."""
        return (self.document,) if self.document else ()

    def line(self, document: Document[Segment]) -> Line:
        """What a document says. Raises Malformed for an amount that is none."""
        return self._invoice(document) if document.head.tag == "RMR" else self._adjustment(document)

    def head(self) -> tuple[Advice, list[str]]:
        """The payment. Raises Malformed without one, and for an amount that is none."""
        payment = self.payment
        if payment is None:
            raise Malformed(self.set_head, "a payment (BPR) in the transaction set")
        paid_on = day(payment, 16)
        odd = [f"line {payment.line}: BPR16 {payment[16]!r} is no date"] if payment[16] and paid_on is None else []
        advice = Advice(
            self.currency,
            self.set_head.line,
            stated_id=f"{self.interchange[13]}/{self.set_head[2]}",
            payer_name=self.payer_name,
            payer_account=payment[9] or None,
            reference=self.reference,
            payment_date=paid_on,
            payment=self.amount(payment, 2),
            is_cheque=payment[4] == CHEQUE,
            leaves_out=True,
        )
        return advice, odd

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

    def _state(self, segment: Segment) -> None:
        stated = segment[2].upper() or self.currency
        if stated not in CURRENCY_DECIMALS:
            raise Malformed(segment, f"an ISO 4217 code in CUR02, not {stated!r}")
        if self.document and stated != self.currency:
            raise Malformed(segment, "the currency (CUR) before the first RMR")
        self.currency = stated

    def _invoice(self, document: Document[Segment]) -> Line:
        head = document.head
        paid, gross = self.amount(head, 4), self.amount(head, 5)
        discount = self.amount(head, 6) or 0
        adjustments = [other for other in document.others if other.tag == "ADX"]
        deduction = -sum(self.amount(one, 1) or 0 for one in adjustments)
        codes = [one[2] for one in adjustments if one[2]]
        rest = None if gross is None or paid is None else gross - discount - paid
        if not adjustments and head[8]:
            deduction = -(self.amount(head, 8) or 0)
            codes = [head[7]] if head[7] else []
            deduction = -deduction if rest == -deduction else deduction
        note = [*_notes(document.others), *(" ".join(filter(None, one.elements[2:])) for one in adjustments)]
        return Line(
            head[2] or None, paid, document.raw, head.line, gross, discount, deduction, codes[0] if codes else None,
            "; ".join(filter(None, note)) or None,
        )  # fmt: skip

    def _adjustment(self, document: Document[Segment]) -> Line:
        """An ADX outside any RMR: not netted in one, so an item with its own sign and reference."""
        head = document.head
        paid = self.amount(head, 1)
        if paid is None:
            raise Malformed(head, "ADX01 to be an amount")
        note = "; ".join(filter(None, ["adjustment " + head[2], *_notes(document.others)]))
        return Line(head[4] or None, paid, document.raw, head.line, code=head[2] or None, note=note, is_apart=True)


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
