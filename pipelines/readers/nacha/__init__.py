"""NACHA files a bank passes on: ACH credits with their addenda, CTX above all. They announce, and are no cash."""

import re
from typing import Final

from pipelines.readers.base import Reading, Source, reading, refused, transport
from pipelines.readers.nacha import payload
from pipelines.readers.nacha.records import (
    CREDITS,
    Entry,
    Malformed,
    Totals,
    control_faults,
    counted,
    effective_date,
    entry,
    records,
)
from pipelines.readers.rows import Rows
from pipelines.readers.text import encoding_of, lines, text_of
from pipelines.readers.x12_820.advice import Figures, Line, settled
from schemas import remittance
from schemas.money import written
from schemas.rejects import Fault

CURRENCY: Final = "USD"
RETURNED: Final = ("98", "99")  # notifications of change, and returns
_HEAD: Final = re.compile(r"\s*101.{31}094101")


def claims(head: bytes) -> bool:
    """A file header of records of 94 characters."""
    return _HEAD.match(text_of(head)) is not None


def read(source: Source) -> Reading:
    """The credits of a file as advices. A broken count, hash or total is a transport fault."""
    encoding = encoding_of(source)
    run = _Run(source)
    for number, record in records(source, lines(source, encoding)):
        try:
            run.take(number, record)
        except Malformed as error:
            line, stands, expected = error.args
            raise refused(source, stands, expected, line=line) from None
    others = {
        "credits without remittance": run.bare,
        "debits": run.debits,
        "returns and notifications of change": run.returns,
    }
    run.warnings += [f"{count} {name} are passed over" for name, count in others.items() if count]
    tables = {"advices": run.advices.frame(), "advice_lines": run.lines.frame()}
    return reading("nacha", encoding, tables, faults=run.faults, warnings=run.warnings)


class _Run:
    """Where a reading stands between two records."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.advices, self.lines = Rows(remittance.Advice), Rows(remittance.AdviceLine)
        self.header = ""
        self.entry: Entry | None = None
        self.batch, self.file = Totals(), Totals()
        self.advice_no = self.bare = self.debits = self.returns = 0
        self.faults: list[Fault] = []
        self.warnings: list[str] = []

    def take(self, line: int, record: str) -> None:
        """One record, in its place."""
        kind = record[0]
        if kind in "568":
            self._finish()
        if kind == "5":
            self.header, self.batch = record, Totals()
        elif kind == "6":
            self.entry = entry(line, record, self.header[50:53] == "CTX")
        elif kind == "7" and self.entry:
            self._addenda(line, record, self.entry)
        elif kind == "8":
            self.faults += control_faults(line, record, self.batch)
            self.file.add(self.batch)
        elif kind == "9":
            self.faults += control_faults(line, record, self.file)

    def _addenda(self, line: int, record: str, owner: Entry) -> None:
        owner.addenda += 1
        owner.raw.append(record.rstrip())
        if record[1:3] == "05":
            owner.texts.append(record[3:83])
            if record[83:87].isdecimal() and int(record[83:87]) != owner.addenda:
                expected = f"addenda number {owner.addenda}, not {int(record[83:87])}: one is missing"
                self.faults.append(transport(line, record.rstrip(), expected))
        owner.is_return = owner.is_return or record[1:3] in RETURNED

    def _finish(self) -> None:
        """The entry at hand is whole: counted, and laid down if it is a credit."""
        one, self.entry = self.entry, None
        if one is None:
            return
        self.batch.add(counted(one))
        if one.stated_addenda is not None and one.stated_addenda != one.addenda and not one.is_return:
            expected = f"{one.stated_addenda} addenda, as the entry states, not {one.addenda}"
            self.faults.append(transport(one.line, f"an entry with {one.addenda} addenda", expected))
        if one.is_return:
            self.returns += 1
        elif one.code not in CREDITS:
            self.debits += 1
        elif not "".join(one.texts).strip():
            self.bare += 1
        else:
            self._lay_down(one)

    def _lay_down(self, one: Entry) -> None:
        found = payload.advice(self.source, one.line, one.texts)
        head = found[0] if found else None
        self.advice_no += 1
        self.advices.add(
            advice_no=self.advice_no,
            stated_id=one.trace or None,
            payer_name=(head.payer_name if head else None) or self.header[4:20].strip() or None,
            payment_reference=(head.reference if head else None) or one.individual or one.trace or None,
            payment_date=effective_date(self.header),
            payment_minor=one.amount,
            currency=CURRENCY,
            is_cheque=False,
            source_line=one.line,
        )
        if head and found:
            self.warnings += head.checks(one.amount, found[1])
            stated = head.amount(head.payment, 2) if head.payment else None
            if stated not in (None, one.amount):
                shown = f"{written(stated or 0, CURRENCY)}, the entry {written(one.amount, CURRENCY)}"
                self.warnings.append(f"line {one.line}: the 820 within states {shown}")
            for line_no, (line, figures) in enumerate(settled(found[1], one.amount), start=1):
                self._add(one, line_no, line, figures)
        else:
            text = " ".join("".join(one.texts).split())
            self._add(one, 1, None, Figures(None, None, 0, 0, None, 0, text, False))

    def _add(self, one: Entry, line_no: int, line: Line | None, found: Figures) -> None:
        raw = "\n".join(segment.raw for segment in (line.head, *line.others)) if line else "\n".join(one.raw)
        self.lines.add(
            advice_no=self.advice_no,
            line_no=line_no,
            invoice_number=found.number,
            gross_minor=found.gross,
            discount_minor=found.discount,
            deduction_minor=found.deduction,
            deduction_code=found.code,
            paid_minor=found.paid,
            note=found.note,
            raw=raw,
            source_line=one.line,
        )
