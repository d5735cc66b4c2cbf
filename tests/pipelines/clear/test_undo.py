"""One step back: by reversal, and refused where something rests on it."""

import datetime

from pipelines import ledger
from pipelines.job import new_run
from schemas.settings import Settings
from tests.pipelines.clear.day import NEXT, only, said

PART = {"action": "deduction", "apply_to": "INV-900003", "reason_code": "PD"}


def decision(desk, action):
    ((found,),) = desk.ask(f"select decision_id from decisions where action = '{action}' and undoes is null")
    return found


def undone(desk, wanted, **more):
    return desk.tell("undo", wanted, "--by", "ben", "--reason", "wrong one", "--json", **more)


ANSWERS = {
    "B01": {"action": "apply to list", "apply_to": "INV-900001"}, "B03": PART, "B08": {"action": "on account"},
    "B07": {"action": "residual", "apply_to": "INV-900007"}, "B12": {"action": "hold"},
    "B10": {"action": "not AR", "apply_to": "4711"}, "B09": {"action": "refund"},
    "B11": {"action": "apply oldest first", "apply_to": "C2"},
}  # fmt: skip
STANDS = (
    "from payments order by payment_id",
    "select payment_id, customer_id from payments_as_of(date '2026-10-15') order by payment_id",
    "select item_number, open_amount from open_items where open_amount <> 0 order by all",
    "select account, sum(debit - credit) as rest from journal group by account having rest <> 0 order by account",
)


def test_after_an_undo_the_money_stands_where_it_stood_and_the_row_waits_again(desk):
    before, waiting = [desk.ask(query) for query in STANDS], desk.exceptions()
    path = desk.fill("a.xlsx", ANSWERS)
    assert [status for status, _ in said(desk.clear(path)).values()] == ["posted"] * len(ANSWERS)
    for (wanted,) in desk.ask("select decision_id from decisions order by 1"):
        assert undone(desk, wanted[:8]).status == 0
    assert ([desk.ask(query) for query in STANDS], desk.exceptions(), desk.holds()) == (before, waiting, True)
    desk.report()
    assert set(said(desk.clear(path)).values()) == {
        ("refused", "this answer of anna was taken back since: answer the row in a newer workbook")
    }
    again = desk.fill("again.xlsx", ANSWERS)
    assert [status for status, _ in said(desk.clear(again)).values()] == ["posted"] * len(ANSWERS)
    assert desk.holds()


def test_reversals_are_rows_of_a_later_batch(desk):
    desk.clear(desk.fill("a.xlsx", {"B01": {"action": "apply to list", "apply_to": "INV-900001"}}))
    batch = undone(desk, decision(desk, "apply to list")).json["batch_id"]
    desk.report()
    text = (desk.folder / "out" / "2026-10-15" / f"postings-{batch}.csv").read_text("utf-8").splitlines()
    ((first,),) = desk.ask("select application_id from applications where reverses is null")
    assert (len(text), first in text[1], "-100.00" in text[1]) == (2, True, True)


REFUSED = {
    "twice": "deduction, by anna on 2026-10-15: undone",
    "of an undo": "undo, by ben on 2026-10-15: an undo itself",
}


def test_what_is_over_is_not_undone_again(desk):
    desk.clear(desk.fill("a.xlsx", {"B03": PART}))
    first = undone(desk, decision(desk, "deduction")).json
    twice, itself = (undone(desk, wanted) for wanted in (first["undoes"], first["decision_id"]))
    assert (twice.status, REFUSED["twice"] in twice.err) == (1, True)
    assert (itself.status, REFUSED["of an undo"] in itself.err) == (1, True)
    assert "nothing of that id" in undone(desk, "0000000000").err


def test_a_payer_on_whom_later_applications_rest_is_kept(desk):
    desk.clear(desk.fill("a.xlsx", {"B11": {"action": "assign customer", "apply_to": "C2"}}))
    desk.report()
    desk.clear(desk.fill("b.xlsx", {"B11": {"action": "partial", "apply_to": "INV-800001"}}))
    refused = undone(desk, decision(desk, "assign customer"))
    assert refused.status == 1
    assert "what it left unapplied was placed since, on INV-800001 (anna, 2026-10-15)" in refused.err
    assert undone(desk, decision(desk, "partial")).status == 0
    assert undone(desk, decision(desk, "assign customer")).status == 0
    assert desk.holds()


def test_a_deduction_that_was_settled_since_is_kept(desk):
    desk.clear(desk.fill("a.xlsx", {"B03": PART}))
    desk.report()
    desk.clear(desk.fill("b.xlsx", {"B08": {"action": "partial", "apply_to": "INV-900003-D1"}}))
    refused = undone(desk, decision(desk, "deduction"))
    assert (refused.status, "item INV-900003-D1, which it opened, was settled since" in refused.err) == (1, True)


def test_nothing_is_undone_in_a_locked_month(desk):
    desk.clear(desk.fill("a.xlsx", {"B03": PART}))
    run = new_run("close", datetime.date(2026, 11, 2), "local", Settings())
    with ledger.writing(desk.ledger, 1, run) as books:
        books.execute(
            "insert into facts.period_changes"
            " values ('US01', '2026-10', 'closed', 'ben', 'closed', 'r', now()::timestamp)"
        )
    refused = undone(desk, decision(desk, "deduction"), on="2026-11-03")
    assert (refused.status, "posted in 2026-10, which US01 has locked" in refused.err) == (1, True)


def test_what_was_applied_by_itself_falls_and_waits_on_hold(desk):
    desk.put("bank/more.csv", "account,currency,booking_date,amount,payer_name,remittance_information,bank_reference",
             [f"1001,USD,{NEXT},45.00,Borealis Ltd,pays INV-800001,B30"])  # fmt: skip
    desk.run(NEXT)
    applied = "select decided_by, cash_amount::int, reversed from applications order by reverses nulls first"
    assert desk.ask(applied) == [("auto", 45, False)]
    ended = undone(desk, "B30", on=NEXT)
    assert ended.status == 0, ended.err
    assert desk.ask(applied) == [("auto", 45, True), ("ben", -45, True)]
    assert desk.ask("select status, why_not_auto from exceptions where payment_id in"
                    " (select payment_id from payments where bank_reference = 'B30')") == [
        ("held", "Taken back by ben on 2026-10-16 (1 applications made by themselves): wrong one.")
    ]  # fmt: skip
    assert desk.run(NEXT).status == 0
    assert desk.ask("select count(*) from applications") == [(2,)]
    answers = desk.clear(desk.fill("a.xlsx", {"B30": {"action": "on account"}}, on=NEXT), on=NEXT)
    assert (only(answers)[0], desk.holds()) == ("posted", True)


def test_a_decision_that_waits_is_withdrawn(desk):
    path = desk.fill("a.xlsx", {"B09": {"action": "refund"}})
    assert {status for status, _ in said(desk.clear(path, by="carl")).values()} == {"pending_approval"}
    assert undone(desk, decision(desk, "refund")).status == 0
    assert desk.ask("select status from exceptions where decision_id is not null") == [("open",)]
    assert desk.holds()
