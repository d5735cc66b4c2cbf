"""A world's statement as an OFX 1.0.2 download: tags without ends, amounts with a point."""

import html
from pathlib import Path
from typing import Any

import polars as pl

from benchmarks.worlds.money import written
from benchmarks.worlds.shapes import Entity, World

HEADER = "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nSECURITY:NONE\nENCODING:UTF-8\nCHARSET:NONE\n\n"
TYPES = {"FEE": "SRVCHG", "INTEREST": "INT", "CHEQUE": "CHECK", "OWN_TRANSFER": "XFER"}


def bank(world: World, entity: Entity, file: Path) -> None:
    statement = world.statements.row(by_predicate=pl.col("entity") == entity.entity, named=True)
    day = f"{world.as_of:%Y%m%d}"
    lines = world.bank.filter(entity=entity.entity).iter_rows(named=True)
    account = f"<BANKACCTFROM><BANKID>{entity.bank}<ACCTID>{entity.account}<ACCTTYPE>CHECKING</BANKACCTFROM>"
    closing = f"<LEDGERBAL><BALAMT>{written(statement['closing_minor'])}<DTASOF>{day}</LEDGERBAL>"
    parts = [
        f"<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>{entity.currency}{account}",
        f"<BANKTRANLIST><DTSTART>{day}<DTEND>{day}",
        *map(_entry, lines),
        f"</BANKTRANLIST>{closing}</STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>",
    ]
    file.write_text(HEADER + "\n".join(parts) + "\n", encoding="utf-8")


def _entry(line: dict[str, Any]) -> str:
    usual = "CREDIT" if line["amount_minor"] > 0 else "DEBIT"
    values = {
        "TRNTYPE": "RETURN" if line["transaction_type"] == "RETURN" else TYPES.get(line["transaction_type"], usual),
        "DTPOSTED": f"{line['booking_date']:%Y%m%d}",
        "DTAVAIL": f"{line['value_date']:%Y%m%d}",
        "TRNAMT": written(line["amount_minor"]),
        "FITID": line["bank_reference"],
        "REFNUM": line["end_to_end_id"],
        "NAME": line["payer_name"],
        "MEMO": line["remittance_information"],
    }
    told = "".join(f"<{tag}>{html.escape(value, quote=False)}" for tag, value in values.items() if value)
    return f"<STMTTRN>{told}</STMTTRN>"
