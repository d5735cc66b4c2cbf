"""The workbook out and back as people handle it: filled in, sorted, cut, pasted over, saved by others, cleared."""

import pytest

from tests.pipelines.command import DAY, tieout
from tests.pipelines.workbook.desk import BOOK, PLACED, SAID, Filled, answers, asked, chosen, cleared


def test_a_book_that_was_filled_in_posts_what_it_says_and_the_books_hold(expected, filled):
    folder, ended, _ = expected
    said = answers(folder, "answer-mine.xlsx")
    results = {word: said[exception_id][0] for word, exception_id in filled[1].items()}
    assert results == {"accepted": "Posted", "kept": "Posted", "noted": "Noted", "held": "Posted"}
    assert ended.status == 0 and len(said) == 4
    kept = asked(folder, f"select p.on_account_amount = p.amount from payments p join exceptions e using (payment_id) "
                         f"where e.exception_id = '{filled[1]['kept']}'")  # fmt: skip
    assert kept == [(True,)]
    rules = asked(folder, "select distinct rule, decided_by from applications where decided_by <> 'auto'")
    assert rules == [("manual", "anna")]
    assert tieout("verify", "--ledger", folder / "ledger.duckdb").status == 0


def test_the_same_book_again_posts_nothing(expected, filled):
    folder, _, before = expected
    cleared(folder, filled[0])
    assert (asked(folder, PLACED), asked(folder, SAID)) == before
    said = answers(folder, "answer-mine.xlsx")
    assert said[filled[1]["accepted"]][0] == "Posted before" and said[filled[1]["noted"]][0] == "Unchanged"


@pytest.mark.parametrize("name", ["mine.xlsx", "mine.ods"])
def test_a_book_saved_by_libreoffice_says_the_same(copied, other_programs, expected, name):
    assert cleared(copied, other_programs / name).status == 0
    assert (asked(copied, PLACED), asked(copied, SAID)) == expected[2]


def test_sorted_rows_deleted_rows_and_other_sheets_gone_change_nothing(copied, filled, expected, tmp_path):
    book = Filled(filled[0])
    answered = [row["at"] for row in book.rows() if row["Exception"] in filled[1].values()]
    book.rearranged(reversed(answered))
    for title in ("Summary", "Candidates", "Guide", "Lists", "Audit sample"):
        del book.workbook[title]
    cleared(copied, book.save(tmp_path / "mine.xlsx"))
    assert (asked(copied, PLACED), asked(copied, SAID)) == expected[2]


def test_a_row_pasted_over_another_is_refused_with_its_reason(copied, tmp_path):
    book = Filled(copied / BOOK)
    (first, second, third, *_), _ = chosen(book)
    book.type_in(second["at"], Exception=first["Exception"], Action="on account")
    book.type_in(third["at"], Unallocated=1, Action="on account")
    before = asked(copied, PLACED)
    ended = cleared(copied, book.save(tmp_path / "pasted.xlsx"))
    said = answers(copied, "answer-pasted.xlsx")
    assert said[first["Exception"]][0] == said[third["Exception"]][0] == "Refused"
    assert "pasted over" in said[first["Exception"]][1] and "it shows 1" in said[third["Exception"]][1]
    assert ended.status == 3 and asked(copied, PLACED) == before


def test_numbers_typed_as_text_and_text_typed_as_numbers_are_understood_or_refused(copied, tmp_path):
    book = Filled(copied / BOOK)
    (first, second, third, *_), _ = chosen(book)
    owed = [row for row in book.rows("Open items") if row["Kind"] == "invoice" and row["Status"] == "open"]
    items = {row["Customer"]: f"{row['Item']}/{row['Inst.']}" for row in owed}
    book.type_in(first["at"], Action="partial", Apply_to=f"  {items[first['Customer']].lower()} ;")
    book.type_in(second["at"], Action="write off", Reason_code="UD undefined", writeoff="12,5x")
    book.type_in(third["at"], Action="on account", Comment="=1+1")
    cleared(copied, book.save(tmp_path / "typed.xlsx"))
    said = answers(copied, "answer-typed.xlsx")
    assert said[first["Exception"]][0] == "Posted"
    assert said[second["Exception"]][0] == "Refused" and "12,5x" in said[second["Exception"]][1]
    assert said[third["Exception"]][0] == "Refused" and "a formula" in said[third["Exception"]][1]


def test_another_format_is_refused_whole_with_what_to_do(copied, tmp_path):
    (tmp_path / "mine.csv").write_text("Exception,Action\nx,hold\n")
    ended = cleared(copied, tmp_path / "mine.csv")
    assert ended.status in (1, 3) and "a CSV loses sheets" in ended.out + ended.err


def test_a_refused_row_is_corrected_in_the_answer_book_and_cleared_from_it(copied, tmp_path):
    book = Filled(copied / BOOK)
    (row, *_), _ = chosen(book)
    book.type_in(row["at"], Action="on acount", Comment="prepaid")
    assert cleared(copied, book.save(tmp_path / "mine.xlsx")).status == 3
    answer = Filled(copied / "out" / DAY / "answer-mine.xlsx")
    (again,) = [row for row in answer.rows() if row["Exception"]]
    assert again["Comment"] == "prepaid" and "did you mean 'on account'" in again["Why it was refused"]
    answer.type_in(again["at"], Action="on account")
    assert cleared(copied, answer.save(tmp_path / "answer-mine.xlsx")).status == 0
    said = answers(copied, "answer-2-mine.xlsx")
    assert said[row["Exception"]][0] == "Posted"


def test_the_second_of_two_associates_is_told_what_the_first_did(copied, tmp_path):
    for name, action in (("anna", "on account"), ("ben", "hold")):
        book = Filled(copied / BOOK)
        (row, *_), _ = chosen(book)
        book.type_in(row["at"], Action=action)
        cleared(copied, book.save(tmp_path / f"{name}.xlsx"), by=name)
    result, told = answers(copied, "answer-ben.xlsx")[row["Exception"]]
    assert result == "Refused" and f"on account, by anna on {DAY}" in told


def test_moved_columns_a_renamed_sheet_and_a_cut_title_change_nothing(copied, filled, expected, tmp_path):
    book = Filled(filled[0])
    sheet = book.workbook["To clear"]
    at = {row["Exception"]: row["at"] for row in book.rows()}
    sheet.delete_rows(1, 2)
    sheet.insert_rows(1, 5)
    sheet.insert_cols(1, 2)
    sheet.title = "Tabelle1"
    cleared(copied, book.save(tmp_path / "mine.xlsx"))
    assert (asked(copied, PLACED), asked(copied, SAID)) == expected[2]
    told = Filled(copied / "out" / DAY / "answer-mine.xlsx").rows("Answers")
    assert {row["Row"] - at[row["Exception (click: correct it)"]] for row in told} == {3}


def test_a_book_that_lost_its_hidden_columns_is_refused_and_nothing_is_posted(copied, filled, tmp_path):
    book = Filled(filled[0])
    sheet = book.workbook["To clear"]
    hidden = next(cell.column for cell in sheet[4] if cell.value == "row_hash")
    sheet.delete_cols(hidden)
    before = asked(copied, PLACED)
    ended = cleared(copied, book.save(tmp_path / "mine.xlsx"))
    assert ended.status in (1, 3) and "the hidden columns too" in ended.out + ended.err
    assert asked(copied, PLACED) == before
