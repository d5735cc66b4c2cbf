"""Our customer numbers in a payer's text: who they point to, and that they are no reference to an item."""

import pytest

from tests.matching.builders import customer, decided, gathered, item, paid, receipt, state, why

KNOWN = [customer("D10852", "Alpha Tools"), customer("C-2743", "Borealis Pumpen"), customer("100393", "Calypso Werke")]


def payer(memo, name=None):
    """(customer, kind) of the receipt's clear payer."""
    evidence = gathered(state([receipt(5, memo, name)], customers=KNOWN))
    return evidence.receipts.select("payer_customer_id", "payer_kind").row(0)


@pytest.mark.parametrize(
    ("memo", "customer_id"),
    [
        ("Kunde D10852", "D10852"),
        ("d10852 thank you", "D10852"),
        ("CUST C-2743", "C-2743"),
        ("CLIENT:C2743", "C-2743"),
        ("CUST 100393", "100393"),
        ("KD-NR 100393", "100393"),
        ("KD.-NR. 100393", "100393"),
        ("KLANTNR 100393", "100393"),
        ("A/C NO 100393", "100393"),
        ("customer no: 100393", "100393"),
    ],
)
def test_a_customer_number_tells_the_payer(memo, customer_id):
    assert payer(memo) == (customer_id, "customer number")


@pytest.mark.parametrize("memo", ["100393", "JOB 100393", "CUST 1003931", "D1085", "XD10852"])
def test_digits_without_a_word_and_parts_of_a_number_tell_nothing(memo):
    assert payer(memo) == (None, None)


def test_a_customer_number_of_another_entity_tells_nothing():
    abroad = [customer("D10852", "Alpha Tools", entity="US01")]
    evidence = gathered(state([receipt(5, "Kunde D10852")], customers=abroad))
    assert evidence.receipts["payer_customer_id"].to_list() == [None]


def test_a_customer_number_against_the_name_or_the_account_of_another_is_not_clear():
    assert payer("Kunde D10852", "Borealis Pumpen") == (None, None)
    assert payer("Kunde D10852", "Quite Another") == ("D10852", "customer number")
    assert payer("Kunde D10852", "Borealis Pumpn") == ("D10852", "customer number")  # only a similar name


def test_a_customer_number_names_no_item_and_is_not_unexplained():
    stock = [item("F26/010852", 500, "C-2743"), item("100393", 600, "C-2743")]
    for memo in ("Kunde D10852", "CUST 100393"):
        evidence = gathered(state([receipt(5, memo)], stock, KNOWN))
        assert evidence.named.is_empty() and evidence.unexplained.is_empty()


def test_with_the_amount_of_one_item_it_is_enough():
    given = state([receipt(50000, "Kunde D10852", "Quite Another")], [item("40510", 50000, "D10852")], KNOWN)
    assert paid(decided(given)) == {"R1": {"40510": 50000}}


def test_alone_it_decides_nothing():
    given = state([receipt(50001, "Kunde D10852")], [item("40510", 50000, "D10852")], KNOWN)
    assert paid(decided(given)) == {} and why(decided(given))[0] == "OVERPAY"
