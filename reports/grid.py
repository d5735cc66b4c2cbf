"""One sheet onto one openpyxl worksheet, top to bottom, each cell once."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Any, Final

import polars as pl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment
from openpyxl.worksheet.hyperlink import Hyperlink

from reports import fittings, look
from reports.sheet import FIRST_ROW, Column, Sheet, Table, letters
from schemas.money import CURRENCY_DECIMALS

LONGEST_TEXT: Final = 32_000  # Excel takes 32,767 characters in a cell
_FORBIDDEN: Final = "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"  # in XML
_BREAKS: Final = r"\s*[\r\n]+\s*"
_DAY_ZERO: Final = date(1899, 12, 30)  # Excel's
_LINE_HEIGHT, _TALLEST = 11.5, 90.0  # points
_SPACE: Final = 3  # rows from the end of one stacked table to the title of the next, counting both


def write(worksheet: Any, sheet: Sheet) -> None:
    """Writes `sheet` into an empty streaming worksheet."""
    is_single = len(sheet.tables) == 1
    starts = list(_starts(sheet))
    fittings.frame(worksheet, sheet, is_single)
    worksheet.append([_label(worksheet, sheet.title, size=16, color=look.HEAD, bold=True)])
    worksheet.append([_label(worksheet, sheet.note, size=10, color=look.GREY)])
    for table, start in zip(sheet.tables, starts, strict=True):
        if is_single:
            worksheet.append(_bands(worksheet, table.columns))
        else:
            worksheet.append([])
            worksheet.append([_label(worksheet, table.title, size=11, color=look.BLUE, bold=True)])
        if table.is_headed:
            worksheet.append([_heading(worksheet, column) for column in table.columns])
        _rows(worksheet, table, start, sheet.row_height)
        fittings.dropdowns(worksheet, table, start)
        fittings.paint(worksheet, sheet.paints, table, start)
    fittings.charts(worksheet, sheet, starts)


def _starts(sheet: Sheet) -> Iterator[int]:
    """The first row of each table's rows."""
    row = FIRST_ROW if len(sheet.tables) == 1 else FIRST_ROW + 1
    for table in sheet.tables:
        start = row if table.is_headed else row - 1
        yield start
        row = start + table.rows.height + table.blank_rows + _SPACE


def _label(worksheet: Any, text: str, **font: Any) -> Any:
    cell = WriteOnlyCell(worksheet)
    _put_text(cell, text)
    cell.font, cell.alignment = look.font(**font), Alignment(vertical="center")
    return cell


def _bands(worksheet: Any, columns: tuple[Column, ...]) -> list[Any]:
    """The headings above the headings: the word once, its colour over all its columns."""
    cells = []
    for band, group in groupby(columns, key=lambda column: column.band):
        for index, _ in enumerate(group):
            cell = WriteOnlyCell(worksheet)
            _put_text(cell, band if index == 0 else None)
            if band:
                cell.font, cell.fill = look.font(8, "FFFFFF", True), look.fill(look.BANDS.get(band, look.BLUE))
                cell.alignment = Alignment("left", "center", indent=1)
            cells.append(cell)
    return cells


def _heading(worksheet: Any, column: Column) -> Any:
    cell = WriteOnlyCell(worksheet)
    _put_text(cell, column.heading)
    cell.font = look.font(9, "FFFFFF", True)
    cell.fill = look.fill(look.BANDS.get(column.band, look.HEAD))
    cell.alignment = look.alignment(column, is_wrapped=True)
    return cell


def _put_text(cell: Any, text: str | None) -> None:
    """Text as text, whatever it begins with."""
    cell.value = text
    if text is not None:
        cell.data_type = "s"


def _pen(worksheet: Any, column: Column, decimals: int) -> Any:
    """A cell that looks as this column's do; it is filled and written once for every row."""
    cell = WriteOnlyCell(worksheet)
    cell.number_format = look.number_format(column, decimals)
    cell.alignment = look.alignment(column)
    cell.font = look.font(color=look.BLUE if column.link else look.INK, bold=column.is_bold)
    cell.border = look.BOXED if column.is_input else look.RULED
    if column.is_input:
        cell.fill, cell.protection = look.fill(look.INPUT), look.OPEN
    return cell


def _pens(worksheet: Any, columns: Iterable[Column], decimals: int) -> list[Any]:
    return [_pen(worksheet, column, decimals) for column in columns]


