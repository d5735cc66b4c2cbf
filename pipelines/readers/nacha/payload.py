"""The payment information of addenda: an X12 820 in pieces of 80 characters, single segments, or free text."""

import re
from collections.abc import Iterator
from typing import Final

from pipelines.readers.advices import Line
from pipelines.readers.base import Refused, Source
from pipelines.readers.envelopes import Malformed
from pipelines.readers.interchange import Document
from pipelines.readers.x12 import Segment, segments
from pipelines.readers.x12_820.advice import PaymentOrder

ENVELOPE: Final = ("ISA", "GS", "ST", "SE", "GE", "IEA")
_SEGMENTS: Final = re.compile(r"(?:RMR|ST|BPR|TRN|REF|N1|ENT|NTE|DTM|ADX)([^\w\s])")


def order(source: Source, line: int, texts: list[str]) -> tuple[PaymentOrder, list[Line]] | None:
    """The payment order that the texts of an entry make up, and its lines; None when they are free text, or broken."""
    head = Segment(line, ["ST", "820"], "")
    found, documents = PaymentOrder(head, head), list[Document[Segment]]()
    try:
        for segment in _segments(source, line, texts):
            if segment.tag not in ENVELOPE:
                documents += found.take(segment)
        documents += found.rest()
        if found.payment:
            found.amount(found.payment, 2)
        return (found, [found.line(one) for one in documents]) if documents else None
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
