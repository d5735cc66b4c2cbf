"""From text to rows of cells, in whole columns, with every physical line accounted for.

A record is one line, or several where a quoted cell holds line ends. Nothing is guessed: a record
with too few or too many cells, or a quote that never closes, is set aside with its line.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

import polars as pl

from pipelines.readers.csv.parts import Lines
from pipelines.readers.tabular.lines import BARE

MAX_RECORD_LINES: Final = 100  # a quoted cell over more lines is a quote that never closes
MAX_UNCLOSED: Final = 1000  # after so many the search for a closing quote stops: the file is hostile
MAX_EXTRA: Final = 20  # so many different numbers of blank cells too many are cut off
_CELL_END: Final = "\0"  # which no text of ours holds
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
    is_quoted = found["raw"].str.contains('"', literal=True)
    bare, ragged = _regular(found if not is_quoted.any() else found.filter(~is_quoted), pl.col("raw"), separator, count)
    rows = bare.drop("text").hstack(_bare_cells(bare["text"], separator, names))
    if is_quoted.any():
        quoted, more = _regular(found.filter(is_quoted), _ended(separator), _CELL_END, count)
        rows = rows.merge_sorted(_quoted_cells(quoted, names), "source_line")
        ragged = ragged.merge_sorted(more, "source_line")
    return rows, ragged


def _regular(found: pl.DataFrame, text: pl.Expr, separator: str, count: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Records of `count` cells with their `text`, less blank cells beyond; and the others with `cells`."""
    number = (pl.col("text").str.count_matches(separator, literal=True) + 1).cast(pl.Int64)
    counted = found.with_columns(text.alias("text")).with_columns(number.alias("cells"))
    if (counted["cells"] == count).all():
        return counted.drop("cells"), counted.clear().drop("text")
    for extra in counted.filter(pl.col("cells") > count)["cells"].unique().sort().head(MAX_EXTRA) - count:
        is_blank = (pl.col("cells") == count + extra) & pl.col("text").str.ends_with(separator * extra)
        counted = counted.with_columns(
            pl.when(is_blank).then(pl.col("text").str.head(-extra)).otherwise("text").alias("text"),
            pl.when(is_blank).then(count).otherwise("cells").alias("cells"),
        )
    is_regular = pl.col("cells") == count
    return counted.filter(is_regular).drop("cells"), counted.filter(~is_regular).drop("text")


def _ended(separator: str) -> pl.Expr:
    """The record with another mark between its cells: a quoted one may hold the separator."""
    mark = re.escape(separator)
    cell = rf'({_QUOTED}[ ]*|[^"{mark}][^{mark}]*|){mark}'
    return (pl.col("raw") + separator).str.replace_all(cell, f"${{1}}{_CELL_END}").str.strip_suffix(_CELL_END)


def padded(ragged: pl.DataFrame, count: int, separator: str) -> pl.DataFrame:
    """Records with too few or too many cells as `cells` does it, filled up or cut to `count`; `cells` stays beside."""
    rows = [
        [cell.strip() or None for cell in next(csv.reader([raw.translate(BARE)], delimiter=separator), [])]
        for raw in ragged["raw"]
    ]
    columns = {f"c{at}": [row[at] if at < len(row) else None for row in rows] for at in range(count)}
    return ragged.with_columns(pl.Series(name, values, pl.String) for name, values in columns.items())


def _quoted_cells(found: pl.DataFrame, names: list[str]) -> pl.DataFrame:
    parts = pl.col("text").str.split_exact(_CELL_END, len(names) - 1).struct.rename_fields(names).alias("cell")
    flat = found.with_columns(parts).drop("text").unnest("cell")
    return _filled(flat.with_columns(_unquoted(pl.col(name)).str.strip_chars() for name in names), names)


def _bare_cells(text: pl.Series, separator: str, names: list[str]) -> pl.DataFrame:
    """Records without a quote are cut at every separator, by the library that does it fastest."""
    if text.is_empty():
        return pl.DataFrame(schema=dict.fromkeys(names, pl.String))
    flat = pl.read_csv(
        text.str.join("\n").cast(pl.Binary).item(),
        has_header=False,
        new_columns=names,
        separator=separator,
        quote_char=None,
        infer_schema=False,
    )
    beside = rf"(?:^|{re.escape(separator)})\s|\s(?:{re.escape(separator)}|$)"
    return (
        _filled(flat.with_columns(pl.col(names).str.strip_chars()), names) if text.str.contains(beside).any() else flat
    )


def _filled(rows: pl.DataFrame, names: list[str]) -> pl.DataFrame:
    """Blank cells as nulls."""
    return rows.with_columns(pl.when(pl.col(name) != "").then(pl.col(name)).alias(name) for name in names)


def _unquoted(cell: pl.Expr) -> pl.Expr:
    text = cell.str.strip_chars(" ")
    inner = text.str.slice(1, text.str.len_chars() - 2).str.replace_all('""', '"', literal=True)
    return pl.when(text.str.starts_with('"')).then(inner).otherwise(cell)
