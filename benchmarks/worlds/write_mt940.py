"""A world's statement as MT940 with the German sub-fields of :86:, cut at 27 and 65 characters as banks cut them."""

import textwrap
from itertools import chain
from pathlib import Path
from typing import Any

import polars as pl

from benchmarks.worlds.money import written
from benchmarks.worlds.shapes import Entity, World

CODES = {"RETURN": "109", "FEE": "808", "INTEREST": "814", "OWN_TRANSFER": "833"}
TRANSFER = "166"
WIDTH, PART = 65, 27
PURPOSE = [*range(20, 30), *range(60, 64)]


def bank(world: World, entity: Entity, file: Path) -> None:
    statement = world.statements.row(by_predicate=pl.col("entity") == entity.entity, named=True)
    lines = world.bank.filter(entity=entity.entity).iter_rows(named=True)
    day = f"{world.as_of:%y%m%d}"
    records = [
        f":20:{entity.entity}{day}",
        f":25:{entity.account}",
        f":28C:{world.as_of:%j}/1",
        f":60F:{_signed(statement['opening_minor'], day + entity.currency)}",
        *chain.from_iterable(map(_entry, lines)),
        f":62F:{_signed(statement['closing_minor'], day + entity.currency)}",
        "-",
    ]
    file.write_text("\n".join(records) + "\n", encoding="utf-8")


def _signed(minor: int, between: str) -> str:
    return f"{'C' if minor >= 0 else 'D'}{between}{written(abs(minor)).replace('.', ',')}"


def _entry(line: dict[str, Any]) -> list[str]:
    dates = f"{line['value_date']:%y%m%d}{line['booking_date']:%m%d}"
    code = CODES.get(line["transaction_type"], TRANSFER)
    return [
        f":61:{dates}{_signed(line['amount_minor'], '')}NTRFNONREF//{line['bank_reference']}",
        *_wrapped(f":86:{code}{_fields(line)}"),
    ]


def _fields(line: dict[str, Any]) -> str:
    """The purpose in parts, the other side's account and name. The mark of sub-fields cannot stand in a text."""
    reference = f"EREF+{line['end_to_end_id']} " if line["end_to_end_id"] else ""
    purpose = _plain(f"{reference}SVWZ+{line['remittance_information']}")
    parts = textwrap.wrap(purpose, PART, break_on_hyphens=False) or [""]
    named = textwrap.wrap(_plain(line["payer_name"]), PART, break_on_hyphens=False)
    fields = dict(zip(PURPOSE, parts, strict=False)) | dict(zip((32, 33), named, strict=False))
    fields |= {31: line["payer_account"]} if line["payer_account"] else {}
    return "".join(f"?{number}{text}" for number, text in sorted(fields.items()))


def _plain(text: str) -> str:
    return " ".join(text.replace("?", ".").split())


def _wrapped(text: str) -> list[str]:
    return [text[at : at + WIDTH] for at in range(0, len(text), WIDTH)]
