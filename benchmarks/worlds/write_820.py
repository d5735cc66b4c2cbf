"""A world's advices as one X12 820 interchange: a set each, BPR02 the sum of its RMR04, all counts right."""

from pathlib import Path
from typing import Any

from benchmarks.worlds.money import written
from benchmarks.worlds.names import folded
from benchmarks.worlds.shapes import Entity, World

QUALIFIERS = {"credit_memo": "CM", "on_account": "CM", "debit_memo": "DM"}


def remittance(world: World, entity: Entity, file: Path) -> None:
    day, control = f"{world.as_of:%y%m%d}", f"{world.as_of:%y%j}0001"
    sets: list[str] = []
    heads = world.advices.filter(entity=entity.entity).to_dicts()
    for at, head in enumerate(heads, start=1):
        sets += transaction(world, entity, head, at)
    interchange = [
        f"ISA*00*{'':10}*00*{'':10}*ZZ*{'REMITHUB':15}*ZZ*{'GLADEWATER':15}*{day}*2330*U*00401*{control:0>9}*0*P*>",
        f"GS*RA*REMITHUB*GLADEWATER*{world.as_of:%Y%m%d}*2330*{control}*X*004010",
        *sets,
        f"GE*{len(heads)}*{control}",
        f"IEA*1*{control:0>9}",
    ]
    file.write_text("".join(f"{segment}~\n" for segment in interchange), encoding="ascii")


def transaction(world: World, entity: Entity, head: dict[str, Any], at: int) -> list[str]:
    """The segments of one advice, ST to SE."""
    lines = world.advice_lines.filter(remittance_id=head["remittance_id"]).to_dicts()
    segments = [f"ST*820*{at:04d}", *_head(head, entity), *(segment for line in lines for segment in _line(line))]
    return [*segments, f"SE*{len(segments) + 1}*{at:04d}"]


def _plain(text: str) -> str:
    return folded(text).translate(str.maketrans("*~>", "---"))


def _head(head: dict[str, Any], entity: Entity) -> list[str]:
    amount = written(head["payment_minor"])
    return [
        f"BPR*C*{amount}*C*ACH*CTX*01*{entity.bank}*DA*900{head['remittance_id'][-5:]}*9441002398**01*{entity.bank}*DA*{entity.account}"
        f"*{head['payment_date']:%Y%m%d}",
        f"TRN*1*{head['payment_reference']}",
        f"CUR*PR*{head['currency']}",
        f"N1*PR*{_plain(head['payer_name'])[:60]}",
        f"N1*PE*{_plain(entity.name)}",
        "ENT*1",
    ]


def _line(line: dict[str, Any]) -> list[str]:
    """RMR04 is what is paid: gross less discount less what the ADX of the same loop withholds."""
    paid, gross = written(line["paid_minor"]), written(line["gross_minor"])
    discount = f"*{written(line['discount_minor'])}" if line["discount_minor"] else ""
    segments = [
        f"RMR*{QUALIFIERS.get(line['item_type'], 'IV')}*{_plain(line['invoice_number'])}*PO*{paid}*{gross}{discount}"
    ]
    if line["po_number"]:
        segments.append(f"REF*PO*{_plain(line['po_number'])}")
    if line["deduction_minor"]:
        segments.append(f"ADX*{written(-line['deduction_minor'])}*{line['deduction_code']}")
    return segments
