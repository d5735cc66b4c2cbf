"""What an entry says of itself: whether it is money yet, and whether it takes an earlier one back."""

from typing import Final

from pipelines.readers.base import excerpt
from pipelines.readers.camt.xml import Element, Malformed, line_of, name_of, only, text

BOOKED: Final = "BOOK"
NOT_BOOKED: Final = ("PDNG", "INFO", "FUTR")
YES, NO = ("true", "1"), ("false", "0")
CHILDREN: Final = frozenset(  # of an Ntry, in all versions
    "NtryRef Amt CdtDbtInd RvslInd Sts BookgDt ValDt AcctSvcrRef Avlbty BkTxCd ComssnWvrInd AddtlInfInd AmtDtls Chrgs "
    "TechInptChanl Intrst CardTx NtryDtls AddtlNtryInf Btch TxDtls SplmtryData".split()
)
EXPECTED: Final = f"a status (Sts) of {BOOKED}, {', '.join(NOT_BOOKED)}"


def is_booked(element: Element) -> bool:
    """Whether an entry is money. One without a status is, unless something stands in it that may be the status.

    Raises Malformed for a status that ISO 20022 does not know: what a bank means by it nobody can say.
    """
    status = only(element, "Sts")
    if status is None:
        strange = next((name for one in element if (name := name_of(one)) not in CHILDREN), None)
        if strange:
            raise Malformed(f"an entry with <{excerpt(strange)}> and without a status", EXPECTED, line_of(element))
        return True
    written = text(status, "Cd", "Prtry") or (status.text or "").strip()
    if written not in (BOOKED, *NOT_BOOKED):
        raise Malformed(f"status {excerpt(written)!r}", EXPECTED, line_of(status))
    return written == BOOKED


def is_reversal(element: Element) -> bool:
    """Whether an entry takes back an earlier one. Raises Malformed for an indicator that says neither."""
    found = only(element, "RvslInd")
    written = "false" if found is None else (found.text or "").strip()
    if written not in (*YES, *NO):
        raise Malformed(f"RvslInd {excerpt(written)!r}", "true or false", line_of(element))
    return written in YES
