"""One account of a BAI2 file: its statement, its lines, and whether its balances close."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from pipelines.readers.bai2.details import Detail, detail
from pipelines.readers.bai2.fields import Malformed, summaries
from pipelines.readers.bai2.records import Record
from pipelines.readers.base import balance, masked
from schemas.money import LIMIT_MINOR, written
from schemas.rejects import Fault

OPENING: Final = "010"
CLOSING: Final = "015"
CREDITS: Final = (*range(101, 400), *range(920, 960))
DEBITS: Final = (*range(401, 700), *range(960, 1000))
DIRECTIONS: Final = {f"{code:03}": 1 for code in CREDITS} | {f"{code:03}": -1 for code in DEBITS}


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
            self.statement_no,
            self.line,
            f"closing balance {written(self.closing, self.currency)} of account {masked(self.number)}",
            f"{written(expected, self.currency)}: opening {written(self.opening, self.currency)} "
            f"+ {self.line_count} lines {written(self.movement, self.currency)}",
            remedy,
        )

    def take(self, record: Record, append: Callable[[tuple[object, ...]], None]) -> tuple[str, str, str] | None:
        """Appends the line of a 16 record, a value for each of WRITTEN; what is wrong with it instead.

        Out:     None, or (field, value, rule).
        """
        type_code, size, value_date, bank_reference, reference, text = found = detail(record)
        self.total += size
        direction = DIRECTIONS.get(type_code, 0)
        broken = _broken(found, direction)
        if broken:
            self.rejected.append(record.line)
            return broken
        amount = direction * size
        if amount:
            append(
                (self.statement_no, self.number, self.currency, self.as_of_date, value_date, amount, bank_reference,
                 reference, text, type_code, record.raw, record.line)
            )  # fmt: skip
            self.movement += amount
            self.line_count += 1
        return None


def _broken(found: Detail, direction: int) -> tuple[str, str, str] | None:
    if 0 <= found.amount <= LIMIT_MINOR and (direction or not found.amount):
        return None
    if found.amount and not direction:
        return "type code", found.type_code, "a code that says credit (101-399) or debit (401-699) when money moves"
    if found.amount < 0:
        return "amount", str(found.amount), "an amount without a minus: the type code gives the direction"
    raise Malformed(f"amount {found.amount}", f"at most {LIMIT_MINOR} minor units")
