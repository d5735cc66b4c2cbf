"""Commands that ask the books, keep them, or show them off."""

import duckdb
import pytest

from pipelines import ledger
from tests.pipelines.command import DAY, SAMPLE, books, tieout

pytestmark = pytest.mark.usefixtures("no_prefect")


def test_verify_finds_a_changed_amount_and_exits_1(copied):
    for name in ("ledger.duckdb", "ledger.duckdb.read.duckdb"):
        with duckdb.connect(copied / name) as connection:
            connection.execute("update facts.applications set cash_minor = cash_minor + 1 where rowid = 0")
    ended = tieout("verify", "--ledger", copied / "ledger.duckdb")
    assert ended.status == 1
    assert "FAILS" in ended.out and "holds" in ended.out


def test_explain_tells_the_story_of_a_payment_by_its_bank_reference(day):
    folder, _ = day
    with ledger.reading(folder / "ledger.duckdb") as connection:
        query = (
            "select p.bank_reference, a.evidence from applications a join payments p using (payment_id) order by all"
        )
        reference, evidence = connection.execute(query).fetchall()[0]
    ended = tieout("explain", reference, "--ledger", folder / "ledger.duckdb")
    assert ended.status == 0
    assert evidence in ended.out and "in the books" in ended.out
    with ledger.reading(folder / "ledger.duckdb") as connection:
        accounts = connection.execute("select distinct bank_account from payments").fetchall()
    assert [account for (account,) in accounts if account in ended.out] == [] and " bank …" in ended.out
    unknown = tieout("explain", "no such payment", "--ledger", folder / "ledger.duckdb")
    assert (unknown.status, "a payment_id, or the bank's reference" in unknown.err) == (1, True)


def test_what_a_payer_wrote_never_steers_the_terminal(capsys):
    from pipelines.cli import console

    console.lines(["memo \x1b[2J\x9b1m ok"])
    assert capsys.readouterr().out == "memo \N{REPLACEMENT CHARACTER}[2J\N{REPLACEMENT CHARACTER}1m ok\n"


def test_only_a_known_person_accepts_and_only_what_waits(copied):
    at = ("--ledger", copied / "ledger.duckdb", "--config", SAMPLE / "tieout.toml")
    nobody = tieout("accept", "0" * 64, "--by", "nobody", "--reason", "seen", *at)
    assert (nobody.status, "one of [users]: anna, ben" in nobody.err) == (2, True)
    nothing = tieout("accept", "0" * 64, "--by", "anna", "--reason", "seen", *at)
    assert (nothing.status, "no such file in the ledger" in nothing.err) == (1, True)


def test_export_writes_every_view_and_backup_a_ledger_that_can_be_read(day, tmp_path):
    folder, _ = day
    for kind in ("csv", "parquet"):
        written = tieout(
            "export", "--ledger", folder / "ledger.duckdb", "--out", tmp_path, "--format", kind, "--json"
        ).json
        assert {f"{tmp_path}/{name}.{kind}" for name in books(folder)} < set(written["files"])
    assert (tmp_path / "payments.csv").read_text("utf-8").startswith("payment_id,bank_reference,entity,")
    copies = {
        tieout("backup", "--ledger", folder / "ledger.duckdb", "--out", tmp_path, "--json").json["file"]
        for _ in range(2)
    }
    assert len(copies) == 1
    assert tieout("verify", "--ledger", *copies).status == 0


def test_doctor_finds_a_healthy_ledger_well_and_a_strange_file_ill(day, tmp_path):
    folder, _ = day
    well = tieout("doctor", "--inbox", SAMPLE / "inbox", "--ledger", folder / "ledger.duckdb", "--out", folder / "out")
    assert well.status == 0, well.out
    assert f"last run for {DAY}, done" in well.out
    (tmp_path / "strange.duckdb").write_text("no database")
    ill = tieout("doctor", "--ledger", tmp_path / "strange.duckdb")
    assert (ill.status, "ILL   ledger" in ill.out) == (1, True)


def test_the_demo_proves_its_ledger_and_never_replaces_what_is_not_its_own(tmp_path):
    first, again = tieout("demo", "--out", tmp_path / "demo"), tieout("demo", "--out", tmp_path / "demo", "--json")
    assert (first.status, again.status) == (0, 0), first.err
    assert "holds  the trial balance is zero" in first.out and "summary.html" in first.out
    assert again.json["as_of"] == DAY
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("keep me")
    refused = tieout("demo", "--out", tmp_path / "mine")
    assert (refused.status, (tmp_path / "mine" / "letter.txt").read_text()) == (2, "keep me")
