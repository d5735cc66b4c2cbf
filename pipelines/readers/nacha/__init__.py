"""NACHA files a bank passes on: ACH credits with their addenda, CTX above all. They announce, and are no cash."""

import re
from typing import Final

from pipelines.readers.advices import Advice, Advices, Line
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
from pipelines.readers.text import encoding_of, lines, text_of
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
    warnings = [*run.advices.warnings, *run.warnings]
    return reading("nacha", encoding, run.advices.tables(), faults=run.faults, warnings=warnings)


class _Run:
    """Where a reading stands between two records."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.advices = Advices()
        self.header = ""
        self.entry: Entry | None = None
        self.batch, self.file = Totals(), Totals()
        self.bare = self.debits = self.returns = 0
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
        found = payload.order(self.source, one.line, one.texts)
        order, lines = found or (None, [])
        if order:
            stated = order.amount(order.payment, 2) if order.payment else None
            if stated not in (None, one.amount):
                shown = f"{written(stated or 0, CURRENCY)}, the entry {written(one.amount, CURRENCY)}"
                self.warnings.append(f"line {one.line}: the 820 within states {shown}")
        else:
            text = " ".join("".join(one.texts).split())
            lines = [Line(None, None, "\n".join(one.raw), one.line, note=text)]
        self.advices.add(
            Advice(
                CURRENCY,
                one.line,
                stated_id=one.trace or None,
                payer_name=(order.payer_name if order else None) or self.header[4:20].strip() or None,
                reference=(order.reference if order else None) or one.individual or one.trace or None,
                payment_date=effective_date(self.header),
                payment=one.amount,
                leaves_out=order is not None,
                lines=lines,
            )
        )
