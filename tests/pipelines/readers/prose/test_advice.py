"""Which figures of a text are an advice: only what adds up to what the text itself states."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.readers.prose.advice import Found, advice_of
from pipelines.readers.prose.page import Row, cells_of
from schemas.money import plain

CENTS = st.integers(1, 9_999_999)
PAID = st.lists(st.tuples(CENTS, st.integers(0, 500)), min_size=1, max_size=8)


def of(text: str, currency: str | None = "EUR", is_whole: bool = False) -> Found:
    lines = enumerate(text.splitlines(), start=1)
    return advice_of([Row(number, cells) for number, line in lines if (cells := cells_of(line))], currency, is_whole)


def paid(text: str, **how) -> list[tuple[str | None, int | None]]:
    """(document, what was paid on it); nothing where the text is no advice."""
    advice = of(text, **how).advice
    return [(line.number, line.paid) for line in advice.lines] if advice else []


def test_lines_that_add_up_to_the_payment_are_taken():
    found = of("We have paid EUR 150.00\nInvoice 4711   100.00\nInvoice 4712   50.00")
    assert [(line.number, line.paid) for line in found.advice.lines] == [("4711", 10000), ("4712", 5000)]
    assert found.advice.payment == 15000 and found.is_proved and found.warnings == []


def test_lines_that_do_not_add_up_keep_their_numbers_without_amounts():
    found = of("We have paid EUR 151.00\nInvoice 4711   100.00\nInvoice 4712   50.00")
    assert [(line.number, line.paid) for line in found.advice.lines] == [("4711", None), ("4712", None)]
    assert found.advice.payment == 15100 and not found.is_proved
    assert found.advice.lines[0].note == "Invoice 4711 100.00"


def test_a_credit_note_is_taken_off_where_only_that_adds_up():
    text = "Total payment 70.00\nInvoice 4711  100.00\nCredit note GS-9  30.00"
    assert paid(text) == [("4711", 10000), ("GS-9", -3000)]


def test_of_several_amounts_in_a_line_the_column_that_adds_up_is_what_was_paid():
    text = "payment of 148.00\n4711  100.00  2.00  98.00\n4712  50.00  0.00  50.00"
    assert paid(text) == [("4711", 9800), ("4712", 5000)]


def test_totals_of_every_column_say_not_which_of_them_was_paid():
    text = "Remittance\n4711  100.00  2.00  98.00\n4712  50.00  0.00  50.00\nTotal  150.00  2.00  148.00"
    assert paid(text) == [("4711", None), ("4712", None)]


def test_under_headings_the_total_row_proves_its_column():
    rows = "4711  100.00  2.00  98.00\n4712  50.00  0.00  50.00\nTotal  150.00  2.00  148.00"
    found = of(f"Invoice  Gross  Discount  Net\n{rows}")
    assert [(line.gross, line.discount, line.paid) for line in found.advice.lines] == [
        (10000, 200, 9800),
        (5000, 0, 5000),
    ]
    assert found.advice.payment == 14800


@pytest.mark.parametrize("word", ["Subtotal", "Carried forward", "Zwischensumme", "Total discount", "Balance due"])
def test_sums_that_are_not_the_payment_prove_nothing(word):
    assert paid(f"Remittance\nInvoice 4711  100.00\nInvoice 4712  50.00\n{word} 150.00") == [
        ("4711", None),
        ("4712", None),
    ]


def test_the_only_document_is_what_the_only_payment_is_for():
    assert paid("payment of 98.00 for invoice 4711, sent today") == [("4711", 9800)]
    assert paid("Invoice number: 4711\nInvoice amount: 100.00\nDiscount: 2.00\nAmount paid: 98.00") == [("4711", 9800)]


def test_a_document_below_the_payment_may_be_the_first_of_a_list_that_was_cut():
    text = "payment of 98.00 for\ninvoice 4711"
    assert paid(text) == [("4711", None)] and paid(text, is_whole=True) == [("4711", 9800)]


def test_one_payment_for_several_documents_is_split_by_nobody():
    assert paid("payment of 98.00 for invoices 4711 and 4712") == [("4711", None), ("4712", None)]
    assert paid("payment of 98.00 for invoices 4711 to 4715") == [("4711", None), ("4715", None)]


def test_two_payments_in_one_text_prove_nothing():
    found = of("amount paid 100.00\namount paid 50.00\nInvoice 4711  100.00\nInvoice 4712  50.00")
    assert found.advice.payment is None and not found.is_proved
    assert "several payments are stated (EUR 50.00, EUR 100.00)" in found.warnings[0]


def test_a_line_that_could_be_of_two_documents_is_shown_to_a_person():
    found = of("Invoice 4711 and invoice 4712: 150.00\nInvoice 4713: 10.00\nTotal payment 160.00")
    assert [row["value"] for row in found.rejects] == ["Invoice 4711 and invoice 4712: 150.00"]
    assert not found.is_proved


def test_a_row_whose_amount_cannot_be_read_is_shown_and_nothing_of_the_table_taken():
    found = of("Invoice  Paid\n4711  100.00\n4712  5O.00\nTotal  150.00")
    assert [row["value"] for row in found.rejects] == ["4712 5O.00"]
    assert [line.paid for line in found.advice.lines] == [None]


def test_without_a_total_a_table_is_taken_only_where_the_file_shows_its_own_end():
    text = "Invoice  Paid\n4711  100.00\n4712  50.00"
    assert paid(text) == [("4711", None), ("4712", None)]
    whole = of(text, is_whole=True)
    assert [line.paid for line in whole.advice.lines] == [10000, 5000]
    assert whole.advice.payment is None and whole.warnings == [
        "line 2: the text states no total that would prove its lines"
    ]


def test_our_own_number_goes_before_the_payers():
    text = "Document  Your ref  Paid\n5100001  INV-7  100.00\nTotal  100.00"
    assert paid(text) == [("INV-7", 10000)]


def test_beside_what_was_paid_a_plain_amount_is_gross():
    found = of("Invoice  Amount  Discount  Paid\n4711  100.00  2.00-  98.00\nTotal paid  98.00")
    assert [(line.gross, line.discount, line.paid) for line in found.advice.lines] == [(10000, 200, 9800)]


def test_a_fee_among_the_rows_keeps_its_amount_without_a_document():
    assert paid("Invoice  What  Paid\n4711  October  100.00\n-  bank charges  -5.00\nTotal    95.00") == [
        ("4711", 10000),
        (None, -500),
    ]


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("invoice 4711 EUR 1.00", "EUR"),
        ("invoice 4711 $1.00", "USD"),
        ("invoice 4711 $1.00 (all amounts in CAD)", "USD"),
        ("Currency: CAD\ninvoice 4711 $1.00", "CAD"),
        ("Amount (CHF)\ninvoice 4711 1.00", "CHF"),
        ("invoice 4711  1.00  GBP", "GBP"),
    ],
)
def test_the_currency_is_the_one_that_stands_beside_amounts_or_in_a_heading(text, currency):
    assert of(text, currency=None).advice.currency == currency


@pytest.mark.parametrize("text", ["invoice 4711 1.00", "invoice 4711 EUR 1.00\ninvoice 4712 USD 1.00"])
def test_no_currency_or_two_are_no_advice(text):
    found = of(text, currency=None)
    assert found.advice is None and found.why_not[0] == "amounts of no currency, or of several"


def test_what_the_text_says_of_its_payment():
    advice = of(
        "Payer: Northwind Traders\nCheck no. 004512   Date of payment: 15 October 2026\nInvoice 4711  1.00\nTotal 1.00"
    ).advice
    assert (advice.payer_name, advice.reference, advice.is_cheque) == ("Northwind Traders", "004512", True)
    assert str(advice.payment_date) == "2026-10-15"


def test_what_is_said_twice_and_differently_is_not_taken():
    advice = of("Payment reference: A1\nPayment reference: A2\nInvoice 4711  1.00\nTotal 1.00").advice
    assert advice.reference is None


def written(paid: list[tuple[int, int]], mark: str) -> str:
    """An advice as a payer writes it: lines of (paid, discount), with a decimal comma or point."""
    text = "\n".join(
        f"R-{1000 + at}    {amount(cents + off, mark)}    {amount(off, mark)}    {amount(cents, mark)}"
        for at, (cents, off) in enumerate(paid)
    )
    total = sum(cents for cents, _ in paid)
    return f"Zahlbetrag: {amount(total, mark)}\nRechnung    Brutto    Skonto    Zahlbetrag\n{text}\n"


def amount(cents: int, mark: str) -> str:
    point = plain(cents, "EUR", ",")
    return point if mark == "." else point.translate(str.maketrans(",.", ".,"))


@given(PAID, st.sampled_from(",."))
def test_what_a_payer_writes_is_what_is_read(lines, mark):
    assert paid(written(lines, mark)) == [(f"R-{1000 + at}", cents) for at, (cents, _) in enumerate(lines)]


@given(PAID, st.sampled_from(",."), st.integers(0, 7), st.integers(1, 10**6))
def test_one_wrong_amount_and_no_amount_is_taken(lines, mark, at, more):
    right = written(lines, mark)
    cents = lines[at % len(lines)][0]
    wrong = right.replace(f"    {amount(cents, mark)}\n", f"    {amount(cents + more, mark)}\n", 1)
    assert {cents for _, cents in paid(wrong)} == {None} and wrong != right


@given(st.text(st.sampled_from("Invoice 4711 paid total EUR 1,.0-()\n\t|"), max_size=300))
def test_whatever_is_read_with_amounts_adds_up_to_its_payment(text):
    found = of(text, currency=None)
    if found.is_proved:
        assert sum(line.paid for line in found.advice.lines) == found.advice.payment
    elif found.advice:
        assert {line.paid for line in found.advice.lines} == {None}
