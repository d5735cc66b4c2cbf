"""What a bank only announces books nothing; what it tells of its own booking explains the line on the statement."""

from datetime import date

import pytest

from matching.decide import decide
from pipelines import ledger
from schemas.books import SnapshotMove
from schemas.frame import frame
from schemas.settings import Settings
from tests.pipelines.ingest.support import CUSTOMERS, DAY, ITEMS, Desk

IBAN, LOCKBOX = "DE53999900000441002398", "0022222"
OURS = Settings.model_validate(
    {
        "bank_accounts": {IBAN: {"entity": "DE01"}, LOCKBOX: {"entity": "DE01"}},
        "lockbox": {"ours": {"currency": "EUR"}},
    }
)
SUM = "<Amt Ccy='EUR'>300.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>"
ENTRY = f"<Ntry>{SUM}<BookgDt><Dt>2026-03-03</Dt></BookgDt><AcctSvcrRef>R1</AcctSvcrRef>{{}}</Ntry>"
BALANCE = (
    "<Bal><Tp><CdOrPrtry><Cd>{}</Cd></CdOrPrtry></Tp><Amt Ccy='EUR'>{}</Amt><CdtDbtInd>CRDT</CdtDbtInd>"
    "<Dt><Dt>2026-03-03</Dt></Dt></Bal>"
)


def camt(kind: str, container: str, inside: str) -> str:
    account = f"<Acct><Id><IBAN>{IBAN}</IBAN></Id></Acct>"
    made = "<CreDtTm>2026-03-03T20:00:00</CreDtTm>"
    return f"<Document><{kind}><{container}><Id>1</Id>{made}{account}{inside}</{container}></{kind}></Document>"


def details(*payments: tuple[str, str, str]) -> str:
    """Payments of (payer, amount, text) as the transactions of one entry."""
    parts = (
        f"<TxDtls><Refs><AcctSvcrRef>T{number}</AcctSvcrRef></Refs><Amt Ccy='EUR'>{amount}</Amt>"
        f"<RltdPties><Dbtr><Nm>{payer}</Nm></Dbtr></RltdPties><RmtInf><Ustrd>{text}</Ustrd></RmtInf></TxDtls>"
        for number, (payer, amount, text) in enumerate(payments, 1)
    )
    return f"<NtryDtls>{''.join(parts)}</NtryDtls>"


PAYMENTS = details(("Alpha Tools", "100.00", "Invoice 4711"), ("Alpha Tools", "200.00", "Invoice 4712"))
STATEMENT = camt(
    "BkToCstmrStmt", "Stmt", BALANCE.format("OPBD", "0.00") + BALANCE.format("CLBD", "300.00") + ENTRY.format("")
)
NOTIFICATION = camt("BkToCstmrDbtCdtNtfctn", "Ntfctn", ENTRY.format(PAYMENTS))


@pytest.fixture
def desk(tmp_path):
    made = Desk(tmp_path, OURS)
    made.put("customers/c.csv", CUSTOMERS, "C1,DE01,Alpha Tools GmbH,")
    made.put("open_items/o.csv", ITEMS, *(f"DE01,C1,{number},invoice,EUR,{amount},2026-03-31,2026-03-04"
             for number, amount in (("4711", "100.00"), ("4712", "200.00"), ("4713", "300.00"))))  # fmt: skip
    return made


def applied(desk: Desk) -> list[tuple[str, int]]:
    """What matching makes of the books: number of an item, and the cash on it."""
    settings = desk.settings.policy
    state = ledger.state(desk.books, DAY, settings, frame(SnapshotMove))
    found = decide(state, settings, DAY).allocations.join(state.items, on="item_id")
    return sorted(found.select("item_number", "cash_minor").rows())


@pytest.mark.parametrize("order", [("a", "z"), ("z", "a"), ("a", "a/b")])
def test_a_notification_explains_the_sum_on_the_statement_whichever_comes_first(desk, order):
    for name, text in zip(order, (STATEMENT, NOTIFICATION), strict=True):
        desk.put(f"bank/{name}.xml", text)
    desk.run()

    assert [amount for _, amount, _ in desk.payments()] == [30000]
    assert applied(desk) == [("4711", 10000), ("4712", 20000)]


