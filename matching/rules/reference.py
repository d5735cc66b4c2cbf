"""The payer named our items and paid what they come to: exactly, less discount, less a bank's fee, or nearly."""

import polars as pl

from matching.agreement import OPTION, gate, totals
from matching.evidence import Evidence
from matching.proposal import in_full
from schemas.policy import Policy


def propose(evidence: Evidence, policy: Policy) -> pl.DataFrame:
    """One option for each family of customers whose named items, all of them, agree with the amount.

    >>> items = [item("40510", 50000), item("40511", 30000)]
    >>> paid(decided(state([receipt(80000, "40510 40511")], items)))
    {'R1': {'40510': 50000, '40511': 30000}}
    """
    return agreeing(evidence.named_lines)


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
