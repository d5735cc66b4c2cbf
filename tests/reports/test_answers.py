"""The answer to a cleared book: what became of each row; the refused ones can be corrected and cleared again."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from reports.answers import answer_files
from reports.sheet import FIRST_ROW, HEADING_ROW
from schemas.clearing import AllocationLine, Answer, Decision
from schemas.frame import frame
from tests.reports import days
from tests.reports.books import rows_of

DECISIONS = [
    {"sheet": "To clear", "row": 5, "exception_id": "x-twins", "action": "accept suggestion", "candidate_no": 2},
    {"sheet": "To clear", "row": 6, "exception_id": "x-part", "action": "apply to list", "apply_to": "4799; =1+1",
     "comment": "=cmd", "assigned_to": "ben", "write_off": "12.50"},
    {"sheet": "To clear", "row": 7, "exception_id": "x-gone", "action": "on account", "comment": "theirs"},
    {"sheet": "To clear", "row": 8, "exception_id": "x-unknown", "action": "split over customers",
     "learn_alias": True},
    {"sheet": "Pending approval", "row": 5, "exception_id": "x-short", "decision_id": "d1", "approval": True,
     "approved_by": "ana"},
]  # fmt: skip
LINES = [
    {"sheet": "Allocations", "row": 5, "exception_id": "x-unknown", "item_number": "7001", "cash": "9000.00",
     "rate": "1.25"},
    {"sheet": "Allocations", "row": 6, "exception_id": "x-unknown", "item_number": "7002", "cash": "9000"},
    {"sheet": "Allocations", "row": 7, "exception_id": "x-twins", "item_number": "5001", "cash": "1"},
]  # fmt: skip


def told(sheet, row, exception_id, status, message, **more):
    return {"workbook": "mine.xlsx", "sheet": sheet, "row": row, "exception_id": exception_id, "status": status,
            "message": message} | more  # fmt: skip


ANSWERS = [
    told("To clear", 5, "x-twins", "posted", "USD 2,000.00 applied to 5002", currency="USD", amount_minor=200000,
         placed_minor=200000, decision_id="d7", payer_name="ACME CORP", action="accept suggestion"),
    told("To clear", 6, "x-part", "refused", "4799 has USD 600.00 open, the payment USD 500.00 left", currency="USD",
         amount_minor=50000, placed_minor=0, payer_name="HARBOR FOODS INC"),
    told("To clear", 7, "x-gone", "refused", "already answered by ben on 2026-03-02: on account"),
    told("To clear", 8, "x-unknown", "refused", "GBP 6,000.00 too much", currency="GBP", amount_minor=1200000),
    told("Pending approval", 5, "x-short", "refused", "ana prepared it: somebody else must approve", decision_id="d1"),
]  # fmt: skip


def made(answers=ANSWERS):
    frames = frame(Decision, DECISIONS), frame(AllocationLine, LINES), frame(Answer, answers)
    return answer_files(days.small(), "mine.xlsx", *frames)


@pytest.fixture(scope="module")
def workbook():
    return load_workbook(BytesIO(made()["answer-mine.xlsx"]))


def row(sheet, key, column=1):
    """Heading -> value of the row that has `key` in that column."""
    headings = [cell.value for cell in sheet[HEADING_ROW]]
    return dict(zip(headings, (cell.value for cell in sheet[rows_of(sheet, column)[key]]), strict=True))


def test_every_row_of_the_book_has_its_result_the_refused_ones_first(workbook):
    rows = [row[:4] for row in workbook["Answers"].iter_rows(min_row=FIRST_ROW, values_only=True)]
    assert rows[0] == ("Refused", "ana prepared it: somebody else must approve", "Pending approval", 5)
    assert [row[0] for row in rows] == ["Refused"] * 4 + ["Posted"]
    assert workbook["Answers"]["A2"].value.startswith("mine.xlsx: 4 refused, 1 posted.")
    posted = row(workbook["Answers"], "x-twins", 5)
    assert (posted["Unallocated"], posted["Placed"], posted["Action"]) == (2000, 2000, "accept suggestion 2")


def test_a_refused_row_can_be_corrected_where_it_stands_and_the_reason_is_beside_it(workbook):
    sheet = workbook["To clear"]
    again = row(sheet, "x-part")
    typed = {"Action": "apply to list", "Apply to": "4799; =1+1", "Comment": "=cmd", "Write-off": 12.5,
             "Assigned to": "ben"}  # fmt: skip
    assert {name: again[name] for name in typed} == typed
    assert again["Why it was refused"] == ANSWERS[1]["message"] and again["row_hash"] and again["run_id"] == "run-1"
    assert set(rows_of(sheet)) == {"x-part", "x-unknown", "x-short"}  # the last: its approval was refused
    assert row(sheet, "x-unknown")["Learn alias"] == "yes"


def test_what_was_typed_is_text_and_never_a_formula(workbook):
    cells = [cell for sheet in workbook for line in sheet.iter_rows() for cell in line]
    assert {cell.data_type for cell in cells if cell.value in ("=cmd", "4799; =1+1")} == {"s"}


def test_a_row_that_waits_no_more_stands_on_answers_alone_with_what_was_typed(workbook):
    gone = row(workbook["Answers"], "x-gone", 5)
    assert (gone["Action"], gone["Comment"]) == ("on account", "theirs")
    places = rows_of(workbook["Answers"], 5)
    assert workbook["Answers"].cell(places["x-gone"], 5).hyperlink is None
    link = workbook["Answers"].cell(places["x-part"], 5).hyperlink.location
    assert workbook["To clear"][link.rsplit("!", 1)[1]].value == "x-part"


def test_the_lines_of_a_refused_answer_come_back_with_it_and_room_for_more(workbook):
    sheet = workbook["Allocations"]
    lines = [cells[1:5] for cells in sheet.iter_rows(min_row=FIRST_ROW, values_only=True) if cells[1]]
    assert lines == [("x-unknown", None, "7001", 9000), ("x-unknown", None, "7002", 9000)]
    assert sheet.max_row == FIRST_ROW + 2 + 300 - 1
    range_ = workbook.defined_names["allocation_exception"].attr_text
    assert range_ == f"'Allocations'!$B${FIRST_ROW}:$B${sheet.max_row}"


def test_a_refused_approval_comes_back_with_its_decision(workbook):
    again = row(workbook["Pending approval"], "d1")
    assert (again["Approve"], again["Approved by"]) == ("yes", "ana")
    assert again["Why it was refused"] == ANSWERS[4]["message"]


def test_a_book_without_refusals_is_answered_on_one_sheet():
    (content,) = made(ANSWERS[:1]).values()
    assert load_workbook(BytesIO(content)).sheetnames == ["Answers"]


def test_the_same_answers_are_the_same_bytes():
    assert made() == made()


def test_a_book_in_which_nothing_is_filled_in_is_told_so():
    frames = frame(Decision), frame(AllocationLine), frame(Answer)
    (content,) = answer_files(days.small(), "mine.xlsx", *frames).values()
    assert load_workbook(BytesIO(content))["Answers"]["A2"].value == "mine.xlsx: no row is filled in."
