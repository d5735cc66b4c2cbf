"""RmtInf: what the payer wrote, as memo lines and, where it states documents with amounts, as an advice."""

from typing import Final, NamedTuple

from pipelines.readers.camt.xml import Element, child, children, direction, money, text
from schemas.money import written

CREDIT_NOTES: Final = ("CREN", "CNFA")


class Document(NamedTuple):
    """One document the payer names, in minor units of `currency`."""

    number: str
    currency: str
    gross: int | None
    discount: int
    deduction: int
    deduction_code: str | None
    paid: int


class Remittance(NamedTuple):
    """`documents` is empty unless every structured block names one document and what was paid on it."""

    memo: list[str]
    creditor_reference: str | None
    documents: list[Document]


def remittance(details: Element) -> Remittance:
    """The remittance information of one transaction."""
    found = child(details, "RmtInf")
    if found is None:
        return Remittance([], None, [])
    memo = [line for part in children(found, "Ustrd") if (line := " ".join((part.text or "").split()))]
    blocks = children(found, "Strd")
    references = [ref for block in blocks if (ref := text(block, "CdtrRefInf/Ref", "CdtrRefInf/CdtrRef"))]
    for block in blocks:
        memo += _written(block)
    documents = [one for block in blocks if (one := document(block))]
    is_complete = len(documents) == len([block for block in blocks if children(block, "RfrdDocInf")])
    return Remittance(memo, references[0] if references else None, documents if is_complete else [])


def _written(block: Element) -> list[str]:
    """A structured block in words: `invoice 4711 EUR 120.00`."""
    lines = []
    amount = _amount(block, "RfrdDocAmt/RmtdAmt", "RfrdDocAmt/CdtNoteAmt", "RfrdDocAmt/DuePyblAmt")
    numbered = [info for info in children(block, "RfrdDocInf") if text(info, "Nb", "RfrdDocNb")]
    for info in numbered:
        name = "credit note" if _kind(info) in CREDIT_NOTES else "invoice"
        shown = f" {written(*amount)}" if amount and len(numbered) == 1 else ""
        lines.append(f"{name} {text(info, 'Nb', 'RfrdDocNb')}{shown}")
    reference = text(block, "CdtrRefInf/Ref", "CdtrRefInf/CdtrRef")
    lines += [f"reference {reference}"] if reference else []
    return lines + [" ".join(part.text.split()) for part in children(block, "AddtlRmtInf") if part.text]


def _kind(info: Element) -> str | None:
    return text(info, "Tp/CdOrPrtry/Cd", "Tp/Cd", "RfrdDocTp/Cd")


def _amount(block: Element, *paths: str) -> tuple[int, str] | None:
    """The first amount there is; in later versions it may stand one level deeper, in Amt."""
    for path in paths:
        found = child(block, path)
        if found is not None:
            inner = child(found, "Amt")
            return money(found if inner is None else inner, block)
    return None


def document(block: Element) -> Document | None:
    """The document of a block that names exactly one and says what was paid on it."""
    infos = children(block, "RfrdDocInf")
    number = text(infos[0], "Nb", "RfrdDocNb") if len(infos) == 1 else None
    if number is None:
        return None
    is_credit = _kind(infos[0]) in CREDIT_NOTES
    paid = _amount(block, *(f"RfrdDocAmt/{name}" for name in ("RmtdAmt", *(["CdtNoteAmt"] if is_credit else []))))
    if paid is None:
        return None
    sign, currency = -1 if is_credit else 1, paid[1]
    gross = _amount(block, "RfrdDocAmt/DuePyblAmt")
    discount = _amount(block, "RfrdDocAmt/DscntApldAmt") or (0, currency)
    deduction, code = _adjusted(block, currency)
    if any(part[1] != currency for part in (gross or paid, discount)):
        return None
    rest = None if gross is None else gross[0] - discount[0] - paid[0]
    if rest is not None and rest == -deduction:  # the sender signs adjustments the other way
        deduction = rest
    return Document(
        number, currency, sign * gross[0] if gross else None, sign * discount[0], sign * deduction, code, sign * paid[0]
    )


def _adjusted(block: Element, currency: str) -> tuple[int, str | None]:
    """What adjustments take off the document, and the reason of the first."""
    total, reason = 0, None
    for adjustment in children(block, "RfrdDocAmt/AdjstmntAmtAndRsn"):
        amount, own = money(child(adjustment, "Amt"), adjustment)
        if own == currency:
            is_added = text(adjustment, "CdtDbtInd") is not None and direction(adjustment) > 0
            total += -amount if is_added else amount
        reason = reason or text(adjustment, "Rsn", "AddtlInf")
    return total, reason
