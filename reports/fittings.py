"""What stands around the rows of a sheet: widths, panes, filters, dropdowns, colours, charts, locks and print."""

from collections.abc import Sequence
from typing import Any, Final

from openpyxl.chart import BarChart, Reference
from openpyxl.drawing.text import CharacterProperties
from openpyxl.formatting.rule import Rule
from openpyxl.worksheet.datavalidation import DataValidation

from reports import look
from reports.sheet import FIRST_ROW, HEADING_ROW, Chart, Paint, Sheet, Table, letter, letters

_CM_OF_POINT: Final = 0.0353
_BLANK_PRINTED: Final = 30  # of the rows to be filled in


def frame(worksheet: Any, sheet: Sheet, is_single: bool) -> None:
    """All that stands before the rows in the file, and the print set-up."""
    columns = max((table.columns for table in sheet.tables), key=len)
    for number, column in enumerate(columns, 1):
        dimension = worksheet.column_dimensions[letter(number)]
        dimension.width, dimension.hidden = column.width, column.is_hidden
    worksheet.sheet_format.defaultRowHeight = sheet.row_height
    worksheet.sheet_format.customHeight = True
    heights = {1: 26, 2: 18} | ({3: 15, HEADING_ROW: 27} if is_single else {})
    for row, height in heights.items():
        worksheet.row_dimensions[row].height = height
    view = worksheet.sheet_view
    view.showGridLines, view.zoomScale = False, 85 if len(columns) > 14 else 100
    if is_single:
        worksheet.freeze_panes = f"{letter(sheet.frozen_columns + 1)}{FIRST_ROW}"
        (table,) = sheet.tables
        last = FIRST_ROW + max(table.rows.height + table.blank_rows, 1) - 1
        worksheet.auto_filter.ref = f"A{HEADING_ROW}:{letter(len(table.columns))}{last}"
        worksheet.print_title_rows = f"{HEADING_ROW}:{HEADING_ROW}"
    worksheet.sheet_state = "hidden" if sheet.is_hidden else "visible"
    worksheet.sheet_properties.tabColor = sheet.tab
    _print_setup(worksheet, sheet, len(columns))
    protection = worksheet.protection
    protection.sheet = True  # locked against slips, not against people: there is no password
    protection.autoFilter = protection.sort = protection.formatColumns = protection.formatRows = False


def _print_setup(worksheet: Any, sheet: Sheet, width: int) -> None:
    worksheet.sheet_properties.pageSetUpPr.fitToPage = True
    page = worksheet.page_setup
    page.orientation, page.paperSize, page.fitToWidth, page.fitToHeight = "landscape", 9, sheet.pages_wide, 0
    worksheet.page_margins.left = worksheet.page_margins.right = 0.4
    worksheet.page_margins.top, worksheet.page_margins.bottom = 0.5, 0.6
    worksheet.page_margins.header = worksheet.page_margins.footer = 0.25
    worksheet.oddFooter.left.text = f"tieout: {sheet.title}"
    worksheet.oddFooter.right.text = "&P of &N"
    if sheet.pages_wide > 1:
        worksheet.print_title_cols = f"A:{letter(sheet.frozen_columns)}"
    blank = max(table.blank_rows for table in sheet.tables)
    if sheet.printed_columns or blank:
        last = FIRST_ROW + max(sheet.tables[0].rows.height + min(blank, _BLANK_PRINTED), 1) - 1
        worksheet.print_area = f"A1:{letter(min(sheet.printed_columns or width, width))}{last}"


def dropdowns(worksheet: Any, table: Table, start: int) -> None:
    last = start + table.rows.height + table.blank_rows - 1
    for at, column in zip(letters(table).values(), table.columns, strict=True):
        if last < start or not (column.choices or column.hint):
            continue
        rule = DataValidation(type="list" if column.choices else None, formula1=column.choices or None)
        rule.allow_blank, rule.sqref = True, f"{at}{start}:{at}{last}"
        rule.promptTitle, rule.prompt, rule.showInputMessage = column.heading, column.hint, bool(column.hint)
        rule.errorTitle, rule.error = "Not on the list", "Choose an entry of the list, or leave the cell empty."
        rule.showErrorMessage = bool(column.choices)
        worksheet.data_validations.append(rule)


def paint(worksheet: Any, paints: tuple[Paint, ...], table: Table, start: int) -> None:
    """Conditional colours, for the columns this table has."""
    named = letters(table)
    last = start + max(table.rows.height + table.blank_rows, 1) - 1
    for each in paints:
        names = [name for name in each.columns if name in named]
        spans = [(named[name], named[name]) for name in names] if each.columns else [("A", letter(len(named)))]
        for first, end in spans:
            formula = each.formula.format(**{name: f"${at}{start}" for name, at in named.items()})
            rule = Rule(type="expression", dxf=look.TONES[each.tone], formula=[formula])
            worksheet.conditional_formatting.add(f"{first}{start}:{end}{last}", rule)


def charts(worksheet: Any, sheet: Sheet, starts: Sequence[int]) -> None:
    """The sheet's charts, one below the other, to the right of its widest table."""
    column = letter(max(len(table.columns) for table in sheet.tables) + 2)
    row = HEADING_ROW - 1
    for chart in sheet.charts:
        bars = _bars(worksheet, sheet.tables[chart.table], chart, starts[chart.table])
        worksheet.add_chart(bars, f"{column}{row}")
        row += int(bars.height / (sheet.row_height * _CM_OF_POINT)) + 3


def _bars(worksheet: Any, table: Table, chart: Chart, start: int) -> BarChart:
    at = {column.name: number for number, column in enumerate(table.columns, 1)}
    count = max(table.rows.height - table.has_total, 1)
    stacked = "percentStacked" if chart.is_share else "stacked"
    bars = BarChart(barDir="bar", grouping=stacked if len(chart.series) > 1 else "clustered")
    bars.title, bars.height, bars.width = chart.title, 2.5 + 0.6 * max(count, 4), 14
    bars.title.tx.rich.p[0].r[0].rPr = CharacterProperties(sz=1100, b=True, solidFill=look.HEAD)
    bars.overlap, bars.gapWidth = (100 if len(chart.series) > 1 else None), 40
    bars.legend = bars.legend if len(chart.series) > 1 else None
    if bars.legend:
        bars.legend.position = "b"
    if chart.is_share:
        bars.y_axis.number_format, bars.y_axis.majorUnit = "0%", 0.25
    for name in chart.series:
        bars.add_data(Reference(worksheet, at[name], start - 1, at[name], start + count - 1), titles_from_data=True)
    for series, color in zip(bars.series, (look.BLUE, look.LIVE_HEAD, look.INPUT_HEAD), strict=False):
        series.graphicalProperties.solidFill = color
    bars.set_categories(Reference(worksheet, at[chart.label], start, at[chart.label], start + count - 1))
    bars.y_axis.delete = bars.x_axis.delete = False
    bars.x_axis.scaling.orientation = "maxMin"
    bars.y_axis.majorGridlines = None
    return bars
