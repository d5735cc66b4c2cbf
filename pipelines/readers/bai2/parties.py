"""Who paid, told by the tags banks write into BAI2 text. A text without tags names nobody here."""

import re
from collections.abc import Iterable
from typing import Final

import polars as pl

from schemas.bank import BankLine
from schemas.frame import columns

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
WRITTEN: Final = {  # what a detail says by itself
    "statement_no": pl.Int64(), "account": pl.String(), "currency": pl.String(), "booking_date": pl.Date(),
    "value_date": pl.Date(), "amount_minor": pl.Int64(), "bank_reference": pl.String(),
    "customer_reference": pl.String(), "text": pl.String(), "transaction_type": pl.String(), "raw": pl.String(),
    "source_line": pl.Int64(),
}  # fmt: skip
_ACCOUNT: Final = r"^[A-Z0-9]*[0-9][A-Z0-9]{3,33}$"
_END: Final = r"(?:[ \t]{2}|,[ \t]).*$"
_PARTED: Final = {  # a tag in the middle of a line begins a line of its own
    # and so does one that is itself the value of a tag: ORG:=ORIG CO NAME:ACME
    f"{before}{tag}{mark}": f"\n{tag}{mark}"
    for tag in TAGS
    for mark in (":", "=", " :", " =")
    for before in " ="
}


def _longest_first(tags: Iterable[str]) -> list[str]:
    return sorted(tags, key=len, reverse=True)


def lines(part: pl.DataFrame) -> pl.DataFrame:
    """Rows of WRITTEN as bank lines: who is on the other side, the payer's reference, and what is left as memo.

    The payer ordered a credit, and got a debit.
    """
    is_credit, text, reference = pl.col("amount_minor") > 0, pl.col("text"), pl.col("customer_reference")
    parted = part.with_columns(parted=text.str.replace_many(_PARTED, leftmost=True))
    came, went = (pl.when(side).then(pl.col("parted")) for side in (is_credit, ~is_credit))
    account = pl.coalesce(tagged(came, "debtor_account"), tagged(went, "creditor_account"))
    told = parted.with_columns(
        payer_name=pl.coalesce(tagged(came, "debtor"), tagged(went, "creditor")).str.slice(0, MAX_NAME),
        payer_account=pl.when(account.str.replace_all(" ", "", literal=True).str.contains(_ACCOUNT)).then(account),
        end_to_end_id=pl.coalesce(tagged(pl.col("parted"), "end_to_end_id"), reference),
        creditor_reference=pl.lit(None, pl.String),
    )
    is_left = (reference != pl.col("end_to_end_id")) & reference.ne_missing(text)
    left = pl.when(is_left).then(pl.format("CUSTOMER REFERENCE {}", reference))
    memo = pl.concat_str(text, left, separator="\n", ignore_nulls=True).replace("", None)
    return told.with_columns(memo=memo).select(columns(BankLine).keys())


def tagged(text: pl.Expr, meaning: str) -> pl.Expr:
    """The value of the first tag of a meaning: up to the end of the line, a comma or a wide gap.

    >>> rows = pl.DataFrame({"text": ["ORG:=ACME CORP\\nORG ID:=056073573, A\\nOBI:=INVOICE 123456", "BNF: B", None]})
    >>> rows.select(tagged(pl.col("text"), "debtor"), account=tagged(pl.col("text"), "debtor_account")).row(0)
    ('ACME CORP', '056073573')
    >>> rows.select(tagged(pl.col("text"), "debtor"))["text"].to_list()
    ['ACME CORP', None, None]
    >>> parted = pl.lit("ORG:=ORIG CO NAME:ACME").str.replace_many(_PARTED, leftmost=True)
    >>> pl.select(tagged(parted, "debtor")).item()
    'ACME'
    """
    names = "|".join(map(re.escape, _longest_first(tag for tag, own in TAGS.items() if own == meaning)))
    value = text.str.extract(rf"(?:^|[^A-Z0-9])(?:{names}) ?[:=]=?[ \t]*([^\n]+)")
    return value.str.replace(_END, "").str.strip_chars_end()
