"""Why a receipt waits: what its advice says."""

from tests.matching.builders import advice, closed, days, item, line
from tests.matching.held.asked import advised, told


def test_an_advice_that_does_not_add_up_or_names_an_item_twice():
    assert advised(50000, line("40510", 49900)) == (
        "REMITTANCE_TOTAL_MISMATCH",
        "Advice RA1 adds up to 499.00 EUR, the receipt is 500.00 EUR",
    )
    assert advised(50000, line("40510", 20000), line("40510", 30000)) == (
        "REMITTANCE_TOTAL_MISMATCH",
        "Advice RA1 names 40510 twice",
    )


def test_an_advice_that_names_a_closed_item_or_none():
    assert advised(7, line("30001", 7), items=[closed("30001", 7)]) == (
        "REFERENCE_CLOSED",
        "Advice RA1 names 30001, which is closed already",
    )
    assert advised(7, line("40599", 7)) == (
        "REFERENCE_NOT_FOUND",
        "Advice RA1 names 40599: that is no open or recently closed item",
    )


def test_a_discount_whose_day_is_over():
    terms = [item("40510", 50000, discount_date=days(-9), discount_minor=1000)]
    sentence = "A discount was taken that the terms no longer allow: 40510"
    assert told(49000, "40510", items=terms) == ("DISCOUNT_LATE", sentence)
    assert advised(49000, line("40510", 49000, discount=1000), items=terms) == ("DISCOUNT_LATE", sentence)


def test_money_withheld_without_a_code():
    assert advised(47000, line("40510", 47000, deduction=3000)) == (
        "DEDUCTION_UNCODED",
        "Advice RA1 withholds money on 40510 without a code we know",
    )


def test_an_advice_that_only_fits_while_the_memo_names_other_items():
    said = advice("RA1", 45000, line("40511", 45000))
    items = [item("40510", 50000), item("40511", 45000)]
    assert told(45000, "40510", "Alpha Tools", items, advices=[said]) == (
        "AMBIGUOUS_COMBINATION",
        "Advice RA1 fits by payer and amount, but the references name 40510",
    )


def test_an_advice_that_takes_less_or_more_off_than_is_open():
    assert advised(40000, line("40510", 40000)) == (
        "SHORT_PAY_REVIEW",
        "Advice RA1 takes 400.00 EUR off 40510, of which 500.00 EUR is open",
    )
    assert advised(60000, line("40510", 60000)) == (
        "OVERPAY",
        "Advice RA1 takes 600.00 EUR off 40510, of which 500.00 EUR is open",
    )
