"""Which table a CSV is, told by its headings: the canonical ones, or those of a profile of tieout.toml."""

import re
from difflib import get_close_matches
from typing import Final, NamedTuple

from pipelines.readers.base import Refused, Source, excerpt, refused
from pipelines.readers.csv.layouts import LAYOUTS, needed
from schemas.settings import CsvProfile

SEPARATORS: Final = (",", ";", "\t", "|")
SEARCHED_LINES: Final = 30  # titles may stand above the headings
MAX_COLUMNS: Final = 1000
_OTHER_FORMATS: Final = re.compile(r"\s*(?:<|:|\{|ISA|UN[AB]|OFXHEADER)|(?:.*\n)*?:20:")


class Headings(NamedTuple):
    """Where the headings stand, how many, and what they mean: `columns` is canonical heading -> position."""

    table: str
    line: int
    separator: str
    width: int
    columns: dict[str, int]
    unknown: list[str]
    profile: CsvProfile | None


def is_table(head: str) -> bool:
    """True for text whose first line of words is a line of headings, whatever they are called."""
    if _OTHER_FORMATS.match(head):
        return False
    return any(_looks_like_headings(split(line, mark)) for line in _first_lines(head) for mark in SEPARATORS)


def found(source: Source, text: str) -> Headings:
    """The headings of a file. Refuses what is no known table, or two at once, and says what is missing."""
    for number, line in enumerate(_first_lines(text), start=1):
        for mark in SEPARATORS:
            names = split(line, mark)
            if len(names) > MAX_COLUMNS:
                raise refused(source, f"{len(names):,} columns", f"at most {MAX_COLUMNS:,} columns", line=number)
            meanings = [*_by_profile(source, names, number, mark), *_canonical(names, number, mark)]
            if meanings:
                return _only(source, meanings, names)
    raise _unknown(source, text)


def split(line: str, separator: str) -> list[str]:
    """The cells of a heading line."""
    return [cell.strip().strip('"').strip() for cell in line.split(separator)]


def canonical(name: str) -> str:
    """A heading without its case and blanks: `Booking Date` is booking_date."""
    return re.sub(r"[\s\-]+", "_", name.strip().lower())


def _first_lines(text: str) -> list[str]:
    return text.split("\n", SEARCHED_LINES)[:SEARCHED_LINES]


def _looks_like_headings(cells: list[str]) -> bool:
    words = [cell for cell in cells if cell]
    return len(words) > 1 and all(re.search(r"[^\W\d_]", cell) and not re.match(r"[\d:]", cell) for cell in words[:20])


def _canonical(names: list[str], line: int, mark: str) -> list[Headings]:
    known = [canonical(name) for name in names]
    columns = {name: known.index(name) for name in known}
    return [
        Headings(table, line, mark, len(names), *_parted(columns, {c.heading for c in layout}), None)
        for table, layout in LAYOUTS.items()
        if needed(table) <= set(known)
    ]


def _by_profile(source: Source, names: list[str], line: int, mark: str) -> list[Headings]:
    meanings = []
    for profile in source.profiles.values():
        if set(profile.headings) <= set(names) and profile.separator in (None, mark):
            columns = {profile.columns[name]: names.index(name) for name in names if name in profile.columns}
            own = {column.heading for column in LAYOUTS[profile.table]}
            unknown = [name for name in names if name and name not in profile.columns]
            meanings.append(Headings(profile.table, line, mark, len(names), _parted(columns, own)[0], unknown, profile))
    return meanings


def _parted(columns: dict[str, int], own: set[str]) -> tuple[dict[str, int], list[str]]:
    return {name: at for name, at in columns.items() if name in own}, [n for n in columns if n and n not in own]


def _only(source: Source, meanings: list[Headings], names: list[str]) -> Headings:
    if len(meanings) > 1:
        tables = ", ".join(meaning.table for meaning in meanings)
        raise refused(source, f"headings of {tables}", "headings of one table", "name one [csv.<profile>] more closely")
    meaning = meanings[0]
    known = [canonical(name) for name in names] if meaning.profile is None else names
    wanted = set(meaning.columns) if meaning.profile is None else set(meaning.profile.columns)
    twice = next((name for name in known if name in wanted and known.count(name) > 1), None)
    if twice:
        raise refused(
            source, f"the heading {twice!r} twice", "each heading once", "remove one of the two columns", meaning.line
        )
    given = set(meaning.columns) | set(meaning.profile.constants if meaning.profile else ())
    missing = sorted(needed(meaning.table) - given)
    if missing:
        raise refused(
            source,
            f"a profile without {', '.join(missing)}",
            f"all columns {meaning.table} needs",
            "add them to its `columns`",
        )
    return meaning


def _unknown(source: Source, text: str) -> Refused:
    line, names = next(
        (
            (number, split(line, mark))
            for number, line in enumerate(_first_lines(text), start=1)
            for mark in SEPARATORS
            if _looks_like_headings(split(line, mark))
        ),
        (1, []),
    )
    known = {canonical(name) for name in names}
    nearest = max(LAYOUTS, key=lambda table: len(known & {column.heading for column in LAYOUTS[table]}))
    missing = sorted(needed(nearest) - known)
    foreign = known - {column.heading for layout in LAYOUTS.values() for column in layout}
    alike = {name: near[0] for name in missing if (near := get_close_matches(name, sorted(foreign), 1))}
    hint = "".join(f"; {near!r} may be {name!r}" for name, near in alike.items())
    return refused(
        source,
        f"headings {excerpt(', '.join(names))}",
        f"headings of a known table; for {nearest} these are missing: {', '.join(missing)}{hint}",
        "rename the headings, or describe them in a [csv.<profile>] of tieout.toml",
        line,
    )
