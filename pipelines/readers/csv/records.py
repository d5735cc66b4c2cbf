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
_CELL_END: Final = "\x1f"
_QUOTED: Final = r'"(?:[^"]|"")*"'


class Records(NamedTuple):
    """`whole`: source_line, raw. `unclosed`: the same, for lines whose quote never closes."""

    whole: pl.DataFrame
    unclosed: pl.DataFrame


def records(parts: Iterable[Lines], separator: str) -> Iterator[Records]:
    """The records of all lines, part by part; lines of nothing but separators are none."""
    closing = _Closing(separator)
    filled = pl.col("raw").str.contains(rf'[^\s"{re.escape(separator)}]')
    for part in parts:
        found, unclosed = closing.closed(part)
        yield Records(found.filter(filled), unclosed)


class _Closing:
    """Puts together records of several lines. What the end of a part leaves open, the next part begins with."""

    def __init__(self, separator: str) -> None:
        mark = re.escape(separator)
        cell = rf'(?:{_QUOTED}[ ]*|[^"{mark}][^{mark}]*)?'
        self._pattern = re.compile(rf"(?s)^{cell}(?:{mark}{cell})*$")
        self._open: list[str] = []
        self._given_up = 0

    def closed(self, part: Lines) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Each opened line with the following ones that close it; and apart those that none closes."""
        first, raw, self._open = part.first - len(self._open), [*self._open, *part.raw], []
        found = pl.DataFrame({"raw": raw}, schema={"raw": pl.String}).with_row_index("source_line", offset=first)
        found = found.with_columns(pl.col("source_line").cast(pl.Int64))
        quoted = found["raw"].str.contains('"', literal=True).arg_true()
        opened = quoted.filter(~found["raw"].gather(quoted).str.contains(self._pattern.pattern))
        if opened.is_empty():
            return found, found.clear()
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
                self._open, end = raw[start:], start
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
    quotes, raw = pl.col("raw").str.contains('"', literal=True), pl.col("raw")
    is_bare = not found.select(quotes.any()).item()
    bare = raw if is_bare else pl.when(quotes).then(raw.str.replace_all(_QUOTED, "")).otherwise(raw)
    number = (bare.str.count_matches(separator, literal=True) + 1).cast(pl.Int64)
    if is_bare and found.select((number == count).all()).item():
        return _split(found, raw, separator, count), found.clear().with_columns(cells=pl.lit(0, pl.Int64))
    counted = found.with_columns(raw.alias("text"), number.alias("cells"))
    for extra in counted.filter(pl.col("cells") > count)["cells"].unique().sort().head(MAX_EXTRA) - count:
        is_blank = (pl.col("cells") == count + extra) & pl.col("text").str.ends_with(separator * extra)
        cut = pl.col("text").str.head(-extra) if extra else pl.col("text")
        counted = counted.with_columns(
            pl.when(is_blank).then(cut).otherwise("text").alias("text"),
            pl.when(is_blank).then(count).otherwise("cells").alias("cells"),
        )
    regular = counted.filter(pl.col("cells") == count)
    is_plain = pl.col("text").str.count_matches(separator, literal=True) + 1 == count
    mark = re.escape(separator)
    ended = (pl.col("text") + separator).str.replace_all(
        rf'({_QUOTED}[ ]*|[^"{mark}][^{mark}]*|){mark}', f"${{1}}{_CELL_END}"
    )
    plain, holding = regular.filter(is_plain), regular.filter(~is_plain)  # a quoted cell may hold the separator
    rows = _split(plain, pl.col("text"), separator, count)
    if holding.height:
        rows = pl.concat([rows, _split(holding, ended, _CELL_END, count)]).sort("source_line")
    ragged = counted.filter(pl.col("cells") != count)
    return rows, ragged.select("source_line", "raw", "cells")


def padded(ragged: pl.DataFrame, count: int, separator: str) -> pl.DataFrame:
    """Records with too few or too many cells as `cells` does it, filled up or cut to `count`; `cells` stays beside."""
    rows = [
        [cell.strip() or None for cell in next(csv.reader([raw.translate(BARE)], delimiter=separator), [])]
        for raw in ragged["raw"]
    ]
    columns = {f"c{at}": [row[at] if at < len(row) else None for row in rows] for at in range(count)}
    return ragged.with_columns(pl.Series(name, values, pl.String) for name, values in columns.items())


def _split(found: pl.DataFrame, text: pl.Expr, separator: str, count: int) -> pl.DataFrame:
    names = [f"c{index}" for index in range(count)]
    split = found.select("source_line", "raw", text.alias("text"))
    if not split["raw"].str.contains('"', literal=True).any():
        return split.drop("text").hstack(_unquoted_cells(split["text"], separator, names))
    parts = pl.col("text").str.split_exact(separator, count - 1).struct.rename_fields(names).alias("cell")
    flat = split.with_columns(parts).drop("text").unnest("cell")
    stripped = flat.with_columns(_unquoted(pl.col(name)).str.strip_chars() for name in names)
    return stripped.with_columns(pl.when(pl.col(name) != "").then(pl.col(name)).alias(name) for name in names)


def _unquoted_cells(text: pl.Series, separator: str, names: list[str]) -> pl.DataFrame:
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
    if not text.str.contains(beside).any():
        return flat
    stripped = flat.with_columns(pl.col(names).str.strip_chars())
    return stripped.with_columns(pl.when(pl.col(name) != "").then(pl.col(name)).alias(name) for name in names)


def _unquoted(cell: pl.Expr) -> pl.Expr:
    text = cell.str.strip_chars(" ")
    inner = text.str.slice(1, text.str.len_chars() - 2).str.replace_all('""', '"', literal=True)
    return pl.when(text.str.starts_with('"')).then(inner).otherwise(cell)
