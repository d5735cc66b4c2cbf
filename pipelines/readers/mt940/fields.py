"""MT940 and MT942 text to messages: fields by tag, whatever envelope, page or line break surrounds them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from pipelines.readers.base import Source, excerpt, masked, refused

_TAG: Final = re.compile(r":(20|21|25P?|28C?|60[FM]|61|86|62[FM]|64|65|13D?|34F|90[CD]|NS):")
_ENVELOPE: Final = re.compile(r"(?:-\}?)?\s*(?:\{[1235]:[^{}]*(?:\{[^{}]*\}[^{}]*)*\}\s*)*(?:\{4:\s*)?")
_END: Final = re.compile(r"-\}?(?:\{5:.*)?\s*$")
AFTER_LINES: Final = {"61", "86", "62F", "62M", "64", "65", "90C", "90D", "NS", "20"}  # what may follow a :61:


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
    """One message, from :20: to its end."""

    line: int
    fields: list[Field] = field(default_factory=list)

    def first(self, *tags: str) -> Field | None:
        """The first field of one of the tags."""
        return next((one for one in self.fields if one.tag in tags), None)


def messages(source: Source, lines: Iterable[tuple[int, str]]) -> Iterator[Message]:
    """The messages of numbered lines. Refuses a field that stands before any :20:.

    A line that begins like a tag where that tag may not stand belongs to the text before it: banks
    wrap times and colons anywhere.
    """
    current: Message | None = None
    for number, line in lines:
        text = _inside(line)
        if text is None or _END.fullmatch(line):
            if current and (line.startswith("-}") or _is_closed(current)):
                yield current
                current = None
            if text is None:
                continue
        found = _TAG.match(text or "")
        if found and found[1] == "20":
            if current:
                yield current
            current = Message(number, [Field("20", number, [text[found.end() :]])])
        elif current is None:
            if found:
                raise refused(source, masked(text), "a message that begins with :20:", line=number)
        elif found and _may_follow(current, found[1]):
            current.fields.append(Field(found[1], number, [text[found.end() :]]))
        elif text.strip() and not (_END.fullmatch(text) and _is_closed(current)):
            current.fields[-1].lines.append(text)
    if current:
        yield current


def _inside(line: str) -> str | None:
    """What a line holds inside its envelope; None where it is nothing but envelope."""
    if line.startswith(("{", "-}")):
        rest = line[_ENVELOPE.match(line).end() :]  # type: ignore[union-attr]
        return rest or None
    return line


def _is_closed(message: Message) -> bool:
    return message.first("62F", "62M", "90C", "90D", "34F") is not None


def _may_follow(message: Message, tag: str) -> bool:
    return tag in AFTER_LINES or message.first("61") is None
