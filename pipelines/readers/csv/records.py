"""From text to rows of cells, in whole columns, with every physical line accounted for.

A record is one line, or several where a quoted cell holds line ends. Nothing is guessed: a record
with too few or too many cells, or a quote that never closes, is set aside with its line.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

import polars as pl

from pipelines.readers.csv.parts import Lines
from pipelines.readers.tabular.lines import parted

MAX_RECORD_LINES: Final = 100  # a quoted cell over more lines is a quote that never closes
MAX_UNCLOSED: Final = 1000  # after so many the search for a closing quote stops: the file is hostile
MAX_EXTRA: Final = 20  # so many different numbers of blank cells too many are cut off
_QUOTED: Final = r'"(?:[^"]|"")*"'


class Records(NamedTuple):
    """`whole`: source_line, raw. `unclosed`: the same, for lines whose quote never closes."""

    whole: pl.DataFrame
    unclosed: pl.DataFrame
    is_last: bool


def records(parts: Iterable[Lines], separator: str) -> Iterator[Records]:
    """The records of all lines, part by part; lines of nothing but separators are none."""
    return map(_Closing(separator).records, parts)


class _Closing:
    """Puts together records of several lines. What the end of a part leaves open, the next part begins with."""

    def __init__(self, separator: str) -> None:
        mark = re.escape(separator)
        cell = rf'(?:{_QUOTED}[ ]*|[^"{mark}][^{mark}]*)?'
        self._pattern = re.compile(rf"(?s)^{cell}(?:{mark}{cell})*$")
        self._open = pl.Series("raw", [], pl.String)
        self._given_up = 0
        self._filled = pl.col("raw").str.contains(rf'[^\s"{mark}]')

    def records(self, part: Lines) -> Records:
        """The records of one more part."""
        found, unclosed = self._closed(part)
        return Records(found.filter(self._filled), unclosed, part.is_last)

    def _closed(self, part: Lines) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Each opened line with the following ones that close it; and apart those that none closes."""
        first, column = part.first - len(self._open), pl.concat([self._open, part.raw]).rechunk()
        self._open = column.clear()
        lines = pl.int_range(first, first + len(column), dtype=pl.Int64, eager=True)
        found = pl.DataFrame({"source_line": lines, "raw": column})
        quoted = column.str.contains('"', literal=True).arg_true()
        opened = quoted.filter(~column.gather(quoted).str.contains(self._pattern.pattern))
        if opened.is_empty():
            return found, found.clear()
        raw = column.to_list()
        joined: dict[int, str] = {}
        swallowed: set[int] = set()
        lone: list[int] = []
        after, end = 0, len(raw)
        for start in opened.to_list():
            if start < after:
                continue
            reach = MAX_RECORD_LINES if self._given_up < MAX_UNCLOSED else 1
            after, text = self._reached(raw, start, reach)
            if after > start:
                joined[start] = text
                swallowed.update(range(start + 1, after))
            elif start + reach > len(raw) and not part.is_last:
                self._open, end = column[start:], start
                break
            else:
                lone.append(start)
                self._given_up += 1
        keep = [index for index in range(end) if index not in swallowed and index not in set(lone)]
        whole = found[keep].with_columns(pl.Series("raw", [joined.get(index, raw[index]) for index in keep], pl.String))
        return whole, found[lone]

    def _reached(self, raw: list[str], start: int, reach: int) -> tuple[int, str]:
        """The line after the record that begins here, and the record; 0 where no line closes it."""
        text = raw[start]
        for end in range(start + 1, min(start + reach, len(raw))):
            text = f"{text}\n{raw[end]}"
            if '"' in raw[end] and self._pattern.match(text):
                return end + 1, text
        return 0, text


