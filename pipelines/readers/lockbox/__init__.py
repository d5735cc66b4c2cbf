"""Lockbox files of banks (BAI records 1, 2, 5, 6, 4, 7, 8, 9): checks that customers sent, and what they are for.

A check is an advice. The deposit is announced as a statement that is not final: it is on the bank's own statement too.
"""

import re
from typing import Final

from pipelines.readers.advices import Advices
from pipelines.readers.base import Reading, Source, reading, refused, rejected, transport
from pipelines.readers.lockbox.deposit import Check, Deposit, advice, bank_line, booked, first_line, lines, statement
from pipelines.readers.lockbox.records import KINDS, Malformed, Record, chosen
from pipelines.readers.rows import Rows, changed
from pipelines.readers.text import encoding_of, text_of
from pipelines.readers.text import lines as lines_of
from schemas import bank
from schemas.lockbox import Lockbox
from schemas.money import written
from schemas.rejects import Fault

OTHER_LAYOUT: Final = "where the bank writes it elsewhere, describe its layout in [lockbox.<name>] of tieout.toml"
CUT: Final = "the file was cut: ask the bank for it again"
_ACH_HEAD: Final = re.compile(r"\s*101.{31}094")  # NACHA begins alike, and says its record size


def claims(head: bytes) -> bool:
    """A header 1 and a service record 2, or a lockbox header 5 right after it; no commas, no ACH file."""
    text = text_of(head)
    records = [line for line in text.splitlines()[:4] if line.strip()]
    kinds = "".join(line[0] for line in records[:2])
    is_header = kinds in ("12", "15") and len(records[0]) > 20 and "," not in records[0]
    return is_header and _ACH_HEAD.match(text) is None


def read(source: Source) -> Reading:
    """One file. A total or count of records 7, 8 and 9 that does not hold is a transport fault."""
    encoding = encoding_of(source)
    run = _Run(source)
    for number, text in lines_of(source, encoding):
        if text.strip():
            try:
                run.take(Record(number, text))
            except Malformed as error:
                line, stands, expected = error.args
                raise refused(source, stands, expected, OTHER_LAYOUT, line) from None
    if run.last != "9":
        raise refused(source, "the end of the file", "a file trailer (record 9)", CUT, run.records or 1)
    tables = run.advices.tables()
    tables["advices"] = changed(tables["advices"], lambda advices: booked(advices, run.totals))
    tables |= {"statements": run.statements.frame(), "bank_lines": run.bank_lines.frame()}
    warnings = [*run.advices.warnings, *run.warnings]
    return reading("lockbox", encoding, tables, rejected(source, run.rejects), run.faults, warnings)


