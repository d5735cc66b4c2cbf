"""A whole inbox: a bad file leaves the rest of the day alone, again changes nothing, a crash leaves nothing."""

import pytest

from pipelines import ingest, ledger
from pipelines.ingest import NotAcceptable, records
from pipelines.job import Job, new_run
from tests.pipelines.ingest.support import CUSTOMERS, DAY, HOME, ITEMS, Desk
from tests.pipelines.ingest.test_statements import BAI2, bai2

CAMT = """<?xml version="1.0"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
<GrpHdr><MsgId>1</MsgId><CreDtTm>2026-03-04T20:00:00</CreDtTm></GrpHdr>
<Stmt><Id>1</Id><CreDtTm>2026-03-04T20:00:00</CreDtTm><Acct><Id><Othr><Id>4410023987</Id></Othr></Id><Ccy>USD</Ccy></Acct>
<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="USD">10.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>
<Dt><Dt>2026-03-04</Dt></Dt></Bal>
<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="USD">16.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>
<Dt><Dt>2026-03-04</Dt></Dt></Bal>
<Ntry><Amt Ccy="USD">5.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-03-04</Dt></BookgDt>
<ValDt><Dt>2026-03-04</Dt></ValDt><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn>
</BkTxCd></Ntry></Stmt></BkToCstmrStmt></Document>"""
BOMB = """<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">&b;</Document>"""


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def good_day(desk):
    desk.bank("good.csv", "2026-03-04,7.00,107.00,ACME")
    desk.items("good.csv", "INV-1,7.00,2026-03-04")
    desk.put("customers/good.csv", CUSTOMERS, "C1,US01,Acme,")


def cut(desk):
    lines = [line.format(modifier=2, closing=14800, total=30000) for line in BAI2]
    desk.put("bank/bad", *lines[:5])


def half_a_list(desk):
    desk.put("open_items/before", ITEMS, *(f"GB01,C9,SI-{n},invoice,GBP,7.00,,2026-03-03" for n in range(4)))
    desk.run()
    desk.put("open_items/bad", ITEMS, *(f"GB01,C9,SI-{n},invoice,GBP,7.00,,2026-03-04" for n in range(2)))


