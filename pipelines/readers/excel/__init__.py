"""Excel workbooks: sheets parted into cells as text; what they mean is told in `tabular`."""

from dataclasses import replace
from typing import Final

import fastexcel

from pipelines.readers.base import Reading, Refused, Source, excerpt, reading, refused, rejected
from pipelines.readers.compound import prove
from pipelines.readers.excel import sheets
from pipelines.readers.excel.scan import Scanned, scanned
from pipelines.readers.tabular import Cells, read_cells
from pipelines.readers.tabular.headings import unknown
from pipelines.readers.text import COMPOUND, LOCKED, ZIP, head_of, is_workbook
from pipelines.readers.together import Part, together

FORM: Final = "excel"
WHOLE: Final = "a workbook that Excel opens"


def claims(head: bytes) -> bool:
    """An Excel file, old or new, locked or not."""
    return is_workbook(head)


def read(source: Source) -> Reading:
    """Every visible sheet that holds a known table. Refuses a workbook in which none does, and a damaged one."""
    try:
        return _read_book(source)
    except BaseException as error:  # what reads it is written in Rust, whose panics are no Exception
        if type(error).__name__ != "PanicException":
            raise
        raise _damaged(source, error) from None


def _read_book(source: Source) -> Reading:
    head = head_of(source)
    if LOCKED.encode("utf-16-le") in head:
        raise _locked(source)
    looked = scanned(source) if head.startswith(ZIP) else Scanned({}, {}, [])
    book = _opened(source, head)
    warnings = [*looked.warnings]
    known: dict[str, Cells] = {}
    seen: set[tuple[str, int]] = set()
    first_rows: list[sheets.Row] = []
    for name in book.sheet_names:
        sheet = sheets.read(source, book, name, looked)
        if sheet is None:
            continue
        first_rows += sheet.first_rows
        why_not = _why_not(sheet, seen)
        if why_not:
            warnings.append(f"sheet {excerpt(name)!r} {why_not}")
        elif sheet.cells:
            seen.add((sheet.cells.meaning.table, sheet.fingerprint))
            known[name] = sheet.cells
    if not known:
        raise _nothing(source, first_rows, warnings)
    parts = [Part(name if len(known) > 1 else "", _read_sheet(source, name, cells)) for name, cells in known.items()]
    return together(FORM, FORM, parts, warnings)


def _why_not(sheet: sheets.Sheet, seen: set[tuple[str, int]]) -> str | None:
    """Why a sheet is not read, in words; None when it is."""
    if sheet.cells is None:
        return "holds no known table and is passed over"
    if not sheet.is_visible:
        return f"is hidden and not read, though it holds {sheet.cells.meaning.table}: show it if it counts"
    if (sheet.cells.meaning.table, sheet.fingerprint) in seen:
        return "repeats another sheet row by row and is passed over"
    return None


def _read_sheet(source: Source, name: str, cells: Cells) -> Reading:
    """One sheet as a reading; its name stands in messages, and may name the account."""
    own = replace(source, name=f"{source.name}[{excerpt(name)}]")
    part = read_cells(own, cells)
    return reading(FORM, FORM, part.tables, rejected(own, part.rejects), part.faults, part.warnings)


def _opened(source: Source, head: bytes) -> fastexcel.ExcelReader:
    if head.startswith(COMPOUND):
        prove(source, WHOLE)
    try:
        return fastexcel.read_excel(source.path)
    except fastexcel.FastExcelError as error:
        if "password" in str(error).lower():
            raise _locked(source) from None
        raise _damaged(source, error) from None


def _damaged(source: Source, error: BaseException) -> Refused:
    return refused(source, f"a damaged workbook ({excerpt(str(error))})", WHOLE)


def _nothing(source: Source, first_rows: list[sheets.Row], warnings: list[str]) -> Refused:
    rows = [(line, cells) for line, cells in first_rows if sum(bool(cell) for cell in cells) > 1]
    if any("is hidden" in text for text in warnings):
        return refused(source, "; ".join(warnings), "a table on a sheet that can be seen", "show the sheet, and save")
    return unknown(source, rows)


def _locked(source: Source) -> Refused:
    return refused(source, "a workbook locked by a password", "one that can be opened", "save it without a password")
