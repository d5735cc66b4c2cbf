"""pain.001 of ISO 20022: the payment order a payer gave its bank, sent to us as an advice. Versions 02 to 12."""

import re
from typing import Final

from pipelines.readers.advices import Advice, Advices
from pipelines.readers.base import Reading, Source, reading, refused, transport
from pipelines.readers.camt import advised
from pipelines.readers.camt.xml import (
    Element,
    Malformed,
    as_written,
    child,
    count,
    day,
    events,
    forget,
    line_of,
    money,
    plain,
    text,
)
from pipelines.readers.text import text_of
from schemas.money import CURRENCY_DECIMALS, decimal_of, written
from schemas.rejects import Fault

CHEQUE: Final = "CHK"
ELEMENTS: Final = ("GrpHdr", "CdtTrfTxInf", "PmtInf")
_CONTENT: Final = re.compile(r"<(?:\w+:)?(?:CstmrCdtTrfInitn|pain\.001\.001\.\d\d)\b")


def claims(head: bytes) -> bool:
    """XML that holds a customer credit transfer initiation."""
    start = text_of(head).lstrip()
    return start.startswith("<") and _CONTENT.search(start) is not None


def read(source: Source) -> Reading:
    """One file, streamed: an advice for each transaction. Fewer transactions than stated are a transport fault."""
    run = _Run()
    encoding = "utf-8"
    for event, name, element in events(source, ELEMENTS):
        encoding = (element.getroottree().docinfo.encoding or encoding).lower()
        if event == "start":
            continue
        try:
            run.take(name, element)
        except Malformed as error:
            stands, expected, line = error.args
            raise refused(source, stands, expected, line=line) from None
    if not run.advices.count:
        raise refused(source, "a payment order without any transaction", "at least one CdtTrfTxInf")
    faults = run.faults()
    warnings = [*run.advices.warnings, *run.warnings]
    return reading("pain001", encoding, run.advices.tables(), faults=faults, warnings=warnings)


class _Run:
    """Where a reading stands between two elements."""

    def __init__(self) -> None:
        self.advices = Advices()
        self.warnings: list[str] = []
        self.stated_count: int | None = None
        self.stated_sum = self.sum = decimal_of(0, "EUR")
        self.head_line = 0

    def take(self, name: str, element: Element) -> None:
        """One element that has ended."""
        if name == "GrpHdr":
            stated = text(element, "NbOfTxs")
            self.stated_count = None if stated is None else count(element, stated)
            self.stated_sum = plain(element, "CtrlSum") or self.stated_sum
            self.head_line = line_of(element)
            return
        if name == "CdtTrfTxInf":
            self._transaction(element)
        forget(element)

    def faults(self) -> list[Fault]:
        """The header's own count and sum against the transactions."""
        held, stated = self.advices.count, self.stated_count
        if stated is not None and held < stated:
            expected = f"{stated} transactions, as its header states"
            return [transport(self.head_line, f"{held} transactions", expected)]
        if stated is not None and held > stated:
            self.warnings.append(f"line {self.head_line}: NbOfTxs is {stated}, the file holds {held} transactions")
        if self.stated_sum and self.stated_sum != self.sum:
            self.warnings.append(
                f"line {self.head_line}: CtrlSum is {self.stated_sum}, its transactions come to {self.sum}"
            )
        return []

    def _transaction(self, element: Element) -> None:
        order = element.getparent()
        assert order is not None
        amount, currency, note = self._amount(element)
        name = text(order, "PmtInfId") or "payment"
        advice = Advice(
            currency,
            line_of(element),
            stated_id=f"{name}/{text(element, 'PmtId/InstrId') or self.advices.count + 1}",
            payer_name=text(element, "UltmtDbtr/Nm") or text(order, "UltmtDbtr/Nm", "Dbtr/Nm"),
            payer_account=text(order, "DbtrAcct/Id/IBAN", "DbtrAcct/Id/Othr/Id", "DbtrAcct/Id/BBAN"),
            reference=advised.stated(text(element, "PmtId/EndToEndId")),
            payment_date=day(order, "ReqdExctnDt/Dt", "ReqdExctnDt/DtTm", "ReqdExctnDt"),
            payment=amount,
            is_cheque=text(order, "PmtMtd") == CHEQUE,
            lines=advised.lines(element, currency),
        )
        if note and advice.lines:
            first = advice.lines[0]
            advice.lines[0] = first._replace(note="; ".join(filter(None, [first.note, note])))
        self.advices.add(advice.of_one_document())

    def _amount(self, element: Element) -> tuple[int | None, str, str | None]:
        """(minor units, currency, note): an equivalent is stated in another currency than is paid."""
        instructed = child(element, "Amt/InstdAmt")
        if instructed is not None:
            amount, currency = money(instructed, element)
            self.sum += decimal_of(amount, currency)
            return amount, currency, None
        equivalent, paid_in = child(element, "Amt/EqvtAmt/Amt"), text(element, "Amt/EqvtAmt/CcyOfTrf")
        amount, own = money(equivalent, element)
        self.sum += decimal_of(amount, own)
        if paid_in not in CURRENCY_DECIMALS:
            raise Malformed(as_written(element)[:80], "InstdAmt, or EqvtAmt with its CcyOfTrf", line_of(element))
        return None, paid_in, f"the equivalent of {written(amount, own)}"
