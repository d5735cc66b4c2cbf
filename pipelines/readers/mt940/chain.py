"""The pages of one statement: whether they are all there, and lead with their lines from balance to balance."""

from dataclasses import dataclass
from typing import Final

from pipelines.readers.base import balance, masked
from pipelines.readers.mt940.fields import Field
from pipelines.readers.mt940.statement import Page
from pipelines.readers.mt940.values import Malformed
from schemas.money import written
from schemas.rejects import Fault

MISSING: Final = "ask the bank for the missing page"


@dataclass(slots=True)
class Chain:
    """A statement while its pages pass: the first, the last, and what all of them come to."""

    first: Page
    last: Page
    line_count: int = 0
    movement: int = 0
    unmarked: Field | None = None  # the first line without a decimal comma
    unmarked_sum: int = 0

    def goes_on(self, found: Page) -> bool:
        """True when the last page ended where this one begins."""
        last, opening = self.last, found.opening
        if opening is None or not opening.is_page or last.closing is None or not last.closing.is_page:
            return False
        return (last.account, last.currency, last.closing.amount) == (found.account, found.currency, opening.amount)

    def add(self, found: Page) -> None:
        """The next page, all its lines read."""
        self.last = found
        self.line_count += found.line_count
        self.movement += found.movement
        self.unmarked = self.unmarked or found.unmarked
        self.unmarked_sum += found.unmarked_sum

    def fault(self, statement_no: int) -> Fault | None:
        """Whether the pages are all there, and their lines lead from opening to closing balance."""
        first, last, currency = self.first, self.last, self.first.currency
        if first.opening is None or last.closing is None:
            return None
        account = masked(first.account)
        if first.opening.amount == last.closing.amount and not self.line_count:
            return None
        if first.opening.is_page:
            stands = f"a page that goes on from {written(first.opening.amount, currency)} of account {account}"
            return balance(statement_no, first.line, stands, "the page before it (:62M:) in the same file", MISSING)
        if last.closing.is_page:
            stands = f"a page that goes on at {written(last.closing.amount, currency)} of account {account}"
            return balance(statement_no, last.line, stands, "the page after it (:60M:) in the same file", MISSING)
        expected = first.opening.amount + self.movement
        if expected == last.closing.amount:
            return None
        return balance(
            statement_no,
            first.line,
            f"closing balance {written(last.closing.amount, currency)} of account {account}",
            f"{written(expected, currency)}: opening {written(first.opening.amount, currency)} + "
            f"{self.line_count} lines {written(self.movement, currency)}",
            "ask the bank which lines are missing",
        )

    def unproved(self, is_closed: bool) -> Malformed | None:
        """An amount without a decimal comma, unless the balances prove it: read as written they close, as cents not."""
        if self.unmarked is None or (is_closed and self.first.opening and self.unmarked_sum):
            return None
        expected = f"an amount with a decimal comma, in the decimals of {self.first.currency}: nothing else proves it"
        return Malformed(self.unmarked, expected)

    @property
    def is_final(self) -> bool:
        """Whether it has balances; an interim report has none."""
        return self.first.opening is not None

    def proof(self, is_closed: bool) -> str:
        """How it is proved."""
        if self.is_final:
            return "balances" if is_closed else "broken"
        return "control totals" if self.first.has_totals else "none"
