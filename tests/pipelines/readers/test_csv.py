"""CSV: headings, profiles, and the figures of each table."""

import pytest

from schemas.settings import CsvProfile
from tests.pipelines.readers.support import of_text, plain, refusal

BANK = "account,currency,booking_date,amount,balance\n"
SPARKASSE = CsvProfile(
    table="bank",
    headings=("Buchungstag", "Betrag"),
    columns={"Konto": "account", "Buchungstag": "booking_date", "Betrag": "amount", "Saldo": "balance", "Text": "memo"},
    constants={"currency": "EUR"},
    decimal_mark=",",
    date_format="%d.%m.%Y",
)
FOREIGN = """Umsatzanzeige;vom 15.10.2026

Konto;Buchungstag;Betrag;Saldo
77;14.10.2026;1.234,50;2.234,50
77;15.10.2026;34,50-;2.200,00
"""


def test_a_profile_gives_foreign_headings_marks_and_dates_their_meaning(tmp_path):
    tables = plain(of_text(tmp_path, FOREIGN, profiles={"sparkasse": SPARKASSE}))
    assert [line["amount_minor"] for line in tables["bank_lines"]] == [123450, -3450]
    assert [line["booking_date"] for line in tables["bank_lines"]] == ["2026-10-14", "2026-10-15"]
    assert tables["statements"][0]["proof"] == "running balance"


def test_headings_nobody_knows_are_refused_with_the_way_out(tmp_path):
    message = refusal(tmp_path, "Colour;Weight\nred;1\n")
    assert "file.txt:1" in message and "[csv.<profile>]" in message


def test_a_profile_that_leaves_out_a_needed_column_is_refused(tmp_path):
    short = SPARKASSE.model_copy(update={"constants": {}})
    assert "a profile without currency" in refusal(tmp_path, FOREIGN, profiles={"sparkasse": short})


@pytest.mark.parametrize("amount", ["$20.00", "1,50,000.00"])
def test_amounts_written_as_our_currency_is_not_are_never_taken_for_it(tmp_path, amount):
    text = f'Account Number,Date,Description,Amount\n9900112233,2026-10-15,NEFT,"{amount}"\n'
    message = refusal(tmp_path, text, entities={"DE01": "EUR"}, accounts={"9900112233": "DE01"})
    assert "bank statement headings without currency" in message


def test_a_column_of_other_currencies_that_nobody_knows_is_not_passed_over(tmp_path):
    text = "Account Number,Date,Description,Amount,Pounds or what\n9900112233,2026-10-15,NEFT,20.00,GBP\n"
    home = {"entities": {"DE01": "EUR"}, "accounts": {"9900112233": "DE01"}}
    assert "bank statement headings without currency" in refusal(tmp_path, text, **home)
    assert of_text(tmp_path, text.replace("GBP", "EUR"), **home).tables["bank_lines"]["currency"].to_list() == ["EUR"]


@pytest.mark.parametrize("row", ["100.00,100.00", "5.00,-7.00"])
def test_a_row_whose_direction_nothing_tells_is_rejected(tmp_path, row):
    text = f"Account Number,Currency,Date,Debit,Credit\n7,USD,2026-10-15,5.00,\n7,USD,2026-10-15,{row}\n"
    reading = of_text(tmp_path, text)
    assert reading.tables["bank_lines"]["amount_minor"].to_list() == [-500]
    assert reading.rejects["source_line"].to_list() == [3]


def test_kinds_of_payment_beside_amounts_without_a_sign(tmp_path):
    text = "Account Number,Currency,Date,Type,Amount\n7,USD,2026-10-15,{},100.00\n7,USD,2026-10-16,{},20.00\n"
    told = of_text(tmp_path, text.format("Deposit", "Withdrawal")).tables["bank_lines"]["amount_minor"]
    assert told.to_list() == [10000, -2000]
    assert of_text(tmp_path, text.format("ACH", "Wire")).tables["bank_lines"]["amount_minor"].to_list() == [10000, 2000]
    assert "all amounts are without sign" in refusal(tmp_path, text.format("ACH", "Fee"))


def test_two_profiles_that_fit_are_refused(tmp_path):
    profiles = {"one": SPARKASSE, "two": SPARKASSE}
    assert "headings of bank, bank" in refusal(tmp_path, FOREIGN, profiles=profiles)


def test_case_blanks_and_quotes_of_headings_do_not_matter(tmp_path):
    reading = of_text(tmp_path, '"Account"; CURRENCY ;Booking Date;booking-amount;Amount\n7;usd;2026-10-15;x;1.00\n')
    assert reading.tables["bank_lines"]["currency"].to_list() == ["USD"]
    assert reading.warnings == ["column 'booking_amount' is not known and is passed over"]


def test_a_million_columns_are_refused(tmp_path):
    assert "1,000,001 columns" in refusal(tmp_path, "account,currency,booking_date" + ",x" * 999_998 + "\n")


def test_a_balance_left_blank_does_not_break_the_chain(tmp_path):
    rows = "7,USD,2026-10-15,10.00,110.00\n7,USD,2026-10-15,5.00,\n7,USD,2026-10-16,1.00,116.00\n"
    reading = of_text(tmp_path, BANK + rows)
    assert reading.faults == []
    assert reading.tables["statements"].select("opening_minor", "closing_minor").row(0) == (10000, 11600)


def test_rows_of_one_day_may_stand_in_either_order(tmp_path):
    falling = "7,USD,2026-10-15,5.00,115.00\n7,USD,2026-10-15,10.00,110.00\n"
    reading = of_text(tmp_path, BANK + falling)
    assert reading.faults == []
    assert reading.tables["statements"].select("opening_minor", "closing_minor").row(0) == (10000, 11500)


def test_without_a_balance_nothing_is_proved_and_nothing_is_made_up(tmp_path):
    reading = of_text(tmp_path, "account,currency,booking_date,amount\n7,USD,2026-10-15,5.00\n")
    row = reading.tables["statements"].row(0, named=True)
    assert (row["opening_minor"], row["closing_minor"], row["proof"]) == (None, None, "none")


def test_a_file_of_headings_alone_is_taken_and_empty(tmp_path):
    reading = of_text(tmp_path, BANK)
    assert all(table.is_empty() for table in reading.tables.values()) and reading.faults == []


def test_rows_of_an_advice_that_contradict_each_other_are_told(tmp_path):
    head = "remittance_id,payer_name,payment_amount,currency,invoice_number,paid_amount\n"
    reading = of_text(tmp_path, head + "R,Acme,10.00,USD,1,4.00\nR,Acme,11.00,USD,2,6.00\n")
    assert reading.tables["advices"]["payment_minor"].to_list() == [1000]
    assert reading.warnings == ["line 2: the rows of advice R give 2 values of payment_amount; the first is taken"]


@pytest.mark.parametrize("cell", ["=1+1", "@SUM(A1)", "+CMD", "-2+3", "\t=1"])
def test_a_formula_stays_the_text_it_is(tmp_path, cell):
    text = f"account;currency;booking_date;amount;remittance_information\n7;USD;2026-10-15;1.00;{cell}\n"
    assert of_text(tmp_path, text).tables["bank_lines"]["memo"].to_list() == [cell.strip()]