@pytest.mark.parametrize("days", [(STATEMENT, NOTIFICATION), (NOTIFICATION, STATEMENT)])
def test_they_may_come_on_different_days_and_twice(desk, days):
    for number, text in enumerate(days):
        desk.put(f"bank/{number}.xml", text)
        desk.run()
    desk.put("bank/again.xml", NOTIFICATION.replace("T20:00:00", "T21:00:00"))
    desk.run()

    assert len(desk.payments()) == 1
    assert desk.rows("select count(*) from facts.advices") == [(2,)]
    assert applied(desk) == [("4711", 10000), ("4712", 20000)]


def test_without_its_statement_a_notification_is_no_money_and_nothing_waits_for_it(desk):
    desk.put("bank/n.xml", NOTIFICATION)
    said = desk.run()

    assert desk.payments() == []
    assert applied(desk) == []
    assert [text for text in said.messages if "not final and books nothing" in text]
    state = ledger.state(desk.books, DAY, desk.settings.policy, frame(SnapshotMove))
    assert decide(state, desk.settings.policy, date(2026, 12, 31)).held.is_empty()


def test_a_statement_that_holds_the_payments_itself_needs_no_notification(desk):
    whole = STATEMENT.replace("</AcctSvcrRef>", f"</AcctSvcrRef>{PAYMENTS}")
    desk.put("bank/s.xml", whole)
    desk.put("bank/n.xml", NOTIFICATION)
    desk.run()

    assert [amount for _, amount, _ in desk.payments()] == [10000, 20000]
    assert applied(desk) == [("4711", 10000), ("4712", 20000)]


def test_two_bookings_of_one_amount_are_told_apart_by_the_banks_reference_or_not_at_all(desk):
    other = ENTRY.format("").replace("R1", "R2")
    twice = STATEMENT.replace(
        "300.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt>", "600.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt>"
    )
    desk.put("bank/s.xml", twice.replace("</Ntry>", f"</Ntry>{other}"))
    desk.put("bank/n.xml", NOTIFICATION)
    desk.run()
    assert len(desk.payments()) == 2
    assert applied(desk) == [("4711", 10000), ("4712", 20000)]

    desk.books.execute("update facts.bank_lines set bank_reference = null")
    assert applied(desk) == []


CHECK, OVERFLOW = "6001{:03}{:010}0219999880004410023{:010}010126Alpha Tools", "4001{:03}6019{:<16}{:010}"
DEPOSIT = (
    "100NORTHWINDB02199998802603030830", f"5001000{LOCKBOX}260303NORTHWINDB0219999880",
    CHECK.format(1, 10000, 4512), OVERFLOW.format(1, "4711", 10000),
    CHECK.format(2, 20000, 4513), OVERFLOW.format(2, "4712", 20000),
    f"8000000{LOCKBOX}26030300020000030000", "9000008",
)  # fmt: skip
TOLD = "<AddtlNtryInf>LOCKBOX 0022222 DEPOSIT</AddtlNtryInf>"


@pytest.mark.parametrize("order", ["az", "za"])
def test_checks_of_a_lockbox_explain_its_deposit(desk, order):
    desk.put(f"bank/{order[0]}.txt", *DEPOSIT)
    desk.put(f"bank/{order[1]}.xml", STATEMENT.replace("</Ntry>", f"{TOLD}</Ntry>"))
    desk.run()

    assert [amount for _, amount, _ in desk.payments()] == [30000]
    assert applied(desk) == [("4711", 10000), ("4712", 20000)]


def test_money_that_only_has_the_amount_of_a_deposit_is_none(desk):
    desk.put("bank/a.txt", *DEPOSIT)
    desk.put("bank/b.xml", STATEMENT)
    desk.run()

    assert applied(desk) == []


def test_a_booking_with_another_reference_of_the_bank_is_another(desk):
    desk.put("bank/s.xml", STATEMENT.replace("R1", "R9"))
    desk.put("bank/n.xml", NOTIFICATION)
    desk.run()

    assert applied(desk) == []


def test_reports_and_interim_statements_book_nothing(desk):
    desk.put("bank/052.xml", camt("BkToCstmrAcctRpt", "Rpt", ENTRY.format(PAYMENTS)))
    desk.put("bank/i.942", ":20:I", f":25:{IBAN}", ":28C:1/1", ":34F:EUR0,", ":13D:2603031200+0100",
             ":61:2603030303C300,00NTRFNONREF", ":86:Invoice 4713", ":90D:0EUR0,", ":90C:1EUR300,")  # fmt: skip
    said = desk.run()

    assert desk.payments() == []
    assert len([text for text in said.messages if "not final and books nothing" in text]) == 2
    assert applied(desk) == []
