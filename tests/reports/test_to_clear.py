"""To clear: the order of work, the links, the dropdowns, the live check, and what the way back needs."""

import shutil
import subprocess
from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import polars as pl
import pytest
from openpyxl import load_workbook

from reports.day import frame
from reports.queue import queue
from reports.sheet import FIRST_ROW
from reports.words import REASON_CODES, TYPES
from schemas.actions import ACTIONS
from schemas.exceptions import EXCEPTION_TYPES
from tests.reports import books, days
from tests.reports.books import AT
from tests.reports.rows import exception, payment


@pytest.fixture
def sheet():
    return books.small()["To clear"]


def cell(sheet, exception_id, column):
    return sheet.cell(books.rows_of(sheet)[exception_id], AT[column])


def test_the_most_pressing_stands_first_by_value_times_age():
    ranked = queue(days.small())
    assert ranked["exception_id"].to_list()[:2] == ["x-unknown", "x-twins"]
    assert ranked["priority"].to_list()[:3] == ["High", "Medium", "Low"]
    assert ranked["age_days"].to_list()[:3] == [45, 9, 0]


def test_amounts_of_different_currencies_are_weighed_by_what_is_usual_in_each():
    day = days.small()
    paid = [payment("Y", "JPY", "50000", "KK"), payment("U", "USD", "500", "Inc")]
    held = [exception(f"x-{row['payment_id']}", "OVERPAY", "", row, row["amount"]) for row in paid]
    alike = day._replace(payments=frame("payments", paid), exceptions=frame("exceptions", held))
    assert queue(alike)["worth"].to_list() == [1.0, 1.0]


def test_every_payment_has_one_row_and_files_stand_on_rejected_input(sheet):
    assert set(books.rows_of(sheet)) == set(days.small().exceptions["exception_id"]) - {"x-file"}
    rejected = books.small()["Rejected input"]
    assert books.rows_of(rejected, 2).keys() == {"bank/cut.bai", "bank/day.csv", "open_items/ar.csv"}


def test_amounts_are_numbers_in_the_decimals_of_their_currency(sheet):
    unallocated = cell(sheet, "x-short", "amount")
    assert (unallocated.value, unallocated.data_type) == (350, "n")
    assert unallocated.number_format == "#,##0.00;[Red]-#,##0.00;–"
    kept = books.small()["Unapplied and on account"]
    yen = next(row for row in kept.iter_rows(min_row=FIRST_ROW) if row[3].value == "JPY")
    assert (yen[5].value, yen[5].number_format) == (50000, "#,##0;[Red]-#,##0;–")


def test_ids_and_numbers_of_documents_are_text(sheet):
    assert cell(sheet, "x-short", "customer_id").value == "200"
    assert cell(sheet, "x-short", "apply_to").number_format == "@"


def test_a_click_leads_to_the_payments_candidates_and_its_customers_items(sheet):
    for column, title, found in (("suggestion", "Candidates", "KESSLER GESELLSCHAFT MIT BESCHRAENK"),
                                 ("customer_name", "Open items", "DE01")):  # fmt: skip
        location = cell(sheet, "x-short", column).hyperlink.location
        target, at = location.rsplit("!", 1)
        assert target == f"'{title}'" and books.small()[title][at].value == found
    back = books.small()["Candidates"][at[0] + str(books.rows_of(books.small()["Candidates"])["ACME CORP"])]
    assert sheet[back.hyperlink.location.rsplit("!", 1)[1]].value == "x-twins"


def test_dropdowns_offer_actions_and_reasons_from_the_hidden_lists(sheet):
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    action = next(rule for rule in rules.values() if rule.promptTitle == "Action")
    assert (action.type, action.formula1, action.showErrorMessage) == ("list", "actions", True)
    offered = [row[0].value for row in _named("actions")]
    assert offered == [action.name for action in ACTIONS]
    assert [row[0].value for row in _named("reason_codes")] == [f"{code} {says}" for code, says in REASON_CODES]


def _named(name):
    title, cells = next(books.small().defined_names[name].destinations)
    return books.small()[title][cells]


def test_users_are_offered_when_settings_name_them_and_free_otherwise():
    named = days.small()._replace(users=("ana", "ben"), reason_codes=(("Q1", "short pallet"),))
    workbook = load_workbook(BytesIO(books.made(named).content))
    titles = {rule.promptTitle: rule.type for rule in workbook["To clear"].data_validations.dataValidation}
    free = {rule.promptTitle: rule.type for rule in books.small()["To clear"].data_validations.dataValidation}
    assert titles["Prepared by"] == "list" and free["Prepared by"] is None
    assert "Q1 short pallet" in [row[7].value for row in workbook["Lists"].iter_rows(min_row=FIRST_ROW)]


def test_yesterdays_comment_comes_back(sheet):
    assert cell(sheet, "x-unknown", "comment").value == "asked the bank"


