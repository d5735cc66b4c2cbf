"""BAI2 lines to records: a record with its 88 continuations, whatever way the lines were cut.

Banks glue several records on one line, pad lines with blanks, leave out the closing slash, and wrap
text without an 88. A record keeps its parts (one a physical line) so that fields can be told from text.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from pipelines.readers.base import Refused, Source, excerpt, masked, refused

RECORD_LENGTH: Final = 80  # of the specification; the file header may state another
_CODES: Final = "01|02|03|16|49|88|98|99"
_CODE: Final = re.compile(rf"({_CODES})(?:,|/\s*$|$)")
_GLUED: Final = re.compile(
    r"(?<=/)\s+(?=(?:02,[^,]*,[^,]*,[1-4]?,|03,[^,/]+,|16,[0-9]{3},[+-]?[0-9]*,"
    r"|(?:49|98|99),[+-]?[0-9]*,[0-9]|88,\S))"
)


@dataclass(slots=True)
class Part:
    """What one physical line gives to its record, without code and closing slash."""

    text: str
    is_ended: bool  # closed by a slash
    is_full: bool  # fills the record length: cut by width, its text goes on in the middle of a word
    is_wrapped: bool = False  # a line of its own without 88: not counted as a record


@dataclass(slots=True)
class Record:
    """One record: its code, first line, parts, and the text as it stood."""

    code: str
    line: int
    parts: list[Part]
    raw: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        """Physical records, as the trailers count them: itself and its 88s."""
        return sum(not part.is_wrapped for part in self.parts)

    @property
    def shown(self) -> str:
        """The record for a message; a trailer holds no account, and its totals are the point."""
        text = "\n".join(self.raw)
        return excerpt(text) if self.code in ("49", "98", "99") else masked(text)


def records(source: Source, lines: Iterable[tuple[int, str]]) -> Iterator[Record]:
    """The records of numbered lines. Refuses a line that is no record and continues none."""
    width = RECORD_LENGTH
    current: Record | None = None
    for number, line in lines:
        for piece in _GLUED.split(line) if "/ " in line or "/\t" in line else (line,):
            if not piece.strip():
                continue
            code = _CODE.match(piece.lstrip())
            if code and code[1] != "88":
                if current:
                    yield current
                current = Record(code[1], number, [_part(piece, code.end(), width)], [piece.rstrip()])
                width = _stated_length(current) or width
            else:
                _continue(source, current, number, piece, _part(piece, code.end() if code else 0, width, not code))
    if current:
        yield current


def _part(piece: str, start: int, width: int, is_wrapped: bool = False) -> Part:
    text = piece.strip()
    is_ended = text.endswith("/") and (is_wrapped or len(text) > 2)
    is_full = len(piece) >= width and not piece[-1:].isspace() and not is_ended
    return Part(text[start : -1 if is_ended else None], is_ended, is_full, is_wrapped)


def _continue(source: Source, current: Record | None, number: int, piece: str, part: Part) -> None:
    if current is None:
        raise _no_record(source, number, piece, "a file header (01) first: nothing stands before it to continue")
    if part.is_wrapped and (current.code != "16" or current.parts[-1].is_ended):
        raise _no_record(source, number, piece, f"a record that begins with one of {_CODES.replace('|', ' ')}")
    current.parts.append(part)
    current.raw.append(piece.rstrip())


def _no_record(source: Source, number: int, piece: str, expected: str) -> Refused:
    return refused(source, masked(piece), expected, line=number)


def _stated_length(record: Record) -> int | None:
    """The physical record length of a file header, if it states one."""
    if record.code != "01":
        return None
    fields = record.parts[0].text.split(",")
    return int(fields[5]) if len(fields) > 5 and re.fullmatch(r"[1-9][0-9]{1,3}", fields[5]) else None
