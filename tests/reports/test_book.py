"""The workbook as a file: the same bytes, harmless text, locked cells, and never too long."""

import zipfile
from io import BytesIO

import polars as pl
import pytest
from openpyxl import load_workbook

from reports import sheets
from reports.book import book, parquet_name
from reports.sheet import FIRST_ROW, HEADING_ROW, ROW_LIMIT, Column, Sheet, Table
from tests.reports import books, days

TABLES = [sheet.title for sheet in books.small() if sheet.freeze_panes]


def cells(workbook):
    return [cell for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_the_same_day_gives_the_same_bytes_and_they_bear_no_time():
    first, second = books.made(days.small()).content, books.made(days.small()).content
    assert first == second
    with zipfile.ZipFile(BytesIO(first)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert books.small().properties.modified.isoformat() == "2026-03-02T00:00:00"


def test_what_a_payer_wrote_is_text_and_never_a_formula():
    written = (days.FORMULA, "@SUM(1+1)*cmd|' /C calc'!A0", "=EU")
    found = [cell for cell in cells(books.small()) if cell.value in written]
    assert len(found) >= 5
    assert {cell.data_type for cell in found} == {"s"}


def test_only_our_own_columns_hold_formulas():
    held = {(cell.parent.title, cell.parent.cell(HEADING_ROW, cell.column).value)
            for cell in cells(books.small()) if cell.data_type == "f"}  # fmt: skip
    assert held == {
        ("To clear", "Check"), ("To clear", "Allocated"), ("Allocations", "Check of the whole payment"),
    }  # fmt: skip


def test_control_characters_and_endless_text_do_not_break_the_file():
    column = Column("text", "Text", 10)
    rows = pl.DataFrame({"text": ["bell \x07 null \x00 end", "x" * 40_000, "#N/A", "=1+1"]})
    made = book([Sheet("One", "", (Table((column,), rows),))], days.AS_OF)
    sheet = load_workbook(BytesIO(made.content))["One"]
    read = [sheet.cell(FIRST_ROW + row, 1) for row in range(4)]
    assert [cell.value for cell in read[::2]] == ["bell  null  end", "#N/A"]
    assert len(read[1].value) == 32_006 and read[1].value.endswith("x (cut)")
    assert {cell.data_type for cell in read} == {"s"}


@pytest.mark.parametrize("title", TABLES)
def test_every_table_has_frozen_headings_filters_and_print_titles(title):
    sheet = books.small()[title]
    assert sheet.freeze_panes.endswith(str(FIRST_ROW))
    assert sheet.auto_filter.ref.startswith(f"A{HEADING_ROW}:")
    assert sheet.print_title_rows == f"${HEADING_ROW}:${HEADING_ROW}"
    repeated = {"To clear": "$A:$G", "Candidates": "$A:$D"}.get(title)  # on two pages side by side
    assert sheet.page_setup.orientation == "landscape" and sheet.print_title_cols == repeated
    assert sheet.page_setup.fitToWidth == (2 if repeated else 1)


def test_only_the_coloured_cells_are_open_and_every_sheet_is_locked():
    workbook = books.small()
    assert all(sheet.protection.sheet and sheet.protection.password is None for sheet in workbook)
    body = [cell for sheet in workbook for row in sheet.iter_rows(min_row=FIRST_ROW) for cell in row if cell.has_style]
    is_open = {cell for cell in body if not cell.protection.locked}
    is_yellow = {cell for cell in body if cell.fill.fgColor.rgb == "00FFF6D6"}
    assert is_open == is_yellow
    assert {cell.parent.title for cell in is_open} == {"To clear", "Allocations", "Pending approval"}


def test_filters_still_work_on_a_locked_sheet():
    assert books.small()["To clear"].protection.autoFilter is False  # False: not forbidden


def test_the_lists_are_hidden_and_to_clear_is_what_opens():
    workbook = books.small()
    assert [sheet.title for sheet in workbook if sheet.sheet_state == "hidden"] == ["Lists"]
    assert workbook.active.title == "To clear" and workbook.sheetnames[0] == "Guide"


def test_an_empty_day_has_every_sheet():
    workbook = load_workbook(BytesIO(books.made(days.empty()).content))
    assert workbook.sheetnames == books.small().sheetnames


def test_rows_above_the_limit_stand_beside_the_workbook_and_the_sheet_says_so():
    column = Column("number", "Number", 10, "count")
    rows = pl.DataFrame({"number": range(ROW_LIMIT + 1)})
    made = book([Sheet("To clear", "Work.", (Table((column,), rows),))], days.AS_OF)
    sheet = load_workbook(BytesIO(made.content), read_only=True)["To clear"]
    read = [row[0] for row in sheet.iter_rows(values_only=True)]
    assert read[1] == "The first 20,000 of 20,001 rows; all of them stand in exceptions-to-clear.parquet. Work."
    assert read[FIRST_ROW - 1 :] == list(range(ROW_LIMIT))
    assert made.beside["To clear"].equals(rows) and parquet_name("To clear") == "exceptions-to-clear.parquet"


def test_a_large_day_is_written_row_by_row(monkeypatch):
    monkeypatch.setattr("reports.book.ROW_LIMIT", 1_000)
    made = books.made(days.big(1_000))
    with zipfile.ZipFile(BytesIO(made.content)) as archive:
        assert archive.read("xl/worksheets/sheet3.xml").count(b"<row ") == 1_000 + HEADING_ROW
    assert {title: rows.height for title, rows in made.beside.items()} == {"Candidates": 2_000}
    summary = load_workbook(BytesIO(made.content), read_only=True)["Summary"]
    assert ("exceptions-candidates.parquet", 2_000) in {row[:2] for row in summary.iter_rows(values_only=True)}


def test_every_file_of_a_sheet_is_listed_in_the_workbook(request):
    listed = {sheet.__module__.rsplit(".", 1)[-1] for sheet in sheets.WORKBOOK} | {"guide"}
    files = {path.stem for path in (request.config.rootpath / "reports" / "sheets").glob("*.py")} - {"__init__"}
    assert listed == files and len(sheets.WORKBOOK) + 1 == len(files) == len(books.small().sheetnames)