def test_each_row_bears_its_run_and_a_hash_that_changes_with_what_an_answer_relies_on(sheet):
    day = days.small()
    before = dict(queue(day).select("exception_id", "row_hash").iter_rows())
    paid = day._replace(exceptions=day.exceptions.with_columns(amount=pl.col("amount") / 2))
    later = day._replace(as_of=day.as_of + timedelta(days=1))
    dearer = day._replace(candidates=day.candidates.filter(pl.col("rank") == 1))
    assert cell(sheet, "x-short", "row_hash").value == before["x-short"] and len(set(before.values())) == 7
    assert cell(sheet, "x-short", "run_id").value == "run-1"
    assert not set(queue(paid)["row_hash"]) & set(before.values())
    assert set(queue(later)["row_hash"]) == set(before.values())
    changed = dict(queue(dearer).select("exception_id", "row_hash").iter_rows())
    assert [key for key in before if before[key] != changed[key]] == ["x-twins"]


def test_every_exception_type_is_explained_and_every_step_names_a_real_action():
    assert list(TYPES) == EXCEPTION_TYPES
    assert len({action.name for action in ACTIONS}) == len(ACTIONS)


ANSWERS = {
    "x-twins": {"action": "accept suggestion 2"},
    "x-part": {"action": "apply to list", "apply_to": "4799"},
    "x-short": {"action": "deduction", "apply_to": "80012"},
    "x-back": {"action": "reverse / NSF", "apply_to": "BR-P2"},
    "x-unknown": {"action": "split over customers"},
    "x-evil": {"action": "settle it"},
    "x-advice": {"action": "hold"},
    "y-back": {"action": "refund"},
    "y-twins": {"action": "reverse / NSF", "apply_to": "BR-P2"},
    "y-unknown": {"action": "on account"},
    "y-evil": {"action": "on account", "apply_to": "200", "prepared_by": "ana", "approved_by": "ana"},
    "y-advice": {"action": "refund"},
    "y-part": {"action": "refund", "prepared_by": "ana"},
    "y-short": {"action": "write off", "apply_to": "80012", "reason_code": "UD", "prepared_by": "ben"},
    "z-part": {"action": "apply to list", "apply_to": "4799", "write_off": 100, "prepared_by": "ana"},
    "z-short": {"action": "bank fee", "apply_to": "80012", "prepared_by": "ana"},
    "z-unknown": {"action": "assign customer", "apply_to": "200", "learn_alias": "yes", "prepared_by": "ana"},
    "z-twins": {"action": "refund", "prepared_by": "stranger"},
}
CHECKS = {
    "x-twins": ("✓ adds up", 2000),
    "x-part": ("✗ 100.00 too much", 600),
    "x-short": ("✗ reason code is missing", 350),
    "x-back": ("✓ adds up", -75),
    "x-unknown": ("✓ 8,000.00 stays unapplied", 4000),
    "x-evil": ("✗ choose an action from the list", 0),
    "x-advice": ("✓ nothing is posted", 0),
    "y-back": ("✗ the bank took this back: reverse / NSF", -75),
    "y-twins": ("✗ this is for money the bank took back", 2000),
    "y-unknown": ("✗ Apply to: the customer's id", 12000),
    "y-evil": ("✗ somebody else must approve", 10),
    "y-advice": ("✗ there is no money yet: hold", 640),
    "y-part": ("✓ adds up; waits for approval", 500),
    "y-short": ("✓ adds up", 350),
    "z-part": ("✓ adds up", 500),
    "z-short": ("✓ adds up; waits for approval", 350),
    "z-unknown": ("✓ nothing is posted; waits for approval", 0),
    "z-twins": ("✓ adds up", 2000),
}
LIMITS = (("ana", "USD", Decimal(100)), ("ben", "EUR", Decimal(50)))


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_the_check_of_a_row_says_at_once_whether_an_answer_adds_up(tmp_path):
    day = days.small()
    again = [day.exceptions.with_columns(pl.col("exception_id").str.replace("x-", new)) for new in ("x-", "y-", "z-")]
    day = day._replace(exceptions=pl.concat(again), users=("ana", "ben"), limits=LIMITS)
    workbook = load_workbook(BytesIO(books.made(day).content))
    for exception_id, answer in ANSWERS.items():
        for column, value in answer.items():
            cell(workbook["To clear"], exception_id, column).value = value
    for row, item in enumerate(("7001", "7002"), FIRST_ROW):
        for column, value in ((1, "x-unknown"), (3, item), (4, 2000)):
            workbook["Allocations"].cell(row, column).value = value
    workbook.save(tmp_path / "answered.xlsx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", tmp_path / "out", "answered.xlsx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    read = load_workbook(tmp_path / "out" / "answered.xlsx", data_only=True)["To clear"]
    assert {key: (cell(read, key, "check").value, cell(read, key, "allocated").value) for key in ANSWERS} == CHECKS
