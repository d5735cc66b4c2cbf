"""A payer account is learned from confirmed references of one customer, and never alone opens a whole account."""

import pytest

from schemas.policy import Override, SomeLimits
from tests.matching.builders import customer, decided, gathered, item, paid, policy, receipt, rules, state

ITEMS = [
    item("40510", 50001),
    item("40511", 30002),
    item("40512", 20003),
    item("40513", 7004),
    item("40777", 9005, "B"),
]
BOTH = [receipt(50001, "40510", key="R1"), receipt(30002, "40511", key="R2")]


def of_one_account(*receipts, items=ITEMS, **more):
    return state([one | {"payer_account": one.get("payer_account", "GB29")} for one in receipts], items, **more)


def payer(given, key="R9"):
    known = gathered(given).receipts.filter(payment_id=key)
    return known.select("payer_customer_id", "payer_kind").row(0)


def seen(count, customer_id="A", **more):
    return {"entity": "DE01", "payer_account": "gb 29", "customer_id": customer_id, "receipt_count": count} | more


SILENT = receipt(20003, None, key="R9")


def test_two_receipts_of_today_with_confirmed_references_teach_the_account():
    given = of_one_account(*BOTH, SILENT)
    assert payer(given) == ("A", "learned account")
    assert paid(decided(given))["R9"] == {"40512": 20003}


def test_one_is_not_enough_and_one_of_an_earlier_day_counts_with_it():
    assert payer(of_one_account(BOTH[0], SILENT)) == (None, None)
    assert payer(of_one_account(BOTH[0], SILENT, learned=[seen(1)])) == ("A", "learned account")
    assert payer(of_one_account(SILENT, learned=[seen(2)])) == ("A", "learned account")
    assert payer(of_one_account(SILENT, learned=[seen(2, entity="US01")])) == (None, None)


@pytest.mark.parametrize(
    ("receipts", "earlier"),
    [
        ([*BOTH, receipt(9005, "40777", key="R3")], []),
        ([receipt(9005, "40777", key="R3")], [seen(5)]),
        ([receipt(1, "40777", key="R3")], [seen(5)]),
        (BOTH, [seen(1, "B")]),
        ([], [seen(5), seen(5, "B")]),
    ],
    ids=["two customers today", "another today", "another, not confirmed", "another before", "two before"],
)
def test_the_first_contradiction_ends_it(receipts, earlier):
    assert payer(of_one_account(*receipts, SILENT, learned=earlier)) == (None, None)


def test_a_reference_whose_amount_does_not_agree_confirms_nothing():
    assert payer(of_one_account(BOTH[0], receipt(5, "40511", key="R2"), SILENT)) == (None, None)


def test_an_account_of_the_master_data_is_no_lesson():
    people = [customer("A", "Alpha Tools GmbH"), customer("B", "Borealis Pumpen AG", bank_accounts="GB29")]
    assert payer(of_one_account(SILENT, customers=people, learned=[seen(5)])) == ("B", "account")


@pytest.mark.parametrize(
    ("name", "is_clear"), [("Borealis Pumpen", False), ("Borealis Pumpn", False), ("Alpha Tools", True)]
)
def test_a_name_of_another_customer_makes_the_payer_unclear_and_its_own_name_is_told_first(name, is_clear):
    given = of_one_account(SILENT | {"payer_name": name}, learned=[seen(2)])
    assert payer(given) == (("A", "name") if is_clear else (None, None))


@pytest.mark.parametrize("amount", [107010, 80003], ids=["the whole account", "a combination"])
def test_alone_it_opens_neither_the_whole_account_nor_a_combination_nor_the_oldest(amount):
    oldest = policy(overrides=(Override(entity="DE01", customer_id="A", limits=SomeLimits(oldest_first=True)),))
    given = of_one_account(receipt(amount, None, key="R9"), learned=[seen(2)])
    assert paid(decided(given, oldest)) == {}
    named = of_one_account(receipt(amount, None, "Alpha Tools", key="R9"), learned=[seen(2)])
    assert rules(decided(named)) <= {"account", "combination"} and paid(decided(named))


def test_a_payer_known_by_it_alone_is_not_booked_as_identified_until_something_is_applied():
    given = of_one_account(receipt(5, None, key="R9"), learned=[seen(2)])
    assert decided(given).identifications.is_empty()
