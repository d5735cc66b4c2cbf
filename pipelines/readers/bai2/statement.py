"""One account of a BAI2 file: its statement, its lines, and whether its balances close."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from pipelines.readers.bai2.fields import Detail, Malformed, detail, summaries
from pipelines.readers.bai2.parties import parties
from pipelines.readers.bai2.records import Record
from pipelines.readers.base import balance, masked
from schemas.money import LIMIT_MINOR, written
from schemas.rejects import Fault

OPENING: Final = "010"
CLOSING: Final = "015"
CREDITS: Final = (range(101, 400), range(920, 960))
DEBITS: Final = (range(401, 700), range(960, 1000))


@dataclass(slots=True)
class Account:
    """A 03 record and what its details add up to, in minor units."""

    number: str
    currency: str
    as_of_date: date
    is_final: bool
    line: int
    statement_no: int
    opening: int | None = None
    closing: int | None = None
    total: int = 0  # of all amounts as written: what record 49 states
    movement: int = 0
    line_count: int = 0
    rejected: list[int] = field(default_factory=list)

    def balances(self, record: Record) -> None:
        """Takes the status and summary amounts of the 03 record."""
        for code, value in summaries(record):
            self.total += value
            if code == OPENING and self.opening is None:
                self.opening = value
            if code == CLOSING and self.closing is None:
                self.closing = value

    def proof(self) -> tuple[str, Fault | None]:
        """How the statement is proved, and the fault when opening + lines is not its closing balance."""
        if self.opening is None or self.closing is None or not self.is_final:
            return "control totals", None
        expected = self.opening + self.movement
        if expected == self.closing:
            return "control totals and balances", None
        remedy = (
            f"line {', '.join(map(str, self.rejected[:5]))} was rejected: with it the balance may hold"
            if self.rejected
            else "ask the bank which lines are missing"
        )
        return "broken", balance(
            self.line,
            f"closing balance {written(self.closing, self.currency)} of account {masked(self.number)}",
            f"{written(expected, self.currency)}: opening {written(self.opening, self.currency)} "
            f"+ {self.line_count} lines {written(self.movement, self.currency)}",
            remedy,
        )

    def take(self, record: Record, add: Callable[..., None]) -> tuple[str, str, str] | None:
        """Adds the line of a 16 record; what is wrong with it instead, as (field, value, rule)."""
        found = detail(record)
        self.total += found.amount
        direction = _direction(found.type_code)
        broken = _broken(found, direction)
        if broken:
            self.rejected.append(record.line)
            return broken
        if found.amount and direction:
            self._add(record, found, direction * found.amount, add)
        return None

    def _add(self, record: Record, found: Detail, amount: int, add: Callable[..., None]) -> None:
        who = parties(found.text, amount > 0)
        end_to_end_id = who.end_to_end_id or found.customer_reference
        memo = found.text
        if found.customer_reference and found.customer_reference not in (end_to_end_id, memo):
            memo = "\n".join(filter(None, (found.text, f"CUSTOMER REFERENCE {found.customer_reference}")))
        add(
            statement_no=self.statement_no,
            account=self.number,
            currency=self.currency,
            booking_date=self.as_of_date,
            value_date=found.value_date,
            amount_minor=amount,
            payer_name=who.name,
            payer_account=who.account,
            memo=memo,
            bank_reference=found.bank_reference,
            end_to_end_id=end_to_end_id,
            transaction_type=found.type_code,
            raw="\n".join(record.raw),
            source_line=record.line,
        )
        self.movement += amount
        self.line_count += 1


def _direction(type_code: str) -> int:
    """+1 for a credit, -1 for a debit, 0 for a code that says neither."""
    code = int(type_code)
    return 1 if any(code in codes for codes in CREDITS) else -1 if any(code in codes for codes in DEBITS) else 0


def _broken(found: Detail, direction: int) -> tuple[str, str, str] | None:
    if found.amount and not direction:
        return "type code", found.type_code, "a code that says credit (101-399) or debit (401-699) when money moves"
    if found.amount < 0:
        return "amount", str(found.amount), "an amount without a minus: the type code gives the direction"
    if found.amount > LIMIT_MINOR:
        raise Malformed(f"amount {found.amount}", f"at most {LIMIT_MINOR} minor units")
    return None
