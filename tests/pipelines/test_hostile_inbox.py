"""An inbox full of files that mean harm: each is told, none of it is taken for money, and the good file is."""

import os
import zipfile

import pytest

from pipelines import ledger
from tests.pipelines.command import tieout

pytestmark = pytest.mark.usefixtures("no_prefect")

HEAD = "account,currency,booking_date,amount,payer_name,remittance_information,bank_reference\n"
GOOD = HEAD + "1001,USD,2026-10-15,50.00,=cmd|'/c calc'!A1,'; drop table payments; --,G1\n"
CAMT = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"
DEEP = 100_000

TEXTS = {
    "columns.csv": ",".join(["account"] * 1_000_000) + "\n",
    "line.csv": HEAD + "1001,USD,2026-10-15,1.00," + "x" * 30_000_000 + ",,L1\n",
    "nul.csv": HEAD + "1001,USD,2026-10-15,1.00,AC\0ME,,N1\n",
    "deep.xml": f'<Document xmlns="{CAMT}">' + "<a>" * DEEP + "</a>" * DEEP + "</Document>",
    "entities.xml": f'<!DOCTYPE x [<!ENTITY a "b">]><Document xmlns="{CAMT}">&a;</Document>',
    "huge.csv": HEAD + f"1001,USD,2026-10-15,{'9' * 40},ACME,,H1\n",
    "year.csv": HEAD + "1001,USD,0000-01-01,1.00,ACME,,Y1\n1001,USD,9999-12-31,1.00,ACME,,Y2\n",
    "exponent.csv": HEAD + "1001,USD,2026-10-15,1E+9,ACME,,E1\n",
    "mixed.csv": (HEAD + "1001,USD,2026-10-15,one,MÜLLER,,M1\n").encode() + "Ä€".encode("utf-16-le"),
    "=1+1\n; drop.csv": HEAD + "1001,USD,2026-10-15,word,ACME,,D1\n",
}


@pytest.fixture
def inbox(tmp_path):
    bank = tmp_path / "inbox" / "bank"
    bank.mkdir(parents=True)
    (tmp_path / "tieout.toml").write_text('[bank_accounts]\n"1001" = "US01"\n')
    for name, text in TEXTS.items():
        (bank / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    (bank / "good.csv").write_bytes(GOOD.encode("utf-16"))
    (bank / "link.csv").symlink_to("/etc/passwd")
    os.mkfifo(bank / "pipe.csv")
    with zipfile.ZipFile(bank / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", b"0" * 200_000_000)
    with zipfile.ZipFile(bank / "out.zip", "w") as archive:
        archive.writestr("../../out.csv", GOOD)
    return tmp_path / "inbox"


def test_each_hostile_file_is_told_and_only_the_good_one_is_money(inbox, tmp_path):
    at = ("--inbox", inbox, "--ledger", tmp_path / "ledger.duckdb", "--out", tmp_path / "out")
    ended = tieout("run", *at, "--as-of", "2026-10-15")
    assert ended.status == 3, ended.err
    with ledger.reading(tmp_path / "ledger.duckdb") as books:
        paid = books.execute("select bank_reference, payer_name, amount from payments").fetchall()
        told = {name: (status, why or "") for name, status, why in books.execute(
            "select source_file, status, reason from files").fetchall()}  # fmt: skip
    assert [(reference, name, int(amount)) for reference, name, amount in paid] == [("G1", "=cmd|'/c calc'!A1", 50)]
    assert len(told) == len(TEXTS) + 5
    assert [name for name, (status, _) in told.items() if status == "taken"] == ["bank/good.csv"]
    assert all(why and "did not foresee" not in why for name, (_, why) in told.items() if name != "bank/good.csv")
    assert not (tmp_path / "out.csv").exists() and not (tmp_path.parent / "out.csv").exists()
    assert tieout("verify", "--ledger", tmp_path / "ledger.duckdb").status == 0
