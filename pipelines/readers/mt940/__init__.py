"""MT940 statements and MT942 interim reports of SWIFT, in the dialects of the banks that write them."""

import re
from typing import Final

from pipelines.readers.base import Reading, Source, reading, refused, transport
from pipelines.readers.mt940.fields import Message, messages
from pipelines.readers.mt940.statement import Page, chain_fault, page, totals_faults, unproved
from pipelines.readers.mt940.values import Malformed
from pipelines.readers.rows import Rows
from pipelines.readers.text import encoding_of, lines, text_of
from schemas.bank import BankLine, Statement
from schemas.rejects import Fault

_REFERENCE: Final = re.compile(r"(?m)^(?:.*\{4:)?:20:")
_STATEMENT: Final = re.compile(r"(?m)^:(?:25P?|28C?|60[FM]|61):")


def claims(head: bytes) -> bool:
    """Lines that begin with :20: and a field of a statement."""
    start = text_of(head).replace("\r\n", "\n").replace("\r", "\n")
    return _REFERENCE.search(start) is not None and _STATEMENT.search(start) is not None


def read(source: Source) -> Reading:
    """All statements of a file. Pages that follow each other become one; a balance that does not close is a fault."""
    encoding = encoding_of(source)
    run = _Run()
    try:
        for message in messages(source, lines(source, encoding)):
            run.take(message)
        run.finish()
    except Malformed as error:
        where, expected = error.args
        raise refused(source, where.shown, expected, line=where.line) from None
    if run.pending:
        run.warnings.append(f"{run.pending} lines are announced and are no money yet")
    tables = {"statements": run.statements.frame(), "bank_lines": run.lines.frame()}
    return reading("mt940", encoding, tables, faults=run.faults, warnings=run.warnings)


class _Run:
    """Where a reading stands between two messages: the pages of the statement at hand."""

    def __init__(self) -> None:
        self.statements, self.lines = Rows(Statement), Rows(BankLine)
        self.pages: list[Page] = []
        self.seen: set[tuple[object, ...]] = set()
        self.count = self.pending = 0
        self.faults: list[Fault] = []
        self.warnings: list[str] = []

    def take(self, message: Message) -> None:
        """One message: the next page of the statement at hand, or the first of another."""
        found = page(message)
        self.faults += totals_faults(message, found)
        self.warnings += found.warnings
        self.pending += found.pending
        if found.lines and found.fingerprint in self.seen:
            self.faults.append(transport(message.line, f"statement {found.number or ''} again", "each statement once"))
        self.seen.add(found.fingerprint)
        if not self._goes_on(found):
            self.finish()
        self.pages.append(found)

    def _goes_on(self, found: Page) -> bool:
        """True when the last page ended where this one begins."""
        if not self.pages or found.opening is None or not found.opening.is_page:
            return False
        last = self.pages[-1]
        is_open = last.closing is not None and last.closing.is_page and last.closing.amount == found.opening.amount
        return is_open and (last.account, last.currency) == (found.account, found.currency)

    def finish(self) -> None:
        """The statement at hand is whole: it is proved and laid down."""
        if not self.pages:
            return
        first, last = self.pages[0], self.pages[-1]
        self.count += 1
        fault = chain_fault(self.pages, self.count)
        doubtful = unproved(self.pages, fault is None)
        if doubtful:
            raise doubtful
        unmarked = [where.line for one in self.pages for where, _ in one.unmarked]
        if unmarked:
            self.warnings.append(f"line {unmarked[0]}: an amount without a decimal comma; the balances prove it")
        self.faults += [fault] if fault else []
        is_final = first.opening is not None
        self.statements.add(
            statement_no=self.count,
            account=first.account,
            currency=first.currency,
            number=(first.number or "").split("/")[0] or None,
            as_of_date=last.as_of_date,
            opening_minor=first.opening.amount if first.opening else None,
            closing_minor=last.closing.amount if last.closing else None,
            line_count=sum(len(one.lines) for one in self.pages),
            movement_minor=sum(one.movement for one in self.pages),
            is_final=is_final,
            proof=_proof(first, is_final, fault is None),
            source_line=first.line,
        )
        for one in self.pages:
            for line in one.lines:
                self.lines.add(statement_no=self.count, **line)
        self.pages = []


def _proof(first: Page, is_final: bool, is_closed: bool) -> str:
    if is_final:
        return "balances" if is_closed else "broken"
    return "control totals" if first.has_totals else "none"
