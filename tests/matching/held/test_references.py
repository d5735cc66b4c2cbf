"""Why a receipt waits: what its references name."""

from tests.matching.builders import advice, closed, decided, item, line, receipt, state, why
from tests.matching.held.asked import ONE, told


def test_what_is_named_was_closed_before_or_paid_by_another_receipt_of_today():
    assert told(7, "30001", items=[closed("30001", 7)]) == (
        "REFERENCE_CLOSED",
        "the references name 30001 (closed on 2026-10-05): paid twice, or meant for another item",
    )
    advised_first = advice("RA1", 50000, line("40510", 50000), payment_reference="E2E778899")
    given = state([receipt(50000, "E2E778899"), receipt(50000, "40510", key="R2")], [ONE], advices=[advised_first])
    assert why(decided(given), "R2") == (
        "REFERENCE_CLOSED",
        "the references name 40510 (paid by another receipt of today): paid twice, or meant for another item",
    )


def test_a_number_like_ours_that_no_item_bears():
    assert told(7, "40599", "Alpha Tools") == (
        "REFERENCE_NOT_FOUND",
        "40599 has the shape of our numbers, but no open or recently closed item bears it",
    )


def test_the_payer_names_somebody_elses_item():
    assert told(7, "40510", "Borealis Pumpen", [ONE, item("40511", 9, "B")]) == (
        "REFERENCE_OTHER_CUSTOMER",
        "the payer is B, but the references name 40510 of other customers",
    )


def test_what_is_named_is_in_another_currency():
    assert told(50000, "40510", items=[item("40510", 50000, currency="USD")]) == (
        "FX_DIFF",
        "the references name 40510 (USD), the receipt is in EUR: a person states the rate",
    )


def test_paid_short_by_little_by_much_and_paid_over():
    assert told(45000, "40510") == (
        "SHORT_PAY_REVIEW",
        "the references name 40510, open EUR 500.00: paid short by EUR 50.00, the tolerance is EUR 1.00",
    )
    assert told(44999, "40510") == (
        "SHORT_PAY_OUT",
        "the references name 40510, open EUR 500.00: paid short by EUR 50.01, more than 10.0 % of it",
    )
    assert told(50101, "40510") == (
        "OVERPAY",
        "the references name 40510, open EUR 500.00: paid over by EUR 1.01, the tolerance is EUR 1.00",
    )
