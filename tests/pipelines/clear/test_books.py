"""A book as it comes back: sorted, cut, pasted over, retyped, saved by another program, or handed in twice."""

import openpyxl

from reports.sheet import FIRST_ROW, HEADING_ROW
from reports.sheets import to_clear
from tests.pipelines.clear.day import NEXT, answer_rows, only, put, said

LIST = {"action": "apply to list", "apply_to": "INV-900001"}


def changed(desk, change, answers=None):
    """A filled-in book after something was done to it."""
    path = desk.fill("book.xlsx", answers or {"B01": LIST})
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return path


def test_the_same_book_twice_posts_once_whoever_saved_it_between(desk):
    path = desk.fill("book.xlsx", {"B01": LIST})
    first = desk.clear(path)
    again = desk.clear(path)
    openpyxl.load_workbook(path).save(path)
    other = desk.clear(path)
    assert only(first) == ("posted", "USD 100.00 placed on INV-900001")
    assert only(again) == only(other) == ("already posted", "done before, by anna on 2026-10-15")
    assert desk.ask("select count(*), count(distinct decision_id) from facts.decisions") == [(1, 1)]
    assert (again["books"][0]["batch_id"], desk.holds()) == (None, True)


def test_a_second_associate_is_told_what_the_first_did(desk):
    first = desk.fill("anna.xlsx", {"B01": LIST, "B02": {"action": "partial", "apply_to": "INV-900002"}})
    second = desk.fill(
        "ben.xlsx", {"B01": {"action": "on account"}, "B03": {"action": "partial", "apply_to": "INV-900001"}}
    )
    desk.clear(first)
    answers = said(desk.clear(second, by="ben"))
    assert sorted(answers.values()) == [
        ("refused", "INV-900001 has nothing open: the last of it was taken by anna on 2026-10-15"),
        ("refused", "stale: apply to list, by anna on 2026-10-15; answer it in a newer workbook"),
    ]
    assert desk.holds()


def test_two_answers_of_one_book_do_not_take_one_item_twice(desk):
    path = desk.fill("book.xlsx", {"B02": {"action": "partial", "apply_to": "INV-900001"}, "B01": LIST})
    assert sorted(said(desk.clear(path)).values()) == [
        ("posted", "USD 100.00 placed on INV-900001"),
        ("refused", "INV-900001 has nothing open: the last of it was taken by an answer above in this book"),
    ]


def test_a_row_that_a_later_run_settled_is_stale(desk):
    path = desk.fill("book.xlsx", {"B01": {"action": "on account"}})
    desk.items(("INV-900001", "100.00", "C1"), ("INV-900009", "109.00", "C1"), on=NEXT)
    heading = "entity,customer_id,item_number,item_type,currency,original_amount,open_amount,snapshot_date"
    rest = [f"US01,C1,INV-90000{place},invoice,USD,{place}00.00,{place}00.00,{NEXT}" for place in range(2, 9)]
    desk.put("open_items/rest.csv", heading, rest)
    desk.run(NEXT)
    assert desk.ask("select rule from applications join payments using (payment_id) where bank_reference = 'B01'") == [
        ("payer_amount",)
    ]
    assert only(desk.clear(path, on=NEXT)) == (
        "refused", "stale: a later run placed the money by itself; answer it in a newer workbook"
    )  # fmt: skip


def test_rows_may_be_sorted_and_deleted_and_sheets_renamed(desk):
    def turned(book):
        sheet = book["To clear"]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=FIRST_ROW)]
        sheet.delete_rows(FIRST_ROW, len(rows))
        for place, row in enumerate([row for row in reversed(rows) if row[0]][:-3], FIRST_ROW):
            for at, value in enumerate(row, 1):
                sheet.cell(place, at).value = value
        sheet.title = "mine"
        del book["Candidates"], book["Guide"]

    assert only(desk.clear(changed(desk, turned, {"B08": {"action": "on account"}})))[0] == "posted"
    assert desk.holds()


def test_a_row_pasted_over_another_is_refused(desk):
    def pasted(book):
        rows, ids = answer_rows(book), desk.exceptions()
        book["To clear"].cell(rows[ids["B01"]], 1).value = ids["B02"]

    def shown(book):
        put(book["To clear"], to_clear.COLUMNS, answer_rows(book)[desk.exceptions()["B01"]], {"amount": 900})

    def bared(book):
        put(book["To clear"], to_clear.COLUMNS, answer_rows(book)[desk.exceptions()["B01"]], {"row_hash": None})

    found = {
        pasted: "this row was pasted over: its hidden cells are those of another row; take a newer workbook",
        shown: "this row was pasted over: it shows 900, the books have USD 109.00",
        bared: "the hidden cells of this row are gone: answer it in the workbook as it was written",
    }
    assert {change: only(desk.clear(changed(desk, change))) for change in found} == {
        change: ("refused", message) for change, message in found.items()
    }


