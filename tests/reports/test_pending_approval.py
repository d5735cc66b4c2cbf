"""Pending approval: what a second person needs to know, and where to say it."""

from matching.manual import Answer, Line
from pipelines.clear.answers import words
from reports.sheets.pending_approval import _answered
from tests.reports import books
from tests.reports.books import rows_of


def test_a_row_says_what_was_answered_what_it_is_worth_and_why_it_waits():
    sheet = books.small()["Pending approval"]
    cells = {sheet.cell(4, cell.column).value: cell for cell in sheet[rows_of(sheet)["d1"]]}
    assert cells["What was filled in"].value == "80012; UD" and cells["To be approved"].value == 50
    assert cells["Why it waits"].value == "EUR 50.00 is above the limit of EUR 25.00"
    is_open = [heading for heading, cell in cells.items() if not cell.protection.locked]
    assert is_open == ["Approve", "Approved by", "Comment"]


def test_the_row_leads_to_its_payment():
    sheet = books.small()["Pending approval"]
    column = [cell.value for cell in sheet[4]].index("Payer (click: to the row)") + 1
    link = sheet.cell(rows_of(sheet)["d1"], column).hyperlink.location
    assert books.small()["To clear"][link.rsplit("!", 1)[1]].value == "x-short"


def test_lines_of_allocations_are_told_with_their_amounts():
    lines = (Line(5, "600", "7001", cash=120000), Line(6, cash=5))
    said = words({}, Answer("write off", reason_code="UD", learns=True, lines=lines))
    assert _answered(said, "GBP") == "7001 1200.00; on account 0.05; UD; learn alias"
    assert _answered(None, None) is None
