"""OFX and QFX downloads of banks: SGML (1.x) and XML (2.x), read tag by tag."""

import re
from array import array
from collections.abc import Callable
from datetime import date
from typing import Final

import polars as pl

from pipelines.readers.base import Reading, Source, reading, refused, rejected
from pipelines.readers.ofx.statement import Breach, Statement, line_of, proved
from pipelines.readers.ofx.tokens import Token, tokens
from pipelines.readers.rows import Rows
from pipelines.readers.text import blocks, encoding_of, text_of
from schemas import bank

STATEMENTS: Final = ("STMTRS", "CCSTMTRS", "INVSTMTRS")
AGGREGATES: Final = {
    "BANKACCTFROM", "CCACCTFROM", "INVACCTFROM", "LOANACCTFROM", "BANKACCTTO", "CCACCTTO", "LEDGERBAL", "AVAILBAL",
    "PAYEE", "EXTDPAYEE", "CURRENCY", "ORIGCURRENCY", "BALLIST", "IMAGEDATA",
}  # fmt: skip
ELEMENTS: Final = frozenset(
    "TRNTYPE DTPOSTED DTUSER DTAVAIL TRNAMT FITID CORRECTFITID CORRECTACTION SRVRTID CHECKNUM REFNUM SIC "
    "PAYEEID NAME EXTDNAME MEMO ADDR1 ADDR2 ADDR3 CITY STATE POSTALCODE COUNTRY PHONE BANKID BRANCHID ACCTID ACCTTYPE "
    "ACCTKEY CURRATE CURSYM INV401KSOURCE".split()
)
_CONTENT: Final = re.compile(r"(?is)\s*OFXHEADER\s*[:=]|.*<OFX>")


def claims(head: bytes) -> bool:
    """An OFX header, or text that begins with a tag and holds <OFX>."""
    start = text_of(head).lstrip()
    return start[:9].upper() == "OFXHEADER" or (start.startswith("<") and _CONTENT.match(start) is not None)


def read(source: Source) -> Reading:
    """All statements of a file. Refused when it is cut; a transaction without amount or date is a reject."""
    encoding = encoding_of(source)
    run = _Run(source)
    for token in tokens(blocks(source, encoding)):
        run.take(token)
    if not run.is_closed or run.statement:
        raise refused(source, "the end of the file", "</OFX> at its end", "the file was cut: fetch it again", run.line)
    if not run.statements:
        said = f"a status {run.status}" if run.status else "no statement in it"
        raise refused(source, f"an OFX file with {said}", "a statement of an account", "fetch it from the bank again")
    run.warnings += [
        f"line {line}: the same FITID, date and amount as a line before; both are taken" for line in run.repeated()
    ]
    if run.pending:
        run.warnings.append(f"{run.pending} transactions are pending and are no money yet")
    tables = {"statements": run.heads.frame(), "bank_lines": run.lines.frame()}
    return reading("ofx", encoding, tables, rejected(source, run.rejects), warnings=run.warnings)