def test_an_exception_answered_twice_is_refused_in_both_rows(desk):
    def doubled(book):
        sheet = book["To clear"]
        row = answer_rows(book)[desk.exceptions()["B01"]]
        last = sheet.max_row + 1
        for at in range(1, sheet.max_column + 1):
            sheet.cell(last, at).value = sheet.cell(row, at).value

    answers = said(desk.clear(changed(desk, doubled)))
    assert len(answers) == 2
    assert all(message.startswith("answered twice, in rows ") for _, message in answers.values())


def test_a_number_typed_as_text_is_understood_or_refused(desk):
    typed = {
        "B01": ("9,00", "posted", "USD 91.00 placed on INV-900001"),
        "B03": ("1.009,00", "refused", "the amounts on INV-900003 must be above zero"),
        "B04": (9.001, "refused", "Write-off is '9.001': no amount in USD we can be sure of"),
        "B05": ("nine", "refused", "Write-off is 'nine': no amount in USD we can be sure of"),
        "B06": ("=4+5", "refused", "saved without its result: open the book, recalculate and save it"),
    }  # fmt: skip
    book = {
        key: {"action": "apply to list", "apply_to": f"INV-90000{int(key[1:])}", "write_off": value}
        for key, (value, *_) in typed.items()
    }
    ids = {value: key for key, value in desk.exceptions().items()}
    answers = desk.clear(desk.fill("book.xlsx", book))["books"][0]["answers"]
    assert {ids[one["exception_id"]]: one["status"] for one in answers} == {key: told[1] for key, told in typed.items()}
    assert all(one["message"].endswith(typed[ids[one["exception_id"]]][2]) for one in answers), answers


def test_a_slip_comes_back_with_its_sentence(desk):
    slips = {
        "B01": ({"apply_to": "INV-900001"}, "the action is missing: choose one of the list"),
        "B02": ({"action": "aply to list"}, "'aply to list' is no action: did you mean 'apply to list'?"),
        "B03": ({"action": "do it"}, "'do it' is no action: choose one of the list"),
        "B04": (LIST | {"reason_code": "ZZ"}, "reason code ZZ is unknown: choose one of the list"),
        "B05": ({"action": "hold", "learn_alias": "perhaps"}, "Learn alias is 'perhaps': yes or no"),
        "B06": (
            {"action": "hold", "prepared_by": "eve"},
            "Prepared by is 'eve', which is none of [users]: anna, ben, carl"),
    }  # fmt: skip
    answers = said(desk.clear(desk.fill("book.xlsx", {key: cells for key, (cells, _) in slips.items()})))
    assert set(answers.values()) == {("refused", message) for _, message in slips.values()}


def test_lines_without_an_answer_come_back_too(desk):
    lines = [
        {"exception_id": "B01", "item_number": "INV-900001", "cash_amount": 5},
        {"exception_id": "", "cash_amount": 5},
    ]
    answers = said(desk.clear(desk.fill("book.xlsx", {"B02": {"action": "hold"}}, lines)))
    assert answers[f"Allocations {HEADING_ROW + 1}"] == (
        "refused", "no row of To clear in this book has an answer for this exception: choose an action there"
    )  # fmt: skip
    assert answers[f"Allocations {HEADING_ROW + 2}"] == (
        "refused", "the exception is missing: copy it from the first column of To clear"
    )  # fmt: skip


def test_a_comment_alone_is_kept_and_known_the_next_time(desk):
    path = desk.fill("book.xlsx", {"B01": {"comment": "calls back on Monday"}})
    assert only(desk.clear(path)) == ("noted", "the comment is kept")
    assert only(desk.clear(path))[0] == "unchanged"
    book = openpyxl.load_workbook(desk.report())
    text = {cell.value for row in book["To clear"].iter_rows() for cell in row}
    assert "calls back on Monday" in text


def test_what_is_no_book_is_refused_whole(desk, tmp_path):
    (tmp_path / "a.csv").write_text("Exception,Action\n1,hold\n")
    (tmp_path / "empty.xlsx").write_bytes(b"")
    openpyxl.Workbook().save(tmp_path / "other.xlsx")
    done = desk.clear(*(tmp_path / name for name in ("a.csv", "empty.xlsx", "other.xlsx", "none.xlsx")))
    faults = [book["fault"].splitlines() for book in done["books"]]
    assert done["exit"] == 1
    assert [lines[1].removeprefix("  stands:   ") for lines in faults] == [
        "a file that begins b'Exceptio'", "a file that begins b''", "sheets 'Sheet'", "No such file or directory",
    ]  # fmt: skip
    assert faults[0][3] == "  remedy:   save it as an Excel workbook (.xlsx); a CSV loses sheets"


def test_a_bomb_is_refused(desk, tmp_path):
    import zipfile

    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (20 << 20))
    (book,) = desk.clear(tmp_path / "bomb.xlsx")["books"]
    assert "bytes that unpack to 20,971,520" in book["fault"]