BROKEN = {
    "truncated BAI2": (cut, "transport|unreadable", "99"),
    "camt whose totals do not add up": (lambda desk: desk.put("bank/bad", CAMT), "balance", "16.00"),
    "XML bomb": (lambda desk: desk.put("bank/bad", BOMB), "unreadable", "DOCTYPE"),
    "a word in the amount column": (
        lambda desk: desk.put("bank/bad", "account,currency,booking_date,amount", "4410023987,USD,2026-03-04,five"),
        "rows",
        "'five'",
    ),
    "a currency that is none": (
        lambda desk: desk.put("open_items/bad", ITEMS, "GB01,C9,SI-1,invoice,POUND,7.00,,2026-03-04"),
        "rows",
        "'POUND'",
    ),
    "a list that lost half its rows": (half_a_list, "snapshot drop", "2 of 4 items"),
    "nothing in it": (lambda desk: desk.put("bank/bad"), "unreadable", "blank"),
    "a web page": (lambda desk: desk.put("bank/bad", "<html><body>Session expired"), "unreadable", "HTML"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_bad_file_says_why_and_leaves_the_rest_of_the_day_alone(desk, fault):
    put, codes, words = BROKEN[fault]
    put(desk)
    good_day(desk)

    done = desk.run()

    told = "\n".join(done.messages)
    assert any(f"{code}: " in told for code in codes.split("|")) and words in told and "remedy:" in told
    assert "4410023987" not in told and "traceback" not in told.lower()
    bad = [name for name, state in desk.states().items() if state not in ("taken", "duplicate")]
    assert len(bad) == 1 and bad[0].endswith("/bad") and done.is_rejected_first
    assert desk.payments() == [("ACME", 700, 1)]
    assert ("INV-1",) in desk.rows("select item_number from facts.item_versions")
    assert done.held.select("subject", "exception_type").rows() == [("file", "INPUT_INVALID")]
    assert desk.run().is_rejected_first is False


def test_a_word_in_one_amount_rejects_the_row_and_takes_the_others(desk):
    desk.put("bank/b.csv", "account,currency,booking_date,amount,payer_name", "4410023987,USD,2026-03-04,five,ACME",
             "4410023987,USD,2026-03-04,6.00,BETA")  # fmt: skip

    done = desk.run()

    assert desk.payments() == [("BETA", 600, 1)] and done.is_rejected_first
    assert done.messages[0].startswith("bank/b.csv:2\n  stands:   amount = 'five'")
    assert desk.rows("select file, line, field, value from rejects") == [("bank/b.csv", 2, "amount", "five")]


def test_the_same_inbox_again_changes_nothing(desk):
    good_day(desk)
    cut(desk)
    tables = [name for (name,) in desk.rows("select table_name from duckdb_tables() where schema_name = 'facts'")]
    desk.run()
    before = {name: desk.rows(f"select * from facts.{name}") for name in tables if name != "runs"}

    done = desk.run()

    assert {name: desk.rows(f"select * from facts.{name}") for name in before} == before
    assert (done.figures["taken"], done.figures["passed over"], done.figures["outstanding"]) == (0, 3, 1)


def test_a_copy_under_another_name_is_a_duplicate_and_a_later_one_is_passed_over(desk):
    desk.bank("a.csv", "2026-03-04,7.00,107.00,ACME")
    desk.bank("b.csv", "2026-03-04,7.00,107.00,ACME")
    first = desk.run()
    desk.bank("c.csv", "2026-03-04,7.00,107.00,ACME")
    second = desk.run()

    assert (first.figures["taken"], first.figures["duplicate"]) == (1, 1) and desk.payments() == [("ACME", 700, 1)]
    assert second.figures["passed over"] == 3


def test_a_file_in_the_wrong_folder_is_told_by_its_content(desk):
    desk.put("customers/statement.csv", "account,currency,booking_date,amount", "4410023987,USD,2026-03-04,5.00")

    desk.run()

    assert len(desk.payments()) == 1


def test_a_link_in_the_inbox_is_told_once_and_waits(desk):
    desk.put("bank/b.csv", "account,currency,booking_date,amount", "4410023987,USD,2026-03-04,5.00")
    (desk.inbox / "bank" / "link").symlink_to(desk.inbox / "bank" / "b.csv")

    first, second = desk.run(), desk.run()

    assert (first.is_rejected_first, second.is_rejected_first) == (True, False)
    assert len(desk.payments()) == 1 and second.figures["outstanding"] == 1


def test_a_step_that_dies_leaves_nothing_and_the_next_one_does_it_all(tmp_path, monkeypatch):
    desk = Desk(tmp_path)
    good_day(desk)
    job = Job(desk.inbox, tmp_path / "books.duckdb", tmp_path / "out", new_run("run", DAY, "local", HOME), HOME)
    with ledger.writing(job.ledger, 1, job.run) as books:
        ledger.open_run(books, job.run)

    def dies(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(records, "keep", dies)
        with pytest.raises(KeyboardInterrupt):
            ingest.run(job)
    with ledger.writing(job.ledger, 1, job.run) as books:
        assert books.execute("select count(*) from facts.bank_lines").fetchall() == [(0,)]

    assert ingest.run(job)["taken"] == 3
    with ledger.writing(job.ledger, 1, job.run) as books:
        assert books.execute("select count(*) from facts.bank_lines").fetchall() == [(1,)]


def test_a_file_that_waits_is_an_exception_until_it_is_taken(tmp_path):
    desk = Desk(tmp_path)
    path = desk.bank("b.csv", "2026-03-04,5.00,105.00,ACME", "2026-03-04,7.00,999.00,BETA")
    job = Job(desk.inbox, tmp_path / "books.duckdb", tmp_path / "out", new_run("run", DAY, "local", HOME), HOME)
    with ledger.writing(job.ledger, 1, job.run) as books:
        ledger.open_run(books, job.run)
    states = "select subject, exception_type, status from exceptions"

    ingest.run(job)
    with ledger.writing(job.ledger, 1, job.run) as books:
        assert books.execute(states).fetchall() == [("file", "INPUT_INVALID", "open")]
        ingest.accept(books, books.execute("select sha256 from files").fetchall()[0][0], "anna", "the bank agrees")
    ingest.run(job)

    assert path.exists()
    with ledger.writing(job.ledger, 1, job.run) as books:
        assert books.execute(states).fetchall() == [("file", "INPUT_INVALID", "resolved")]


@pytest.mark.parametrize("sha256", ["", "abc", "0" * 64])
def test_only_a_file_that_waits_can_be_accepted(desk, sha256):
    desk.run()
    with pytest.raises(NotAcceptable, match="no such file in the ledger"):
        ingest.accept(desk.books, sha256, "anna", "why not")


def test_a_cut_file_and_a_good_one_cannot_be_accepted(desk):
    cut(desk)
    good = bai2(desk, "good.bai")
    desk.run()

    with pytest.raises(NotAcceptable, match="ask the sender for a file that proves itself"):
        desk.accept(desk.inbox / "bank" / "bad")
    with pytest.raises(NotAcceptable, match="nothing is wrong with it"):
        desk.accept(good)
