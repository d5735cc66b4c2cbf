"""Bank files: whose account, which lines count, what must prove itself."""

from datetime import date

import pytest

from schemas.settings import Settings
from tests.pipelines.ingest.support import BANK, HOME, Desk

BAI2 = (
    "01,BANK,US,260304,2330,1,,,2/",
    "02,US,BANK,1,260304,2359,USD,{modifier}/",
    "03,4410023987,USD,010,10000,,,015,{closing},,/",
    "16,142,5000,0,A1,,ACME/",
    "16,698,200,0,A2,,FEE/",
    "49,{total},4/",
    "98,{total},1,6/",
    "99,{total},1,8/",
)


def settings(**account):
    return Settings.model_validate({"bank_accounts": {"4410023987": {"entity": "US01", **account}}})


def bai2(desk, name="day.bai", modifier=2, closing=14800):
    total = 10000 + closing + 5000 + 200
    return desk.put(f"bank/{name}", *(line.format(modifier=modifier, closing=closing, total=total) for line in BAI2))


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def test_an_account_is_known_however_its_number_is_written(tmp_path):
    desk = Desk(tmp_path, Settings.model_validate({"bank_accounts": {"44-1002 3987": {"entity": "US01"}}}))
    desk.put("bank/a.csv", "account,currency,booking_date,amount", "00004410023987,USD,2026-03-04,5.00")

    desk.run()

    assert desk.rows("select entity, account from facts.bank_lines") == [("US01", "44-1002 3987")]


def test_an_account_without_settings_belongs_to_the_only_entity_with_its_currency(tmp_path):
    desk = Desk(tmp_path, Settings())
    desk.items("i.csv", "INV-1,5.00,2026-03-04")
    desk.bank("b.csv", "2026-03-04,5.00,,ACME")

    assert desk.run().figures["quarantined"] == 0
    assert desk.rows("select entity from facts.bank_lines") == [("US01",)]


def test_an_account_keeps_its_entity_when_another_gets_the_same_currency(tmp_path):
    desk = Desk(tmp_path, Settings())
    desk.items("i.csv", "INV-1,5.00,2026-03-04")
    desk.bank("b.csv", "2026-03-04,5.00,,ACME")
    desk.run()
    desk.put("open_items/gb.csv", "entity,customer_id,item_number,currency,open_amount", "GB01,C9,SI-1,USD,7.00")
    desk.bank("c.csv", "2026-03-05,6.00,,BETA")

    desk.run()

    assert desk.rows("select distinct entity from facts.bank_lines") == [("US01",)]


def test_an_account_of_nobody_is_quarantined_until_the_settings_name_it(tmp_path):
    desk = Desk(tmp_path, Settings())
    desk.bank("b.csv", "2026-03-04,5.00,,ACME")

    done = desk.run()

    assert done.is_rejected_first and desk.payments() == []
    assert done.messages == [
        "account: bank/b.csv:2\n"
        "  stands:   account …3987 in USD, which belongs to no entity\n"
        "  expected: an account of [bank_accounts], or exactly one entity with this currency\n"
        '  remedy:   add to tieout.toml under [bank_accounts], with the whole number: "…3987" = "<entity>"'
    ]
    assert desk.run(settings=HOME).figures["taken"] == 1
    assert desk.payments() == [("ACME", 500, 1)]


def test_a_balance_that_does_not_hold_quarantines_the_file_until_a_person_takes_it(desk):
    path = desk.bank("b.csv", "2026-03-04,5.00,105.00,ACME", "2026-03-04,7.00,999.00,BETA")

    done = desk.run()
    assert desk.payments() == [] and done.figures["quarantined"] == 1
    assert "balance USD 999.00 of account …3987" in done.messages[0]
    assert f"tieout accept {done.held['file_sha256'][0][:12]} --by NAME --reason TEXT" in done.messages[0]

    again = desk.run()
    assert (again.is_rejected_first, again.figures["outstanding"]) == (False, 1)

    desk.accept(path)
    assert desk.run().figures["taken"] == 1 and desk.run().held.is_empty()
    assert [name for name, _, _ in desk.payments()] == ["ACME", "BETA"]
    assert desk.rows("select proof from statements") == [("balance accepted by anna",)]


