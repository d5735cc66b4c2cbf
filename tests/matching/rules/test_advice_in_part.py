"""The payer's own advice adds up, and all its lines but some go down as they say: these are paid, the rest waits."""

import pytest

from tests.matching.builders import (
    advice,
    closed,
    credit,
    days,
    decided,
    deduction,
    item,
    line,
    paid,
    receipt,
    rules,
    state,
    why,
)

ITEMS = [item("40510", 500), item("40511", 300), closed("30001", 70)]


def told(amount, *lines, items=ITEMS, **more):
    said = advice("RA1", amount, *lines, payment_reference="E2E778899", **more)
    return decided(state([receipt(amount, "E2E778899", "Alpha Tools")], items, advices=[said]))


@pytest.mark.parametrize(
    ("number", "exception_type", "sentence"),
    [
        ("40599", "REFERENCE_NOT_FOUND", "Advice RA1 names 40599: that is no open or recently closed item"),
        (None, "REFERENCE_NOT_FOUND", "Advice RA1 names nothing in line 3: that is no open or recently closed item"),
        ("30001", "REFERENCE_CLOSED", "Advice RA1 names 30001, which is closed already"),
    ],
)
def test_one_bad_line_holds_back_its_own_money_alone(number, exception_type, sentence):
    outcome = told(870, line("40510", 500), line("40511", 300), line(number, 70))
    assert paid(outcome) == {"R1": {"40510": 500, "40511": 300}} and rules(outcome) == {"advice_in_part"}
    assert outcome.held["amount_minor"].to_list() == [70]
    assert why(outcome) == (exception_type, f"8.00 EUR of 8.70 EUR are applied, the rest waits. {sentence}")


def test_good_lines_go_down_as_they_say_with_their_deduction():
    outcome = told(540, line("40510", 470, deduction=30, code="04"), line("40599", 70))
    assert outcome.allocations.select("item_id", "cash_minor", "deduction_minor", "new_item_number").rows() == [
        ("40510", 470, 30, "40510-D1")
    ]


@pytest.mark.parametrize(
    "lines",
    [
        [line("40510", 500), line("40599", 71)],
        [line("40510", 400), line("40599", 170)],
        [line("40510", 470, deduction=30), line("40599", 100)],
        [line("40510", 600), line("40599", -30)],
        [line("40599", 570)],
        [line("CR-9001", -50), line("40599", 620)],
    ],
    ids=["does not add up", "takes a part", "withholds without a code", "a credit we do not know", "nothing good",
         "nothing good but a credit"],
)  # fmt: skip
def test_what_it_refuses(lines):
    assert paid(told(570, *lines, items=[*ITEMS, credit("CR-9001", 50), deduction("40510-D9", 30)])) == {}


def test_the_advice_is_not_used_up_and_not_missed_either():
    outcome = told(570, line("40510", 500), line("40599", 70), payment_date=days(-30))
    assert paid(outcome) == {"R1": {"40510": 500}}
    assert outcome.used_advices.is_empty() and outcome.held["subject"].to_list() == ["payment"]
