"""An inbox and a ledger in memory: put files, run, look."""

from datetime import date
from pathlib import Path

import duckdb

from pipelines import ingest, ledger
from pipelines.ingest import Ingested
from pipelines.job import new_run
from pipelines.ledger import migrations
from schemas.settings import Settings

DAY = date(2026, 3, 4)  # a Wednesday
BANK = "account,currency,booking_date,amount,balance,payer_name,remittance_information,bank_reference,transaction_type"
ITEMS = "entity,customer_id,item_number,item_type,currency,open_amount,due_date,snapshot_date"
CUSTOMERS = "customer_id,entity,name,aliases"
HOME = Settings.model_validate({"bank_accounts": {"4410023987": {"entity": "US01"}}})


class Desk:
    """One team's inbox and books."""

    def __init__(self, folder: Path, settings: Settings = HOME) -> None:
        self.inbox, self.settings = folder / "inbox", settings
        self.inbox.mkdir()
        self.books = duckdb.connect()
        migrations.migrate(self.books, 0)

    def put(self, name: str, *lines: str) -> Path:
        path = self.inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    def bank(self, name: str, *rows: str) -> Path:
        """Rows of date,amount,balance,payer: one account in USD, a reference of its own for each payer."""
        cells = [row.split(",") for row in rows]
        lines = [
            f"4410023987,USD,{day},{amount},{balance},{payer},,R-{payer}," for day, amount, balance, payer in cells
        ]
        return self.put(f"bank/{name}", BANK, *lines)

    def items(self, name: str, *rows: str) -> Path:
        """Rows of item number, open amount and snapshot date, all of one customer of US01."""
        cells = [row.split(",") for row in rows]
        lines = [f"US01,C1,{number},invoice,USD,{amount},2026-03-31,{day}" for number, amount, day in cells]
        return self.put(f"open_items/{name}", ITEMS, *lines)

    def run(self, as_of: date = DAY, settings: Settings | None = None, is_killed: bool = False) -> Ingested:
        used = settings or self.settings
        run = new_run("run", as_of, "local", used)
        self.books.begin()
        ledger.open_run(self.books, run)
        self.books.execute("set variable run_id = ?", [run.run_id])
        self.books.execute("set variable recorded_at = ?::timestamp", [run.started_at])
        done = ingest.take(self.books, self.inbox, used, as_of)
        if not is_killed:
            ledger.close_run(self.books, run, "done", None)
        self.books.commit()
        return done

    def accept(self, path: Path, by: str = "anna") -> str:
        digest = self.rows(f"select sha256 from files where source_file = '{path.relative_to(self.inbox)}'")[0][0]
        return ingest.accept(self.books, digest, by, "checked with the bank")

    def rows(self, query: str) -> list[tuple]:
        return self.books.execute(query).fetchall()

    def states(self) -> dict[str, str]:
        return dict(self.rows("select source_file, status from files order by 1"))

    def payments(self) -> list[tuple]:
        return self.rows("select payer_name, amount_minor, occurrence from facts.bank_lines order by 1, 2, 3")
