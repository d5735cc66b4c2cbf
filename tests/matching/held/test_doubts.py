"""Why a receipt waits: more than one answer, or one that is not likely enough."""

from tests.matching.builders import days, decided, item, receipt, state, why
from tests.matching.held.asked import ONE, told


def test_a_tie_of_amounts_of_readings_and_of_parts_of_the_account():
    twins = [item("40510", 500), item("40511", 500)]
    assert told(500, None, "Alpha Tools", twins) == (
        "AMBIGUOUS_AMOUNT",
        "This amount is that of 2 open items: 40510, 40511",
    )
    order = [item(f"4051{at}", 100 * at, po_number="PO-771200") for at in (1, 2, 3)]
    assert told(300, "PO-771200", items=order) == (
        "AMBIGUOUS_COMBINATION",
        "Several sets of the items named come to the amount, one of them 40511, 40512",
    )
    late, fresh = {"due_date": days(-1), "invoice_date": days(-80)}, {"due_date": days(20), "invoice_date": days(-10)}
    parts = [
        item("40510", 500, **late),
        item("40511", 300, **late),
        item("40512", 600, **fresh),
        item("40513", 200, **fresh),
    ]
    assert told(800, None, "Alpha Tools", parts) == (
        "AMBIGUOUS_COMBINATION",
        "This amount is that of 2 parts of the account, of the items 40510, 40511, 40512, 40513",
    )


def test_two_customers_whose_named_items_both_agree():
    items = [item("40510", 500, "A"), item("40511", 500, "B")]
    assert told(500, "40510 40511", items=items) == (
        "AMBIGUOUS_COMBINATION",
        "This amount is that of 2 readings of the references: 40510, 40511",
    )


def test_what_fits_but_is_not_likely_enough():
    assert told(50000, "JOB 7788123", "Alpha Tools") == (
        "AMBIGUOUS_AMOUNT",
        "It would fit 40510, but the evidence is worth a confidence of 0.5, and 0.95 is asked for",
    )


def test_two_receipts_claim_one_item():
    twins = [receipt(50000, "40510", key=key) for key in ("R1", "R2")]
    outcome = decided(state(twins, [ONE]))
    for key in ("R1", "R2"):
        assert why(outcome, key) == (
            "DUPLICATE_SUSPECT",
            "Another receipt claims the same items 40510: which of them pays is not said",
        )
