"""X12 text to segments. Every interchange states its own delimiters in its ISA, and only they count."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from pipelines.readers.base import Source, masked, refused

ISA_ELEMENTS: Final = 16
ISA_MAX: Final = 400  # of 106 characters by the standard; real ones are shorter or longer
MAX_SEGMENT: Final = 1 << 16
_BLANKS: Final = re.compile(r"[\ufeff \t\r\n\x1a\0]*")


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment: `elements` without blanks around them, the tag first."""

    line: int
    elements: list[str]
    raw: str

    @property
    def tag(self) -> str:
        """What kind of segment it is."""
        return self.elements[0]

    def __getitem__(self, number: int) -> str:
        """An element by its number in the standard (`bpr[2]` is BPR02); blank where there is none."""
        return self.elements[number] if number < len(self.elements) else ""


class _Text:
    """Blocks of text behind one cursor, so that memory stays flat and lines are counted."""

    def __init__(self, blocks: Iterable[str]) -> None:
        self._blocks = iter(blocks)
        self.buffer = ""
        self.at = 0
        self.line = 1

    def more(self) -> bool:
        """Reads one more block behind what is left."""
        block = next(self._blocks, "")
        self.buffer, self.at = self.buffer[self.at :] + block, 0
        return bool(block)

    def skip_blanks(self) -> bool:
        """Moves to the next character that is no blank; False at the end of the file."""
        while True:
            end = _BLANKS.match(self.buffer, self.at).end()  # type: ignore[union-attr]
            self.take(end - self.at)
            if end < len(self.buffer) or not self.more():
                return end < len(self.buffer)

    def until(self, mark: str, limit: int) -> str | None:
        """The text before the next mark, taken with it; None when there is none within `limit`."""
        while (end := self.buffer.find(mark, self.at)) < 0:
            if len(self.buffer) - self.at > limit or not self.more():
                return None
        found = self.buffer[self.at : end]
        self.take(end - self.at + len(mark))
        return found

    def take(self, count: int) -> str:
        """The next characters."""
        found = self.buffer[self.at : self.at + count]
        self.at += count
        self.line += found.count("\n")
        return found

    def hold(self, count: int) -> str:
        """The next characters, left where they are."""
        while len(self.buffer) - self.at < count and self.more():
            pass
        return self.buffer[self.at : self.at + count]


def segments(source: Source, blocks: Iterable[str]) -> Iterator[Segment]:
    """The segments of all interchanges. Refuses text outside them, and one without its IEA."""
    text = _Text(blocks)
    while text.skip_blanks():
        yield from _interchange(source, text)


def _interchange(source: Source, text: _Text) -> Iterator[Segment]:
    start, head = text.line, text.hold(ISA_MAX)
    if not head.startswith("ISA") or head[3:4].isalnum() or not head[3:4].strip():
        raise refused(source, masked(head[:60]), "an interchange header (ISA)", line=start)
    separator = head[3]
    parts = head.split(separator, ISA_ELEMENTS)
    if len(parts) <= ISA_ELEMENTS or not parts[ISA_ELEMENTS]:
        raise refused(source, masked(head[:110]), f"{ISA_ELEMENTS} elements in the ISA", line=start)
    ending = parts[ISA_ELEMENTS][1:].lstrip(" ")
    terminator = ending[:1]
    if not terminator or terminator.isalnum() or terminator == separator:
        raise refused(source, masked(head[:110]), "a segment terminator right after ISA16", line=start)
    length = len(head) - len(ending)
    raw = text.take(length + 1)[:-1]
    yield Segment(start, [part.strip() for part in raw.split(separator)], raw)
    while text.skip_blanks():
        line = text.line
        found = text.until(terminator, MAX_SEGMENT)
        if found is None:
            found = text.buffer[text.at :].strip()
            if not found.startswith(f"IEA{separator}") or len(found) > MAX_SEGMENT:
                raise refused(
                    source,
                    masked(found[-60:]),
                    f"a segment closed by {terminator!r}",
                    "the file was cut: ask for it again",
                    line,
                )
            text.take(len(text.buffer) - text.at)
        if not found.strip():
            continue
        segment = Segment(line, [part.strip() for part in found.split(separator)], found.strip())
        yield segment
        if segment.tag == "IEA":
            return
    raise refused(
        source, "the end of the file", "an interchange trailer (IEA)", "the file was cut: ask for it again", text.line
    )
