"""The lines of a file, some thousands at a time: no more of a large file is held while it is read."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from pipelines.readers.base import Source, refused
from pipelines.readers.text import MAX_LINE, blocks

AT_ONCE: Final = 5 << 20  # bytes; a smaller file is one part, which is faster
PART: Final = 7_000  # lines of a part, at least


class Lines(NamedTuple):
    """Lines that follow each other, with the number of the first, and whether they are the last of the file."""

    first: int
    raw: list[str]
    is_last: bool


def line_parts(source: Source, encoding: str, above: int) -> Iterator[Lines]:
    """The lines below the first `above` of a file, in parts, of which there is at least one."""
    is_small = source.path.stat().st_size <= AT_ONCE
    first, skipped, rest, waiting = above + 1, above, "", list[str]()
    for block in blocks(source, encoding):
        *whole, rest = (rest + block).split("\n")
        waiting += whole[skipped:]
        skipped = max(skipped - len(whole), 0)
        if len(rest) > MAX_LINE:
            stands = f"a line of more than {MAX_LINE:,} characters"
            raise refused(source, stands, "lines of a table", line=first + len(waiting))
        if len(waiting) >= PART and not is_small:
            yield Lines(first, waiting, False)
            first, waiting = first + len(waiting), []
    yield Lines(first, [*waiting, rest.rstrip("\x1a")] if not skipped else [], True)
