"""A known payer paid what one combination of open items comes to, and no other: proved by counting them all."""

import numpy as np
import polars as pl

from matching import payers
from matching.combinations import unique_subsets
from matching.evidence import Evidence
from matching.proposal import Proposal, in_full
from matching.rules.account import unsettling
from schemas.frame import frame
from schemas.policy import Policy


def propose(evidence: Evidence, policy: Policy) -> pl.DataFrame:
    """One option where exactly one combination of the payer's open items gives the amount, none where there are more.

    Only customers with at most `policy.combination_items` open items are tried, and an amount so common that some
    combination would meet it by chance is left alone (`policy.combination_chance`).
    """
    keys = ["entity", "currency"]
    paid = evidence.receipts.filter(payers.is_known_well()).select(
        "payment_id", *keys, "payment_date", "payer_customer_id", "payer_kind", paid_minor="open_minor"
    )
    paid = paid.join(unsettling(evidence, paid), on="payment_id", how="anti")
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
    found = [_of_size(part, int(n)) for (n,), part in sorted(few.partition_by("n", as_dict=True).items())]
    if not found:
        return frame(Proposal)
    says = pl.format(
        "the payer is known by {}; of {} open items only this combination gives the amount", "payer_kind", "n"
    )
    return in_full(
        pl.concat(found).with_columns(option=pl.lit("the only one"), gate=pl.lit("combination"), evidence=says)
    )


def _of_size(lines: pl.DataFrame, n: int) -> pl.DataFrame:
    amounts = lines["open_minor"].to_numpy().reshape(-1, n)
    counts, masks = unique_subsets(amounts, lines["paid_minor"].to_numpy().reshape(-1, n)[:, 0])
    only = np.where(counts == 1, masks, 0)
    taken = np.repeat(only, n) >> np.tile(np.arange(n), len(only)) & 1
    return lines.filter(pl.Series(taken == 1))
