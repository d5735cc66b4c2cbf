"""The lines of a file, some thousands at a time: no more of a large file is held while it is read."""

from collections.abc import Iterator
from typing import Final, NamedTuple

import polars as pl

from pipelines.readers.base import Refused, Source, refused
from pipelines.readers.text import MAX_LINE

PART: Final = 1_250_000  # characters; a smaller file is one part


class Lines(NamedTuple):
    """Lines that follow each other, with the number of the first, and whether they are the last of the file."""

    first: int
    raw: pl.Series
    is_last: bool


def line_parts(source: Source, encoding: str, above: int) -> Iterator[Lines]:
    """The lines below the first `above` of a file, in parts, of which there is at least one."""
    first, text, is_last = above + 1, "", False
    with source.path.open(encoding=encoding) as file:
        for _ in range(above):
            file.readline()
        while not is_last:
            held = len(text)
            text += file.read(PART)
            is_last = len(text) < held + PART
            end = len(text) if is_last else text.rfind("\n")
            if end < 0 and len(text) > MAX_LINE:
                raise _too_long(source, first)
            if end < 0:
                continue
            part = Lines(first, _parted(text[:end].rstrip("\x1a") if is_last else text[: end + 1]), is_last)
            long = (part.raw.str.len_chars() > MAX_LINE).arg_true()
            if not long.is_empty():
                raise _too_long(source, first + long[0])
            first, text = first + len(part.raw), text[end + 1 :]
            yield part


def _parted(text: str) -> pl.Series:
    return pl.read_lines(text.encode(), name="raw")["raw"]


def _too_long(source: Source, line: int) -> Refused:
    stands = f"a line of more than {MAX_LINE:,} characters"
    return refused(source, stands, "lines of a table", line=line)
