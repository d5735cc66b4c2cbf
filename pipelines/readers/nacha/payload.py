"""The payment information of addenda: an X12 820 in pieces of 80 characters, single segments, or free text."""

import re
from collections.abc import Iterator
from typing import Final

from pipelines.readers.base import Refused, Source
from pipelines.readers.x12 import Segment, segments
from pipelines.readers.x12_820.advice import Advice, Figures, Line, Malformed, proved_currency

ENVELOPE: Final = ("ISA", "GS", "ST", "SE", "GE", "IEA")
_SEGMENTS: Final = re.compile(r"(?:RMR|ST|BPR|TRN|REF|N1|ENT|NTE|DTM|ADX)([^\w\s])")


def advice(source: Source, line: int, texts: list[str]) -> tuple[Advice, list[tuple[Line, Figures]]] | None:
    """The advice that the texts of an entry make up; None when they are free text, or broken."""
    try:
        found = Advice(Segment(line, ["ST", "820"], ""))
        for segment in _segments(source, line, texts):
            if segment.tag not in ENVELOPE:
                found.take(segment)
        proved_currency(found)
        if found.payment:
            found.amount(found.payment, 2)
        return (found, [(one, found.figures(one)) for one in found.lines]) if found.lines else None
    except (Malformed, Refused):
        return None


def _segments(source: Source, line: int, texts: list[str]) -> Iterator[Segment]:
    whole = "".join(texts)
    if whole.startswith("ISA"):
        yield from (Segment(line, one.elements, one.raw) for one in segments(source, [whole.rstrip()]))
        return
    start = _SEGMENTS.match(whole)
    if start is None:
        return
    terminator = next((mark for mark in "\\~" if mark in whole), "\n")
    for raw in whole.split(terminator):
        if raw.strip():
            yield Segment(line, [part.strip() for part in raw.strip().split(start[1])], raw.strip())