def test_an_account_that_needs_no_proof_says_so_in_the_settings(desk):
    desk.bank("b.csv", "2026-03-04,5.00,105.00,ACME", "2026-03-04,7.00,999.00,BETA")

    desk.run(settings=settings(balance_check="none"))

    assert len(desk.payments()) == 2
    assert desk.rows("select proof from statements") == [("balance not checked",)]


def test_forward_available_lets_money_of_a_later_value_date_stand_outside_the_balance(desk):
    later, wrong = "16,142,700,V,260305,,A3,,NEXT DAY/", "16,142,700,V,260304,,A3,,TODAY/"
    for name, extra in (("later.bai", later), ("wrong.bai", wrong)):
        lines = [line.format(modifier=2, closing=14800, total=30700) for line in BAI2]
        lines[5:] = [extra, "49,30700,5/", "98,30700,1,7/", "99,30700,1,9/"]
        desk.put(f"bank/{name}", *lines)

    desk.run(settings=settings(balance_check="forward_available"))

    assert desk.states() == {"bank/later.bai": "taken", "bank/wrong.bai": "quarantined"}


def test_the_same_statement_in_another_file_adds_nothing(desk):
    desk.bank("a.csv", "2026-03-04,5.00,105.00,ACME")
    desk.run()
    desk.put("bank/b.csv", BANK.replace(",transaction_type", ""), "4410023987,USD,2026-03-04,5.00,105.00,ACME,,R-ACME")

    done = desk.run()

    assert (done.figures["duplicate"], done.is_rejected_first) == (1, False)
    assert desk.payments() == [("ACME", 500, 1)] and desk.run().figures["passed over"] == 2


def test_the_same_statement_with_other_lines_is_refused(desk):
    desk.bank("a.csv", "2026-03-04,5.00,105.00,ACME")
    desk.run()
    desk.bank("b.csv", "2026-03-04,5.00,105.00,OTHER")

    [message] = desk.run().messages

    assert message.startswith("statement: bank/b.csv:1\n  stands:   the statement came in bank/a.csv with other lines")
    assert desk.payments() == [("ACME", 500, 1)]


def test_a_day_that_came_in_another_format_adds_nothing_when_it_agrees_and_is_refused_when_not(desk):
    bai2(desk)
    desk.run()
    desk.bank("agrees.csv", "2026-03-04,50.00,,Acme Inc", "2026-03-04,-2.00,,Bank")
    desk.bank("differs.csv", "2026-03-04,51.00,,Acme Inc")

    desk.run()

    assert desk.states() == {
        "bank/agrees.csv": "duplicate", "bank/day.bai": "taken", "bank/differs.csv": "quarantined"
    }  # fmt: skip
    assert sorted(amount for _, amount, _ in desk.payments()) == [-200, 5000]


def test_what_may_still_change_announces_and_books_nothing(desk):
    bai2(desk, modifier=1)

    done = desk.run()

    assert desk.payments() == [] and done.figures["taken"] == 1
    assert done.messages == [
        "bank/day.bai: account …3987 of 2026-03-04 announces 2 lines, USD 48.00; it is not final and books nothing"
    ]


def test_an_account_that_has_nothing_else_books_what_may_still_change(desk):
    bai2(desk, modifier=1)

    desk.run(settings=settings(interim_is_cash=True))

    assert len(desk.payments()) == 2


def test_a_gap_to_the_closing_before_is_told_with_the_days_that_are_missing(desk):
    desk.bank("a.csv", "2026-03-04,5.00,105.00,ACME")
    desk.run()
    desk.bank("b.csv", "2026-03-10,5.00,205.00,BETA")

    done = desk.run(date(2026, 3, 10))

    assert done.figures["taken"] == 1 and done.messages == [
        "account …3987: 2026-03-10 opens with USD 200.00, 2026-03-04 closed with USD 105.00; "
        "missing: 2026-03-05, 2026-03-06, 2026-03-09"
    ]
    desk.bank("late.csv", "2026-03-06,95.00,200.00,LATE")
    assert desk.run(date(2026, 3, 10)).messages == []


def test_an_encoding_of_the_settings_reads_the_file_again(desk):
    path = desk.bank("b.csv", "2026-03-04,5.00,,MUELLER")
    path.write_bytes(path.read_bytes().replace(b"MUELLER", "MÜLLER".encode("cp850")))

    desk.run(settings=settings(encoding="cp850"))

    assert desk.payments() == [("MÜLLER", 500, 1)]
