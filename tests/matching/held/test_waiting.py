"""Who waits: receipts, returns and advices, each once."""

import pytest

from matching.held.types import TYPES
from schemas.exceptions import EXCEPTION_TYPES, Held
from schemas.frame import checked
from tests.matching.builders import advice, days, decided, line, receipt, state, why
from tests.matching.held.asked import ONE


def test_an_entity_whose_list_is_refused_or_too_old_has_nothing_applied():
    outcome = decided(state([receipt(50000, "40510", is_barred=True)], [ONE]))
    assert why(outcome) == (
        "INPUT_INVALID",
        "The open items of DE01 are refused or too old: nothing is applied until a good list is there",
    )
    assert outcome.allocations.is_empty() and outcome.candidates.is_empty() and outcome.identifications.is_empty()


def test_a_return_waits_until_it_is_tied_to_its_receipt():
    back = {
        "payment_id": "X1",
        "entity": "DE01",
        "account": "4711",
        "currency": "EUR",
        "amount_minor": -5000,
        "booking_date": days(0),
    }
    assert why(decided(state(returns=[back])), "X1") == (
        "RETURN_REVERSAL",
        "The bank took back 50.00 EUR: no receipt of that amount came to this account within 60 days before",
    )


@pytest.mark.parametrize(("days_ago", "is_late"), [(5, False), (6, True)])
def test_an_advice_without_its_payment_is_an_exception_after_five_days(days_ago, is_late):
    outcome = decided(
        state(items=[ONE], advices=[advice("RA1", 50000, line("40510", 50000), payment_date=days(-days_ago))])
    )
    assert outcome.held.height == is_late
    if is_late:
        assert why(outcome, "RA1") == (
            "REMITTANCE_WITHOUT_PAYMENT",
            "Announced for 2026-10-09, and no receipt of 500.00 EUR has come within 5 days",
        )


def test_every_receipt_is_either_applied_or_held_once():
    receipts = [receipt(50000, "40510"), receipt(7, key="R2"), receipt(9, key="R3", is_barred=True)]
    outcome = decided(state(receipts, [ONE]))
    assert outcome.allocations["payment_id"].to_list() == ["R1"]
    assert checked(Held, outcome.held)["payment_id"].to_list() == ["R2", "R3"]


def test_the_table_names_known_types_and_its_last_always_fits():
    assert {name for name, _, _ in TYPES} <= set(EXCEPTION_TYPES)
    assert str(TYPES[-1][1]) == "true"
