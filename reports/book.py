"""Sheets as an .xlsx: bytes that are the same for the same sheets, and safe to open.

Written in one pass by openpyxl's streaming writer. What came from outside is only ever a string cell, so
nothing a payer wrote can run as a formula; nothing in the file depends on when or where it was written.
"""

import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any, Final, NamedTuple

import polars as pl
from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.writer.excel import ExcelWriter

from reports import grid
from reports.sheet import FIRST_ROW, ROW_LIMIT, Sheet, letters

WHOLE: Final = "exceptions"  # the workbook of the whole day


class Book(NamedTuple):
    """The workbook, and the whole rows of each sheet that was too long for it, by sheet title."""

    content: bytes
    beside: dict[str, pl.DataFrame]


def book(sheets: Sequence[Sheet], as_of: date, stem: str = WHOLE) -> Book:
    """The sheets as one workbook of that day. Rows after ROW_LIMIT go beside it, and the sheet says so.

    `stem` is the name that the workbook's file will have, without its ending.
    """
    beside = {sheet.title: _longest(sheet) for sheet in sheets if _longest(sheet).height > ROW_LIMIT}
    workbook = Workbook(write_only=True)
    for sheet in sheets:
        cut = _cut(sheet, beside[sheet.title], stem) if sheet.title in beside else sheet
        grid.write(workbook.create_sheet(cut.title), cut)
        for name, first, last in cut.names:
            workbook.defined_names[name] = DefinedName(name, attr_text=_range(cut, first, last))
    workbook.active = next((index for index, sheet in enumerate(sheets) if sheet.is_opened), 0)
    return Book(_saved(workbook, as_of), beside)


def parquet_name(title: str, stem: str = WHOLE) -> str:
    """The file beside the workbook that holds all rows of a sheet too long for it."""
    return f"{stem}-{title.lower().replace(' ', '-')}.parquet"


def beside_rows(sheet: Sheet) -> int:
    """How many rows go beside the workbook because the sheet is too long for it; 0 when it is not."""
    rows = _longest(sheet).height
    return rows if rows > ROW_LIMIT else 0


def _longest(sheet: Sheet) -> pl.DataFrame:
    return max((table.rows for table in sheet.tables), key=lambda rows: rows.height)


def _cut(sheet: Sheet, rows: pl.DataFrame, stem: str) -> Sheet:
    shown = tuple(table._replace(rows=table.rows.head(ROW_LIMIT)) for table in sheet.tables)
    note = f"The first {ROW_LIMIT:,} of {rows.height:,} rows; all of them stand in {parquet_name(sheet.title, stem)}. "
    return sheet._replace(tables=shown, note=note + sheet.note)


def _range(sheet: Sheet, first: str, last: str) -> str:
    """From the first to the last column, down to the last row that holds a value or may be filled in."""
    table = sheet.tables[0]
    at = letters(table)
    is_ragged = first in table.rows.columns and not table.blank_rows
    rows = table.rows[first].is_not_null().sum() if is_ragged else table.rows.height
    end = FIRST_ROW + max(rows + table.blank_rows, 1) - 1
    return f"'{sheet.title}'!${at[first]}${FIRST_ROW}:${at[last]}${end}"


def _saved(workbook: Workbook, as_of: date) -> bytes:
    written = datetime.combine(as_of, time())
    properties = workbook.properties
    properties.creator, properties.title = "tieout", f"Exceptions {as_of}"
    properties.created = properties.modified = written
    content = BytesIO()
    with _Still(content, "w", zipfile.ZIP_DEFLATED) as archive:
        ExcelWriter(workbook, archive).write_data()
    return content.getvalue()


class _Still(zipfile.ZipFile):
    """A zip archive whose members bear no time."""

    def writestr(self, name: Any, data: Any, *_: Any) -> None:
        member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
        member.compress_type, member.create_system = zipfile.ZIP_DEFLATED, 0
        super().writestr(member, data)

    def write(self, filename: Any, arcname: Any = None, *_: Any) -> None:
        with open(filename, "rb") as part:
            self.writestr(arcname, part.read())
