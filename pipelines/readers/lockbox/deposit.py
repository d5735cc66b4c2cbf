"""Checks of a lockbox deposit: what each says, and what a batch and a lockbox say they hold."""

from dataclasses import dataclass, field
from datetime import date

import polars as pl

from pipelines.readers.advices import Advice, Booking, Line
from pipelines.readers.lockbox.records import Record
from schemas.lockbox import Lockbox, Overflow


@dataclass(slots=True)
class Check:
    """One record 6 while its records 4 pass."""

    record: Record
    amount: int
    overflow: list[Record] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    @property
    def raw(self) -> str:
        """Its records as they stood in the file."""
        return "\n".join(record.text for record in (self.record, *self.overflow))


@dataclass(slots=True)
class Deposit:
    """The checks of one lockbox and day."""

    lockbox: str
    day: date
    line: int
    number: int
    count: int = 0
    amount: int = 0
    line_count: int = 0  # checks that move money
    is_proved: bool = False
    batch_count: int = 0
    batch_amount: int = 0

    @property
    def name(self) -> str:
        """What it is called in our own ids."""
        return f"{self.lockbox}/{self.day:%Y%m%d}"

    def add(self, amount: int) -> None:
        """Counts one check."""
        self.count += 1
        self.amount += amount
        self.batch_count += 1
        self.batch_amount += amount


def first_line(record: Record, layout: Lockbox) -> list[Line]:
    """The invoice that some banks write beside the check. Raises Malformed for an amount that is none."""
    number = record.at(layout.check.invoice)
    paid = record.amount(layout.check.invoice_amount, "an amount")
    return [Line(number, paid, record.text, record.line)] if number else []


def lines(record: Record, layout: Overflow) -> list[Line]:
    """The invoices of one record 4. Raises Malformed for an amount that is none."""
    found = []
    for shift in range(0, layout.repeat * layout.width or 1, layout.width or 1):
        number = record.at(layout.invoice, shift)
        paid = record.amount(layout.amount, "an amount, or blanks,", shift)
        if not number and not paid:
            continue
        found.append(
            Line(
                number or None,
                paid,
                record.text,
                record.line,
                deduction=record.amount(layout.deduction, "an amount, or blanks,", shift) or 0,
                code=record.at(layout.reason, shift) or None,
            )
        )
    return found


def advice(check: Check, deposit: Deposit, layout: Lockbox) -> Advice:
    """A check as its payer's advice: who, by the numbers in the MICR line, and what for."""
    record, places = check.record, layout.check
    routing, account = record.at(places.routing), record.at(places.account)
    return Advice(
        layout.currency,
        record.line,
        stated_id=f"{deposit.name}/{record.at(places.item)}",
        payer_name=record.at(places.remitter) or None,
        payer_account="/".join(filter(None, (routing, account))) or None,
        reference=record.at(places.number).lstrip("0") or None,
        payment_date=record.day(places.check_date, layout.check_date_format) or deposit.day,
        payment=check.amount,
        is_cheque=True,
        lines=check.lines,
        booking=Booking(day=deposit.day, reference=deposit.name),
    ).of_one_document()


def bank_line(check: Check, deposit: Deposit, found: Advice) -> dict[str, object]:
    """A check as a line of the statement that announces the deposit."""
    named = [line.number for line in check.lines if line.number]
    return {
        "statement_no": deposit.number,
        "account": deposit.lockbox,
        "currency": found.currency,
        "booking_date": deposit.day,
        "amount_minor": check.amount,
        "payer_name": found.payer_name,
        "payer_account": found.payer_account,
        "memo": " ".join(named) or None,
        "bank_reference": found.stated_id,
        "transaction_type": "LOCKBOX",
        "raw": check.raw,
        "source_line": check.record.line,
    }


def booked(advices: pl.DataFrame, totals: dict[str, int]) -> pl.DataFrame:
    """The advices with what their whole deposit comes to: the bank books it in one line."""
    table = pl.DataFrame(list(totals.items()), schema={"booked_reference": pl.String, "total": pl.Int64}, orient="row")
    found = advices.join(table, on="booked_reference", how="left", maintain_order="left")
    return found.with_columns(booked_minor="total").drop("total")


def statement(deposit: Deposit, currency: str) -> dict[str, object]:
    """A deposit as a statement that is not final: the bank's own statement books it."""
    return {
        "statement_no": deposit.number,
        "account": deposit.lockbox,
        "currency": currency,
        "as_of_date": deposit.day,
        "line_count": deposit.line_count,
        "movement_minor": deposit.amount,
        "is_final": False,
        "proof": "control totals" if deposit.is_proved else "none",
        "source_line": deposit.line,
    }
