"""Who paid, told by the tags banks write into BAI2 text. A text without tags names nobody here."""

import re
from itertools import zip_longest
from typing import Final, NamedTuple

# Tag -> what it holds; None only ends the value before it. Longest first wins.
TAGS: Final[dict[str, str | None]] = {
    **dict.fromkeys(("ORIG CO NAME", "ORIGINATOR NAME", "ORIGINATOR", "ORIG NAME", "ORIG", "ORG", "ORDP"), "debtor"),
    **dict.fromkeys(("BY ORDER OF", "BO1", "B/O", "SENDER NAME", "REMITTER", "CO NAME", "DBNM"), "debtor"),
    **dict.fromkeys(("BNF NAME", "BENEFICIARY", "BNF", "CRNM"), "creditor"),
    **dict.fromkeys(("DACT", "ORG ID", "ORG ACCT", "BO"), "debtor_account"),
    **dict.fromkeys(("CACT", "BNF ID", "BNF ACCT"), "creditor_account"),
    **dict.fromkeys(("EREF", "END TO END ID"), "end_to_end_id"),
    **dict.fromkeys(
        "ORIG ID,ORG ADDRESS,SENDER BNK,SENDER ID,REC FI,REC ID,OBI,BBI,OBA,RFB,REMI,REMARK,DESC DATE,"
        "CO ENTRY DESCR,SEC,TRACE#,EED,IND ID,IND NAME,TRN,FED NO,IMAD,OMAD,SSN,CREF,IDNM,DABA,CABA,DBIC,CBIC,"
        "CHKN,FR,ENDT,TRID,PY,BI,OB,OB3,BNF ADDRESS,ENTRY DESCRIPTION,CLIENT REF ID,GS ID".split(",")
    ),
}  # fmt: skip
MAX_NAME: Final = 140
_ACCOUNT: Final = re.compile(r"[A-Z0-9]*[0-9][A-Z0-9]{3,33}")
_NAMES: Final = "|".join(re.escape(tag) for tag in sorted(TAGS, key=len, reverse=True))
_VALUE_END: Final = re.compile(r"\s{2,}|,\s")
_TAG: Final = re.compile(rf"(?<![A-Z0-9])({_NAMES})\s?(?::=|[:=])\s*")


class Parties(NamedTuple):
    """The other side of a detail, and the payer's reference."""

    name: str | None
    account: str | None
    end_to_end_id: str | None


def parties(text: str | None, is_credit: bool) -> Parties:
    """The other party of a text: who ordered a credit, who got a debit.

    >>> parties("ORG:=ACME CORP\\nORG ID:=056073573\\nOBI:=INVOICE 123456", is_credit=True)
    Parties(name='ACME CORP', account='056073573', end_to_end_id=None)
    """
    if not text:
        return Parties(None, None, None)
    tags = list(_TAG.finditer(text))
    found: dict[str, str] = {}
    for tag, after in zip_longest(tags, tags[1:]):
        meaning = TAGS[tag[1]]
        if meaning is None or meaning in found:
            continue
        value = text[tag.end() : after.start() if after else None].split("\n")[0]
        value = _VALUE_END.split(value.strip(), maxsplit=1)[0]
        if value:
            found[meaning] = value[:MAX_NAME]
    side = "debtor" if is_credit else "creditor"
    account = found.get(f"{side}_account")
    is_account = account is not None and _ACCOUNT.fullmatch(account.replace(" ", ""))
    return Parties(found.get(side), account if is_account else None, found.get("end_to_end_id"))
