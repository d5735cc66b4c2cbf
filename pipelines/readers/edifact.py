"""EDIFACT text to segments, with the service characters each interchange states in its UNA."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from pipelines.readers.base import Source, masked, refused

MAX_SEGMENT: Final = 1 << 16
_BLANKS: Final = re.compile(r"[\ufeff\s\x1a]*")
_UNA: Final = re.compile(r"UNA(.)(.)(.)(.)(.)([^\w\s])", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Service:
    """The service characters of one interchange."""

    component: str = ":"
    element: str = "+"
    release: str = "?"
    terminator: str = "'"

    def split(self, text: str, mark: str) -> list[str]:
        """Parts of a text at a mark that is not released; releases are kept for the next split."""
        if self.release not in text or self.release == " ":
            return text.split(mark)
        pattern = rf"(?:[^{re.escape(mark + self.release)}]|{re.escape(self.release)}.)*"
        return [part for part, _ in self._parts(text, pattern)]

    def _parts(self, text: str, pattern: str) -> Iterator[tuple[str, int]]:
        at = 0
        while at <= len(text):
            found = re.compile(pattern, re.DOTALL).match(text, at)
            end = found.end() if found else len(text)
            yield text[at:end], end
            at = end + 1

    def plain(self, text: str) -> str:
        """A component as its sender meant it."""
        if self.release == " ":
            return text.strip()
        return re.sub(rf"{re.escape(self.release)}(.)", r"\1", text, flags=re.DOTALL).strip()


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment: elements of components, the tag first."""

    line: int
    elements: list[list[str]]
    raw: str

    @property
    def tag(self) -> str:
        """What kind of segment it is."""
        return self.elements[0][0]

    def __getitem__(self, number: int) -> str:
        """The first component of an element by its number (from 1); blank where there is none."""
        return self.at(number)

    def at(self, element: int, component: int = 0) -> str:
        """A component by the numbers of its element (from 1) and itself (from 0); blank where there is none."""
        found = self.elements[element] if element < len(self.elements) else []
        return found[component] if component < len(found) else ""


def segments(source: Source, blocks: Iterable[str]) -> Iterator[Segment]:
    """The segments of all interchanges. Refuses text that no terminator ends."""
    rest, buffer, line, service = iter(blocks), "", 1, Service()
    at = 0
    while True:
        start = at
        at = _BLANKS.match(buffer, at).end()  # type: ignore[union-attr]
        line += buffer.count("\n", start, at)
        una = _UNA.match(buffer, at)
        if una:
            service = Service(una[1], una[2], una[4], una[6])
            at = una.end()
            continue
        end = _end(buffer, at, service)
        if end is None or (buffer.startswith("UNA", at) and len(buffer) - at < 9):
            block = next(rest, "")
            if block and len(buffer) - at < MAX_SEGMENT:
                buffer, at = buffer[at:] + block, 0
                continue
            if buffer[at:].strip():
                stands = masked(buffer[at : at + 60])
                raise refused(source, stands, f"a segment closed by {service.terminator!r}", line=line)
            return
        raw = buffer[at:end]
        elements = [service.split(part, service.component) for part in service.split(raw, service.element)]
        yield Segment(line, [[service.plain(text) for text in part] for part in elements], raw.strip())
        if elements[0][0] == "UNZ":
            service = Service()
        line += raw.count("\n")
        at = end + 1


def _end(buffer: str, at: int, service: Service) -> int | None:
    """Where the terminator of the segment at hand stands, released ones passed over."""
    end = buffer.find(service.terminator, at)
    while end >= 0:
        released = 0
        while service.release != " " and end - released > at and buffer[end - released - 1] == service.release:
            released += 1
        if released % 2 == 0:
            return end
        end = buffer.find(service.terminator, end + 1)
    return None
