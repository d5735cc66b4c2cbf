"""A known payer paid what one combination of open items comes to, and no other: proved by counting them all."""

import polars as pl

from matching import months, payers
from matching.combinations import only_subset
from matching.evidence import Evidence
from matching.proposal import in_full
from matching.rules.account import unsettling
from schemas.policy import Policy


def propose(evidence: Evidence, policy: Policy) -> pl.DataFrame:
    """One option where exactly one combination of the payer's open items gives the amount, none where there are more.

    Only customers with at most `policy.combination_items` open items are tried, and an amount so common that some
    combination would meet it by chance is left alone (`policy.combination_chance`).

    >>> items = [item(f"4051{at}", amount) for at, amount in enumerate((110003, 230007, 470011, 950029))]
    >>> paid(decided(state([receipt(580014, None, "Alpha Tools")], items)))
    {'R1': {'40510': 110003, '40512': 470011}}
    """
    keys = ["entity", "currency"]
    paid = evidence.receipts.filter(payers.is_known_well()).select(
        "payment_id", *keys, "payment_date", "payer_customer_id", "payer_kind", paid_minor="open_minor"
    )
    stated = evidence.receipts.filter(months.stated(pl.col("memo")).is_not_null())
    for other in (unsettling(evidence, paid), stated):
        paid = paid.join(other, on="payment_id", how="anti")
    payable = evidence.items.filter(
        pl.col("open_minor") > 0, pl.col("item_type") != "deduction", pl.col("status") != "disputed"
    )
    pairs = paid.join(
        payable.with_columns(owner="customer_id"), left_on=[*keys, "payer_customer_id"], right_on=[*keys, "owner"]
    )
    own = pairs.with_columns(n=pl.len().over("payment_id"), total=pl.col("open_minor").sum().over("payment_id"))
    chance = 2.0 ** pl.col("n") / pl.col("total") * 2
    few = own.filter(pl.col("n").is_between(2, policy.combination_items), chance <= policy.combination_chance)
    few = few.filter(pl.col("paid_minor") <= pl.col("total")).sort("payment_id", "due_date", "item_id", nulls_last=True)
    found = only_subset(few, "payment_id", "open_minor", "paid_minor")
    says = pl.format(
        "the payer is known by {}; of {} open items only this combination gives the amount", "payer_kind", "n"
    )
    return in_full(found.with_columns(option=pl.lit("the only one"), gate=pl.lit("combination"), evidence=says))
