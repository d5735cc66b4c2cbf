"""Several receipts come to what one advice announces: its items are paid by them together, each receipt used whole."""

import pytest

from tests.matching.builders import advice, credit, days, decided, item, line, paid, receipt, rules, state

ITEMS = [item("40510", 500), item("40511", 300), item("40512", 200)]
LINES = [line(one["item_number"], one["open_minor"]) for one in ITEMS]


def sent(amounts, lines=LINES, items=ITEMS, memo="E2E778899", reference="E2E778899", more=(), **about):
    """Receipts of these amounts, and one advice that bears their reference."""
    receipts = [receipt(amount, memo, "Alpha Tools", key=f"R{at}", **about) for at, amount in enumerate(amounts, 1)]
    total = sum(one["paid_minor"] for one in lines)
    return decided(
        state([*receipts, *more], items, advices=[advice("RA1", total, *lines, payment_reference=reference)])
    )


def test_each_receipt_gets_whole_lines_where_there_is_one_way_to_do_so():
    outcome = sent([300, 700])
    assert paid(outcome) == {"R1": {"40511": 300}, "R2": {"40510": 500, "40512": 200}}
    assert rules(outcome) == {"shared_advice"}
    assert outcome.used_advices.rows() == [("RA1", "R1")] and outcome.held.is_empty()


def test_else_a_line_is_paid_by_two_receipts_and_goes_down_once():
    outcome = sent([600, 400])
    assert paid(outcome) == {"R1": {"40510": 500, "40511": 100}, "R2": {"40511": 200, "40512": 200}}


def test_one_item_of_one_advice_in_two_receipts_with_its_deduction_once():
    outcome = sent([300, 170], [line("40510", 470, deduction=30, code="04")])
    assert paid(outcome) == {"R1": {"40510": 300}, "R2": {"40510": 170}}
    assert outcome.allocations["deduction_minor"].to_list() == [0, 30]
    assert outcome.allocations["new_item_number"].to_list() == [None, "40510-D1"]


def test_without_a_reference_the_only_set_of_the_payers_receipts_that_comes_to_it():
    outcome = sent([300, 700, 55], memo=None, reference=None)
    assert paid(outcome) == {"R1": {"40511": 300}, "R2": {"40510": 500, "40512": 200}}


@pytest.mark.parametrize(
    "given",
    [
        {"amounts": [300, 699]},
        {"amounts": [300, 650], "lines": [*LINES, line("CR-9001", -50)], "items": [*ITEMS, credit("CR-9001", 50)]},
        {"amounts": [300, 770], "lines": [*LINES, line("40599", 70)]},
        {"amounts": [300, 700, 300], "memo": None, "reference": None},
        {"amounts": [300, 700], "memo": None, "reference": None, "booking_date": days(8)},
    ],
    ids=["does not add up", "a credit", "a line that names nothing", "two sets come to it", "another week"],
)
def test_what_it_refuses(given):
    assert paid(sent(**given)).keys().isdisjoint({"R1", "R2"} if "booking_date" not in given else set())
    assert "shared_advice" not in rules(sent(**given))


def test_receipts_are_taken_together_or_not_at_all():
    rival = receipt(200, "40512", "Alpha Tools", key="R9")
    outcome = sent([300, 700], more=[rival])
    assert "shared_advice" not in rules(outcome) or paid(outcome).keys() >= {"R1", "R2"}
