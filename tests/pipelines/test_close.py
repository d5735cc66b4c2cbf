"""`tieout close`: exits 1 on any difference, locks only what holds, and opens again only with a reason."""

import json

import duckdb
import pytest

from pipelines import ledger
from tests.pipelines.command import SAMPLE, tieout

pytestmark = pytest.mark.usefixtures("no_prefect")


def close(folder, *more, month="2026-10"):
    return tieout("close", month, "--ledger", folder / "ledger.duckdb", "--out", folder / "out", *more)


def ask(folder, query):
    with ledger.reading(folder / "ledger.duckdb") as books:
        return books.execute(query).fetchall()


def test_a_month_that_holds_is_told_and_written(copied):
    ended = close(copied)
    assert ended.status == 0
    for title in ("Roll-forward of AR control", "Aging by due date", "Tie-outs", "Bank accounts"):
        assert f"\n{title}\n" in ended.out
    assert "FAILS" not in ended.out
    whole = json.loads((copied / "out" / "2026-10" / "close.json").read_text("utf-8"))
    assert whole["holds"] and {row["entity"] for row in whole["roll_forward"]} == {"DE01", "GB01", "US01"}
    assert (copied / "out" / "2026-10" / "close.txt").read_text("utf-8") in ended.out
    assert close(copied, "--json").json["roll_forward"] == whole["roll_forward"]
    assert ask(copied, "select count(*) from periods") == [(0,)]


def test_lock_closes_the_month_once_and_reopening_needs_a_reason(copied):
    locked = close(copied, "--lock", "--by", "anna", "--config", SAMPLE / "tieout.toml")
    assert (locked.status, "locked for DE01, GB01, US01" in locked.out) == (0, True)
    periods = "select entity, period, status, changed_by, reason from periods order by entity"
    assert ask(copied, periods)[0] == ("DE01", "2026-10", "closed", "anna", "closed")

    assert "locked for" not in close(copied, "--lock").out
    assert ask(copied, "select count(*) from facts.period_changes") == [(3,)]

    silent = close(copied, "--reopen")
    assert (silent.status, "no --reason" in silent.err) == (2, True)
    opened = close(copied, "--reopen", "--reason", "a late invoice")
    assert (opened.status, opened.out) == (0, "2026-10 is open again for DE01, GB01, US01\n")
    assert {row[2:5:2] for row in ask(copied, periods)} == {("open", "a late invoice")}
    again = close(copied, "--reopen", "--reason", "twice")
    assert (again.status, "a month that is open" in again.err) == (1, True)


def test_a_month_that_does_not_hold_is_not_locked(copied):
    for name in ("ledger.duckdb", "ledger.duckdb.read.duckdb"):
        with duckdb.connect(copied / name) as books:
            books.execute("update facts.applications set cash_minor = cash_minor + 1 where rowid = 0")
    ended = close(copied, "--lock")
    assert ended.status == 1
    assert "FAILS  the books hold\n" in ended.out and "locked for" not in ended.out
    assert ask(copied, "select count(*) from periods") == [(0,)]


def test_the_general_ledger_of_the_month_must_agree(copied):
    headings = "entity,account,currency,period,opening_balance,debits,credits,closing_balance\n"
    (balance,) = ask(
        copied,
        """select balance::decimal(19, 2)::varchar from trial_balance_as_of('2026-10-31')
        where entity = 'DE01' and account_class = 'ar'""",
    )
    gl = copied / "gl.csv"
    account = ask(copied, "select account from journal where account_class = 'ar' and entity = 'DE01'")[0][0]
    gl.write_text(f"{headings}DE01,{account},EUR,2026-10,0.00,{balance[0]},0.00,{balance[0]}\n")
    assert close(copied, "--gl", gl).status == 0

    gl.write_text(f"{headings}DE01,{account},EUR,2026-10,0.00,1.00,0.00,1.00\n")
    ended = close(copied, "--gl", gl)
    assert ended.status == 1
    assert f"DE01 {account}: closing EUR" in ended.out and ", EUR 1.00 there" in ended.out

    gl.write_text(f"{headings}DE01,{account},EUR,2026-09,0.00,1.00,0.00,1.00\n")
    assert "the file has no account of 2026-10" in close(copied, "--gl", gl).out
    gl.write_text(f"{headings}DE01,{account},EUR,2026-10,0.00,1.00,0.00,2.00\n")
    broken = close(copied, "--gl", gl)
    assert (broken.status, "opening balance + debits - credits" in broken.err) == (1, True)


@pytest.mark.parametrize("month", ["2026-13", "october"])
def test_a_month_that_is_none_is_wrong_usage(copied, month):
    ended = close(copied, month=month)
    assert (ended.status, "a month such as 2026-10" in ended.err) == (2, True)


def test_a_file_that_was_not_taken_fails_the_close_unless_it_is_set_aside(copied):
    for name in ("ledger.duckdb", "ledger.duckdb.read.duckdb"):
        with duckdb.connect(copied / name) as books:
            books.execute(
                """insert into facts.files by name select 'abcdef0123456789' as sha256, 'bank/photo.jpg' as name,
                'unknown' as format, 0 as "rows", 'unreadable' as status, 'unreadable: no reader' as reason,
                'r' as run_id, timestamp '2026-10-15' as recorded_at"""
            )
    ended = close(copied)
    assert ended.status == 1
    assert "       bank/photo.jpg: unreadable: no reader\n" in ended.out and "--without abcdef012345" in ended.out
    aside = close(copied, "--without", "abcdef012345")
    assert aside.status == 0
    assert "look   bank/photo.jpg (abcdef012345) is set aside: unreadable: no reader\n" in aside.out
    silent = close(copied, "--without", "abcdef012345", "--lock")
    assert (silent.status, "--without SHA256 --reason TEXT" in silent.err) == (2, True)
    assert close(copied, "--without", "abcdef012345", "--lock", "--reason", "a photo").status == 0
    unknown = close(copied, "--without", "0000000000")
    assert (unknown.status, "no such file" in unknown.err) == (1, True)
