"""BAI2 balance reporting: prior-day and same-day statements of accounts, proved by 49, 98 and 99."""

import re
from datetime import date
from typing import Final

from pipelines.readers.bai2.fields import Malformed, day, fields
from pipelines.readers.bai2.parties import WRITTEN
from pipelines.readers.bai2.parties import lines as lines_of
from pipelines.readers.bai2.proof import Proof
from pipelines.readers.bai2.records import Record, records
from pipelines.readers.bai2.statement import Account
from pipelines.readers.base import Reading, Source, masked, reading, refused, rejected, transport
from pipelines.readers.rows import Rows
from pipelines.readers.text import encoding_of, lines, text_of
from schemas.bank import BankLine, Statement
from schemas.money import CURRENCY_DECIMALS
from schemas.rejects import Fault

FOLLOWS: Final = {  # what may stand after a record; first is the start of the file
    "": ("01",), "01": ("02", "99"), "02": ("03", "98"), "03": ("16", "49"), "16": ("16", "49"),
    "49": ("03", "98"), "98": ("02", "99"), "99": ("01",),
}  # fmt: skip
NAMES: Final = {
    "01": "file header", "02": "group header", "03": "account", "16": "detail",
    "49": "account trailer", "98": "group trailer", "99": "file trailer",
}  # fmt: skip
INTERIM: Final = ("1", "3")  # as-of-date modifiers of data that may still change
REFUSED_STATUS: Final = {"2": "a deletion of one sent before", "4": "a test only"}
CORRECTION: Final = "3"
_HEAD: Final = re.compile(r"\s*(?:01|02|03|16|49|88|98|99),")


def claims(head: bytes) -> bool:
    """The first line is a BAI2 record."""
    return _HEAD.match(text_of(head)) is not None


def read(source: Source) -> Reading:
    """One BAI2 file. Any broken count or total is a transport fault; a balance that does not close, its own."""
    encoding = encoding_of(source)
    run = _Run(source)
    for record in records(source, lines(source, encoding)):
        try:
            run.take(record)
        except Malformed as error:
            stands, expected = error.args
            raise refused(source, f"{stands} in {record.shown}", expected, line=record.line) from None
    if run.previous != "99":
        raise refused(source, f"the end of the file after a {NAMES.get(run.previous, 'blank')}", "a file trailer (99)",
                      "the file was cut: ask the bank for it again", run.at)  # fmt: skip
    tables = {"statements": run.statements.frame(), "bank_lines": run.lines.frame()}
    return reading("bai2", encoding, tables, rejected(source, run.rejects), run.proof.faults + run.faults, run.warnings)


class _Run:
    """Where a reading stands between two records."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.statements, self.lines = Rows(Statement), Rows(BankLine, WRITTEN, lines_of)
        self.proof = Proof()
        self.previous, self.at = "", 1
        self.group_currency, self.as_of_date, self.is_final = "", date.min, True
        self.account: Account | None = None
        self.accounts = 0
        self.rejects: list[dict[str, object]] = []
        self.faults: list[Fault] = []
        self.warnings: list[str] = []

    def take(self, record: Record) -> None:
        """One record, in its place. Refuses one that may not stand there."""
        if record.code not in FOLLOWS[self.previous]:
            after = f"after {NAMES[self.previous]}" if self.previous else "at the start"
            expected = " or ".join(f"{NAMES[code]} ({code})" for code in FOLLOWS[self.previous])
            raise refused(self.source, record.shown, f"{expected} {after}: a record is missing", line=record.line)
        self.previous, self.at = record.code, record.line + len(record.lines) - 1
        if record.code in ("01", "02", "03"):
            self.proof.open(record)
        if record.code == "02":
            self._group(record)
        elif record.code == "03":
            self._account(record)
        elif record.code == "16":
            self._detail(record)
        elif record.code in ("49", "98", "99"):
            self._close(record)

    def _group(self, record: Record) -> None:
        values = [*fields(record), *[""] * 7]
        if values[2] in REFUSED_STATUS:
            expected = f"a group of new data (status 1), not {REFUSED_STATUS[values[2]]}"
            self.faults.append(transport(record.line, record.shown, expected, "a person must decide what it changes"))
        if values[2] == CORRECTION:
            self.warnings.append(f"line {record.line}: the group corrects one sent before")
        self.as_of_date, self.group_currency = day(values[3]), values[5]
        self.is_final = values[6] not in INTERIM

    def _account(self, record: Record) -> None:
        number, currency = [*fields(record), ""][:2]
        currency = (currency or self.group_currency or "USD").upper()
        if currency not in CURRENCY_DECIMALS:
            raise Malformed(f"currency {currency!r}", "an ISO 4217 code such as USD")
        if not 1 <= len(number) <= 64:
            raise Malformed(f"account {masked(number)!r}", "an account number of 1 to 64 characters")
        self.accounts += 1
        self.account = Account(number, currency, self.as_of_date, self.is_final, record.line, self.accounts)
        self.account.balances(record)

    def _detail(self, record: Record) -> None:
        if self.account is None:
            return
        before = self.account.line_count
        self.proof.account.records += record.count
        broken = self.account.take(record, self.lines.append)
        if broken:
            self.rejects.append(
                {"source_line": record.line, "field": broken[0], "value": broken[1], "rule": broken[2],
                 "remedy": "ask the bank for this line; the others are taken", "raw": record.raw}
            )  # fmt: skip
        elif self.account.line_count == before:
            self.warnings.append(f"line {record.line} moves no money and is passed over")

    def _close(self, record: Record) -> None:
        if record.code == "49" and self.account:
            self.proof.account.total = self.account.total
            proof, fault = self.account.proof()
            self.faults += [fault] if fault else []
            account = self.account
            self.statements.add(
                statement_no=account.statement_no,
                account=account.number,
                currency=account.currency,
                as_of_date=account.as_of_date,
                opening_minor=account.opening,
                closing_minor=account.closing,
                line_count=account.line_count,
                movement_minor=account.movement,
                is_final=account.is_final,
                proof=proof,
                source_line=account.line,
            )
        self.proof.close(record)
