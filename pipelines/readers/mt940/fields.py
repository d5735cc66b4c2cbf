"""MT940 and MT942 text to messages: fields by tag, whatever envelope, page or line break surrounds them.

What a message says of itself stands around its lines, the closing balance behind them. So each message is gone through
twice, side by side: once for what it says of itself, then line by line; its lines are never held.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from pipelines.readers.base import Source, excerpt, masked, refused
from pipelines.readers.text import lines

_TAG: Final = re.compile(r":(20|21|25P?|28C?|60[FM]|61|86|62[FM]|64|65|13D?|34F|90[CD]|NS):")
_ENVELOPE: Final = re.compile(r"(?:-\}?)?\s*(?:\{[1235]:[^{}]*(?:\{[^{}]*\}[^{}]*)*\}\s*)*(?:\{4:\s*)?")
_END: Final = re.compile(r"-\}?(?:\{5:.*)?\s*$")
AFTER_LINES: Final = {"61", "86", "62F", "62M", "64", "65", "90C", "90D", "NS", "20"}  # what may follow a :61:
CLOSING: Final = {"62F", "62M", "90C", "90D", "34F"}  # with one of them a message may end
OF_LINES: Final = {"61", "86", "NS"}  # a line, and what belongs to the one before it
MOST: Final = 10_000  # fields of a message beside its lines, fields of a line, lines of a field


@dataclass(slots=True)
class Field:
    """One tag with its text, a physical line each, and where it stands."""

    tag: str
    line: int
    lines: list[str]

    @property
    def raw(self) -> str:
        """The field as it stood."""
        return f":{self.tag}:" + "\n".join(self.lines)

    @property
    def shown(self) -> str:
        """The field for a message: balances and totals as they stand, others with accounts masked."""
        return (
            excerpt(self.raw)
            if (self.tag[:1] in "36" and self.tag != "61") or self.tag[:1] == "9"
            else masked(self.raw)
        )


@dataclass(slots=True)
class Message:
    """What a message says of itself: all its fields but the lines and their texts."""

    line: int
    fields: list[Field]
    last: Field
    count: int = 0  # of its fields, lines and texts included
    longest: int = 0  # characters of the longest line of a text that goes on after it

    def first(self, *tags: str) -> Field | None:
        """The first field of one of the tags."""
        return next((one for one in self.fields if one.tag in tags), None)


Entry = tuple[Field, list[Field]]  # a :61: with the texts that belong to it


def messages(source: Source, encoding: str) -> Iterator[tuple[Message, Iterator[Entry]]]:
    """The messages of a file, each with its lines, which are read as they are asked for: all, before the next message.

    Refuses a field that stands before any :20:.
    """
    again = fields(source, lines(source, encoding))
    for message in _heads(source, fields(source, lines(source, encoding))):
        yield message, _entries(source, islice(again, message.count))


def _heads(source: Source, found: Iterable[Field | None]) -> Iterator[Message]:
    message: Message | None = None
    count = 0
    for one in found:
        if message and (one is None or one.tag == "20"):
            message.count = count + (one is None)
            yield message
            message, count = None, -1 if one is None else 0
        count += 1
        if one is None:
            continue
        if message is None:
            message = Message(one.line, [], one)
        message.last = one
        if one.tag == "86" and len(one.lines) > 1:
            message.longest = max(message.longest, *map(len, one.lines[:-1]))
        elif one.tag not in OF_LINES:
            _put(source, message.fields, one)
    if message:
        message.count = count
        yield message


def _entries(source: Source, found: Iterable[Field | None]) -> Iterator[Entry]:
    entry: Entry | None = None
    for one in found:
        if entry and one and one.tag != "61" and one.tag in OF_LINES:
            _put(source, entry[1], one)
            continue
        if entry:
            yield entry
        entry = (one, []) if one and one.tag == "61" else None
    if entry:
        yield entry


def _put(source: Source, held: list[Field], one: Field) -> None:
    if len(held) == MOST:
        raise refused(source, one.shown, f"no more than {MOST:,} fields around the lines, or behind one", line=one.line)
    held.append(one)


def fields(source: Source, numbered: Iterable[tuple[int, str]]) -> Iterator[Field | None]:
    """The fields of numbered lines, each message begun by its :20:; None where an envelope or `-` ends one.

    A line that begins like a tag where that tag may not stand belongs to the text before it: banks
    wrap times and colons anywhere.
    """
    current: Field | None = None
    is_closed = has_lines = False
    for number, line in numbered:
        text = line
        if line[:1] in ("-", "{"):
            text = _inside(line)
            if current and (not text or _END.fullmatch(line)) and (line.startswith("-}") or is_closed):
                yield current
                yield None
                current = None
        found = _TAG.match(text) if text[:1] == ":" else None
        tag = found[1] if found else ""
        if found and tag == "20":
            if current:
                yield current
            current, is_closed, has_lines = Field("20", number, [text[found.end() :]]), False, False
        elif current is None:
            if found:
                raise refused(source, masked(text), "a message that begins with :20:", line=number)
        elif found and (tag in AFTER_LINES or not has_lines):
            yield current
            current = Field(tag, number, [text[found.end() :]])
            is_closed, has_lines = is_closed or tag in CLOSING, has_lines or tag == "61"
        elif text.strip():
            if len(current.lines) == MOST:
                raise refused(source, current.shown, f"a field of at most {MOST:,} lines", line=current.line)
            current.lines.append(text)
    if current:
        yield current


def _inside(line: str) -> str:
    """What a line holds inside its envelope; blank where it is nothing but envelope."""
    return line[_ENVELOPE.match(line).end() :] if line.startswith(("{", "-}")) else line  # type: ignore[union-attr]
