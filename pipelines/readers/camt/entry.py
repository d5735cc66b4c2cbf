"""One Ntry as bank lines: one for each of its transactions where these add up to it, else one."""

from datetime import date
from typing import Final, NamedTuple

from pipelines.readers.camt import marks
from pipelines.readers.camt.remittance import Document, Remittance, remittance
from pipelines.readers.camt.xml import (
    Element,
    Malformed,
    as_written,
    child,
    children,
    count,
    day,
    direction,
    line_of,
    money,
    only,
    text,
)
from schemas.money import written

NO_REFERENCE: Final = ("NOTPROVIDED", "NOT PROVIDED", "NONREF")


class Line(NamedTuple):
    """One bank line: the columns an entry can fill, the documents its payer named, and its only transaction."""

    columns: dict[str, object]
    documents: list[Document]
    transaction: Element | None


class Known(NamedTuple):
    """What all lines of an entry share."""

    currency: str
    stated_date: date | None  # of the statement, for an entry without a date
    is_reversal: bool
    is_part: bool  # each line is one of several transactions


class Entry(NamedTuple):
    """What an entry says. `amount` is signed minor units; `lines` is empty while it is not booked."""

    amount: int
    currency: str
    is_booked: bool
    value_date: date | None
    reference: str | None
    lines: list[Line]
    warnings: list[str]
    fault: tuple[str, str] | None  # what stands there, what was expected


def entry(element: Element, stated_date: date | None) -> Entry:
    """Reads one Ntry; without a date of its own it is of the statement's. Raises Malformed for what is no value."""
    size, currency = money(only(element, "Amt"), element)
    amount = direction(element) * size
    value_date = day(element, "ValDt/Dt", "ValDt/DtTm")
    is_booked, is_reversal = marks.is_booked(element), marks.is_reversal(element)
    details = children(element, "NtryDtls/TxDtls") or children(element, "TxDtls")
    warnings, fault = _batches(element, size)
    lines: list[Line] = []
    if is_booked and amount:
        shares = _shares(details, amount, currency)
        known = Known(currency, stated_date, is_reversal, is_part=shares is not None)
        parts = zip(([part] for part in details), shares, strict=True) if shares else [(details, amount)]
        lines = [_line(element, own, share, known) for own, share in parts]
    return Entry(amount, currency, is_booked, value_date, text(element, "AcctSvcrRef"), lines, warnings, fault)


def _batches(element: Element, size: int) -> tuple[list[str], tuple[str, str] | None]:
    """Each batch's own count and sum against the transactions it lists."""
    warnings: list[str] = []
    for details in children(element, "NtryDtls"):
        batch, listed = child(details, "Btch"), len(children(details, "TxDtls"))
        if batch is None or not listed:
            continue
        stated = text(batch, "NbOfTxs")
        if stated is not None and stated != str(listed):
            if 1 < listed < count(batch, stated):
                return warnings, (
                    f"a batch of {stated} transactions that lists {listed}",
                    "all transactions of the batch",
                )
            warnings.append(f"line {line_of(batch)}: a batch of {stated} that lists {listed}")
        total = child(batch, "TtlAmt")
        if total is not None and len(children(element, "NtryDtls")) == 1 and money(total, batch)[0] != size:
            warnings.append(f"line {line_of(batch)}: the batch total {total.text} is not the amount of its entry")
    return warnings, None


def _shares(details: list[Element], amount: int, currency: str) -> list[int] | None:
    """Signed amounts of the transactions if they add up to the entry, else None. The entry's sign wins."""
    if len(details) < 2:
        return None
    sizes = [_size(part, currency) for part in details]
    known = [size for size in sizes if size]
    if len(known) < len(details):
        return None
    sign = 1 if amount > 0 else -1
    if sum(known) == abs(amount):
        return [sign * size for size in known]
    if all(text(part, "CdtDbtInd") for part in details):
        signed = [direction(part) * size for part, size in zip(details, known, strict=True)]
        return signed if sum(signed) == amount else None
    return None


def _size(details: Element, currency: str) -> int | None:
    """The amount of one transaction in the entry's currency."""
    for path in ("Amt", "AmtDtls/TxAmt/Amt", "AmtDtls/CntrValAmt/Amt"):
        found = child(details, path)
        if found is not None and found.get("Ccy") == currency:
            return money(found, details)[0]
    return None


