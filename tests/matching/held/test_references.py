"""Why a receipt waits: what its references name."""

from tests.matching.builders import advice, closed, decided, item, line, receipt, state, why
from tests.matching.held.asked import ONE, told


def test_what_is_named_was_closed_before_or_paid_by_another_receipt_of_today():
    assert told(7, "30001", items=[closed("30001", 7)]) == (
        "REFERENCE_CLOSED",
        "The references name 30001 (closed on 2026-10-05): paid twice, or meant for another item",
    )
    advised_first = advice("RA1", 50000, line("40510", 50000), payment_reference="E2E778899")
    given = state([receipt(50000, "E2E778899"), receipt(50000, "40510", key="R2")], [ONE], advices=[advised_first])
    assert why(decided(given), "R2") == (
        "REFERENCE_CLOSED",
        "The references name 40510 (closed on 2026-10-15): paid twice, or meant for another item",
    )


def test_a_number_like_ours_that_no_item_bears():
    assert told(7, "40599", "Alpha Tools") == (
        "REFERENCE_NOT_FOUND",
        "Number 40599 has the shape of ours, but no open or recently closed item bears it",
    )


def test_the_payer_names_somebody_elses_item():
    assert told(7, "40510", "Borealis Pumpen", [ONE, item("40511", 9, "B")]) == (
        "REFERENCE_OTHER_CUSTOMER",
        "The payer is B, but the references name 40510 of other customers",
    )


def test_what_is_named_is_in_another_currency():
    assert told(50000, "40510", items=[item("40510", 50000, currency="USD")]) == (
        "FX_DIFF",
        "The references name 40510 (USD), the receipt is in EUR: a person states the rate",
    )


def test_paid_short_by_little_by_much_and_paid_over():
    assert told(45000, "40510") == (
        "SHORT_PAY_REVIEW",
        "The references name 40510, open 500.00 EUR: paid short by 50.00 EUR, the tolerance is 1.00 EUR",
    )
    assert told(44999, "40510") == (
        "SHORT_PAY_OUT",
        "The references name 40510, open 500.00 EUR: paid short by 50.01 EUR, more than 10.0 % of it",
    )
    assert told(50101, "40510") == (
        "OVERPAY",
        "The references name 40510, open 500.00 EUR: paid over by 1.01 EUR, the tolerance is 1.00 EUR",
    )
