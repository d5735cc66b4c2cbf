"""What every advice comes down to, whatever its format: a payment, and the documents it is for."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

from pipelines.readers.base import excerpt
from pipelines.readers.rows import Rows, Table
from schemas import remittance
from schemas.money import written

NO_AMOUNT: Final = "no amount given"


class Line(NamedTuple):
    """One document, in minor units of the advice's currency; `paid` is None where the payer gives no amount."""

    number: str | None
    paid: int | None
    raw: str
    source_line: int
    gross: int | None = None
    discount: int = 0
    deduction: int = 0
    code: str | None = None
    note: str | None = None

    @property
    def is_unbalanced(self) -> bool:
        """Whether gross amount, discount, deduction and what was paid contradict each other."""
        if self.gross is None or self.paid is None:
            return False
        return self.gross != self.paid + self.discount + self.deduction


class Booking(NamedTuple):
    """What the bank says that it books in one line of its statement, in minor units; all null where a payer speaks."""

    account: str | None = None
    day: date | None = None
    amount: int | None = None
    reference: str | None = None


NOT_BOOKED: Final = Booking()


@dataclass(slots=True)
class Advice:
    """One payment announced by its payer."""

    currency: str
    source_line: int
    stated_id: str | None = None
    payer_name: str | None = None
    payer_account: str | None = None
    reference: str | None = None
    payment_date: date | None = None
    payment: int | None = None
    is_cheque: bool = False
    booking: Booking = NOT_BOOKED
    lines: list[Line] = field(default_factory=list)

    @property
    def paid(self) -> int:
        """What its lines come to."""
        return sum(line.paid or 0 for line in self.lines)

    def of_one_document(self) -> "Advice":
        """The same advice; an only document without an amount of its own is what the whole payment is for."""
        if len(self.lines) == 1 and self.lines[0].paid is None and self.lines[0].gross is None:
            self.lines[0] = self.lines[0]._replace(paid=self.payment)
        return self

    def checks(self) -> Iterator[str]:
        """What does not add up: no figure is changed, all are kept, and matching holds the payment."""
        for line in self.lines:
            if line.is_unbalanced:
                yield (
                    f"line {line.source_line}: paid, discount and deduction of {excerpt(line.number or 'no number')} "
                    "do not add up to its gross amount"
                )
        if self.payment not in (None, self.paid) and any(line.paid is not None for line in self.lines):
            yield (
                f"line {self.source_line}: the payment {written(self.payment or 0, self.currency)} is not the sum of "
                f"its lines {written(self.paid, self.currency)}"
            )


class Advices:
    """The advices of one file, collected as they are read."""

    def __init__(self) -> None:
        self.count = 0
        self.warnings: list[str] = []
        self._heads, self._lines = Rows(remittance.Advice), Rows(remittance.AdviceLine)

    def add(self, advice: Advice) -> None:
        """One more advice, numbered in the order of the file."""
        self.count += 1
        self.warnings += advice.checks()
        self._heads.add(
            advice_no=self.count,
            stated_id=advice.stated_id,
            payer_name=advice.payer_name,
            payer_account=advice.payer_account,
            payment_reference=advice.reference,
            payment_date=advice.payment_date,
            payment_minor=advice.payment,
            currency=advice.currency,
            is_cheque=advice.is_cheque,
            booked_account=advice.booking.account,
            booked_date=advice.booking.day,
            booked_minor=advice.booking.amount,
            booked_reference=advice.booking.reference,
            source_line=advice.source_line,
        )
        for line_no, line in enumerate(advice.lines, start=1):
            self._line(line_no, line)

    def tables(self) -> dict[str, Table]:
        """Both tables, typed."""
        return {"advices": self._heads.frame(), "advice_lines": self._lines.frame()}

    def _line(self, line_no: int, line: Line) -> None:
        notes = [line.note, NO_AMOUNT if line.paid is None else None]
        self._lines.add(
            advice_no=self.count,
            line_no=line_no,
            invoice_number=line.number,
            gross_minor=line.gross,
            discount_minor=line.discount,
            deduction_minor=line.deduction,
            deduction_code=line.code,
            paid_minor=line.paid or 0,
            note="; ".join(filter(None, notes)) or None,
            raw=line.raw,
            source_line=line.source_line,
        )