def _line(element: Element, details: list[Element], amount: int, known: Known) -> Line:
    booking_date = day(element, "BookgDt/Dt", "BookgDt/DtTm", "ValDt/Dt", "ValDt/DtTm") or known.stated_date
    if booking_date is None:
        raise Malformed("a booked entry without a date", "its booking date", line_of(element))
    said = [remittance(part) for part in details]
    alone = details[0] if len(details) == 1 else None
    reference = text(element, "AcctSvcrRef") if alone is None else text(alone, "Refs/AcctSvcrRef")
    end_to_end_id = text(alone, "Refs/EndToEndId") if alone is not None else None
    shown = alone if alone is not None and known.is_part else element
    columns: dict[str, object] = {
        "currency": known.currency,
        "booking_date": booking_date,
        "value_date": day(element, "ValDt/Dt", "ValDt/DtTm"),
        "amount_minor": amount,
        **_counterparty(alone, amount, known.is_reversal),
        "memo": "\n".join(_memo(element, details, said)) or None,
        "bank_reference": reference or text(element, "AcctSvcrRef", "NtryRef"),
        "end_to_end_id": None if (end_to_end_id or "").upper() in NO_REFERENCE else end_to_end_id,
        "creditor_reference": said[0].creditor_reference if alone is not None else None,
        "transaction_type": _code(element, alone, known.is_reversal),
        "raw": as_written(shown),
        "source_line": line_of(shown),
    }
    is_receipt = amount > 0 and alone is not None and not known.is_reversal
    documents = [doc for doc in said[0].documents if doc.currency == known.currency] if is_receipt else []
    return Line(columns, documents, alone if is_receipt else None)


def _counterparty(details: Element | None, amount: int, is_reversal: bool) -> dict[str, object]:
    """The other side: the debtor of money that came in. A reversal keeps the parties of what it reverses."""
    if details is None:
        return {"payer_name": None, "payer_account": None}
    side = "Dbtr" if (amount > 0) != is_reversal else "Cdtr"
    parties = [
        f"RltdPties/{role}{way}" for role in (f"Ultmt{side}", side) for way in ("/Nm", "/Pty/Nm", "/Agt/FinInstnId/Nm")
    ]
    account = f"RltdPties/{side}Acct/Id"
    return {
        "payer_name": text(details, *parties),
        "payer_account": text(
            details, f"{account}/IBAN", f"{account}/Othr/Id", f"{account}/BBAN", f"{account}/PrtryAcct/Id"
        ),
    }


def _code(element: Element, details: Element | None, is_reversal: bool) -> str | None:
    """Domain, family and sub-family (`PMNT/RCDT/ESCT`), else the bank's own code.

    `/RVSL` is added to what reverses an entry of ours, else `/RTRN` to a payment that came back.
    """
    owners = [owner for owner in (element, details) if owner is not None]
    is_return = any(child(owner, "RtrInf") is not None for owner in owners)
    mark = ["RVSL"] if is_reversal else ["RTRN"] if is_return else []
    for owner in owners:
        parts = [text(owner, f"BkTxCd/Domn/{path}") for path in ("Cd", "Fmly/Cd", "Fmly/SubFmlyCd")]
        code = "/".join(part for part in parts if part) or text(owner, "BkTxCd/Prtry/Cd")
        if code:
            return "/".join([code, *mark])
    return "/".join(mark) or None


def _memo(element: Element, details: list[Element], said: list[Remittance]) -> list[str]:
    """What the payer wrote first, then what the bank adds: texts, charges kept, what was sent, why it came back."""
    lines = [line for one in said for line in one.memo]
    for owner, name in ((element, "AddtlNtryInf"), *((part, "AddtlTxInf") for part in details)):
        added = text(owner, name)
        lines += [" ".join(added.split())] if added else []
    for owner in (element, *details):
        charges = children(owner, "Chrgs/Rcrd/Amt") or children(owner, "Chrgs/Amt")
        lines += [f"charges {written(*money(charge, owner))}" for charge in charges if charge.text not in ("0", "0.00")]
        sent = child(owner, "AmtDtls/InstdAmt/Amt")
        if sent is not None:
            lines.append(f"instructed {written(*money(sent, owner))}")
    for part in details:
        reason = text(part, "RtrInf/Rsn/Cd", "RtrInf/Rsn/Prtry")
        lines += [f"returned {reason}"] if reason else []
    return list(dict.fromkeys(lines))
