"""X12 820: payment order and remittance advice, proved by its SE, GE and IEA."""

import re
from collections import Counter
from typing import Final

from pipelines.readers.base import Reading, Source, masked, reading, refused, rejected, transport
from pipelines.readers.rows import Rows
from pipelines.readers.text import blocks, encoding_of, text_of
from pipelines.readers.x12 import Segment, segments
from pipelines.readers.x12_820.advice import CHEQUE, Advice, Figures, Line, Malformed, day, proved_currency, settled
from schemas import remittance
from schemas.rejects import Fault

OURS: Final = "820"
TRAILERS: Final = {"SE": "ST", "GE": "GS", "IEA": "ISA"}
CONTROL: Final = {"ST": 2, "GS": 6, "ISA": 13}  # which element of a header its trailer repeats as its second
PARENT: Final = {"ISA": "", "GS": "ISA", "ST": "GS"}
_HEAD: Final = re.compile(r"\s*ISA[^\w\s]")


def claims(head: bytes) -> bool:
    """An X12 interchange."""
    return _HEAD.match(text_of(head)) is not None


def read(source: Source) -> Reading:
    """All 820 transaction sets of a file. A broken count or control number is a transport fault."""
    encoding = encoding_of(source)
    run = _Run(source)
    for segment in segments(source, blocks(source, encoding)):
        try:
            run.take(segment)
        except Malformed as error:
            where, expected = error.args
            raise refused(source, masked(where.raw), expected, line=where.line) from None
    if not run.sets[OURS]:
        others = ", ".join(sorted(run.sets)) or "none"
        raise refused(source, f"transaction sets: {others}", "at least one 820", "put remittance advices here only")
    run.warnings += [
        f"{count} transaction sets {kind} are passed over" for kind, count in run.sets.items() if kind != OURS
    ]
    tables = {"advices": run.advices.frame(), "advice_lines": run.lines.frame()}
    return reading("x12_820", encoding, tables, rejected(source, run.rejects), run.faults, run.warnings)


class _Run:
    """Where a reading stands between two segments: the open envelopes, and the advice at hand."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.advices, self.lines = Rows(remittance.Advice), Rows(remittance.AdviceLine)
        self.open: dict[str, Segment] = {}
        self.inside: Counter[str] = Counter()  # what the open envelopes hold
        self.seen: set[tuple[str, ...]] = set()
        self.sets: Counter[str] = Counter()
        self.advice: Advice | None = None
        self.advice_no = 0
        self.rejects: list[dict[str, object]] = []
        self.faults: list[Fault] = []
        self.warnings: list[str] = []

    def take(self, segment: Segment) -> None:
        """One segment in its envelope. Refuses one that may not stand there."""
        self.inside["SE"] += 1
        if segment.tag in CONTROL:
            self._begin(segment)
        elif segment.tag in TRAILERS:
            self._end(segment)
        elif "ST" not in self.open:
            raise Malformed(segment, "a transaction set (ST) before it")
        elif self.advice:
            self.advice.take(segment)

    def _begin(self, segment: Segment) -> None:
        tag, parent = segment.tag, PARENT[segment.tag]
        if tag in self.open or (parent and parent not in self.open):
            raise Malformed(
                segment, f"the trailer of the open {tag} first" if tag in self.open else f"a {parent} before it"
            )
        self.open[tag] = segment
        if tag == "ISA":
            key = (segment[6], segment[8], segment[13])
            if key in self.seen:
                raise Malformed(segment, f"each interchange once: number {segment[13]} stands twice")
            self.seen.add(key)
            self.inside["IEA"] = 0
        elif tag == "GS":
            self.inside["IEA"] += 1
            self.inside["GE"] = 0
        else:
            self.inside["GE"] += 1
            self.inside["SE"] = 1
            self.sets[segment[1]] += 1
            self.advice = Advice(segment) if segment[1] == OURS else None

    def _end(self, segment: Segment) -> None:
        tag = TRAILERS[segment.tag]
        head = self.open.pop(tag, None)
        if head is None or any(PARENT[other] == tag for other in self.open):
            raise Malformed(segment, f"its {tag} before it, and all within it closed")
        counted, stated = self.inside[segment.tag], segment[1]
        if not stated.isdecimal() or int(stated) != counted:
            held = {"SE": "segments", "GE": "transaction sets", "IEA": "groups"}[segment.tag]
            self.faults.append(transport(segment.line, segment.raw, f"{counted} {held}, as counted, not {stated}"))
        control, repeated = head[CONTROL[tag]], segment[2]
        if control.lstrip("0") != repeated.lstrip("0"):
            expected = f"control number {control}, as in its {tag}, not {repeated}"
            self.faults.append(transport(segment.line, segment.raw, expected))
        if tag == "ST" and self.advice:
            self._finish(self.advice)
            self.advice = None

    def _finish(self, advice: Advice) -> None:
        proved_currency(advice)
        payment = advice.payment
        if payment is None:
            raise Malformed(advice.set_head, "a payment (BPR) in the transaction set")
        total = advice.amount(payment, 2)
        if payment[16] and day(payment, 16) is None:
            self.warnings.append(f"line {payment.line}: BPR16 {payment[16]!r} is no date")
        self.advice_no += 1
        self.advices.add(
            advice_no=self.advice_no,
            stated_id=f"{self.open['ISA'][13]}/{advice.set_head[2]}",
            payer_name=advice.payer_name,
            payer_account=payment[9] or None,
            payment_reference=advice.reference,
            payment_date=day(payment, 16),
            payment_minor=total,
            currency=advice.currency,
            is_cheque=payment[4] == CHEQUE,
            source_line=advice.set_head.line,
        )
        told = [(line, found) for line in advice.lines if (found := self._figures(advice, line))]
        figures = settled(told, total)
        for line_no, (line, found) in enumerate(figures, start=1):
            self._add(line_no, line, found)
        self.warnings += advice.checks(total, figures)

    def _figures(self, advice: Advice, line: Line) -> Figures | None:
        try:
            return advice.figures(line)
        except Malformed as error:
            where, expected = error.args
            self.rejects.append(
                {
                    "source_line": where.line,
                    "field": where.tag,
                    "value": masked(where.raw),
                    "rule": expected,
                    "remedy": "ask the payer for this line; the others are taken",
                    "raw": _raw(line),
                }
            )
            return None

    def _add(self, line_no: int, line: Line, found: Figures) -> None:
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
            raw=_raw(line),
            source_line=line.head.line,
        )


def _raw(line: Line) -> str:
    return "\n".join(segment.raw for segment in (line.head, *line.others))
