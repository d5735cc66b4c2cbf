"""Workbooks as a person's program reads them, for the tests."""

from functools import cache
from io import BytesIO

from openpyxl import load_workbook

from reports.book import book
from reports.sheet import FIRST_ROW
from reports.sheets import workbook
from reports.sheets.to_clear import COLUMNS
from reports.work import work
from tests.reports import days

AT = {column.name: number for number, column in enumerate(COLUMNS, 1)}  # To clear


def made(day):
    return book(workbook(work(day)), day.as_of)


@cache
def small():
    """The small day's workbook; for reading only."""
    return load_workbook(BytesIO(made(days.small()).content))


def rows_of(sheet, column=1):
    """What a one-table sheet holds below its headings, by the value of one column -> its row."""
    return {sheet.cell(row, column).value: row for row in range(FIRST_ROW, sheet.max_row + 1)}
