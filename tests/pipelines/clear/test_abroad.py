"""Money across entities and currencies: only because a person said so, and in balance on every side."""

import pytest

from tests.pipelines.clear.day import DAY, Desk, said

SETTINGS = """
[bank_accounts]
"1001" = "US01"
[entities.US01]
functional_currency = "USD"
[entities.DE01]
functional_currency = "EUR"
[users.anna]
"""
HEADING = "entity,customer_id,item_number,item_type,currency,original_amount,open_amount,snapshot_date"


@pytest.fixture(scope="module")
def abroad(tmp_path_factory, no_prefect):
    """110.00 USD came to US01; it is for 100.00 EUR of US01, 50.00 USD of DE01 and 40.00 EUR of DE01."""
    desk = Desk(tmp_path_factory.mktemp("abroad") / "desk", SETTINGS)
    desk.put("customers/c.csv", "customer_id,entity,name", ["C1,US01,Acme Tools Inc", "D1,DE01,Acme Werkzeug GmbH"])
    desk.bank(("B1", "110.00", "Acme Tools Inc", "euros"), ("B2", "90.00", "Acme Tools Inc", "for the sister"))
    desk.put("open_items/i.csv", HEADING, [
        f"US01,C1,INV-700001,invoice,EUR,100.00,100.00,{DAY}", f"DE01,D1,INV-700002,invoice,USD,50.00,50.00,{DAY}",
        f"DE01,D1,INV-700003,invoice,EUR,40.00,40.00,{DAY}",
    ])  # fmt: skip
    assert desk.run().status == 0
    return desk


LINES = [
    {"exception_id": "B1", "item_number": "INV-700001", "cash_amount": 110, "rate": "0,9091"},
    {"exception_id": "B2", "customer_id": "DE01/D1", "item_number": "INV-700002", "cash_amount": 50},
    {"exception_id": "B2", "customer_id": "DE01/D1", "item_number": "INV-700003", "cash_amount": 40, "rate": 0.9},
]


def test_a_person_may_cross_both_and_each_entity_and_currency_balances(abroad):
    answers = {"B1": {"action": "apply to list"}, "B2": {"action": "split over customers"}}
    done = said(abroad.clear(abroad.fill("a.xlsx", answers, LINES)))
    assert sorted(message for _, message in done.values()) == [
        "USD 110.00 placed on INV-700001 (EUR 100.00)",
        "USD 90.00 placed on INV-700002, INV-700003 (EUR 36.00) (of D1)",
    ]
    assert abroad.holds()
    assert abroad.ask("""
        select item_number, entity, currency, item_currency, cash_amount::float, item_amount::float
        from applications order by 1
    """) == [
        ("INV-700001", "US01", "USD", "EUR", 110, 100), ("INV-700002", "DE01", "USD", "USD", 50, 50),
        ("INV-700003", "DE01", "USD", "EUR", 40, 36),
    ]  # fmt: skip
    legs = abroad.ask("""
        select journal.entity, journal.currency, account_class, (debit - credit)::float
        from journal join applications on application_id = entry_id
        where applications.item_number = 'INV-700003' order by line_no
    """)
    assert legs == [
        ("US01", "USD", "unapplied", 40), ("US01", "USD", "fx_clearing", -40), ("US01", "EUR", "fx_clearing", 36),
        ("US01", "EUR", "due", -36), ("DE01", "EUR", "due", 36), ("DE01", "EUR", "ar", -36),
    ]  # fmt: skip
    assert abroad.ask("select distinct unapplied_amount::float from payments") == [(0.0,)]


def test_an_undo_takes_all_of_it_back(abroad):
    for (wanted,) in abroad.ask("select decision_id from decisions where status = 'posted' and undoes is null"):
        assert abroad.tell("undo", wanted, "--by", "anna", "--reason", "no").status == 0
    assert abroad.ask("select distinct applied_amount::float from payments") == [(0.0,)]
    assert abroad.ask("select item_number, open_amount::float from open_items order by 1") == [
        ("INV-700001", 100), ("INV-700002", 50), ("INV-700003", 40)
    ]  # fmt: skip
    assert abroad.holds()


def test_without_a_word_of_the_person_nothing_crosses(abroad):
    abroad.report()
    answers = {
        "B1": {"action": "apply to list", "apply_to": "INV-700001"},
        "B2": {"action": "apply to list", "apply_to": "INV-700002"},
    }
    assert {message for _, message in said(abroad.clear(abroad.fill("b.xlsx", answers))).values()} == {
        "INV-700001 is in EUR, the payment in USD: state the rate on a line of the sheet Allocations",
        "no item INV-700002 of US01: copy the number from the sheet Open items",
    }
    lines = [LINES[0] | {"rate": "much"}, LINES[1] | {"deduction_amount": 1, "reason_code": "PD"}]
    answers = {"B1": {"action": "apply to list"}, "B2": {"action": "split over customers"}}
    assert {message for _, message in said(abroad.clear(abroad.fill("c.xlsx", answers, lines))).values()} == {
        "Rate is 'much': how many EUR one USD buys",
        "INV-700002 is of another entity or currency: its line takes cash alone",
    }