class _Run:
    """Where a reading stands between two tags."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.heads, self.lines = Rows(bank.Statement), Rows(bank.BankLine)
        self.statement: Statement | None = None
        self.transaction: dict[str, str] | None = None
        self.raw: list[str] = []
        self.started = self.line = 1
        self.inside = ""  # the aggregate whose values are kept by path
        self.status = ""
        self.is_closed = False
        self.statements = self.pending = 0
        self.marks, self.places = array("q"), array("q")  # of each FITID with its date and amount; where it stands
        self.rejects: list[dict[str, object]] = []
        self.warnings: list[str] = []

    def take(self, token: Token) -> None:
        """One tag. What ends is laid down; what has a value is kept where it belongs."""
        self.line = token.line
        step: Callable[[Token], None] = self._end if token.is_end else self._begin
        if self.transaction is not None:
            self.raw.append(f"<{'/' if token.is_end else ''}{token.name}>{token.text}")
        step(token)

    def repeated(self) -> list[int]:
        """The lines of transactions that stand there once more."""
        seen = pl.DataFrame({"mark": self.marks, "line": self.places}, schema={"mark": pl.Int64, "line": pl.Int64})
        return seen.filter(~pl.col("mark").is_first_distinct())["line"].to_list()

    def _begin(self, token: Token) -> None:
        name = token.name
        if name == "OFX":
            self.is_closed = False
        elif name in STATEMENTS:
            self._finish_transaction()
            self.statement = Statement(token.line, self.source.usual_currency)
        elif name == "STMTTRN":
            self._finish_transaction()
            self.transaction, self.started, self.raw = {}, token.line, ["<STMTTRN>"]
        elif name == "STMTTRNP":
            self.pending += 1
        elif name in AGGREGATES and not token.text:
            self.inside = name
        elif name == "CODE" and self.statement is None and token.text not in ("", "0"):
            self.status = token.text
        elif self.transaction and name not in ELEMENTS | AGGREGATES and "." not in name:
            last = next(reversed(self.transaction))  # a name in angle brackets is text of what stands before it
            self.transaction[last] += f" <{name}> {token.text}"
        elif token.text and self.statement:
            key = f"{self.inside}/{name}" if self.inside else name
            (self.statement.values if self.transaction is None else self.transaction).setdefault(key, token.text)

    def _end(self, token: Token) -> None:
        name = token.name
        if name == "OFX":
            self.is_closed = True
        elif name in ("STMTTRN", "BANKTRANLIST"):
            self._finish_transaction()
        elif name in STATEMENTS:
            self._finish_statement()
        elif name == self.inside:
            self.inside = ""

    def _finish_transaction(self) -> None:
        """A transaction ends with its tag, with the next one, or with the list."""
        values, owner = self.transaction, self.statement
        self.transaction, self.inside = None, ""
        if values is None or owner is None:
            return
        missing = proved(owner)
        if missing:
            raise refused(self.source, *missing, line=owner.line)
        found, raw = line_of(values, owner), "".join(self.raw)
        if isinstance(found, Breach):
            self.rejects.append(
                {
                    "source_line": self.started,
                    **found._asdict(),
                    "remedy": "ask the bank for this line; the others are taken",
                    "raw": raw,
                }
            )
        elif found["amount_minor"] == 0:
            self.warnings.append(f"line {self.started} moves no money and is passed over")
        else:
            self._add(found, owner, raw)

    def _add(self, found: dict[str, object], owner: Statement, raw: str) -> None:
        key = (found["account"], found["bank_reference"], found["booking_date"], found["amount_minor"])
        if found["bank_reference"]:
            self.marks.append(hash(key))
            self.places.append(self.started)
        self.lines.add(statement_no=self.statements + 1, **found, raw=raw, source_line=self.started)
        owner.movement += int(str(found["amount_minor"]))
        owner.line_count += 1
        booked = found["booking_date"]
        if isinstance(booked, date):
            owner.last_date = max(owner.last_date or booked, booked)

    def _finish_statement(self) -> None:
        self._finish_transaction()
        statement = self.statement
        self.statement = None
        if statement is None:
            return
        missing = proved(statement)
        as_of = statement.as_of_date
        if missing is None and as_of is None:
            missing = "a statement without a date", "LEDGERBAL/DTASOF, DTEND or a transaction"
        if missing:
            raise refused(self.source, *missing, line=statement.line)
        if "CURDEF" not in statement.values:
            self.warnings.append(
                f"line {statement.line}: the statement names no currency: {statement.currency} is taken"
            )
        self.statements += 1
        self.heads.add(
            statement_no=self.statements,
            account=statement.account,
            currency=statement.currency,
            as_of_date=as_of,
            closing_minor=statement.closing,
            line_count=statement.line_count,
            movement_minor=statement.movement,
            is_final=True,
            proof="none",
            source_line=statement.line,
        )
