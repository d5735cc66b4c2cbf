"""A month from its first receipt to its lock, and what comes late: through the command line, as a desk lives it."""

import json

import pytest

from pipelines import ledger
from tests.pipelines.command import tieout

pytestmark = pytest.mark.usefixtures("no_prefect")

BANK = (
    "account,currency,booking_date,value_date,amount,balance,payer_name,remittance_information,bank_reference,"
    "end_to_end_id,transaction_type"
)
ITEMS = "entity,customer_id,item_number,item_type,currency,original_amount,open_amount,due_date,snapshot_date"
SETTINGS = """
[bank_accounts]
"4410023987" = "US01"
[transaction_codes]
RTN = "return"
"""


class Desk:
    """One entity with one account; a file a day."""

    def __init__(self, folder):
        self.folder = folder
        (folder / "tieout.toml").write_text(SETTINGS)
        self.put("customers/c.csv", "customer_id,entity,name", "C1,US01,Northwind Tools")

    def put(self, name, *lines):
        path = self.folder / "inbox" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines) + "\n")

    def bank(self, day, *lines):
        """Lines of amount, balance, text, reference and code."""
        rows = [
            f"4410023987,USD,{day},{day},{amount},{balance},NORTHWIND TOOLS,{text},{reference},E-{text},{code}"
            for amount, balance, text, reference, code in lines
        ]
        self.put(f"bank/{day}.csv", BANK, *rows)

    def items(self, day, *numbers):
        rows = [f"US01,C1,{number},invoice,USD,{amount},{amount},2026-10-01,{day}" for number, amount in numbers]
        self.put(f"open_items/{day}.csv", ITEMS, *rows)

    def tieout(self, command, *more):
        at = ("--ledger", self.folder / "books.duckdb", "--out", self.folder / "out")
        config = ("--config", self.folder / "tieout.toml")
        return tieout(command, *more, *at, *config)

    def run(self, day):
        ended = self.tieout("run", "--inbox", self.folder / "inbox", "--as-of", day)
        assert ended.status == 0, ended.out + ended.err

    def close(self, *more):
        ended = self.tieout("close", "2026-10", *more)
        whole = json.loads((self.folder / "out" / "2026-10" / "close.json").read_text("utf-8"))
        return ended.status, whole

    def ask(self, query):
        with ledger.reading(self.folder / "books.duckdb") as books:
            return books.execute(query).fetchall()


@pytest.fixture
def desk(tmp_path):
    """An invoice paid on the 5th, and taken back by the bank on the 8th."""
    desk = Desk(tmp_path)
    desk.bank("2026-10-05", ("700.00", "1700.00", "INV-40510", "BR-1", "TRF"))
    desk.items("2026-10-05", ("INV-40510", "700.00"), ("INV-40511", "300.00"))
    desk.run("2026-10-05")
    desk.bank("2026-10-08", ("-700.00", "1000.00", "INV-40510", "BR-2", "RTN"))
    desk.items("2026-10-08", ("INV-40511", "300.00"))
    desk.run("2026-10-08")
    return desk


def test_a_receipt_taken_back_opens_its_invoice_with_its_due_date(desk):
    assert desk.ask("select bank_reference, applied_amount, returned_amount from payments order by 1") == [
        ("BR-1", 0, 700), ("BR-2", 0, -700),
    ]  # fmt: skip
    opened = "select open_amount, pending_amount, due_date::varchar from open_items where item_number = 'INV-40510'"
    assert desk.ask(opened) == [(700, -700, "2026-10-01")]
    assert desk.ask("select applied_amount from payments_as_of('2026-10-05')") == [(700,)]


def test_the_day_of_a_return_done_again_changes_nothing(desk):
    counts = "select (select count(*) from journal), (select count(*) from facts.exception_states)"
    before = desk.ask(counts)
    desk.run("2026-10-08")
    assert desk.ask(counts) == before


def test_a_receipt_that_comes_with_its_return_is_never_applied(tmp_path):
    desk = Desk(tmp_path)
    lines = [("700.00", "1700.00", "INV-40510", "BR-1", "TRF"), ("-700.00", "1000.00", "INV-40510", "BR-2", "RTN")]
    desk.bank("2026-10-05", *lines)
    desk.items("2026-10-05", ("INV-40510", "700.00"))
    desk.run("2026-10-05")
    assert desk.ask("select bank_reference, returned_amount, unidentified_amount from payments order by 1") == [
        ("BR-1", 700, 0), ("BR-2", -700, 0),
    ]  # fmt: skip
    assert desk.ask("select count(*) from applications") == desk.ask("select count(*) from exceptions") == [(0,)]


def test_what_comes_late_is_posted_after_the_lock_and_october_stays_what_it_was(desk):
    status, before = desk.close("--lock")
    assert status == 0 and before["holds"]
    desk.bank("2026-10-30", ("300.00", "1300.00", "INV-40511", "BR-3", "TRF"))
    desk.items("2026-11-03", ("INV-40510", "700.00"), ("INV-40511", "300.00"))
    desk.run("2026-11-03")

    late = "select gl_date::varchar, booking_date::varchar, account_class from journal join payments using (payment_id)"
    assert sorted(desk.ask(f"{late} where bank_reference = 'BR-3'")) == [
        ("2026-11-01", "2026-10-30", "bank"), ("2026-11-01", "2026-10-30", "unapplied"),
        ("2026-11-03", "2026-10-30", "ar"), ("2026-11-03", "2026-10-30", "unapplied"),
    ]  # fmt: skip
    status, after = desk.close()
    assert status == 0
    told = ("roll_forward", "aging", "tie_outs", "waiting", "accounts")
    assert {name: after[name] for name in told} == {name: before[name] for name in told}
    assert [(row["outstanding_amount"], row["difference"]) for row in after["bank"]] == [("300.00", "0.00")]
