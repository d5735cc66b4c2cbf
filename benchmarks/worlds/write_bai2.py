"""A world's statement as BAI2 prior-day reporting, with 49, 98 and 99 totals and counts that hold.

Source: BAI2 cash management balance reporting, as laid out in docs/benchmark.md.
"""

import textwrap
from pathlib import Path
from typing import Any

import polars as pl

from benchmarks.worlds.shapes import Entity, World

CODES = {"ACH": "142", "WIRE": "195", "LOCKBOX": "115", "FEE": "698", "INTEREST": "354"}
TEXTS = {"ACH": "ACH CREDIT", "WIRE": "INCOMING WIRE", "LOCKBOX": "LOCKBOX 7741 DEPOSIT"}
TEXT_WIDTH = 72
SPLIT_FUNDS_EVERY = 11


def bank(world: World, entity: Entity, file: Path) -> None:
    statement = world.statements.row(by_predicate=pl.col("entity") == entity.entity, named=True)
    lines = world.bank.filter(entity=entity.entity).to_dicts()
    credits = [line["amount_minor"] for line in lines if line["amount_minor"] > 0]
    debits = [-line["amount_minor"] for line in lines if line["amount_minor"] < 0]
    day = f"{world.as_of:%y%m%d}"
    account = [
        f"03,{entity.account},{entity.currency},010,{statement['opening_minor']},,,015,{statement['closing_minor']},,,"
        f"100,{sum(credits)},{len(credits)},,400,{sum(debits)},{len(debits)},/"
    ]
    for at, line in enumerate(lines):
        account += _detail(line, at)
    total = statement["opening_minor"] + statement["closing_minor"] + 2 * (sum(credits) + sum(debits))
    records = [
        f"01,{entity.bank},GLADEWATER,{day},2330,1,,,2/",
        f"02,GLADEWATER,{entity.bank},1,{day},2359,{entity.currency},2/",
        *account,
        f"49,{total},{len(account) + 1}/",
        f"98,{total},1,{len(account) + 3}/",
        f"99,{total},1,{len(account) + 5}/",
    ]
    file.write_text("\n".join(records) + "\n", encoding="ascii")


def _code(line: dict[str, Any]) -> str:
    """Which way the money went decides between the two codes of a transfer; the words, between the two of a return."""
    kind = line["transaction_type"]
    if kind == "OWN_TRANSFER":
        return "275" if line["amount_minor"] > 0 else "575"
    if kind == "RETURN":
        return "557" if "ACH" in line["remittance_information"] else "555"
    return CODES[kind]


def _detail(line: dict[str, Any], at: int) -> list[str]:
    """One 16 record and its 88s. Every eleventh line has its funds split by day, so that its fields go on in an 88."""
    amount = abs(line["amount_minor"])
    is_wire = line["transaction_type"] == "WIRE"
    head = f"16,{_code(line)},{amount}"
    references = f"{line['bank_reference']},{line['end_to_end_id'] if is_wire else ''}"
    texts = _texts(line)
    if line["value_date"] != line["booking_date"]:
        first = [f"{head},V,{line['value_date']:%y%m%d},,{references},{texts[0]}"]
    elif at % SPLIT_FUNDS_EVERY == 0:
        first = [f"{head},S,{amount},0,0/", f"88,{references},{texts[0]}"]
    else:
        first = [f"{head},0,{references},{texts[0]}"]
    return first + [f"88,{text}" for text in texts[1:]]


def _texts(line: dict[str, Any]) -> list[str]:
    """The text field line by line: wires, old ACH lines and the rest each with their own tags for the other party."""
    name, account = line["payer_name"], line["payer_account"]
    memo, end_to_end_id, kind = line["remittance_information"], line["end_to_end_id"], line["transaction_type"]
    if kind == "WIRE":
        tagged = {"ORG:=": name, "ORG ID:=": account, "OBI:=": memo}
    elif name.startswith("ORIG CO NAME:"):
        tagged = {"": f"{name}  ORIG ID:9{line['amount_minor']:09d} {memo}", "EREF: ": end_to_end_id}
    elif line["amount_minor"] < 0:
        tagged = {"CRNM: ": name, "REMI: ": memo}
    else:
        tagged = {"EREF: ": end_to_end_id, "DBNM: ": name, "DACT: ": account, "REMI: ": memo}
    shown = [TEXTS.get(kind, kind), *(f"{tag}{value}" for tag, value in tagged.items() if value)]
    return [wrapped for text in shown for wrapped in _wrapped(text)]


def _wrapped(text: str) -> list[str]:
    """Broken at blanks only; a line may not end in the slash that would end the record."""
    lines = textwrap.wrap(text, TEXT_WIDTH, break_long_words=False, break_on_hyphens=False)
    return [line.rstrip("/ ") for line in lines]
