"""The payer's name is like that of several customers, and among all of them one open item has exactly this amount."""

import polars as pl

from matching.evidence import Evidence
from matching.proposal import in_full
from matching.rules.payer_amount import is_round_amount, told_of_others
from schemas.policy import Policy


def propose(evidence: Evidence, policy: Policy) -> pl.DataFrame:
    """One option for each fitting item of any customer the payer may be; a round amount, or one that others owe too,
    proves nothing.

    >>> twins = [customer("A", "Borealis Pumpen Nord"), customer("B", "Borealis Pumpen Nort")]
    >>> items = [item("40510", 50003, "A"), item("40511", 60001, "B")]
    >>> paid(decided(state([receipt(50003, None, "Borealis Pumpe Nor")], items, twins)))
    {'R1': {'40510': 50003}}
    """
    unclear = evidence.receipts.filter(pl.col("payer_family").is_null())
    numbered = pl.concat([evidence.unresolved.select("payment_id"), told_of_others(evidence)])
    asked = unclear.join(numbered, on="payment_id", how="anti").select(
        "payment_id", "entity", "currency", paid_minor="open_minor"
    )
    likely = evidence.payers.filter(pl.col("payer_kind") == "similar name").select(
        "payment_id", "family_id", "payer_score"
    )
    payable = evidence.items.filter(
        pl.col("open_minor") > 0, pl.col("item_type") != "deduction", pl.col("status") != "disputed"
    )
    is_alone = pl.len().over("entity", "currency", "open_minor") == 1
    rare = payable.filter(is_alone, ~is_round_amount("open_minor"))
    pairs = asked.join(likely, on="payment_id").join(
        rare,
        left_on=["entity", "currency", "family_id", "paid_minor"],
        right_on=["entity", "currency", "family_id", "open_minor"],
    )
    says = pl.format(
        "the payer's name scores {} against the customer of {}, the only open item of that amount anywhere",
        "payer_score",
        "item_number",
    )
    return in_full(
        pairs.with_columns(option="item_id", gate=pl.lit("similar"), evidence=says, open_minor="paid_minor"),
    )
