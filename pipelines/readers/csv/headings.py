"""Where the headings of a CSV stand, and by which mark its cells are parted."""

import re
from typing import Final

from pipelines.readers.base import Source
from pipelines.readers.tabular.headings import meanings, only, unknown
from pipelines.readers.tabular.lines import SEPARATORS, first_lines, is_known, split
from pipelines.readers.tabular.meaning import Meaning

_OTHER_FORMATS: Final = re.compile(r"\s*(?:<|:|\{|ISA|UN[AB]|OFXHEADER|[0-9]{2},)|(?:.*\n)*?:20:")


def is_table(head: str) -> bool:
    """True for text whose first line of words is a line of headings, whatever they are called."""
    if _OTHER_FORMATS.match(head):
        return False
    return is_known(head) or any(
        _looks_like_headings(split(line, mark)) for line in first_lines(head) for mark in SEPARATORS
    )


def found(source: Source, text: str) -> tuple[Meaning, str, list[tuple[int, list[str]]]]:
    """What the headings mean, the mark that parts cells, and the lines above. Refuses a file without known headings."""
    lines = first_lines(text)
    for number, line in enumerate(lines, start=1):
        told = [
            (len(one.columns), mark, one) for mark in SEPARATORS for one in meanings(source, split(line, mark), number)
        ]
        if told:
            best = max(count for count, _, _ in told)
            mark = next(mark for count, mark, _ in told if count == best)
            meaning = only(source, [one for _, own, one in told if own == mark])
            return meaning, mark, [(at, split(title, mark)) for at, title in enumerate(lines[: number - 1], start=1)]
    rows = [(at, split(line, mark)) for at, line in enumerate(lines, start=1) for mark in SEPARATORS]
    raise unknown(source, (row for row in rows if _looks_like_headings(row[1])))


def _looks_like_headings(cells: list[str]) -> bool:
    words = [cell for cell in cells if cell]
    return len(words) > 1 and all(re.search(r"[^\W\d_]", cell) and not re.match(r"[\d:]", cell) for cell in words[:20])
