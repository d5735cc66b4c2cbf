"""What every advice comes down to, whatever its format: a payment, and the documents it is for."""

from array import array
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

import polars as pl

from pipelines.readers.base import excerpt
from pipelines.readers.rows import Rows, Table, changed
from schemas import remittance
from schemas.money import written

NO_AMOUNT: Final = "no amount given"
RECKONED: Final = "the amount paid is reckoned: the payer leaves it out"


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
    is_apart: bool = False  # beside the documents: not every payer counts it into the payment

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
    leaves_out: bool = False  # its format lets a payer leave out what is paid on a document in full
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


@dataclass(slots=True)
class Sums:
    """What the lines of the advice at hand come to."""

    count: int = 0
    paid: int = 0
    apart: int = 0  # of `paid`, beside the documents
    is_any_given: bool = False
    blank: "array[int]" = field(default_factory=lambda: array("q"))  # numbers of the lines without an amount
    owed: "array[int]" = field(default_factory=lambda: array("q"))  # and what each of them would then pay

    def add(self, line: Line) -> None:
        """One more line."""
        self.count += 1
        self.is_any_given = self.is_any_given or line.paid is not None
        self.paid += line.paid or 0
        self.apart += (line.paid or 0) if line.is_apart else 0
        if line.paid is None and line.gross is not None:
            self.blank.append(self.count)
            self.owed.append(line.gross - line.discount - line.deduction)

    def settle(self, payment: int) -> bool:
        """Whether what is left out gives the payment, in the one reading there is; it counts as paid then.

        The standard of X12 does not say what an amount is that is left out: the amount due less what was taken off it,
        or for an only document the whole payment. Where that is not the payment, nothing is supposed.
        """
        if self.count == 1 and not (self.blank or self.is_any_given):
            self.blank, self.owed = array("q", [1]), array("q", [payment])
        if not self.blank or self.paid + sum(self.owed) != payment:
            return False
        self.paid, self.is_any_given = payment, True
        return True


class Advices:
    """The advices of one file, collected as they are read. Lines go to the store as they come, before their head."""

    def __init__(self) -> None:
        self.count = 0
        self.warnings: list[str] = []
        self._heads, self._lines = Rows(remittance.Advice), Rows(remittance.AdviceLine)
        self._sums = Sums()
        self._left_out: dict[str, array[int]] = {name: array("q") for name in ("advice_no", "line_no", "owed")}

    def add(self, advice: Advice) -> None:
        """One more advice with all its lines, numbered in the order of the file."""
        for line in advice.lines:
            self.line(line)
        self.close(advice)

    def line(self, line: Line) -> None:
        """The next line of the advice at hand, the one to be closed next."""
        self._sums.add(line)
        if line.is_unbalanced:
            self.warnings.append(
                f"line {line.source_line}: paid, discount and deduction of {excerpt(line.number or 'no number')} "
                "do not add up to its gross amount"
            )
        notes = [line.note, NO_AMOUNT if line.paid is None else None]
        self._lines.add(
            advice_no=self.count + 1,
            line_no=self._sums.count,
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

    def close(self, advice: Advice) -> None:
        """The advice at hand is whole: its head, and what does not add up. No figure is changed; matching holds it."""
        sums, self._sums = self._sums, Sums()
        self.count += 1
        payment, currency = advice.payment, advice.currency
        if advice.leaves_out and payment is not None and sums.settle(payment):
            self._left_out["advice_no"].extend([self.count] * len(sums.blank))
            self._left_out["line_no"].extend(sums.blank)
            self._left_out["owed"].extend(sums.owed)
        if payment not in (None, sums.paid, sums.paid - sums.apart) and (sums.is_any_given or advice.leaves_out):
            self.warnings.append(
                f"line {advice.source_line}: the payment {written(payment or 0, currency)} is not the sum of "
                f"its lines {written(sums.paid, currency)}"
            )
        self._heads.add(
            advice_no=self.count,
            stated_id=advice.stated_id,
            payer_name=advice.payer_name,
            payer_account=advice.payer_account,
            payment_reference=advice.reference,
            payment_date=advice.payment_date,
            payment_minor=payment,
            currency=currency,
            is_cheque=advice.is_cheque,
            booked_account=advice.booking.account,
            booked_date=advice.booking.day,
            booked_minor=advice.booking.amount,
            booked_reference=advice.booking.reference,
            source_line=advice.source_line,
        )

    def tables(self) -> dict[str, Table]:
        """Both tables, typed."""
        heads, lines = self._heads.frame(), self._lines.frame()
        return {"advices": heads, "advice_lines": changed(lines, self._reckoned) if self._left_out["owed"] else lines}

    def _reckoned(self, lines: pl.DataFrame) -> pl.DataFrame:
        """The lines, with what was paid on those whose amount the payer left out and the payment proves."""
        left_out = pl.DataFrame(self._left_out, schema=dict.fromkeys(self._left_out, pl.Int64))
        told = lines.join(left_out, on=["advice_no", "line_no"], how="left", maintain_order="left")
        renamed = pl.col("note").str.replace(f"{NO_AMOUNT}$", RECKONED)
        note = pl.when(pl.col("owed").is_null()).then("note").otherwise(renamed)
        return told.with_columns(note=note, paid_minor=pl.coalesce("owed", "paid_minor")).drop("owed")
