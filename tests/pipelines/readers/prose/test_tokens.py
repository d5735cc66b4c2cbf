"""Amounts, dates and document numbers in running text."""

from datetime import date

import pytest

from pipelines.readers.prose.dates import dates, day_first
from pipelines.readers.prose.documents import documents
from pipelines.readers.prose.page import Row, cells_of, fold
from pipelines.readers.prose.tokens import amounts, minor


def row(text: str) -> Row:
    return Row(1, cells_of(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("paid 1,234.56 today", ["1,234.56"]),
        ("paid EUR 1.234,56, thank you", ["EUR 1.234,56"]),
        ("paid 1 234,56 € today", ["1 234,56 €"]),
        ("paid 1\u202f234,56 €", ["1'234,56 €"]),
        ("paid $1500 and 20.00 EUR", ["$1500", "20.00 EUR"]),
        ("INV-1  (20.00)  -5,00  7.00-", ["(20.00)", "-5,00", "7.00-"]),
        ("4711 EUR 100.00", ["EUR 100.00"]),
        ("on 15.10.2026, or 15.10. at the latest", []),
        ("at 2.00 % discount, INV-1.25, 3 boxes, 1500 in all", []),
    ],
)
def test_an_amount_has_two_decimals_or_a_currency_beside_it(text, found):
    assert [amount.text for amount in amounts(row(text))] == found


@pytest.mark.parametrize(
    ("text", "currency", "value"),
    [
        ("1,234.56", "USD", 123456),
        ("1.234,56", "EUR", 123456),
        ("1'234.56", "CHF", 123456),
        ("1,234", "USD", 123400),
        ("0,50", "EUR", 50),
        ("1,234,567", "JPY", 1234567),
        ("1.234.567,89", "EUR", 123456789),
        ("(5.00)", "USD", -500),
        ("5.00-", "USD", -500),
        ("5.00 CR", "USD", -500),
        ("$5.00", "CAD", 500),
        ("EUR 5.00", "USD", None),
        ("-(5.00)", "USD", None),
        ("(5.00", "USD", None),
        ("1.234", "KWD", None),
        ("0.123", "EUR", None),
        ("1,23,456", "EUR", None),
        ("1.234,567.89", "EUR", None),
        ("5.001", "EUR", 500100),
        ("five", "EUR", None),
    ],
)
def test_an_amount_is_read_or_left_never_guessed(text, currency, value):
    assert minor(text, currency) == value


@pytest.mark.parametrize(
    ("text", "is_day_first", "found"),
    [
        ("am 15.10.2026", None, [date(2026, 10, 15)]),
        ("2026-10-15", None, [date(2026, 10, 15)]),
        ("10/15/2026", None, [date(2026, 10, 15)]),
        ("10/11/2026", None, []),
        ("10/11/2026", True, [date(2026, 11, 10)]),
        ("October 15, 2026 or 15 Oct 26", None, [date(2026, 10, 15)] * 2),
        ("15. März 2026, 15 février 2026", None, [date(2026, 3, 15), date(2026, 2, 15)]),
        ("30.02.2026 and 1.2.3.2026", None, []),
    ],
)
def test_a_date_that_can_be_read_in_two_ways_is_none(text, is_day_first, found):
    assert [day for _, day in dates(text, is_day_first)] == found


def test_one_clear_date_tells_the_order_of_the_others_unless_another_contradicts_it():
    assert day_first(["10/11/2026", "10/15/2026"]) is False
    assert day_first(["10/15/2026", "15/10/2026"]) is None
    assert day_first(["10/11/2026"]) is None


@pytest.mark.parametrize(
    ("text", "called", "others"),
    [
        ("Invoice 4711", ["4711"], []),
        ("Rechnung Nr. 12 vom 1.2.2026 über 100,00", ["12"], []),
        ("invoices INV-1, INV-2 and INV-3", ["INV-1", "INV-2", "INV-3"], []),
        ("invoices 4711 to 4715", ["4711", "4715"], []),
        ("INV-1001  PO 4500012345  Invoice date 2026-10-15", [], ["INV-1001"]),
        ("Invoice 4711, customer no. 100200", ["4711"], []),
        ("see www.acme123.com or ask joe123@acme.example, IBAN DE53999900000441002398", [], []),
        ("page 2 of 3", [], []),
    ],
)
def test_a_number_is_a_document_by_the_word_before_it_or_may_be_one_by_its_shape(text, called, others):
    assert documents(row(text)) == (called, others)


def test_folding_keeps_every_character_in_its_place():
    assert fold("Größe ÄÖÜ ﬁ İ 北") == "grose aou f i 北" and len(fold("ﬁİ")) == 2
