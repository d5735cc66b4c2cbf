"""Books in inbox/decisions/: taken by the run, before cash is applied, once."""

import getpass
import shutil

import openpyxl

from tests.pipelines.clear.day import DAY, only


def dropped(desk, answers, name="answers.xlsx"):
    path = desk.fill(name, answers)
    folder = desk.inbox / "decisions"
    folder.mkdir(exist_ok=True)
    shutil.copy(path, folder / name)
    return path


def test_a_book_in_the_inbox_is_posted_before_cash_is_applied_and_answered(desk):
    dropped(desk, {"B11": {"action": "assign customer", "apply_to": "C2", "prepared_by": "anna"},
                   "B08": {"action": "on account", "prepared_by": "ben"}})  # fmt: skip
    ended = desk.run()
    assert ended.status == 0, ended.err
    assert "clear: 1 books, 2 answers posted, 0 refused" in ended.err
    assert desk.ask("select action, prepared_by, cleared_by, as_of::varchar from decisions order by 1") == [
        ("assign customer", "anna", "anna", DAY), ("on account", "ben", "ben", DAY),
    ]  # fmt: skip
    assert desk.ask("select format, rows, status from files where format = 'answers'") == [("answers", 2, "taken")]
    assert (desk.folder / "out" / DAY / "answer-answers.xlsx").is_file()
    again = desk.run()
    assert "clear: 0 books, 0 answers posted, 0 refused" in again.err
    assert desk.holds()


def test_every_row_must_say_who_prepared_it(desk):
    dropped(desk, {"B08": {"action": "on account"}})
    ended = desk.run()
    assert (ended.status, "clear: 1 books, 0 answers posted, 1 refused" in ended.err) == (3, True)
    book = openpyxl.load_workbook(desk.folder / "out" / DAY / "answer-answers.xlsx")
    cells = {cell.value for row in book["Answers"].iter_rows() for cell in row}
    assert "Prepared by is empty: a book in the inbox must say who answered" in cells
    assert desk.run().status == 0


def test_the_file_must_belong_to_whom_the_row_names(desk):
    settings = desk.folder / "tieout.toml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("[users.carl]", '[users.carl]\nos_user = "somebody-else"'), "utf-8")
    dropped(desk, {"B08": {"action": "on account", "prepared_by": "carl"}})
    assert desk.run().status == 3
    assert desk.ask("select count(*) from decisions") == [(0,)]
    path = desk.fill("mine.xlsx", {"B08": {"action": "on account", "prepared_by": "anna"}})
    settings.write_text(text.replace("[users.anna]", f'[users.anna]\nos_user = "{getpass.getuser()}"'), "utf-8")
    shutil.copy(path, desk.inbox / "decisions" / "mine.xlsx")
    assert desk.run().status == 0
    assert desk.ask("select prepared_by from decisions") == [("anna",)]


def test_what_is_no_book_waits_as_an_unreadable_file(desk):
    (desk.inbox / "decisions").mkdir()
    openpyxl.Workbook().save(desk.inbox / "decisions" / "other.xlsx")
    assert [desk.run().status, desk.run().status] == [3, 0]
    ((status, reason),) = desk.ask("select status, reason from files where source_file = 'decisions/other.xlsx'")
    assert (status, "expected: a sheet with the headings of To clear" in reason) == ("unreadable", True)


def test_a_book_posted_by_hand_is_not_posted_again_by_the_run(desk):
    path = dropped(desk, {"B08": {"action": "on account", "prepared_by": "anna"}})
    assert only(desk.clear(path))[0] == "posted"
    assert desk.run().status == 0
    assert desk.ask("select count(*) from decisions") == [(1,)]
