"""Advices in interchanges of segments, X12 and EDIFACT alike. Documents go to the store as they come."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final, Generic, NamedTuple, Protocol, TypeVar

from pipelines.readers.advices import Advice, Advices, Line
from pipelines.readers.base import Reading, Source, masked, reading, refused, rejected
from pipelines.readers.envelopes import Envelope, Envelopes, Malformed, Segment
from pipelines.readers.text import blocks, encoding_of

MOST: Final = 10_000  # segments behind the head of one document
CUT: Final = "the file was cut: ask for it again"


S = TypeVar("S", bound=Segment)


@dataclass(slots=True)
class Document(Generic[S]):
    """What one line of an advice is made of: a segment, and those that belong to it."""

    head: S
    others: list[S] = field(default_factory=list)

    def add(self, segment: S) -> None:
        """One more segment. Raises Malformed for one too many."""
        if len(self.others) == MOST:
            raise Malformed(segment, f"at most {MOST:,} segments behind one {self.head.tag}")
        self.others.append(segment)

    @property
    def raw(self) -> str:
        """All of it as it stood."""
        return "\n".join(segment.raw for segment in (self.head, *self.others))


class Message(Protocol[S]):
    """One advice while its segments pass. All may raise Malformed; for `line` that is a reject."""

    def take(self, segment: S) -> Iterable[Document[S]]:
        """One segment; gives the documents that are whole now and can be read."""

    def rest(self) -> Iterable[Document[S]]:
        """The documents that are whole because the message ends."""

    def line(self, document: Document[S]) -> Line:
        """What a document says."""

    def head(self) -> tuple[Advice, list[str]]:
        """What the message says of itself at its end, without lines; and what is odd about it."""


class Dialect(NamedTuple):
    """How one format writes advices."""

    name: str
    segments: Callable[[Source, Iterable[str]], Iterator[Any]]
    envelopes: tuple[Envelope, ...]  # outermost first; the innermost counts segments, the others what stands in them
    identity: tuple[int, ...]  # elements of an interchange's header that no other has
    kind: int  # the element of a message's header that says what it is
    ours: str
    message: Callable[[Any, Any], Message[Any]]  # of its header and the interchange's


def read(source: Source, dialect: Dialect) -> Reading:
    """All advices of a file. A broken count or control number is a transport fault."""
    encoding = encoding_of(source)
    run = _Run(dialect)
    for segment in dialect.segments(source, blocks(source, encoding)):
        try:
            run.take(segment)
        except Malformed as error:
            where, expected = error.args
            raise refused(source, masked(where.raw), expected, line=where.line) from None
    if run.envelopes.open:
        trailers = ", ".join(one.envelope.trailer for one in reversed(run.envelopes.open))
        raise refused(source, "the end of the file", f"a trailer ({trailers})", CUT, run.line)
    held = dialect.envelopes[-2].holds
    if not run.kinds[dialect.ours]:
        others = ", ".join(sorted(run.kinds)) or "none"
        raise refused(source, f"{held}: {others}", f"at least one {dialect.ours}", "put remittance advices here only")
    foreign = ((kind, count) for kind, count in run.kinds.items() if kind != dialect.ours)
    passed_over = [f"{count} {held} {kind} are passed over" for kind, count in foreign]
    warnings = [*run.advices.warnings, *run.warnings, *passed_over]
    return reading(
        dialect.name, encoding, run.advices.tables(), rejected(source, run.rejects), run.envelopes.faults, warnings
    )


class _Run:
    """Where a reading stands between two segments: the envelopes, and the message at hand."""

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect
        self.envelopes = Envelopes(dialect.envelopes, dialect.identity)
        self.line = 1
        self.kinds: Counter[str] = Counter()
        self.message: Message[Any] | None = None
        self.advices = Advices()
        self.is_whole = True  # no line of the message at hand was rejected
        self.rejects: list[dict[str, object]] = []
        self.warnings: list[str] = []

    def take(self, segment: Segment) -> None:
        """One segment in its envelope. Raises Malformed for one that may not stand there."""
        self.line = segment.line
        place, message = self.envelopes.take(segment), self.message
        if place == "inside" and message:
            for document in message.take(segment):
                self._lay_down(message, document)
        elif place == "begins":
            self._begin(segment)
        elif place == "ends" and message:
            self._finish(message)

    def _begin(self, segment: Segment) -> None:
        kind, ours = segment[self.dialect.kind], self.dialect.ours
        self.kinds[kind] += 1
        self.message = self.dialect.message(segment, self.envelopes.open[0].head) if kind == ours else None

    def _finish(self, message: Message[Any]) -> None:
        for document in message.rest():
            self._lay_down(message, document)
        advice, odd = message.head()
        advice.leaves_out = advice.leaves_out and self.is_whole
        self.message, self.is_whole = None, True
        self.warnings += odd
        self.advices.close(advice)

    def _lay_down(self, message: Message[Any], document: Document[Any]) -> None:
        try:
            self.advices.line(message.line(document))
        except Malformed as error:
            where, expected = error.args
            self.is_whole = False
            self.rejects.append(
                {
                    "source_line": where.line,
                    "field": where.tag,
                    "value": masked(where.raw),
                    "rule": expected,
                    "remedy": "ask the payer for this line; the others are taken",
                    "raw": document.raw,
                }
            )