def cells(found: pl.DataFrame, count: int, separator: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Records of `count` cells as columns c0, c1, … (blank = null); and those of another count, with `cells`.

    Blank cells beyond the last heading do not count.
    """
    names = [f"c{index}" for index in range(count)]
    raw, is_quoted = pl.col("raw"), found["raw"].str.contains('"', literal=True)
    has_quotes = bool(is_quoted.any())
    odd = found.clear()
    if has_quotes:
        is_odd = is_quoted & ~found["raw"].str.contains(_regular_record(separator))
        found, odd, is_quoted = found.filter(~is_odd), found.filter(is_odd), is_quoted.filter(~is_odd)
    bare = found.select(pl.when(is_quoted).then(raw.str.replace_all(_QUOTED, "")).otherwise(raw) if has_quotes else raw)
    number = (bare["raw"].str.count_matches(separator, literal=True) + 1).cast(pl.Int64).alias("cells")
    regular, ragged = _counted(found.with_columns(raw.alias("text"), number), count, separator)
    flat = _cut(regular["text"], separator, names, '"' if has_quotes else None)
    mark = re.escape(separator)
    has_blanks = bare["raw"].str.contains(rf"(?:^|{mark})\s|\s(?:{mark}|$)").any() or (
        has_quotes and found["raw"].filter(is_quoted).str.contains(r'"\s|\s"|""').any()
    )
    rows = regular.select("source_line", "raw").hstack(_tidied(flat) if has_blanks else flat)
    if odd.is_empty():
        return rows, ragged
    more = _padded(odd, names, separator)
    is_regular = pl.col("cells") == count
    return (
        rows.merge_sorted(more.filter(is_regular).drop("cells"), "source_line"),
        ragged.merge_sorted(more.filter(~is_regular).select(ragged.columns), "source_line"),
    )


def padded(ragged: pl.DataFrame, count: int, separator: str) -> pl.DataFrame:
    """Records with too few or too many cells as `cells` does it, filled up or cut to `count`; `cells` stays beside."""
    return _padded(ragged, [f"c{index}" for index in range(count)], separator).with_columns(ragged["cells"])


def _regular_record(separator: str) -> str:
    """Records in one line whose quoted cells are quoted as a whole (RFC 4180, 2.5 to 2.7)."""
    mark = re.escape(separator)
    cell = rf'(?:"(?:[^"\n]|"")*"|[^"\n{mark}]*)'
    return rf"^{cell}(?:{mark}{cell})*$"


def _counted(found: pl.DataFrame, count: int, separator: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Records of `count` cells with their `text`, less blank cells beyond; and the others with `cells`."""
    if (found["cells"] == count).all():
        return found.drop("cells"), found.clear().drop("text")
    for extra in found.filter(pl.col("cells") > count)["cells"].unique().sort().head(MAX_EXTRA) - count:
        is_blank = (pl.col("cells") == count + extra) & pl.col("text").str.ends_with(separator * extra)
        found = found.with_columns(
            pl.when(is_blank).then(pl.col("text").str.head(-extra)).otherwise("text").alias("text"),
            pl.when(is_blank).then(count).otherwise("cells").alias("cells"),
        )
    is_regular = pl.col("cells") == count
    return found.filter(is_regular).drop("cells"), found.filter(~is_regular).drop("text")


def _cut(text: pl.Series, separator: str, names: list[str], quote: str | None) -> pl.DataFrame:
    """Records in one line each, cut into cells by the library that does it fastest."""
    if text.is_empty():
        return pl.DataFrame(schema=dict.fromkeys(names, pl.String))
    return pl.read_csv(
        text.str.join("\n").cast(pl.Binary).item(),
        has_header=False,
        new_columns=names,
        separator=separator,
        quote_char=quote,
        infer_schema=False,
    )


def _tidied(cells: pl.DataFrame) -> pl.DataFrame:
    stripped = cells.with_columns(pl.all().str.strip_chars())
    return stripped.with_columns(pl.when(pl.col(name) != "").then(pl.col(name)).alias(name) for name in cells.columns)


def _padded(found: pl.DataFrame, names: list[str], separator: str) -> pl.DataFrame:
    """Any records, one by one: as many cells as there are names, and in `cells` how many there are."""
    rows = [[cell.strip() for cell in parted(raw, separator)] for raw in found["raw"]]
    number = [len(names) if not any(row[len(names) :]) and len(row) > len(names) else len(row) for row in rows]
    columns = {name: [row[at] or None if at < len(row) else None for row in rows] for at, name in enumerate(names)}
    return found.select("source_line", "raw").with_columns(
        pl.Series("cells", number, pl.Int64), *(pl.Series(name, values, pl.String) for name, values in columns.items())
    )
