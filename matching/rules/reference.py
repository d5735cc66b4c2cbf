"""The payer named our items and paid what they come to: exactly, less discount, less a bank's fee, or nearly."""

import polars as pl

from matching import text
from matching.agreement import OPTION, gate, lines, totals
from matching.evidence import Evidence
from matching.proposal import in_full
from schemas.policy import Policy


def propose(evidence: Evidence, policy: Policy) -> pl.DataFrame:
    """One option for each family of customers whose named items, all of them, agree with the amount.

    >>> items = [item("40510", 50000), item("40511", 30000)]
    >>> paid(decided(state([receipt(80000, "40510 40511")], items)))
    {'R1': {'40510': 50000, '40511': 30000}}
    """
    return agreeing(named_lines(evidence))


def agreeing(named: pl.DataFrame) -> pl.DataFrame:
    """Proposal rows of the options (payment_id, family_id) of named lines that agree with the amount."""
    agreed = totals(named).with_columns(gate=gate()).drop_nulls("gate")
    chosen = named.join(agreed, on=OPTION)
    on_largest = pl.when(pl.col("item_id") == pl.col("largest_id")).then("short_minor").otherwise(0)
    discount = pl.when(pl.col("gate") == "reference_discount").then("earned_minor").otherwise(0)
    fee = pl.when(pl.col("gate") == "reference_fee").then(on_largest).otherwise(0)
    small = pl.when(pl.col("gate") == "reference_tolerance").then(on_largest).otherwise(0)
    return in_full(
        chosen.with_columns(option="family_id", evidence=_sentence()),
        cash_minor=pl.col("open_minor") - discount - fee - small,
        discount_minor=discount,
        fee_minor=fee,
        write_off_minor=small,
    )


def named_lines(evidence: Evidence) -> pl.DataFrame:
    """`agreement.lines`, without the items of a family that the receipt's clear payer does not belong to."""
    named = lines(evidence.named, evidence.items, evidence.receipts)
    own = named.filter(pl.col("payer_family").is_null() | (pl.col("payer_family") == pl.col("family_id")))
    return own.join(_other_instalments(own, evidence), on=["payment_id", "item_id"], how="anti", maintain_order="left")


# Which instalment a text speaks of: `40510 2/3`, `40510 2. RATE`.
_INSTALMENT = r"[0-9]{2} ([1-9]) ?/ ?[1-9]\b", r"\b([1-9])\. ?RATE\b", r"\bRATE ([1-9])\b"


def _other_instalments(lines: pl.DataFrame, evidence: Evidence) -> pl.DataFrame:
    """(payment_id, item_id): instalments of a number that the text does not mean, since it says which it means.

    All of those still open, where the one it means is closed.
    """
    number = ["payment_id", "family_id", "item_number"]
    split = lines.filter(pl.col("instalment") > 1).select(number).unique()
    parts = lines.join(split, on=number, how="semi").select(*number, "item_id", "instalment")
    memos = evidence.receipts.join(parts, on="payment_id", how="semi").select(
        "payment_id", memo=text.without_noise(text.folded(pl.col("memo")))
    )
    said = pl.coalesce(pl.col("memo").str.extract(pattern) for pattern in _INSTALMENT).cast(pl.Int64)
    told = parts.join(memos, on="payment_id").with_columns(said=said).drop_nulls("said")
    gone = evidence.closed.select("payment_id", "item_number", is_gone=pl.lit(True)).unique()
    both = told.join(gone, on=["payment_id", "item_number"], how="left")
    is_open = (pl.col("instalment") == pl.col("said")).any().over(number)
    return both.filter(pl.col("instalment") != pl.col("said"), is_open | pl.col("is_gone")).select(
        "payment_id", "item_id"
    )


_AGREES = {
    "reference_exact": "the amount is exactly what is open",
    "reference_credits": "the amount is exactly what is open less the credits named",
    "reference_discount": "the amount is what is open less the discount earned",
    "reference_fee": "the amount is what is open less a fee the bank is known to keep",
    "reference_tolerance": "the amount is what is open within tolerance",
}


def _sentence() -> pl.Expr:
    agrees = pl.col("gate").replace_strict(_AGREES, return_dtype=pl.String)
    return pl.format("{} '{}' names {}; {}", "source", "token", "item_number", agrees)
