"""Letters: which files are one, and how far a cut or hostile one gets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.readers import READERS, Refused
from pipelines.readers.prose.letter import is_letter, is_mail
from tests.pipelines.readers.support import HERE, of_text, refusal

LETTERS = {
    path.name: path.read_bytes()
    for path in sorted((HERE / "golden/letter").glob("*.txt"))
    if path.name != "two_payments.txt"  # without its last sentence it does add up
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("letters")


@pytest.mark.parametrize("name", LETTERS)
@given(share=st.floats(0, 1))
def test_a_letter_cut_anywhere_keeps_every_amount_or_none(folder, name, share):
    whole = LETTERS[name]
    expected = of_text(folder, whole).tables["advice_lines"]
    try:
        lines = of_text(folder, whole[: int(len(whole) * share)]).tables["advice_lines"]
    except Refused:
        return
    assert lines["paid_minor"].to_list() in (expected["paid_minor"].to_list(), [0] * lines.height)


@pytest.mark.parametrize(
    "text",
    [
        "Dear Sirs,\nwe paid, as agreed, invoice 4711.\n",
        "Payment advice, currency EUR\nPayment of 300.00 for invoices INV-1, INV-2\n",
        "Zahlungsavis\nRechnung 4711 Betrag 100,00\nGesamt 100,00 EUR\n",
    ],
)
def test_commas_of_a_sentence_or_an_amount_make_no_table(text):
    assert is_letter(text)
    assert [name for name, reader in READERS.items() if reader.claims(text.encode())] == ["letter"]


@pytest.mark.parametrize(
    "text",
    [
        "payment_id;invoice;amount\n1;4711;100,00\n",
        "Payment report\n\nInvoice,Amount paid\n4711,1.00\n4712,2.00\n",
        "invoice,payment\n",
        ":20:PAYMENT\n:61:261015C1,00\n",
        "nothing here speaks of money",
        "From: a@b.example\nTo: c\nSubject: payment of invoice 4711\n\nEUR 1.00",
    ],
)
def test_tables_statements_mails_and_other_texts_are_no_letters(text):
    assert not is_letter(text)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Return-Path: <>\nFrom: a\nDate: b\n\nhi", True),
        ("From a@b Mon Oct 15\nSubject: x\nTo: y\n\nhi", True),
        ("Subject: x\n\nFrom: a", False),
        ("Dear all,\nFrom: a\nTo: b\n", False),
    ],
)
def test_a_mail_begins_with_its_header_lines(text, is_one):
    assert is_mail(text) is is_one


def test_a_text_of_too_many_lines_is_refused(tmp_path):
    message = refusal(tmp_path, "payment of EUR 1.00 for invoice 4711\n" * 30_000)
    assert "more than 20,000 lines or 1,000,000 characters" in message


@pytest.mark.parametrize(
    "line", ["1" * 2000, "1,000" * 400, "INV " * 500, "invoice " * 250, "111 " * 500, "-" * 2000, "EUR" * 600]
)
def test_no_line_takes_longer_than_it_is_worth(tmp_path, line):
    text = "payment of EUR 1.00 for invoice 4711\n" + (line + "\n") * 100
    assert of_text(tmp_path, text).tables["advice_lines"].height >= 1
