"""EDIFACT REMADV: remittance advices of European retail and utilities, proved by UNT and UNZ."""

import re
from collections import Counter
from typing import Final

from pipelines.readers.base import Reading, Source, masked, reading, refused, rejected, transport
from pipelines.readers.edifact import Segment, segments
from pipelines.readers.remadv.advice import PAYERS, PAYMENT_DATES, REFERENCES, Advice, Document, Figures, Malformed
from pipelines.readers.rows import Rows
from pipelines.readers.text import blocks, encoding_of, text_of
from schemas import remittance
from schemas.rejects import Fault

OURS: Final = "REMADV"
_HEAD: Final = re.compile(r"\s*(?:UNA.{6}\s*)?UN[BH][^\w\s]", re.DOTALL)


def claims(head: bytes) -> bool:
    """An EDIFACT interchange."""
    return _HEAD.match(text_of(head)) is not None


def read(source: Source) -> Reading:
    """All REMADV messages of a file. A broken count or control number is a transport fault."""
    encoding = encoding_of(source)
    run = _Run(source)
    for segment in segments(source, blocks(source, encoding)):
        try:
            run.take(segment)
        except Malformed as error:
            where, expected = error.args
            raise refused(source, masked(where.raw), expected, line=where.line) from None
    if run.interchange or run.message:
        raise refused(
            source, "the end of the file", "a trailer (UNT, UNZ)", "the file was cut: ask for it again", run.line
        )
    if not run.kinds[OURS]:
        others = ", ".join(sorted(run.kinds)) or "none"
        raise refused(source, f"messages: {others}", "at least one REMADV", "put remittance advices here only")
    foreign = ((kind, count) for kind, count in run.kinds.items() if kind != OURS)
    run.warnings += [f"{count} messages {kind} are passed over" for kind, count in foreign]
    tables = {"advices": run.advices.frame(), "advice_lines": run.lines.frame()}
    return reading("remadv", encoding, tables, rejected(source, run.rejects), run.faults, run.warnings)


class _Run:
    """Where a reading stands between two segments."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.advices, self.lines = Rows(remittance.Advice), Rows(remittance.AdviceLine)
        self.interchange: Segment | None = None
        self.message: Segment | None = None
        self.advice: Advice | None = None
        self.seen: set[tuple[str, ...]] = set()
        self.messages = self.inside = self.advice_no = 0
        self.line = 1
        self.kinds: Counter[str] = Counter()
        self.rejects: list[dict[str, object]] = []
        self.faults: list[Fault] = []
        self.warnings: list[str] = []

    def take(self, segment: Segment) -> None:
        """One segment in its envelope. Refuses one that may not stand there."""
        self.line = segment.line
        self.inside += 1
        match segment.tag:
            case "UNB":
                self._begin_interchange(segment)
            case "UNH":
                self._begin_message(segment)
            case "UNT":
                self._end_message(segment)
            case "UNZ":
                self._end_interchange(segment)
            case "UNG" | "UNE":
                pass  # a group has no other members than the messages that are counted
            case _ if self.message is None:
                raise Malformed(segment, "a message (UNH) before it")
            case _ if self.advice:
                self.advice.take(segment)

    def _begin_interchange(self, segment: Segment) -> None:
        key = (segment.at(2), segment.at(3), segment.at(5))
        if self.interchange:
            raise Malformed(segment, "the trailer (UNZ) of the open interchange first")
        if key in self.seen:
            raise Malformed(segment, f"each interchange once: {segment.at(5)} stands twice")
        self.seen.add(key)
        self.interchange, self.messages = segment, 0

    def _begin_message(self, segment: Segment) -> None:
        if self.interchange is None or self.message:
            raise Malformed(
                segment, "the trailer (UNT) of the open message first" if self.message else "a UNB before it"
            )
        self.message, self.inside = segment, 1
        self.messages += 1
        self.kinds[segment.at(2)] += 1
        self.advice = Advice(segment) if segment.at(2) == OURS else None

    def _end_message(self, segment: Segment) -> None:
        if self.message is None:
            raise Malformed(segment, "a message (UNH) before it")
        self._compare(segment, self.inside, "segments", self.message.at(1))
        self.message = None
        if self.advice:
            self._finish(self.advice)
        self.advice = None

    def _end_interchange(self, segment: Segment) -> None:
        if self.interchange is None or self.message:
            raise Malformed(segment, "an open interchange (UNB) with all its messages closed")
        self._compare(segment, self.messages, "messages", self.interchange.at(5))
        self.interchange = None

    def _compare(self, segment: Segment, counted: int, of: str, control: str) -> None:
        stated = segment.at(1)
        if not stated.isdecimal() or int(stated) != counted:
            self.faults.append(transport(segment.line, segment.raw, f"{counted} {of}, as counted, not {stated}"))
        if segment.at(2).lstrip("0") != control.lstrip("0"):
            expected = f"control number {control}, as in its header, not {segment.at(2)}"
            self.faults.append(transport(segment.line, segment.raw, expected))

    def _finish(self, advice: Advice) -> None:
        currency = advice.settled_currency()
        total = advice.amount(advice.total) if advice.total else None
        self.advice_no += 1
        self.advices.add(
            advice_no=self.advice_no,
            stated_id=advice.stated_id,
            payer_name=advice.first(advice.names, PAYERS),
            payer_account=advice.account,
            payment_reference=advice.first(advice.references, REFERENCES) or advice.stated_id,
            payment_date=next(
                (advice.payment_date[kind] for kind in PAYMENT_DATES if kind in advice.payment_date), None
            ),
            payment_minor=total,
            currency=currency,
            is_cheque=advice.is_cheque,
            source_line=advice.head.line,
        )
        figures = [(document, found) for document in advice.documents if (found := self._figures(advice, document))]
        for line_no, (document, found) in enumerate(figures, start=1):
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
                raw=_raw(document),
                source_line=document.head.line,
            )
        self.warnings += advice.checks(total, figures)

    def _figures(self, advice: Advice, document: Document) -> Figures | None:
        try:
            return advice.figures(document)
        except Malformed as error:
            where, expected = error.args
            self.rejects.append(
                {
                    "source_line": where.line,
                    "field": where.tag,
                    "value": masked(where.raw),
                    "rule": expected,
                    "remedy": "ask the payer for this document; the others are taken",
                    "raw": _raw(document),
                }
            )
            return None


def _raw(document: Document) -> str:
    return "\n".join(segment.raw for segment in (document.head, *document.others))
