"""A known payer paid exactly one open item's amount, and wrote its number with one character wrong, or cut it short."""

import polars as pl

from matching import near
from matching.evidence import Evidence
from matching.proposal import in_full
from matching.rules.payer_amount import fitting
from schemas.policy import Policy


def propose(evidence: Evidence, policy: Policy) -> pl.DataFrame:
    """One option for each item of that amount whose number is nearly a number that is none of ours.

    >>> items = [item("INV-40510", 50003), item("INV-88222", 700)]
    >>> paid(decided(state([receipt(50003, "INV-40519", "Alpha Tools")], items)))
    {'R1': {'INV-40510': 50003}}
    """
    asked = evidence.receipts.join(evidence.unexplained, on="payment_id", how="semi")
    fits = fitting(evidence._replace(receipts=asked), policy)
    pairs = fits.join(near.items(_of(evidence, fits), policy), on=["payment_id", "item_id"])
    gate = pl.when(pl.col("is_common")).then(pl.lit("mistyped_common")).otherwise(pl.lit("mistyped"))
    says = pl.format("'{}' is nearly the number of {}, and the amount is its own", "token", "item_number")
    discount = pl.when("is_gross").then(0).otherwise("earned_minor")
    return in_full(
        pairs.with_columns(option="item_id", gate=gate, evidence=says),
        cash_minor=pl.col("open_minor") - discount,
        discount_minor=discount,
    )


def _of(evidence: Evidence, pairs: pl.DataFrame) -> Evidence:
    """The evidence of the receipts and items of the pairs alone."""
    return evidence._replace(
        receipts=evidence.receipts.join(pairs, on="payment_id", how="semi"),
        items=evidence.items.join(pairs, on="item_id", how="semi"),
    )
