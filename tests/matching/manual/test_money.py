"""Answers about the money itself: who paid it, where it goes, and what is only noted."""

import pytest

from matching.manual import NotPossible
from matching.manual.actions import RULINGS
from schemas.actions import ACTIONS
from tests.matching.manual.desks import desk, due, question, rule


def test_every_action_of_the_workbook_has_its_rule_and_the_other_way_round():
    named = {
        " ".join(action.name.split()[:2]) if action.name.startswith("accept") else action.name for action in ACTIONS
    }
    assert named == set(RULINGS)


@pytest.mark.parametrize(
    ("action", "words", "place", "given_up"),
    [
        ("on account", {}, ("on_account", 100, None), 0),
        ("refund", {}, ("refund", 100, None), 100),
        ("not AR", {"apply_to": "4711 rent"}, ("non_ar", 100, "4711 rent"), 100),
        ("write off", {"reason_code": "UD"}, ("non_ar", 100, "small differences"), 100),
    ],
)
def test_all_that_is_left_goes_to_one_place(action, words, place, given_up):
    ruling = rule(question(100), desk(), action, **words)
    assert ([tuple(one) for one in ruling.places], ruling.placed, ruling.given_up) == ([place], 100, given_up)


def test_a_stated_part_of_the_payment_is_written_off_and_no_more_than_all():
    assert rule(question(100), desk(), "write off", reason_code="UD", write_off=40).placed == 40
    with pytest.raises(NotPossible, match=r"must be above zero and at most the USD 1\.00 that are left"):
        rule(question(100), desk(), "write off", reason_code="UD", write_off=101)


def test_who_paid_is_said_and_remembered_by_name_and_account():
    asked = question(100, customer_id=None, payer_name="Paygate", payer_account="DE02")
    ruling = rule(asked, desk(), "assign customer", apply_to="US01/c2", learns=True)
    assert (ruling.payer, ruling.placed) == ("C2", 0)
    assert ruling.lesson == ("C2", ("Paygate",), ("DE02",))
    assert ruling.message == "paid by C2 Borealis; the next run matches it; the payer is remembered"


@pytest.mark.parametrize(
    ("action", "status"), [("hold", "held"), ("request remittance", "open"), ("leave unapplied", "open")]
)
def test_what_is_only_noted_places_nothing(action, status):
    ruling = rule(question(100), desk(), action)
    assert (ruling.placed, ruling.status) == (0, status)


def test_a_return_is_tied_to_the_one_receipt_of_that_reference():
    at = desk(receipts={("P1", "B1"): ["P0"], ("P1", "B2"): ["P8", "P9"]})
    back = question(-100, kind="return", customer_id=None)
    assert rule(back, at, "reverse / NSF", apply_to="B1").takes_back == "P0"
    for reference, count in (("B2", "2 receipts"), ("B3", "no receipt")):
        with pytest.raises(NotPossible, match=f"{count} of USD 1.00 on that account with reference {reference} can be"):
            rule(back, at, "reverse / NSF", apply_to=reference)


REFUSED = {
    "nobody is known": (
        {"customer_id": None}, "on account", {},
        "nobody knows who paid: give the customer's id in Apply to, or assign customer first"),
    "an unknown customer": (
        {}, "assign customer", {"apply_to": "C9"}, "no customer C9 of US01: copy the id from the sheet Open items"),
    "nothing to learn": (
        {}, "assign customer", {"apply_to": "C1", "learns": True},
        "there is nothing to learn: the line names neither a payer nor an account"),
    "an account of tieout's own": (
        {}, "not AR", {"apply_to": "ar CONTROL"},
        "ar CONTROL is an account that tieout keeps itself: give another GL account"),
    "no account": ({}, "not AR", {}, "Apply to is empty: the GL account"),
    "a receipt cannot be reversed": (
        {}, "reverse / NSF", {"apply_to": "B1"},
        "reverse / NSF is for money the bank took back; to take a decision back: tieout undo"),
    "an advice has no money": (
        {"subject": "advice"}, "refund", {}, "refund needs a payment: this row is about an advice, hold it or wait"),
}  # fmt: skip


@pytest.mark.parametrize(("facts", "action", "words", "message"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_done_is_refused_in_a_sentence(facts, action, words, message):
    with pytest.raises(NotPossible) as refusal:
        rule(question(100, **facts), desk(due("1", 100)), action, **words)
    assert str(refusal.value) == message


def test_money_taken_back_by_the_bank_pays_nothing():
    with pytest.raises(NotPossible, match="apply to list needs money that came in: the bank took this back"):
        rule(question(-100, kind="return"), desk(due("1", 100)), "apply to list", apply_to="1")
