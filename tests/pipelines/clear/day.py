"""A company of two customers and a few receipts, run day by day, and a person who fills in its workbook."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from pipelines import ledger
from reports.sheet import HEADING_ROW, Column
from reports.sheets import allocations, pending_approval, to_clear
from tests.pipelines.command import Ended, tieout

DAY, NEXT = "2026-10-15", "2026-10-16"
SETTINGS = """
[bank_accounts]
"1001" = "US01"
[users.anna]
limits = { USD = "50.00" }
[users.ben]
limits = { USD = "5000.00" }
may_approve = true
[users.carl]
"""
BANK = "account,currency,booking_date,amount,payer_name,payer_account,remittance_information,bank_reference"
ITEMS = "entity,customer_id,item_number,item_type,currency,original_amount,open_amount,invoice_date,due_date"
CUSTOMERS = "customer_id,entity,name"
Cells = Mapping[str, object]


class Desk:
    """A folder with an inbox, a ledger and outputs."""

    def __init__(self, folder: Path, settings: str = SETTINGS, is_new: bool = True) -> None:
        self.folder, self.inbox, self.ledger = folder, folder / "inbox", folder / "ledger.duckdb"
        folder.mkdir(exist_ok=True)
        if is_new:
            (folder / "tieout.toml").write_text(settings, "utf-8")
            self.put("customers/c.csv", CUSTOMERS, ["C1,US01,Acme Tools Inc", "C2,US01,Borealis Ltd"])

    def put(self, name: str, heading: str, rows: Sequence[str]) -> None:
        path = self.inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join([heading, *rows]) + "\n", "utf-8")

    def bank(self, *lines: tuple[str, str, str, str], on: str = DAY) -> None:
        """(reference, amount, payer, memo)."""
        rows = [f"1001,USD,{on},{amount},{payer},,{memo},{reference}" for reference, amount, payer, memo in lines]
        self.put(f"bank/{on}.csv", BANK, rows)

    def items(self, *items: tuple[str, str, str], on: str = DAY) -> None:
        """(number, amount, customer); credit memos are below zero."""
        rows = [
            f"US01,{customer},{number},{'credit_memo' if amount.startswith('-') else 'invoice'},USD,{amount},{amount},"
            f"2026-09-01,2026-10-{10 + place:02}"
            for place, (number, amount, customer) in enumerate(items)
        ]
        self.put(f"open_items/items-{on}.csv", ITEMS + ",snapshot_date", [f"{row},{on}" for row in rows])

    def _at(self, on: str) -> tuple[object, ...]:
        return ("--ledger", self.ledger, "--config", self.folder / "tieout.toml", "--as-of", on)

    def holds(self) -> bool:
        """Whether every proof of the books holds."""
        ended = tieout("verify", "--ledger", self.ledger)
        assert ended.status == 0, ended.out
        return True

    def run(self, on: str = DAY) -> Ended:
        return tieout("run", "--inbox", self.inbox, "--out", self.folder / "out", *self._at(on), "--engine", "local")

    def clear(self, *books: Path, by: str = "anna", on: str = DAY) -> dict[str, Any]:
        """What the command says, and how it ended as `exit`."""
        ended = tieout("clear", *books, "--by", by, "--out", self.folder / "out", *self._at(on), "--json")
        assert ended.status in (0, 1, 3), ended.err
        return ended.json | {"exit": ended.status}

    def tell(self, command: str, *words: object, on: str = DAY) -> Ended:
        return tieout(command, *words, *self._at(on))

    def report(self, on: str = DAY) -> Path:
        self.tell("report", "--out", self.folder / "out", on=on)
        return self.workbook(on)

    def workbook(self, on: str = DAY) -> Path:
        return self.folder / "out" / on / "exceptions.xlsx"

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        with ledger.reading(self.ledger) as books:
            return books.execute(query).fetchall()

    def exceptions(self) -> dict[str, str]:
        """The bank's reference -> exception_id, of what waits."""
        rows = self.ask(
            "select bank_reference, exception_id from exceptions join payments using (payment_id)"
            " where status <> 'resolved'"
        )
        return dict(rows)

    def fill(self, to: str, answers: Mapping[str, Cells], lines: Sequence[Cells] = (), on: str = DAY) -> Path:
        """The day's workbook, filled in: the bank's reference -> cells; lines of Allocations by reference too."""
        ids = self.exceptions()
        book = openpyxl.load_workbook(self.workbook(on))
        rows = answer_rows(book)
        for reference, cells in answers.items():
            put(book["To clear"], to_clear.COLUMNS, rows[ids[reference]], cells)
        for place, line in enumerate(lines, HEADING_ROW + 1):
            named = dict(line) | {"exception_id": ids.get(str(line["exception_id"]), line["exception_id"])}
            put(book["Allocations"], allocations.COLUMNS, place, named)
        path = self.folder / to
        book.save(path)
        return path

    def approve(self, to: str, said: str, on: str = DAY) -> Path:
        """A new workbook of the day, every decision that waits answered with yes or no."""
        book = openpyxl.load_workbook(self.report(on))
        sheet = book["Pending approval"]
        for row in range(HEADING_ROW + 1, sheet.max_row + 1):
            put(sheet, pending_approval.COLUMNS, row, {"approval": said})
        path = self.folder / to
        book.save(path)
        return path


def answer_rows(book: Any) -> dict[str, int]:
    """exception_id -> its row on To clear."""
    sheet = book["To clear"]
    return {sheet.cell(row, 1).value: row for row in range(HEADING_ROW + 1, sheet.max_row + 1)}


def put(sheet: Any, columns: tuple[Column, ...], row: int, cells: Cells) -> None:
    """Types into a row, by the names of its columns."""
    places = {sheet.cell(HEADING_ROW, at).value: at for at in range(1, sheet.max_column + 1)}
    for column in columns:
        if column.name in cells:
            sheet.cell(row, places[column.heading]).value = cells[column.name]


def said(ended: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """(sheet, row) in words -> status and message, of all books."""
    return {
        f"{one['sheet']} {one['row']}": (one["status"], one["message"])
        for book in ended["books"]
        for one in book["answers"]
    }


def only(ended: dict[str, Any]) -> tuple[str, str]:
    """Status and message of the one answer."""
    (answer,) = said(ended).values()
    return answer
