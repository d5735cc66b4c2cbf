"""One message as (a page of) a statement: its balances, its lines, and whether it proves itself."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from pipelines.readers.base import balance as balance_fault
from pipelines.readers.base import masked, transport
from pipelines.readers.mt940 import values
from pipelines.readers.mt940.fields import Field, Message
from pipelines.readers.mt940.narrative import narrative, width_of
from pipelines.readers.mt940.values import Balance, Malformed
from schemas.money import CURRENCY_DECIMALS, written
from schemas.rejects import Fault

MISSING: Final = "ask the bank for the missing page"


@dataclass(slots=True)
class Page:
    """One message while it is read. An interim report (MT942) has no balances."""

    account: str
    number: str | None
    currency: str
    line: int
    opening: Balance | None
    closing: Balance | None
    as_of_date: date
    lines: list[dict[str, object]] = field(default_factory=list)
    pending: int = 0
    has_totals: bool = False
    warnings: list[str] = field(default_factory=list)
    unmarked: list[tuple[Field, int]] = field(default_factory=list)  # lines without a decimal comma, what they move

    @property
    def movement(self) -> int:
        """The sum of its lines."""
        return sum(int(str(line["amount_minor"])) for line in self.lines)

    @property
    def fingerprint(self) -> tuple[object, ...]:
        """What makes two pages the same: all but the reference of the message."""
        return self.account, self.number, self.opening, self.closing, hash(tuple(line["raw"] for line in self.lines))


def page(message: Message) -> Page:
    """Reads one message. Raises Malformed for what is missing or is no value."""
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
        raise Malformed(message.fields[-1], "a closing balance (:62F:) after it: the message is cut")
    if opening and closing and opening.currency != closing.currency:
        raise Malformed(closed or head, f"the currency of the opening balance, {opening.currency}")
    currency = opening.currency if opening else _floor_currency(floor or head)
    number = message.first("28C", "28")
    made = message.first("13D", "13")
    stated = closing.on if closing else values.day(made) if made else None
    found = Page(
        _account(account.lines[0], currency), number.lines[0].strip() if number else None, currency, message.line,
        opening, closing, stated or date.min,
    )  # fmt: skip
    found.has_totals = message.first("90C", "90D") is not None
    _take_lines(found, message, stated)
    if opening is None and not (found.lines or found.pending or found.has_totals or found.warnings):
        raise Malformed(message.fields[-1], "a line (:61:) or a total (:90C:, :90D:) after it: the report is cut")
    if found.as_of_date == date.min:
        raise Malformed(head, "a date: a closing balance, :13D: or at least one line")
    return found


def _account(text: str, currency: str) -> str:
    """The account without a currency written behind it, an IBAN without the BIC before it."""
    account = re.sub(rf"(?<=[0-9/])/?{currency}$", "", text.strip())
    return re.sub(r"^[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?/(?=[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}$)", "", account)[:64]


def _floor_currency(found: Field) -> str:
    currency = found.lines[0][:3]
    if currency not in CURRENCY_DECIMALS:
        raise Malformed(found, "an ISO 4217 currency first, such as EURD100,00")
    return currency


def _take_lines(found: Page, message: Message, stated: date | None) -> None:
    at = 0
    fields = message.fields
    width = width_of([one.lines for one in fields if one.tag == "86"])
    while at < len(fields):
        if fields[at].tag != "61":
            at += 1
            continue
        end = at + 1
        while end < len(fields) and fields[end].tag in ("86", "NS"):
            end += 1
        _take(found, fields[at], fields[at + 1 : end], stated, width)
        at = end


def _take(found: Page, head: Field, texts: list[Field], stated: date | None, width: int) -> None:
    line = values.statement_line(head, found.currency)
    if line.odd_date:
        found.warnings.append(
            f"line {head.line}: value date {line.odd_date} does not exist, the month's last day is taken"
        )
    if line.is_expected:
        found.pending += 1
        return
    if line.amount == 0:
        found.warnings.append(f"line {head.line} moves no money and is passed over")
        return
    if line.is_unmarked:
        found.unmarked.append((head, line.amount))
    said = narrative([one.lines for one in texts], width)
    booked = line.entry_date or (min(line.value_date, stated) if stated else line.value_date)
    found.as_of_date = max(found.as_of_date, booked) if stated is None else stated
    supplement = [text for text in line.supplement if text != said.account]
    account = next((text for text in supplement if re.fullmatch(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}", text)), None)
    codes = [line.type_code, said.code, "RVSL" if line.is_reversal else None]
    found.lines.append(
        {
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
            "raw": "\n".join(one.raw for one in (head, *texts)),
            "source_line": head.line,
        }
    )


def totals_faults(message: Message, found: Page) -> list[Fault]:
    """The totals of an interim report (:90C:, :90D:) against its lines."""
    faults = []
    for one in message.fields:
        if one.tag in ("90C", "90D"):
            sign = 1 if one.tag == "90C" else -1
            amounts = [sign * int(str(line["amount_minor"])) for line in found.lines]
            counted = len([amount for amount in amounts if amount > 0]), sum(a for a in amounts if a > 0)
            if values.total(one) != counted:
                shown = f"{counted[0]} lines of {written(counted[1], found.currency)}, as the report holds them"
                faults.append(transport(one.line, one.raw, shown))
    return faults


def unproved(pages: list[Page], is_closed: bool) -> Malformed | None:
    """An amount without a decimal comma, unless the balances prove it: read as written they close, as cents not."""
    unmarked = [one for page in pages for one in page.unmarked]
    if not unmarked or (is_closed and pages[0].opening and sum(amount for _, amount in unmarked)):
        return None
    currency = pages[0].currency
    return Malformed(
        unmarked[0][0], f"an amount with a decimal comma, in the decimals of {currency}: nothing else proves it"
    )


def chain_fault(pages: list[Page], statement_no: int) -> Fault | None:
    """Whether the pages of a statement are all there, and their lines lead from opening to closing balance."""
    first, last = pages[0], pages[-1]
    if first.opening is None or last.closing is None:
        return None
    account = masked(first.account)
    if first.opening.amount == last.closing.amount and not any(one.lines for one in pages):
        return None
    if first.opening.is_page:
        stands = f"a page that goes on from {written(first.opening.amount, first.currency)} of account {account}"
        return balance_fault(statement_no, first.line, stands, "the page before it (:62M:) in the same file", MISSING)
    if last.closing.is_page:
        stands = f"a page that goes on at {written(last.closing.amount, last.currency)} of account {account}"
        return balance_fault(statement_no, last.line, stands, "the page after it (:60M:) in the same file", MISSING)
    movement, count = sum(one.movement for one in pages), sum(len(one.lines) for one in pages)
    expected = first.opening.amount + movement
    if expected == last.closing.amount:
        return None
    return balance_fault(
        statement_no,
        first.line,
        f"closing balance {written(last.closing.amount, first.currency)} of account {account}",
        f"{written(expected, first.currency)}: opening {written(first.opening.amount, first.currency)} + "
        f"{count} lines {written(movement, first.currency)}",
        "ask the bank which lines are missing",
    )
