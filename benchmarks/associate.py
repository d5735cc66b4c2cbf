"""A simulated associate: answers every row of an exceptions workbook from the truth, cell by cell as a person would."""

from collections.abc import Container
from pathlib import Path
from typing import Any, Final, NamedTuple

import polars as pl
from openpyxl import load_workbook

from benchmarks.worlds.week import AMOUNTS, CASE
from reports.sheet import FIRST_ROW, HEADING_ROW
from schemas.money import decimal_of

SUSPENSE: Final = "9999"  # where what is no customer's money goes
Cells = dict[str, Any]


class Said(NamedTuple):
    """The answer to one row."""

    exception_id: str
    payer_name: str | None
    action: str


def answer(book: Path, truth: pl.DataFrame, teach: Container[str], by: str, filled: Path) -> list[Said]:
    """Fills `book` in and saves it as `filled`; what was said of each row.

    In:   `truth` of the world as far as it goes; `teach`: trading names that may be learned today.
    """
    meant = {key: rows.to_dicts() for (key,), rows in truth.group_by("bank_reference", maintain_order=True)}
    workbook = load_workbook(book)
    sheet, lines = workbook["To clear"], workbook["Allocations"]
    said: list[Said] = []
    free = FIRST_ROW
    for at in range(FIRST_ROW, sheet.max_row + 1):
        row = _row(sheet, at)
        if not row["Exception"]:
            continue
        cells, shares = _answer(row, meant.get(row["Bank's reference"] or "", []), teach)
        _put(sheet, at, cells | {"Prepared by": by})
        for share in shares:
            _put(lines, free, share)
            free += 1
        said.append(Said(row["Exception"], row["Payer, as written"], str(cells["Action"])))
    workbook.save(filled)
    return said


def _row(sheet: Any, at: int) -> Cells:
    return {heading.value: cell.value for heading, cell in zip(sheet[HEADING_ROW], sheet[at], strict=True)}


def _put(sheet: Any, at: int, cells: Cells) -> None:
    columns = {cell.value: cell.column for cell in sheet[HEADING_ROW]}
    for heading, value in cells.items():
        sheet.cell(at, columns[heading]).value = value


def _answer(row: Cells, meant: list[Cells], teach: Container[str]) -> tuple[Cells, list[Cells]]:
    """The cells of the row, and its lines on Allocations."""
    amount = row["Unallocated"]
    if not meant:
        return {"Action": "hold"}, []  # an advice whose money has not come
    first, shares = meant[0], [share for share in meant if share["item_number"]]
    if amount < 0:
        return {"Action": "not AR", "Apply to": SUSPENSE}, []
    if first["case"] == CASE and row["Payer, as written"] in teach:
        return {"Action": "assign customer", "Apply to": first["customer_id"], "Learn alias": "yes"}, []
    if not first["payer_id"]:
        return {"Action": "refund"}, []
    if not shares or decimal_of(first["receipt_minor"], first["currency"]) != _money(amount):
        return {"Action": "on account", "Apply to": first["payer_id"]}, []
    return {"Action": "split over customers"}, _lines(row["Exception"], shares, first)


def _lines(exception_id: str, shares: list[Cells], first: Cells) -> list[Cells]:
    """A line for each item that is meant; what is left of the money stays on the payer's account."""
    headings = dict(zip(AMOUNTS, ("Cash", "Discount", "Deduction", "Write-off", "Bank fee"), strict=True))
    lines: list[Cells] = []
    for share in shares:
        amounts = {
            heading: decimal_of(share[name], share["currency"]) for name, heading in headings.items() if share[name]
        }
        reason = {"Reason code": "UD"} if share["deduction_minor"] or share["write_off_minor"] else {}
        lines.append(
            {
                "Exception": exception_id,
                "Item": f"{share['item_number']}/{share['instalment']}",
                "Customer": share["customer_id"],
            }
            | amounts
            | reason
        )
    rest = first["receipt_minor"] - sum(share["cash_minor"] for share in shares)
    if rest:
        kept = {"Exception": exception_id, "Cash": decimal_of(rest, first["currency"])}
        lines.append(kept | {"Customer": first["payer_id"]})
    return lines


def _money(amount: float) -> Any:
    """A spreadsheet's number as the exact decimal it shows."""
    return pl.Series([f"{amount:.4f}"]).cast(pl.Decimal(19, 4)).item()
