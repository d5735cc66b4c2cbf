"""Customers, advices, rates, GL balances: new things once, contradictions row by row."""

import pytest

from tests.pipelines.ingest.support import CUSTOMERS, Desk

ADVICE = "remittance_id,payer_name,payment_reference,payment_amount,currency,invoice_number,paid_amount"


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def names(desk):
    return desk.rows("select customer_id, name from facts.current_customers order by 1")


def test_a_customer_is_written_again_only_when_it_changed(desk):
    desk.put("customers/a.csv", CUSTOMERS, "1,US01,Acme,", "2,US01,Beta,")
    desk.run()
    desk.put("customers/b.csv", CUSTOMERS, "1,US01,Acme,", "2,US01,Beta Ltd,")
    desk.run()

    assert names(desk) == [("1", "Acme"), ("2", "Beta Ltd")]
    assert desk.rows("select count(*) from facts.customers") == [(3,)]


@pytest.mark.parametrize("order", [("Acme", "Zeta"), ("Zeta", "Acme")])
def test_a_customer_that_stands_twice_is_taken_once_and_the_other_row_rejected(desk, order):
    desk.put("customers/a.csv", CUSTOMERS, *(f"1,US01,{name}," for name in order), "2,US01,Beta,", "2,US01,Beta,")

    done = desk.run()

    assert names(desk) == [("1", "Zeta"), ("2", "Beta")] and done.figures["rows rejected"] == 1
    line = order.index("Acme") + 2
    assert done.messages == [
        f"customers/a.csv:{line}\n"
        "  stands:   customer_id '1' again with other data\n"
        "  expected: one row for each customer of an entity\n"
        "  remedy:   take the wrong row out; another row of this customer was taken"
    ]


def test_the_same_advice_in_two_files_is_one(desk):
    rows = ("R1,Acme,CHK 7,30.00,USD,INV-1,10.00", "R1,Acme,CHK 7,30.00,USD,INV-2,20.00")
    desk.put("remittance/a.csv", ADVICE, *rows)
    desk.put("remittance/b.csv", ADVICE, *rows, "R2,Beta,CHK 8,5.00,USD,INV-9,5.00")

    desk.run()

    assert desk.rows("select stated_id from facts.advices order by 1") == [("R1",), ("R2",)]
    assert desk.rows("select count(*) from facts.advice_lines") == [(3,)]


def test_a_rate_said_in_two_ways_is_taken_in_none(desk):
    head = "date,from_currency,to_currency,rate"
    desk.put("rates/a.csv", head, "2026-03-04,USD,EUR,0.92", "2026-03-04,GBP,EUR,1.15")
    desk.put("rates/b.csv", head, "2026-03-04,USD,EUR,0.93", "2026-03-04,GBP,EUR,1.15")

    done = desk.run()

    assert desk.rows("select from_currency, rate::varchar from facts.rates") == [("GBP", "1.150000000000")]
    assert done.figures["rows rejected"] == 2


def test_a_gl_balance_is_kept(desk):
    head = "entity,account,currency,period,opening_balance,debits,credits,closing_balance"
    desk.put("gl/a.csv", head, "US01,AR control,USD,2026-02,10.00,5.00,3.00,12.00")

    desk.run()

    assert desk.rows("select account, closing_minor from facts.gl_balances") == [("AR control", 1200)]
