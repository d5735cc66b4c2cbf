"""A receipt with the payer, the amount and the text of one that was applied a few days before waits."""

import pytest

from schemas.earlier import Applied
from schemas.frame import frame
from tests.matching.builders import (
    AS_OF,
    CURRENCY,
    ENTITY,
    days,
    decided,
    gathered,
    item,
    paid,
    policy,
    receipt,
    state,
    why,
)

ITEMS = [item("40510", 50000), item("40511", 50000)]


def before(**more):
    """500.00 of Alpha Tools for 40510 that was applied three days ago."""
    return {
        "payment_id": "P1", "entity": ENTITY, "currency": CURRENCY, "amount_minor": 50000, "booking_date": days(-3),
        "payer_name": "Alpha Tools GmbH", "memo": "Invoice 40510", "bank_reference": "B-4711",
    } | more  # fmt: skip


def after(*applied, memo="INVOICE 40510", payer="Alpha Tools", **more):
    return state([receipt(50000, memo, payer, **more)], ITEMS)._replace(applied=frame(Applied, applied))


def test_the_same_payer_amount_and_text_are_a_suspect_even_if_the_item_is_still_open():
    outcome = decided(after(before()))
    assert paid(outcome) == {} and outcome.candidates["rank"].to_list()[0] == 1
    assert why(outcome) == (
        "DUPLICATE_SUSPECT",
        "The same payer sent the same amount and text before, and that is applied: receipt B-4711 of 2026-10-12",
    )


@pytest.mark.parametrize(
    "other",
    [
        {"booking_date": days(-8)},
        {"booking_date": days(1)},
        {"amount_minor": 50001},
        {"memo": "Invoice 40510 2/2"},
        {"payer_name": "Borealis Pumpen"},
        {"entity": "US01"},
        {"currency": "USD"},
    ],
    ids=[
        "too long ago",
        "later",
        "another amount",
        "another text",
        "another payer",
        "another entity",
        "another currency",
    ],
)
def test_what_differs_is_another_payment(other):
    assert paid(decided(after(before(**other)))) == {"R1": {"40510": 50000}}


def test_a_date_in_the_text_does_not_part_them_and_the_account_is_as_good_as_the_name():
    given = after(before(memo="Invoice 40510 of 12.10.2026", payer_name=None, payer_account="DE77 1"),
                  memo="INVOICE 40510 OF 15.10.2026", payer=None, payer_account="de771")  # fmt: skip
    assert gathered(given).duplicates.rows() == [("R1", "B-4711 of 2026-10-12")]


def test_a_text_without_a_number_says_too_little():
    assert gathered(after(before(memo="THANK YOU"), memo="THANK YOU")).duplicates.is_empty()


def test_the_days_are_a_setting_and_the_latest_is_told():
    assert paid(decided(after(before()), policy(duplicate_days=2))) == {"R1": {"40510": 50000}}
    two = [before(), before(payment_id="P0", bank_reference="B-4710", booking_date=AS_OF)]
    assert "B-4710 of 2026-10-15" in why(decided(after(*two)))[1]