class _Run:
    """Where a reading stands between two records."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.layout = Lockbox()
        self.advices = Advices()
        self.statements, self.bank_lines = Rows(bank.Statement), Rows(bank.BankLine)
        self.deposit: Deposit | None = None
        self.totals: dict[str, int] = {}
        self.deposits = self.records = 0
        self.check: Check | None = None
        self.last = ""
        self.rejects: list[dict[str, object]] = []
        self.faults: list[Fault] = []
        self.warnings: list[str] = []

    def take(self, record: Record) -> None:
        """One record in its order. Raises Malformed for one that may not stand there."""
        if self.last == "9" or record.kind not in KINDS:
            expected = "nothing after record 9" if self.last == "9" else f"a record of type {', '.join(KINDS)}"
            raise Malformed(record.line, f"record {record.kind}", expected)
        self.records += 1
        if record.kind != "4":
            self._finish_check()
        if record.kind == "5":
            self._begin(record)
        elif record.kind in "6478":
            if self.deposit is None:
                raise Malformed(record.line, f"record {record.kind}", "a lockbox header (record 5) before it")
            {"6": self._check, "4": self._overflow, "7": self._batch, "8": self._lockbox}[record.kind](
                record, self.deposit
            )
        elif record.kind == "9":
            self._finish_deposit()
            stated = record.number(self.layout.totals.record_count, "a count")
            self._prove(record, stated, self.records, "records")
        self.last = record.kind

    def _begin(self, record: Record) -> None:
        layout = chosen(record, self.source.lockboxes.values())
        lockbox, day = record.at(layout.deposit.lockbox), record.day(layout.deposit.deposit_date, "%y%m%d")
        if not lockbox:
            raise record.malformed(layout.deposit.lockbox, "a lockbox number")
        if day is None:
            raise record.malformed(layout.deposit.deposit_date, "a day such as 261015")
        if self.deposit and (self.deposit.lockbox, self.deposit.day) == (lockbox, day):
            return
        self._finish_deposit()
        self.layout = layout
        self.deposits += 1
        self.deposit = Deposit(lockbox, day, record.line, self.deposits)

    def _check(self, record: Record, deposit: Deposit) -> None:
        amount = record.amount(self.layout.check.amount, "the amount of a check")
        if amount is None:
            raise record.malformed(self.layout.check.amount, "the amount of a check")
        self.check = Check(record, amount, lines=first_line(record, self.layout))
        deposit.add(amount)

    def _overflow(self, record: Record, _deposit: Deposit) -> None:
        check, layout = self.check, self.layout.overflow
        if check is None or record.at(layout.item) != check.record.at(self.layout.check.item):
            stands = f"record 4 of item {record.at(layout.item)}"
            raise Malformed(record.line, stands, "the check (record 6) of this item right before it")
        before = check.overflow[-1].number(layout.sequence, "a number") if check.overflow else 0
        sequence = record.number(layout.sequence, "a number")
        if sequence is not None and before is not None and sequence != before % 99 + 1:
            self.faults.append(transport(record.line, f"overflow {sequence:02}", f"overflow {before % 99 + 1:02}", CUT))
        check.overflow.append(record)
        try:
            check.lines += lines(record, layout)
        except Malformed as error:
            line, stands, expected = error.args
            row = {"source_line": line, "field": "record 4", "value": stands.strip("'"), "rule": expected}
            self.rejects.append(row | {"remedy": OTHER_LAYOUT, "raw": record.text})

    def _finish_check(self) -> None:
        check, deposit = self.check, self.deposit
        if check is None or deposit is None:
            return
        self.check = None
        if check.overflow and check.overflow[-1].at(self.layout.overflow.last) not in ("", self.layout.last_mark):
            self.warnings.append(f"line {check.overflow[-1].line}: the last record 4 of a check is not marked as last")
        found = advice(check, deposit, self.layout)
        self.advices.add(found)
        if check.amount:
            deposit.line_count += 1
            self.bank_lines.add(**bank_line(check, deposit, found))
        else:
            self.warnings.append(f"line {check.record.line} is a check of nothing and is not announced")

    def _batch(self, record: Record, deposit: Deposit) -> None:
        places = self.layout.totals
        self._prove(record, record.number(places.batch_count, "a count"), deposit.batch_count, "checks")
        self._prove_amount(record, record.amount(places.batch_amount, "a total"), deposit.batch_amount)
        deposit.batch_count = deposit.batch_amount = 0

    def _lockbox(self, record: Record, deposit: Deposit) -> None:
        places = self.layout.totals
        self._prove(record, record.number(places.lockbox_count, "a count"), deposit.count, "checks")
        self._prove_amount(record, record.amount(places.lockbox_amount, "a total"), deposit.amount)
        deposit.is_proved = True
        self._finish_deposit()

    def _prove_amount(self, record: Record, stated: int | None, counted: int) -> None:
        currency = self.layout.currency
        self._prove(
            record, None if stated is None else written(stated, currency), written(counted, currency), "of checks"
        )

    def _prove(self, record: Record, stated: int | str | None, counted: int | str, what: str) -> None:
        if stated is not None and stated != counted:
            stands = f"{stated} {what} in record {record.kind}"
            expected = f"{counted}, as the file holds them"
            self.faults.append(transport(record.line, stands, expected, f"{CUT}; {OTHER_LAYOUT}"))

    def _finish_deposit(self) -> None:
        deposit = self.deposit
        self.deposit = None
        if deposit is None:
            return
        self.totals[deposit.name] = self.totals.get(deposit.name, 0) + deposit.amount
        self.statements.add(**statement(deposit, self.layout.currency))
