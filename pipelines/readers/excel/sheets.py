"""One sheet as rows of text: its headings, the lines above them, and the cells nobody can trust."""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

import fastexcel
import polars as pl

from pipelines.readers.base import Source, excerpt, refused
from pipelines.readers.excel.scan import NO_ERROR, Flaw, Scanned
from pipelines.readers.tabular import Cells
from pipelines.readers.tabular.cast import CORRECT_THE_ROW
from pipelines.readers.tabular.headings import MAX_COLUMNS, meanings, only
from pipelines.readers.tabular.lines import SEARCHED_LINES
from pipelines.readers.tabular.meaning import Meaning
from pipelines.readers.tabular.parts import Rows

MIDNIGHT: Final = r"^([0-9]{4}-[0-9]{2}-[0-9]{2}) 00:00:00$"  # a date is a day to us
_ERROR: Final = re.compile(r"Error\((\w+)\)")
_SHOWN: Final = {
    "Div0": "#DIV/0!",
    "NA": "#N/A",
    "Name": "#NAME?",
    "Null": "#NULL!",
    "Num": "#NUM!",
    "Ref": "#REF!",
    "Value": "#VALUE!",
    "GettingData": "#GETTING_DATA",
}
Row = tuple[int, list[str]]


class Sheet(NamedTuple):
    """A sheet with something in it. `cells` is None where no row of headings is known."""

    is_visible: bool
    first_rows: list[Row]
    cells: Cells | None
    fingerprint: int


def read(source: Source, book: fastexcel.ExcelReader, name: str, looked: Scanned) -> Sheet | None:
    """One sheet, None where it is empty or a chart. Numbers and dates come as Excel keeps them, as plain text."""
    try:
        loaded = book.load_sheet(name, header_row=None, dtypes="string", skip_rows=0)
    except fastexcel.FastExcelError as error:
        if "not a valid worksheet" in str(error):
            return None
        raise refused(source, f"sheet {excerpt(name)!r}: {excerpt(str(error))}", "a sheet as Excel writes it") from None
    found, errors = _loaded(loaded, is_scanned=name in looked.flaws)
    if found.width > MAX_COLUMNS:
        raise refused(source, f"{found.width:,} columns", f"at most {MAX_COLUMNS:,} columns")
    rows = _padded(_tidied(found), looked.padded.get(name, []))
    if rows.is_empty():
        return None
    first = [(at, [cell or "" for cell in row]) for at, row in _numbered(rows.head(SEARCHED_LINES))]
    is_visible = loaded.visible == "visible"
    for line, names in first:
        if told := meanings(source, names, line):
            meaning = only(source, told)
            below = rows.filter(pl.col("source_line") > line)
            above = [(0, [name]), *(row for row in first if row[0] < line)]
            flaws = _flaws(looked.flaws.get(name, errors), meaning, below)
            return Sheet(is_visible, first, Cells(meaning, [Rows(below, flaws, True)], above), _fingerprint(rows))
    return Sheet(is_visible, first, None, 0)


def _loaded(sheet: fastexcel.ExcelSheet, is_scanned: bool) -> tuple[pl.DataFrame, list[Flaw]]:
    """The cells; and the errors among them, where nobody has looked at the XML of the sheet: in .xls, .xlsb, .ods."""
    if is_scanned:
        return sheet.to_polars(), []
    batch, told = sheet.to_arrow_with_errors()
    cells = [(one.position, _ERROR.search(one.detail)) for one in (told.errors if told else [])]
    flaws = [
        Flaw(row + 1, column, _SHOWN.get(named[1], "an error"), NO_ERROR) for (row, column), named in cells if named
    ]
    return pl.DataFrame(pl.from_arrow(batch)), flaws


def _tidied(found: pl.DataFrame) -> pl.DataFrame:
    """Cells named c0, c1, …, trimmed, blank as null, with their row and all of it as one text; empty rows left out."""
    names = [f"c{at}" for at in range(found.width)]
    cells = found.rename(dict(zip(found.columns, names, strict=True))).with_row_index("source_line", offset=1)
    bare = cells.with_columns(
        pl.col("source_line").cast(pl.Int64),
        *(pl.col(name).str.strip_chars().str.replace(MIDNIGHT, "${1}") for name in names),
    )
    blank = bare.with_columns(pl.when(pl.col(name) != "").then(pl.col(name)).alias(name) for name in names)
    raw = pl.concat_str([pl.col(name).fill_null("") for name in names], separator="\t").alias("raw")
    return blank.filter(pl.any_horizontal(pl.col(names).is_not_null())).with_columns(raw) if names else blank.clear()


def _padded(rows: pl.DataFrame, shown: list[tuple[int, int, str]]) -> pl.DataFrame:
    """Numbers with their leading zeros, as the workbook shows them."""
    for at in sorted({column for _, column, _ in shown}):
        if f"c{at}" in rows.columns:
            table = {row: text for row, column, text in shown if column == at}
            own = pl.col("source_line").replace_strict(table, default=None, return_dtype=pl.String)
            rows = rows.with_columns(pl.coalesce(own, f"c{at}").alias(f"c{at}"))
    return rows


def _numbered(rows: pl.DataFrame) -> Iterable[tuple[int, tuple[str | None, ...]]]:
    return zip(rows["source_line"].to_list(), rows.select(pl.col("^c[0-9]+$")).iter_rows(), strict=True)


def _flaws(flaws: list[Flaw], meaning: Meaning, below: pl.DataFrame) -> list[dict[str, object]]:
    """Rejects for rows whose cells in columns of ours have no value to be trusted."""
    used = {at for places in meaning.columns.values() for at in places}
    bad = {flaw.row: flaw for flaw in reversed(flaws) if flaw.column in used and flaw.row > meaning.line}
    raw = dict(below.filter(pl.col("source_line").is_in(list(bad))).select("source_line", "raw").iter_rows())
    return [
        {
            "source_line": row,
            "field": excerpt(meaning.names[flaw.column]) if flaw.column < len(meaning.names) else None,
            "value": excerpt(flaw.value),
            "rule": flaw.rule,
            "remedy": CORRECT_THE_ROW,
            "raw": raw.get(row),
        }
        for row, flaw in sorted(bad.items())
    ]


def _fingerprint(rows: pl.DataFrame) -> int:
    """The same for sheets of the same cells in the same rows."""
    return int(rows.select(pl.struct(pl.all()).hash().sum().alias("all"))["all"][0])
