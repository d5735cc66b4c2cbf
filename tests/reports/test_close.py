"""The close of a month says of each check what does not hold, with both figures and the rows."""

import json
from datetime import date
from decimal import Decimal

import polars as pl

from reports.close import SHAPES, Close, checks, shaped, text

LAST_DAY = date(2026, 10, 30)


def month(**rows):
    """The frames of a month with these rows, all others empty; what a row leaves out is null."""
    return shaped({name: pl.DataFrame(rows.get(name, []), schema=shape) for name, shape in SHAPES.items()})


def findings(frames, broken=None, gaps=()):
    found = checks.checks(frames, broken or {}, list(gaps))
    return {check.name: check.findings for check in found if not check.holds}


def test_an_empty_month_holds_and_prints_its_checks_alone():
    close = Close("2026-10", month(), checks.checks(month(), {}, []), [])
    assert close.holds and findings(month()) == {}
    assert [line[:6] for line in text.told(close)] == ["Close ", *["holds "] * 6]


def test_a_proof_that_fails_and_a_gap_are_findings():
    found = findings(month(), {"the trial balance is zero": ["US01 USD: 5"]}, ["a day is missing"])
    assert found == {
        "the books hold": ["the trial balance is zero: US01 USD: 5"],
        "statements chain, no bank day is missing": ["a day is missing"],
    }


def test_a_roll_forward_that_does_not_come_to_its_closing_says_by_how_much():
    lines = [
        {"entity": "US01", "currency": "USD", "line": line, "amount": Decimal(amount)}
        for line, amount in (("opening", "10.00"), ("cash applied", "-4.00"), ("closing", "5.50"))
    ]
    assert findings(month(roll_forward=lines)) == {
        "AR control rolls forward": ["US01: opening and movements are USD 0.50 more than closing"]
    }


def test_a_tie_out_that_differs_lists_its_items_up_to_twenty():
    key = {"entity": "US01", "currency": "USD"}
    difference = key | {
        "name": "open items = AR control", "left_amount": Decimal("22.00"), "right_amount": Decimal("0.00"),
        "difference": Decimal("22.00"),
    }  # fmt: skip
    one = key | {"account_class": "ar", "open_amount": Decimal("1.00"), "booked_amount": Decimal("0.00")}
    items = [one | {"item_number": f"INV-{number}"} for number in range(22)]
    (found,) = findings(month(tie_outs=[difference], item_differences=items)).values()
    assert found[0] == "US01, open items = AR control: USD 22.00 against USD 0.00, difference USD 22.00"
    assert found[1] == "  item INV-0 of US01: open USD 1.00, in the journal USD 0.00"
    assert len(found) == 22 and found[-1] == "  and 2 more items"


def bank(difference, is_waived):
    return {
        "entity": "US01", "account": "…1001", "currency": "USD", "statement_date": LAST_DAY,
        "statement_amount": Decimal("9.00"), "booked_amount": Decimal("9.00") - Decimal(difference),
        "outstanding_amount": Decimal("0.00"), "difference": Decimal(difference), "is_waived": is_waived,
    }  # fmt: skip


def test_a_bank_account_that_differs_fails_unless_its_balance_was_accepted():
    (found,) = findings(month(bank=[bank("0.25", is_waived=False)])).values()
    assert found == [
        "account …1001 of US01: the statement of 2026-10-30 closes with USD 9.00, we booked USD 8.75, outstanding "
        "USD 0.00, difference USD 0.25"
    ]
    accepted = month(bank=[bank("0.25", is_waived=True)])
    assert findings(accepted) == {}
    assert checks.notes(accepted, LAST_DAY) == [
        "account …1001 of US01: a balance that does not hold was accepted, or is not checked"
    ]


def test_an_account_whose_statements_end_early_is_noted():
    ends = [{"entity": "US01", "account": "…1001", "currency": "USD", "last_date": date(2026, 10, 15)}]
    assert checks.notes(month(ends=ends), LAST_DAY) == [
        "account …1001 of US01: the last statement is of 2026-10-15, the last working day was 2026-10-30"
    ]
    assert checks.notes(month(ends=ends), date(2026, 10, 15)) == []


def test_tables_are_aligned_and_the_json_holds_every_frame():
    aged = {
        "entity": "US01", "currency": "JPY", "account_class": "ar", "open_amount": Decimal(1234567),
        "current_amount": Decimal(0),
    }  # fmt: skip
    close = Close("2026-10", month(aging=[aged]), [], ["look here"])
    lines = list(text.told(close))
    assert lines[1] == "look   look here"
    assert lines[-2:] == [
        "  entity  cur  class       open  current  1-30  31-60  61-90  over 90",
        "  US01    JPY  ar     1,234,567        0",
    ]
    whole = json.loads(text.as_json(close))
    assert set(SHAPES) < set(whole) and whole["aging"][0]["open_amount"] == "1234567"
