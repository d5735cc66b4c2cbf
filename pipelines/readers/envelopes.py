"""The envelopes of an interchange, X12 and EDIFACT alike: each trailer counts what it closes and repeats its header."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol

from pipelines.readers.base import transport
from schemas.rejects import Fault


class Segment(Protocol):
    """One segment: `segment[2]` is its second element, blank where there is none."""

    @property
    def line(self) -> int: ...
    @property
    def raw(self) -> str: ...
    @property
    def tag(self) -> str: ...
    def __getitem__(self, number: int, /) -> str: ...


class Malformed(Exception):
    """A segment that is not what the format says: (segment, what was expected)."""


class Envelope(NamedTuple):
    """One level of an interchange. Its trailer has what it holds as first element, the header's number as second."""

    head: str
    trailer: str
    within: tuple[str, ...]  # what it stands in; nothing for the outermost
    control: int  # the element of its header that the trailer repeats
    holds: str  # what the trailer counts, in words


@dataclass(slots=True)
class Open:
    """An envelope that is not closed yet."""

    envelope: Envelope
    head: Segment
    count: int


class Envelopes:
    """The open envelopes between two segments, and what their trailers broke.

    In:      the levels, outermost first: the innermost counts segments, the others what stands in them; `identity`,
             the elements of the outermost header that no other interchange of the file has.
    """

    def __init__(self, levels: Iterable[Envelope], identity: tuple[int, ...]) -> None:
        self._heads = {one.head: one for one in levels}
        self._trailers = {one.trailer: one for one in levels}
        *_, self.innermost = levels
        self._identity = identity
        self._seen: set[tuple[str, ...]] = set()
        self.open: list[Open] = []
        self.faults: list[Fault] = []

    def take(self, segment: Segment) -> Literal["begins", "inside", "ends", "around"]:
        """What a segment does to the innermost envelope. Raises Malformed for one that may not stand there."""
        tag = segment.tag
        is_inside = bool(self.open) and self.open[-1].envelope is self.innermost
        if is_inside:
            self.open[-1].count += 1
        if tag in self._heads:
            self._begin(self._heads[tag], segment)
            return "begins" if tag == self.innermost.head else "around"
        if tag in self._trailers:
            self._end(self._trailers[tag], segment)
            return "ends" if tag == self.innermost.trailer else "around"
        if not is_inside:
            raise Malformed(segment, f"a header ({self.innermost.head}) before it")
        return "inside"

    def _begin(self, envelope: Envelope, segment: Segment) -> None:
        within = self.open[-1].envelope.head if self.open else ""
        if within not in (envelope.within or ("",)):
            is_open = any(one.envelope is envelope for one in self.open)
            missing = f"a {' or '.join(envelope.within)} before it"
            raise Malformed(segment, f"the trailer of the open {envelope.head} first" if is_open else missing)
        if self.open:
            self.open[-1].count += 1
        else:
            key = tuple(segment[number] for number in self._identity)
            if key in self._seen:
                raise Malformed(segment, f"each interchange once: number {segment[envelope.control]} stands twice")
            self._seen.add(key)
        self.open.append(Open(envelope, segment, int(envelope is self.innermost)))

    def _end(self, envelope: Envelope, segment: Segment) -> None:
        if not self.open or self.open[-1].envelope is not envelope:
            raise Malformed(segment, f"its {envelope.head} before it, and all within it closed")
        closed = self.open.pop()
        counted, stated = closed.count, segment[1]
        if not stated.isdecimal() or int(stated) != counted:
            expected = f"{counted} {envelope.holds}, as counted, not {stated}"
            self.faults.append(transport(segment.line, segment.raw, expected))
        control, repeated = closed.head[envelope.control], segment[2]
        if control.lstrip("0") != repeated.lstrip("0"):
            expected = f"control number {control}, as in its {envelope.head}, not {repeated}"
            self.faults.append(transport(segment.line, segment.raw, expected))
