"""Excel: sheets, dates, numbers and leading zeros as the workbook keeps them; what it hides is told."""

import datetime
import zipfile

import openpyxl
import pytest

from pipelines.readers import Refused, excel
from pipelines.readers.excel.scan import Scanned
from tests.pipelines.readers.support import HERE, plain, said, write

BANK = ["account", "currency", "booking_date", "amount", "balance"]
ITEMS = ["Debitor", "Name 1", "Belegnummer", "Belegart", "Nettofälligkeit", "Betrag in Belegwährung", "Belegwährung"]
DAY = datetime.date(2026, 3, 2)
HOME = {"entities": {"DE01": "EUR"}}


def book(folder, **sheets):
    """A workbook of sheets by name, each a list of rows."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    path = folder / "book.xlsx"
    made.save(path)
    return path


def why(path, **source):
    with pytest.raises(Refused) as error:
        said(path, **source)
    return str(error.value)


def test_numbers_and_dates_are_read_as_the_workbook_keeps_them(tmp_path):
    rows = [BANK, ["7", "EUR", DAY, 1234.56, 2234.56], ["7", "EUR", DAY, -34.1, 2200.46]]
    said_so = plain(said(book(tmp_path, bank=rows)))
    assert [line["amount_minor"] for line in said_so["bank_lines"]] == [123456, -3410]
    assert {line["booking_date"] for line in said_so["bank_lines"]} == {"2026-03-02"}
    assert said_so["statements"][0]["proof"] == "running balance" and said_so["format"] == "excel"


def test_every_sheet_with_a_known_table_is_read_and_the_others_are_told(tmp_path):
    bank = [BANK, ["7", "EUR", DAY, 1, 1]]
    items = [ITEMS, ["0007", "Nord", "1800000001", "RV", DAY, 5, "EUR"]]
    reading = said(book(tmp_path, bank=bank, items=items, notes=[["hello"]], again=bank), **HOME)
    assert (reading.tables["bank_lines"].height, reading.tables["open_items"].height) == (1, 1)
    assert any("'notes' holds no known table" in text for text in reading.warnings)
    assert any("'again' repeats another sheet" in text for text in reading.warnings)


def test_a_hidden_sheet_is_told_and_not_read(tmp_path):
    path = book(tmp_path, bank=[BANK, ["7", "EUR", DAY, 1, 1]], old=[BANK, ["7", "EUR", DAY, 9, 9]])
    made = openpyxl.load_workbook(path)
    made["old"].sheet_state = "hidden"
    made.save(path)
    reading = said(path)
    assert reading.tables["bank_lines"].height == 1 and "'old' is hidden and not read" in reading.warnings[0]


def test_a_formula_saved_without_its_result_rejects_its_row_and_is_counted(tmp_path):
    reading = said(book(tmp_path, bank=[BANK, ["7", "EUR", DAY, "=1+1", None], ["7", "EUR", DAY, 5, None]]))
    assert reading.tables["bank_lines"]["amount_minor"].to_list() == [500]
    assert "amount = '=1+1'" in reading.rejects["message"][0] and "book.xlsx[bank]:2" in reading.rejects["message"][0]
    assert reading.warnings[0] == "sheet 'bank': 1 formulas were saved without their results"


def test_a_number_of_too_many_digits_and_a_shortened_one_are_no_item_numbers(tmp_path):
    rows = [ITEMS]
    rows += [["7", "Nord", number, "RV", DAY, 5, "EUR"] for number in (1234567890123456789, "1.23457E+15", "123")]
    reading = said(book(tmp_path, items=rows), **HOME)
    assert reading.tables["open_items"]["item_number"].to_list() == ["123"]
    assert [rule[:6] for rule in reading.rejects["rule"]] == ["text: ", "the nu"]


def test_leading_zeros_that_a_number_format_shows_are_kept(tmp_path):
    path = book(tmp_path, items=[ITEMS, [100234, "Nord", "1800000001", "RV", DAY, 5, "EUR"]])
    made = openpyxl.load_workbook(path)
    made["items"]["A2"].number_format = "0000000000"
    made.save(path)
    assert said(path, **HOME).tables["open_items"]["customer_id"].to_list() == ["0000100234"]


def test_a_formula_of_text_stays_text(tmp_path):
    rows = [[*BANK, "remittance_information"], ["7", "EUR", DAY, 5, None, "'=cmd|x"]]
    assert said(book(tmp_path, bank=rows)).tables["bank_lines"]["memo"].to_list() == ["'=cmd|x"]


def test_a_workbook_without_a_known_table_is_refused(tmp_path):
    assert "headings of a known table" in why(book(tmp_path, a=[["Colour", "Weight"], ["red", 1]]))


@pytest.mark.parametrize(
    ("name", "told"),
    [("../xl/evil.xml", "a member named '../xl/evil.xml'"), ("XL/workbook.xml", "each member once")],
)
def test_tricks_with_names_in_a_workbook_are_refused(tmp_path, name, told):
    path = book(tmp_path, bank=[BANK])
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(name, "x")
    assert told in why(path)


def test_a_workbook_that_unpacks_to_far_more_is_refused(tmp_path):
    path = book(tmp_path, bank=[BANK])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", b"0" * (32 << 20))
    assert "bytes that unpack to" in why(path)


def test_a_workbook_locked_by_a_password_is_refused(tmp_path):
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    assert "locked by a password" in why(write(tmp_path, header, "locked.xlsx"))


def test_a_workbook_cut_short_is_refused(tmp_path):
    path = book(tmp_path, bank=[BANK])
    assert "damaged" in why(write(tmp_path, path.read_bytes()[:-40], "cut.xlsx"))


@pytest.mark.parametrize("left", [5300, 5350])
def test_an_old_workbook_cut_short_is_refused(tmp_path, left):
    whole = (HERE / "golden" / "excel" / "old.xls").read_bytes()
    assert "damaged" in why(write(tmp_path, whole[:left], "cut.xls"))


def test_error_cells_are_rejected_where_only_the_library_sees_them(tmp_path, monkeypatch):
    made = openpyxl.Workbook()
    for row in [BANK, ["7", "EUR", DAY, 5, 15], ["7", "EUR", DAY, "#REF!", 16]]:
        made.active.append(row)
    made.active["D3"].data_type = "e"
    made.save(tmp_path / "book.xlsx")
    monkeypatch.setattr(excel, "scanned", lambda source: Scanned({}, {}, []))
    reading = said(tmp_path / "book.xlsx")
    assert reading.tables["bank_lines"]["amount_minor"].to_list() == [500]
    assert reading.rejects.select("source_line", "field", "value").row(0) == (3, "amount", "#REF!")


def test_an_amount_behind_an_apostrophe_with_its_currency_is_an_amount(tmp_path):
    rows = [["Date", "Account Number", "Amount"], [DAY, "7", "'579.68 USD"], [DAY, "7", "'-5.00 USD"]]
    lines = said(book(tmp_path, bank=rows)).tables["bank_lines"]
    assert lines.select("currency", "amount_minor").rows() == [("USD", 57968), ("USD", -500)]
