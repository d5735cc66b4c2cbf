"""The payer named our items and took the discount earned on some of them: only one choice gives the amount."""

import numpy as np
import polars as pl

from matching.agreement import OPTION, totals
from matching.combinations import unique_subsets
from matching.evidence import Evidence
from matching.proposal import Proposal, in_full
from schemas.frame import frame
from schemas.policy import Policy


def propose(evidence: Evidence, policy: Policy) -> pl.DataFrame:
    """All named items, with the discount on those whose discounts come to what was paid short.

    >>> due = {"discount_date": days(5)}
    >>> items = [item("40510", 50000, discount_minor=1000, **due), item("40511", 30000, discount_minor=600, **due)]
    >>> paid(decided(state([receipt(79000, "40510 40511")], items)))
    {'R1': {'40510': 49000, '40511': 30000}}
    """
    lines = evidence.named_lines
    short = totals(lines).filter(pl.col("short_minor") > 0, pl.col("short_minor") < pl.col("all_earned_minor"))
    chosen = lines.join(short.select(*OPTION, "short_minor"), on=OPTION)
    earned = chosen.filter(pl.col("earned_minor") > 0).with_columns(n=pl.len().over(OPTION)).sort(*OPTION, "item_id")
    parts = earned.filter(pl.col("n") <= policy.readings_limit).partition_by("n", as_dict=True)
    taken = [_taken(part, int(n)) for (n,), part in sorted(parts.items())]
    if not taken:
        return frame(Proposal)
    only = pl.concat(taken)
    explained = chosen.join(only.select(OPTION).unique(), on=OPTION)
    told = explained.join(
        only.select("payment_id", "item_id", discount="earned_minor"), on=["payment_id", "item_id"], how="left"
    )
    says = pl.format(
        "{} '{}' names {}; the amount is what is open less the discount earned on some",
        "source",
        "token",
        "item_number",
    )
    discount = pl.col("discount").fill_null(0)
    return in_full(
        told.with_columns(option="family_id", gate=pl.lit("reference_discount"), evidence=says),
        cash_minor=pl.col("open_minor") - discount,
        discount_minor=discount,
    )


def _taken(lines: pl.DataFrame, n: int) -> pl.DataFrame:
    """The lines of the one set of discounts that comes to the shortage; none where there are several."""
    amounts = lines["earned_minor"].to_numpy().reshape(-1, n)
    counts, masks = unique_subsets(amounts, lines["short_minor"].to_numpy().reshape(-1, n)[:, 0])
    only = np.where(counts == 1, masks, 0)
    return lines.filter(pl.Series(np.repeat(only, n) >> np.tile(np.arange(n), len(only)) & 1) == 1)
