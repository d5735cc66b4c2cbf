"""camt.053 statements, camt.052 reports and camt.054 notifications of ISO 20022, versions 01 to 14.

Reports and notifications announce: their statements are not final, and are not cash by themselves.
"""

import re
from typing import Final

from pipelines.readers.advices import Advices
from pipelines.readers.base import Reading, Source, reading, refused, transport
from pipelines.readers.camt import entry as entries
from pipelines.readers.camt.notified import advice
from pipelines.readers.camt.statement import (
    Balance,
    Statement,
    as_of,
    balances,
    begun,
    closing_of,
    opening_of,
    proof,
    summary_fault,
)
from pipelines.readers.camt.xml import CONTAINERS, Element, Malformed, child, events, forget, line_of, name_of, text
from pipelines.readers.rows import Rows
from pipelines.readers.text import text_of
from schemas import bank
from schemas.rejects import Fault

FINAL: Final = "Stmt"
_CONTENT: Final = re.compile(r"<(?:\w+:)?BkToCstmr(?:Stmt|AcctRpt|DbtCdtNtfctn)|xsd:camt\.05[234]\.")


def claims(head: bytes) -> bool:
    """XML that holds a bank-to-customer message."""
    start = text_of(head).lstrip()
    return start.startswith("<") and _CONTENT.search(start) is not None


def read(source: Source) -> Reading:
    """One camt file, streamed. A broken summary or batch is a transport fault, an open balance its own."""
    run = _Run()
    encoding = "utf-8"
    for event, name, element in events(source):
        try:
            if name in CONTAINERS:
                run.container(event, name, element)
            elif event == "end":
                run.entry(element)
        except Malformed as error:
            stands, expected, line = error.args
            raise refused(source, stands, expected, line=line) from None
        encoding = (element.getroottree().docinfo.encoding or encoding).lower()
    if not run.containers:
        raise refused(source, "a message without any statement", f"one of {', '.join(CONTAINERS)} in it")
    if run.pending:
        run.warnings.append(f"{run.pending} entries are not booked yet and are no money")
    tables = {name: rows.frame() for name, rows in run.tables.items()} | run.advices.tables()
    return reading("camt", encoding, tables, faults=run.faults, warnings=[*run.warnings, *run.advices.warnings])


class _Run:
    """Where a reading stands between two elements."""

    def __init__(self) -> None:
        self.tables = {
            "statements": Rows(bank.Statement),
            "bank_lines": Rows(bank.BankLine),
        }
        self.advices = Advices()
        self.statement: Statement | None = None
        self.is_final, self.is_open = True, False
        self.numbers: dict[str, int] = {}  # statement_no of each currency of the statement at hand
        self.containers = self.statements = self.pending = 0
        self.faults: list[Fault] = []
        self.warnings: list[str] = []

    def container(self, event: str, name: str, element: Element) -> None:
        """A statement begins or ends."""
        if event == "start":
            if self.is_open:
                raise Malformed(f"<{name}> within another statement", "statements beside each other", line_of(element))
            self.containers += 1
            self.statement, self.numbers, self.is_final = None, {}, name == FINAL
        else:
            self._finish(element)
            element.clear()
        self.is_open = event == "start"

    def entry(self, element: Element) -> None:
        """One Ntry, taken and forgotten: memory stays flat. Nothing of it is held any more when it is forgotten."""
        self._entry(element)
        forget(element)

    def _entry(self, element: Element) -> None:
        owner = element.getparent()
        if owner is None or not self.is_open or name_of(owner) not in CONTAINERS:
            raise Malformed("an entry outside any statement", f"Ntry in {', '.join(CONTAINERS)}", line_of(element))
        if self.statement is None:
            self.statement = begun(owner, self.is_final)
        found = entries.entry(element, self.statement.stated_date)
        self.statement.take(found)
        if found.fault:
            self.faults.append(transport(line_of(element), *found.fault))
        self.warnings += found.warnings
        self.pending += not found.is_booked
        if found.is_booked and not found.lines:
            self.warnings.append(f"line {line_of(element)} moves no money and is passed over")
        for line in found.lines:
            self._add(line, found)

    def _add(self, line: entries.Line, found: entries.Entry) -> None:
        statement = self.statement
        assert statement is not None
        number = self._number(str(line.columns["currency"]))
        self.tables["bank_lines"].add(statement_no=number, account=statement.account, **line.columns)
        said = advice(line, found, statement.account, self.is_final)
        if said:
            self.advices.add(said)

    def _number(self, currency: str) -> int:
        if currency not in self.numbers:
            self.statements += 1
            self.numbers[currency] = self.statements
        return self.numbers[currency]

    def _finish(self, element: Element) -> None:
        statement = self.statement or begun(element, self.is_final)
        found = balances(element)
        main = statement.currency or (found[0].currency if found else None)
        if main is None:
            raise Malformed("a statement without a currency", "Acct/Ccy or a balance", line_of(element))
        fault = summary_fault(element, statement)
        self.faults += [fault] if fault else []
        has_summary = child(element, "TxsSummry") is not None and fault is None
        for currency in {main: None, **dict.fromkeys(statement.movement)}:
            self._state(element, statement, currency, found, has_summary)

    def _state(
        self, element: Element, statement: Statement, currency: str, found: list[Balance], has_summary: bool
    ) -> None:
        how, fault = proof(statement, self._number(currency), currency, found, has_summary)
        self.faults += [fault] if fault else []
        closing = closing_of(found, currency)
        self.tables["statements"].add(
            statement_no=self._number(currency),
            account=statement.account,
            currency=currency,
            number=text(element, "LglSeqNb", "ElctrncSeqNb", "Id"),
            as_of_date=as_of(element, statement),
            opening_minor=opening_of(found, currency),
            closing_minor=closing.amount if closing else None,
            line_count=statement.line_count[currency],
            movement_minor=statement.movement[currency],
            is_final=statement.is_final,
            proof=how,
            source_line=statement.line,
        )
