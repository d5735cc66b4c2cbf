"""A world's advices as EDIFACT REMADV: a message each, MOA+12 the sum of its documents, all counts right."""

from pathlib import Path
from typing import Any

from benchmarks.worlds.money import written
from benchmarks.worlds.shapes import Entity, World

CREDIT_NOTE, INVOICE = "381", "380"


def remittance(world: World, entity: Entity, file: Path) -> None:
    heads = world.advices.filter(entity=entity.entity).to_dicts()
    segments = [f"UNB+UNOC:3+REMITHUB+{entity.entity}+{world.as_of:%y%m%d}:2330+1"]
    for at, head in enumerate(heads, start=1):
        lines = world.advice_lines.filter(remittance_id=head["remittance_id"]).to_dicts()
        message = [f"UNH+{at}+REMADV:D:96A:UN", *_head(head), *(part for line in lines for part in _document(line))]
        segments += [*message, f"UNT+{len(message) + 1}+{at}"]
    segments.append(f"UNZ+{len(heads)}+1")
    file.write_text("UNA:+.? '\n" + "".join(f"{segment}'\n" for segment in segments), encoding="utf-8")


def _said(text: str) -> str:
    """A text with its service characters released."""
    return "".join(f"?{sign}" if sign in "?+:'" else sign for sign in text)


def _head(head: dict[str, Any]) -> list[str]:
    return [
        f"BGM+481+{_said(head['remittance_id'])}+9",
        f"DTM+138:{head['payment_date']:%Y%m%d}:102",
        f"RFF+PQ:{_said(head['payment_reference'])}",
        f"NAD+PR+++{_said(head['payer_name'])}",
        f"CUX+2:{head['currency']}:11",
        f"MOA+12:{written(head['payment_minor'])}",
    ]


def _document(line: dict[str, Any]) -> list[str]:
    """A credit note's amounts stand without a sign: its kind says that they are taken off."""
    is_credit = line["item_type"] == "credit_memo"
    amounts = {
        "9": line["gross_minor"],
        "12": line["paid_minor"],
        "52": line["discount_minor"],
        "19": line["deduction_minor"],
    }
    told = [f"MOA+{kind}:{written(abs(minor) if is_credit else minor)}" for kind, minor in amounts.items() if minor]
    reason = [f"AJT+{_said(line['deduction_code'])}"] if line["deduction_code"] else []
    return [f"DOC+{CREDIT_NOTE if is_credit else INVOICE}+{_said(line['invoice_number'])}", *told, *reason]
