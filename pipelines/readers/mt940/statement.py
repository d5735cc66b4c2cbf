"""One message as (a page of) a statement: its balances, and its lines as they pass."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from pipelines.readers.base import transport
from pipelines.readers.mt940 import values
from pipelines.readers.mt940.fields import Field, Message
from pipelines.readers.mt940.narrative import narrative, width_of
from pipelines.readers.mt940.values import Balance, Malformed
from schemas.money import CURRENCY_DECIMALS, written
from schemas.rejects import Fault

ACCOUNT: Final = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")


@dataclass(slots=True)
class Page:
    """One message while its lines pass. An interim report (MT942) has no balances."""

    account: str
    number: str | None
    currency: str
    line: int
    opening: Balance | None
    closing: Balance | None
    stated_date: date | None
    width: int  # of the lines of its texts
    has_totals: bool
    last_date: date = date.min
    line_count: int = 0
    movement: int = 0
    credits: tuple[int, int] = (0, 0)  # how many, and their sum
    pending: int = 0
    warnings: list[str] = field(default_factory=list)
    unmarked: Field | None = None  # the first line without a decimal comma
    unmarked_sum: int = 0
    mark: int = 0  # of all its lines as they stand

    @property
    def as_of_date(self) -> date:
        """The day it says it is of, else of its last line."""
        return self.stated_date or self.last_date

    @property
    def fingerprint(self) -> int:
        """What makes two pages the same: all but the reference of the message."""
        return hash((self.account, self.number, self.opening, self.closing, self.mark))


def page(message: Message) -> Page:
    """What a message says before its lines are read. Raises Malformed for what is missing or is no value."""
    head = message.fields[0]
    account, opened, closed = (message.first(*tags) for tags in (("25", "25P"), ("60F", "60M"), ("62F", "62M")))
    if account is None or not account.lines[0].strip():
        raise Malformed(head, "an account (:25:) in the message")
    floor = message.first("34F")
    if opened is None and floor is None:
        raise Malformed(head, "an opening balance (:60F:), or a floor limit (:34F:) of an interim report")
    opening = values.balance(opened) if opened else None
    closing = values.balance(closed) if closed else None
    if opening and closing is None:
        raise Malformed(message.last, "a closing balance (:62F:) after it: the message is cut")
    if opening and closing and opening.currency != closing.currency:
        raise Malformed(closed or head, f"the currency of the opening balance, {opening.currency}")
    currency = opening.currency if opening else _floor_currency(floor or head)
    number = message.first("28C", "28")
    made = message.first("13D", "13")
    return Page(
        _account(account.lines[0], currency), number.lines[0].strip() if number else None, currency, message.line,
        opening, closing, closing.on if closing else values.day(made) if made else None,
        width_of(message.longest), message.first("90C", "90D") is not None,
    )  # fmt: skip


def proved(found: Page, message: Message) -> None:
    """Raises Malformed where the lines of a message, all read, leave out what it cannot do without."""
    if found.opening is None and not (found.line_count or found.pending or found.has_totals or found.warnings):
        raise Malformed(message.last, "a line (:61:) or a total (:90C:, :90D:) after it: the report is cut")
    if found.as_of_date == date.min:
        raise Malformed(message.fields[0], "a date: a closing balance, :13D: or at least one line")


def _account(text: str, currency: str) -> str:
    """The account without a currency written behind it, an IBAN without the BIC before it."""
    account = re.sub(rf"(?<=[0-9/])/?{currency}$", "", text.strip())
    return re.sub(r"^[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?/(?=[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}$)", "", account)[:64]


def _floor_currency(found: Field) -> str:
    currency = found.lines[0][:3]
    if currency not in CURRENCY_DECIMALS:
        raise Malformed(found, "an ISO 4217 currency first, such as EURD100,00")
    return currency


def bank_line(found: Page, head: Field, texts: list[Field]) -> dict[str, object] | None:
    """The next line of a page, counted in it; None for one that is no money. Raises Malformed when it is none."""
    line = values.statement_line(head, found.currency)
    if line.odd_date:
        found.warnings.append(
            f"line {head.line}: value date {line.odd_date} does not exist, the month's last day is taken"
        )
    if line.is_expected:
        found.pending += 1
        return None
    if line.amount == 0:
        found.warnings.append(f"line {head.line} moves no money and is passed over")
        return None
    stated, raw = found.stated_date, "\n".join(one.raw for one in (head, *texts))
    booked = line.entry_date or (min(line.value_date, stated) if stated else line.value_date)
    _count(found, head, line, booked, raw)
    said = narrative([one.lines for one in texts], found.width)
    supplement = [text for text in line.supplement if text != said.account]
    account = next((text for text in supplement if ACCOUNT.fullmatch(text)), None)
    codes = [line.type_code, said.code, "RVSL" if line.is_reversal else None]
    return {
        "account": found.account,
        "currency": found.currency,
        "booking_date": booked,
        "value_date": line.value_date,
        "amount_minor": line.amount,
        "payer_name": said.name or line.name,
        "payer_account": said.account or account,
        "memo": "\n".join(filter(None, (said.memo, *supplement))) or None,
        "bank_reference": line.bank_reference,
        "end_to_end_id": said.end_to_end_id or line.reference,
        "creditor_reference": said.creditor_reference,
        "transaction_type": "/".join(filter(None, codes)),
        "raw": raw,
        "source_line": head.line,
    }


def _count(found: Page, head: Field, line: values.Line, booked: date, raw: str) -> None:
    found.line_count += 1
    found.movement += line.amount
    if line.amount > 0:
        found.credits = found.credits[0] + 1, found.credits[1] + line.amount
    if line.is_unmarked:
        found.unmarked = found.unmarked or head
        found.unmarked_sum += line.amount
    found.last_date = max(found.last_date, booked)
    found.mark = hash((found.mark, raw))


def totals_faults(message: Message, found: Page) -> list[Fault]:
    """The totals of an interim report (:90C:, :90D:) against its lines."""
    faults = []
    count, credit = found.credits
    debits = found.line_count - count, credit - found.movement
    for one in message.fields:
        if one.tag in ("90C", "90D"):
            counted = found.credits if one.tag == "90C" else debits
            if values.total(one) != counted:
                shown = f"{counted[0]} lines of {written(counted[1], found.currency)}, as the report holds them"
                faults.append(transport(one.line, one.raw, shown))
    return faults
