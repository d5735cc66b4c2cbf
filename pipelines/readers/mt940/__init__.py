"""MT940 statements and MT942 interim reports of SWIFT, in the dialects of the banks that write them."""

import re
from collections.abc import Iterable
from typing import Final

from pipelines.readers.base import Reading, Source, reading, refused, transport
from pipelines.readers.mt940.chain import Chain
from pipelines.readers.mt940.fields import Entry, Message, messages
from pipelines.readers.mt940.statement import bank_line, page, proved, totals_faults
from pipelines.readers.mt940.values import Malformed
from pipelines.readers.rows import Rows
from pipelines.readers.text import encoding_of, text_of
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
        for message, entries in messages(source, encoding):
            run.take(message, entries)
        run.finish()
    except Malformed as error:
        where, expected = error.args
        raise refused(source, where.shown, expected, line=where.line) from None
    if run.pending:
        run.warnings.append(f"{run.pending} lines are announced and are no money yet")
    tables = {"statements": run.statements.frame(), "bank_lines": run.lines.frame()}
    return reading("mt940", encoding, tables, faults=run.faults, warnings=run.warnings)


class _Run:
    """Where a reading stands between two messages: the statement at hand."""

    def __init__(self) -> None:
        self.statements, self.lines = Rows(Statement), Rows(BankLine)
        self.chain: Chain | None = None
        self.seen: set[int] = set()
        self.count = self.pending = 0
        self.faults: list[Fault] = []
        self.warnings: list[str] = []

    def take(self, message: Message, entries: Iterable[Entry]) -> None:
        """One message: the next page of the statement at hand, or the first of another. Its lines are laid down."""
        found = page(message)
        if self.chain is None or not self.chain.goes_on(found):
            self.finish()
            self.chain = Chain(found, found)
        for head, texts in entries:
            line = bank_line(found, head, texts)
            if line:
                self.lines.add(statement_no=self.count + 1, **line)
        proved(found, message)
        self.chain.add(found)
        self.faults += totals_faults(message, found)
        self.warnings += found.warnings
        self.pending += found.pending
        if found.line_count and found.fingerprint in self.seen:
            self.faults.append(transport(message.line, f"statement {found.number or ''} again", "each statement once"))
        self.seen.add(found.fingerprint)

    def finish(self) -> None:
        """The statement at hand is whole: it is proved, and its head laid down."""
        chain, self.chain = self.chain, None
        if chain is None:
            return
        self.count += 1
        fault = chain.fault(self.count)
        doubtful = chain.unproved(fault is None)
        if doubtful:
            raise doubtful
        if chain.unmarked:
            line = chain.unmarked.line
            self.warnings.append(f"line {line}: an amount without a decimal comma; the balances prove it")
        self.faults += [fault] if fault else []
        first, last = chain.first, chain.last
        self.statements.add(
            statement_no=self.count,
            account=first.account,
            currency=first.currency,
            number=(first.number or "").split("/")[0] or None,
            as_of_date=last.as_of_date,
            opening_minor=first.opening.amount if first.opening else None,
            closing_minor=last.closing.amount if last.closing else None,
            line_count=chain.line_count,
            movement_minor=chain.movement,
            is_final=chain.is_final,
            proof=chain.proof(fault is None),
            source_line=first.line,
        )
