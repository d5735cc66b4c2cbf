"""Remittance information as the lines of an advice: for messages that announce a payment instead of booking it."""

import re
from typing import Final

from pipelines.readers.advices import Line
from pipelines.readers.camt.entry import NO_REFERENCE
from pipelines.readers.camt.remittance import document
from pipelines.readers.camt.xml import Element, as_written, child, children, line_of, money, text
from schemas.money import written

# A text that names one document and nothing else with figures in it: `Rechnung 4711`, `INV-1001`.
_ONE_NUMBER: Final = re.compile(
    r"(?i)\W*(?:(?:invoice|inv|rechnung|re|rg|facture|factura|fattura|factuur|faktura)\b[\s.:#]+"
    r"(?:(?:no|nr|number|nummer|num)\b[\s.:#]*)?)?([A-Z]{0,6}[-/]?[0-9][A-Z0-9/-]{1,30})\W*"
)


def lines(owner: Element, currency: str, path: str = "RmtInf") -> list[Line]:
    """A line for each document the payer names; what is written freely goes into the note of the first.

    A document in another currency than the payment's keeps its number and says its amount in the note.
    Raises Malformed for an amount that is none.
    """
    found = owner if path == "." else child(owner, path)
    if found is None:
        return []
    told = " / ".join(" ".join((part.text or "").split()) for part in children(found, "Ustrd")) or None
    listed = [line for block in children(found, "Strd") for line in _lines(block, currency)]
    if listed:
        return [listed[0]._replace(note="; ".join(filter(None, [told, listed[0].note])) or None), *listed[1:]]
    if told is None:
        return []
    named = _ONE_NUMBER.fullmatch(told)
    return [Line(named[1] if named else None, None, as_written(found), line_of(found), note=told)]


def _lines(block: Element, currency: str) -> list[Line]:
    raw, line = as_written(block), line_of(block)
    reference = text(block, "CdtrRefInf/Ref", "CdtrRefInf/CdtrRef")
    said = [" ".join((part.text or "").split()) for part in children(block, "AddtlRmtInf")]
    numbers = [number for info in children(block, "RfrdDocInf") if (number := text(info, "Nb", "RfrdDocNb"))]
    if not numbers:
        paid = _remitted(block, currency)
        return [Line(reference, paid, raw, line, note="; ".join(said) or None)] if reference or paid else []
    said += [f"reference {reference}"] if reference else []
    one = document(block)
    if one and one.currency == currency:
        note = "; ".join(said) or None
        return [Line(one.number, one.paid, raw, line, one.gross, one.discount, one.deduction, one.deduction_code, note)]
    said += [f"paid {written(one.paid, one.currency)}"] if one else []
    return [Line(number, None, raw, line, note="; ".join(said) or None) for number in numbers]


def _remitted(block: Element, currency: str) -> int | None:
    """What a block pays on a reference that is no document."""
    for name, sign in (("RmtdAmt", 1), ("CdtNoteAmt", -1)):
        found = child(block, f"RfrdDocAmt/{name}")
        if found is not None:
            inner = child(found, "Amt")
            amount, own = money(found if inner is None else inner, block)
            return sign * amount if own == currency else None
    return None


def first_currency(owner: Element) -> str | None:
    """The currency of the first amount a document bears, for a message that names no payment amount."""
    found = (amount.get("Ccy") for amount in owner.iter() if amount.get("Ccy"))
    return next(found, None)


def stated(written_id: str | None) -> str | None:
    """An id, unless it says that there is none."""
    return None if written_id is None or written_id.upper() in NO_REFERENCE else written_id
