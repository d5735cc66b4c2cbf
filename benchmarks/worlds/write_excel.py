"""A world's statement and advices as workbooks: dates and amounts as Excel keeps them."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
from openpyxl import Workbook

from benchmarks.worlds import write_csv
from benchmarks.worlds.shapes import Entity, World


def bank(world: World, entity: Entity, file: Path) -> None:
    _write(write_csv.bank_rows(world, entity), write_csv.BANK_COLUMNS, file)


def remittance(world: World, entity: Entity, file: Path) -> None:
    _write(write_csv.remittance_rows(world, entity), write_csv.REMITTANCE_COLUMNS, file)


def _write(rows: pl.DataFrame, columns: str, file: Path) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("export")
    names = columns.split()
    sheet.append(names)
    cells: list[Callable[[object], object]] = [
        _number if "amount" in name or name == "balance" else _text for name in names
    ]
    for row in rows.select(names).iter_rows():
        sheet.append([cell(value) for cell, value in zip(cells, row, strict=True)])
    book.save(file)


def _number(value: object) -> object:
    return float(str(value)) if value else None


def _text(value: object) -> object:
    return value or None
