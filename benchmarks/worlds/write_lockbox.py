"""Those of a world's advices that a check can be, as a lockbox deposit of the usual BAI layout.

A check takes nothing off: an advice with a credit note, or a number longer than the layout's column, is none.
"""

from pathlib import Path
from typing import Any

import polars as pl

from benchmarks.worlds.names import folded
from benchmarks.worlds.shapes import Entity, World

LOCKBOX = "0007741"
ORIGIN = f"{'GLADEWATER':<10}0219999880"


def checks(world: World, entity: Entity) -> list[dict[str, Any]]:
    """The advices that are written."""
    odd = world.advice_lines.filter((pl.col("paid_minor") <= 0) | (pl.col("invoice_number").str.len_chars() > 16))
    return world.advices.filter(entity=entity.entity).join(odd, on="remittance_id", how="anti").to_dicts()


def remittance(world: World, entity: Entity, file: Path) -> None:
    day = f"{world.as_of:%y%m%d}"
    records = [f"100{ORIGIN}{day}0830", f"5001000{LOCKBOX}{day}{ORIGIN}"]
    found = checks(world, entity)
    for item, head in enumerate(found, start=1):
        records.append(
            f"6001{item:03d}{head['payment_minor']:010d}021999988{item:010d}{item:010d}"
            f"{head['payment_date']:%m%d%y}{folded(head['payer_name'])[:30]}"
        )
        lines = world.advice_lines.filter(remittance_id=head["remittance_id"]).to_dicts()
        for sequence, line in enumerate(lines, start=1):
            last = "9" if sequence == len(lines) else "0"
            deduction = f"{line['deduction_minor']:010d}{line['deduction_code'][:2]}" if line["deduction_minor"] else ""
            records.append(
                f"4001{item:03d}6{(sequence - 1) % 99 + 1:02d}{last}{line['invoice_number']:<16}"
                f"{line['paid_minor']:010d}{deduction}"
            )
    total = sum(head["payment_minor"] for head in found)
    records += [f"8000000{LOCKBOX}{day}{len(found):04d}{total:010d}", f"9{len(records) + 2:06d}"]
    file.write_text("".join(f"{record}\n" for record in records), encoding="ascii")
