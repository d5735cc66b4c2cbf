"""BAI2 lines to records: a record with its 88 continuations, whatever way the lines were cut.

Banks glue several records on one line, pad lines with blanks, leave out the closing slash, and wrap
text without an 88. A record keeps its physical lines so that fields can be told from text.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from pipelines.readers.base import Refused, Source, excerpt, masked, refused

RECORD_LENGTH: Final = 80  # of the specification; the file header may state another
CODES: Final = ("01", "02", "03", "16", "49", "88", "98", "99")
PLAIN: Final = {f"{code},": code for code in CODES}
_CODE: Final = re.compile(rf"({'|'.join(CODES)})(?:,|/\s*$|$)")
_GLUED: Final = re.compile(
    r"(?<=/)\s+(?=(?:02,[^,]*,[^,]*,[1-4]?,|03,[^,/]+,|16,[0-9]{3},[+-]?[0-9]*,"
    r"|(?:49|98|99),[+-]?[0-9]*,[0-9]|88,\S))"
)


class Part(NamedTuple):
    """What one physical line gives to its record, without code and closing slash."""

    text: str
    is_full: bool  # fills the record length: cut by width, its text goes on in the middle of a word


class Record:
    """One record: its code, first line, and its physical lines as they stood."""

    __slots__ = ("_raw", "code", "line", "lines", "width", "wrapped")

    def __init__(self, code: str, line: int, text: str, width: int) -> None:
        self.code, self.line, self.width = code, line, width
        self.lines = [text]
        self.wrapped = 0  # lines of its own without 88: not counted as records
        self._raw: str | None = None

    @property
    def count(self) -> int:
        """Physical records, as the trailers count them: itself and its 88s."""
        return len(self.lines) - self.wrapped

    @property
    def raw(self) -> str:
        """The record as it stood, a physical line each; asked for when all its lines are there."""
        if self._raw is None:
            self._raw = "\n".join([line.rstrip() for line in self.lines])
        return self._raw

    @property
    def shown(self) -> str:
        """The record for a message; a trailer holds no account, and its totals are the point."""
        return excerpt(self.raw) if self.code in ("49", "98", "99") else masked(self.raw)

    def parts(self) -> list[Part]:
        """What each line gives."""
        return [_part(line, self.width) for line in self.lines]


def _part(line: str, width: int) -> Part:
    text = line.strip()
    if text[:3] not in PLAIN:
        return _odd_part(line, text, width)
    if text[-1] == "/":
        return Part(text[3:-1], False)
    return Part(text[3:], len(line) >= width and not line[-1].isspace())


def _odd_part(line: str, text: str, width: int) -> Part:
    """A line that is a code alone, or has none."""
    code = _CODE.match(text)
    is_ended = text.endswith("/") and (code is None or len(text) > 2)
    is_full = len(line) >= width and not line[-1:].isspace() and not is_ended
    return Part(text[code.end() if code else 0 : -1 if is_ended else None], is_full)


def records(source: Source, lines: Iterable[tuple[int, str]]) -> Iterator[Record]:
    """The records of numbered lines. Refuses a line that is no record and continues none."""
    width = RECORD_LENGTH
    current: Record | None = None
    for number, line in lines:
        is_glued = "/ " in line or "/\t" in line
        if current and line[:3] == "88," and not is_glued:
            current.lines.append(line)
            continue
        for piece in _GLUED.split(line) if is_glued else (line,):
            code = PLAIN.get(piece[:3]) or _code(piece)
            if code == "" and not piece.strip():
                continue
            if code and code != "88":
                if current:
                    yield current
                current = Record(code, number, piece, width)
                width = _stated_length(current) or width
            else:
                _continue(source, current, number, piece, is_wrapped=not code)
    if current:
        yield current


def _code(piece: str) -> str:
    found = _CODE.match(piece.lstrip())
    return found[1] if found else ""


def _continue(source: Source, current: Record | None, number: int, piece: str, is_wrapped: bool) -> None:
    if current is None:
        raise _no_record(source, number, piece, "a file header (01) first: nothing stands before it to continue")
    if is_wrapped and (current.code != "16" or current.lines[-1].rstrip().endswith("/")):
        raise _no_record(source, number, piece, f"a record that begins with one of {' '.join(CODES)}")
    current.lines.append(piece)
    current.wrapped += is_wrapped


def _no_record(source: Source, number: int, piece: str, expected: str) -> Refused:
    return refused(source, masked(piece), expected, line=number)


def _stated_length(record: Record) -> int | None:
    """The physical record length of a file header, if it states one."""
    if record.code != "01":
        return None
    fields = record.parts()[0].text.split(",")
    return int(fields[5]) if len(fields) > 5 and re.fullmatch(r"[1-9][0-9]{1,3}", fields[5]) else None
