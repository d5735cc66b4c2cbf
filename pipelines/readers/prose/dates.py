"""Dates as people write them. One that can be read in two ways is none."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from pipelines.readers.prose.page import fold

MONTHS: Final = {
    name: number
    for number, names in enumerate(
        "jan januar january janvier enero|feb februar february fevrier febrero|mar marz march mars marzo mrz|"
        "apr april avril abril|may mai mayo mei|jun juni june juin junio|jul juli july juillet julio|"
        "aug august aout agosto|sep sept september septembre septiembre|oct okt october oktober octobre octubre|"
        "nov november novembre noviembre|dec dez december dezember decembre diciembre".split("|"),
        start=1,
    )
    for name in names.split()
}
_MONTH: Final = "|".join(sorted(MONTHS, key=len, reverse=True))
_DATE: Final = re.compile(
    r"(?<![\w.,/-])(?:"
    r"(?P<y>(?:19|20)[0-9]{2})[-/.](?P<m>[0-9]{1,2})[-/.](?P<d>[0-9]{1,2})"
    r"|(?P<a>[0-9]{1,2})(?P<mark>[./-])(?P<b>[0-9]{1,2})(?P=mark)(?P<yy>(?:20)?[0-9]{2})"
    rf"|(?P<d1>[0-9]{{1,2}})(?:st|nd|rd|th|\.)?[\s-]{{1,2}}(?:de\s)?(?P<m1>{_MONTH})\.?,?[\s-]{{1,2}}(?:de\s)?"
    r"(?P<y1>(?:20)?[0-9]{2})"
    rf"|(?P<m2>{_MONTH})\.?\s(?P<d2>[0-9]{{1,2}})(?:st|nd|rd|th)?,?\s(?P<y2>20[0-9]{{2}})"
    r")(?!\w|[./-][0-9])"
)


def without_dates(line: str) -> str:
    """The line with blanks where dates stood."""
    return _blanked(line, _DATE.finditer(fold(line)))


def dates(line: str, is_day_first: bool | None) -> Iterator[tuple[int, date]]:
    """Where each date of a line begins, and the date."""
    for part in _DATE.finditer(fold(line)):
        found = _date(part, is_day_first)
        if found:
            yield part.start(), found


def day_first(lines: Iterable[str]) -> bool | None:
    """Whether days stand before months, told by the dates that can be read in one way only; None: nobody knows."""
    seen = {
        int(part["a"]) > 12
        for line in lines
        for part in _DATE.finditer(fold(line))
        if part["a"] and part["mark"] != "." and (int(part["a"]) > 12) != (int(part["b"]) > 12)
    }
    return seen.pop() if len(seen) == 1 else None


def _date(part: re.Match[str], is_day_first: bool | None) -> date | None:
    try:
        if part["y"]:
            return date(int(part["y"]), int(part["m"]), int(part["d"]))
        if part["a"]:
            return _numeric(part, is_day_first)
        year = int(part["y1"] or part["y2"])
        month = MONTHS[part["m1"] or part["m2"]]
        return date(year if year > 99 else 2000 + year, month, int(part["d1"] or part["d2"]))
    except ValueError:
        return None


def _numeric(part: re.Match[str], is_day_first: bool | None) -> date | None:
    first, second, year = int(part["a"]), int(part["b"]), int(part["yy"])
    if part["mark"] == "." or first > 12 or first == second:
        is_day_first = True
    elif second > 12:
        is_day_first = False
    if is_day_first is None:
        return None
    day, month = (first, second) if is_day_first else (second, first)
    return date(year if year > 99 else 2000 + year, month, day)


def _blanked(line: str, parts: Iterable[re.Match[str]]) -> str:
    for part in parts:
        line = line[: part.start()] + " " * (part.end() - part.start()) + line[part.end() :]
    return line
