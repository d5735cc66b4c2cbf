"""Lines of text parted into cells by a mark: enough of CSV to find its headings."""

import csv
from contextlib import suppress
from typing import Final

from pipelines.readers.tabular.headings import MAX_COLUMNS, known

SEPARATORS: Final = (",", ";", "\t", "|")
_BARE: Final = str.maketrans({"\0": None, "\r": " ", "\n": " "})  # what Python's csv stumbles over within a line
SEARCHED_LINES: Final = 40  # titles may stand above the headings

csv.field_size_limit(1 << 30)  # how long a line may be is told by whoever reads it


def first_lines(text: str) -> list[str]:
    """The lines among which the headings stand."""
    return text.split("\n", SEARCHED_LINES)[:SEARCHED_LINES]


def split(line: str, separator: str) -> list[str]:
    """The cells of one line."""
    if '"' not in line:
        return [cell.strip() for cell in line.split(separator)]
    return [cell.strip().strip('"').strip() for cell in parted(line, separator, skipinitialspace=True)]


def parted(line: str, separator: str, skipinitialspace: bool = False) -> list[str]:
    """The cells as they stand between their quotes."""
    for text in (line, line.translate(_BARE)):
        with suppress(csv.Error):
            return next(csv.reader([text], delimiter=separator, skipinitialspace=skipinitialspace), [])
    return [line]


def is_known(text: str) -> bool:
    """Whether a line of the text is a row of headings that we know without settings."""
    rows = (split(line, mark) for line in first_lines(text) for mark in SEPARATORS if mark in line)
    return any(known(names, 1) for names in rows if len(names) <= MAX_COLUMNS)
