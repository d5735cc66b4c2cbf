"""A text laid out for people, as rows of cells: letters, mails and PDF pages all come down to it."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, cached_property
from typing import Final

from pipelines.readers.base import Source, refused

MAX_ROWS: Final = 20_000
MAX_TEXT: Final = 1_000_000
MAX_ROW: Final = 2_000  # characters; what is longer is no line of an advice
_CELL: Final = re.compile(r"\S+(?: \S+)*")
_HARD_BLANK: Final = re.compile(r"(?<=[0-9])[\u00a0\u2009\u202f](?=[0-9]{3})")  # parts thousands


class Cell:
    """Text between two gaps, and where it stands: columns of characters, points of a page, or cells of a table."""

    def __init__(self, text: str, start: float, end: float) -> None:
        self.text, self.start, self.end = text, start, end


class Row:
    """One line of a page, numbered as in its file."""

    def __init__(self, line: int, cells: list[Cell]) -> None:
        self.line, self.cells = line, cells

    @cached_property
    def text(self) -> str:
        """The whole line, cells two blanks apart."""
        return "  ".join(cell.text for cell in self.cells)[:MAX_ROW]

    @cached_property
    def folded(self) -> str:
        """The line in lower case without accents, each character where it was."""
        return fold(self.text)


def rows_of_text(source: Source, lines: Iterable[tuple[int, str]]) -> list[Row]:
    """Plain text as rows: cells end at a tab, a bar or two blanks. Refuses more than MAX_ROWS or MAX_TEXT."""
    rows, length = [], 0
    for number, line in lines:
        cells = cells_of(line[:MAX_ROW])
        length += len(line)
        if cells:
            rows.append(Row(number, cells))
        if len(rows) > MAX_ROWS or length > MAX_TEXT:
            stands = f"more than {MAX_ROWS:,} lines or {MAX_TEXT:,} characters"
            raise refused(source, stands, "an advice of one payment", "split the text", number)
    return rows


def cells_of(line: str) -> list[Cell]:
    """The cells of a line; none for a line of rules and blanks alone."""
    parts = _CELL.finditer(_HARD_BLANK.sub("'", line.replace("|", "\t")))
    cells = [Cell(part[0], part.start(), part.end()) for part in parts]
    return cells if any(sign.isalnum() for sign in line) else []


def fold(text: str) -> str:
    """Lower case without accents, one character for each.

    >>> fold("Überweisung à CAFÉ ß")
    'uberweisung a cafe s'
    """
    return text.lower() if text.isascii() else "".join(map(_bare, text))


@cache
def _bare(sign: str) -> str:
    if sign.isascii():
        return sign.lower()
    base = unicodedata.normalize("NFKD", sign.lower())[:1]
    return "s" if sign == "ß" else base if len(base) == 1 else sign