def _rows(worksheet: Any, table: Table, start: int, row_height: float) -> None:
    columns = table.columns
    formulas = _formulas(table)
    links = [(index, len(columns) + order) for order, (index, _) in enumerate(_linked(columns))]
    texts = [index for index, column in enumerate(columns) if column.kind == "text" and not column.formula]
    plain = [index for index, column in enumerate(columns) if column.kind != "text" and not column.formula]
    pens = {places: _pens(worksheet, columns, places) for places in sorted({2, *_decimals(table.rows)})}
    bold = _pens(worksheet, (column._replace(is_bold=True) for column in columns), 2) if table.has_total else []
    total_row = start + table.rows.height - 1 if table.has_total else 0
    for number, height in _taller(table, start, row_height):
        worksheet.row_dimensions[number].height = height
    for number, (values, decimals) in enumerate(_lines(table, len(links)), start):
        cells = bold if number == total_row else pens[decimals]
        for index in texts:
            _put_text(cells[index], values[index])
        for index in plain:
            cells[index].value = values[index]
        for index, formula in formulas.items():
            cells[index].value = formula.replace("\0", str(number))
        for index, at in links:
            _lead(cells[index], values[at], number, index + 1)
        worksheet.append(cells)


def _taller(table: Table, start: int, usual: float) -> Iterator[tuple[int, float]]:
    """Rows whose wrapped text needs more than the usual height, and how much, up to a limit."""
    wrapped = [column for column in table.columns if column.is_wrapped and column.name in table.rows.columns]
    if not wrapped:
        return
    lines = [(pl.col(column.name).str.len_chars() / column.width).ceil() for column in wrapped]
    height = (pl.max_horizontal(lines) * _LINE_HEIGHT + _LINE_HEIGHT / 2).clip(usual, _TALLEST)
    for number, needed in enumerate(table.rows.select(height).to_series().fill_null(usual), start):
        if needed > usual:
            yield number, needed


def _formulas(table: Table) -> dict[int, str]:
    """Column index -> its formula, with a mark where the number of the row goes."""
    cells = {name: f"{at}\0" for name, at in letters(table).items()}
    return {index: "=" + column.formula.format(**cells) for index, column in enumerate(table.columns) if column.formula}


def _lines(table: Table, links: int) -> Iterator[tuple[tuple[Any, ...], int]]:
    """Each row's values and decimals, then the rows to be filled in."""
    yield from zip(_values(table).iter_rows(), _decimals(table.rows), strict=True)
    yield from [((None,) * (len(table.columns) + links), 2)] * table.blank_rows


def _linked(columns: tuple[Column, ...]) -> Iterable[tuple[int, str]]:
    return ((index, column.link) for index, column in enumerate(columns) if column.link)


def _lead(cell: Any, location: str | None, row: int, column: int) -> None:
    cell.row, cell.column = row, column
    cell.hyperlink = Hyperlink(ref="", location=location) if location else None


def _values(table: Table) -> pl.DataFrame:
    """The table's values as a worksheet takes them, then where its links lead."""
    rows, columns = table.rows, table.columns
    shown = [
        _shown(rows, column).alias(f"{index}") for index, column in enumerate(columns)
    ] + [pl.col(link).alias(f"{index} leads to") for index, link in _linked(columns)]  # fmt: skip
    return rows.select(shown) if rows.width else pl.DataFrame(schema=[f"{i}" for i in range(len(shown))])


def _shown(rows: pl.DataFrame, column: Column) -> pl.Expr:
    if column.formula or column.name not in rows.columns:
        return pl.lit(None)
    value = pl.col(column.name)
    if column.kind == "date":
        return (value - _DAY_ZERO).dt.total_days()
    if column.kind != "text":
        return value
    text = value.cast(pl.String).str.replace_all(_FORBIDDEN, "").str.replace_all(_BREAKS, " ")
    is_long = text.str.len_chars() > LONGEST_TEXT
    return pl.when(is_long).then(text.str.head(LONGEST_TEXT) + " (cut)").otherwise(text)


def _decimals(rows: pl.DataFrame) -> Iterable[int]:
    if "currency" not in rows.columns:
        return [2] * rows.height
    return rows["currency"].replace_strict(CURRENCY_DECIMALS, default=2, return_dtype=pl.Int64)
