"""Several items are named, and every reading of the references but one is excluded by the amount."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from matching.agreement import OPTION
from matching.combinations import unique_subsets
from matching.evidence import Evidence
from matching.proposal import Proposal, in_full
from schemas.frame import frame
from schemas.policy import Policy


def propose(evidence: Evidence, policy: Policy) -> pl.DataFrame:
    """The set of named items that comes to the amount, gross or less the discount earned.

    It is unlikely if it is one of several. Instalments of one invoice are paid in their order.

    >>> items = [item(f"4051{at}", 100 * at, po_number="PO-771200") for at in (1, 2, 4)]
    >>> paid(decided(state([receipt(600, "PO-771200")], items)))
    {'R1': {'40512': 200, '40514': 400}}
    """
    order = [*OPTION, "due_date", "instalment", "item_id"]
    lines = evidence.named_lines.sort(order, nulls_last=True)
    few = lines.filter(pl.len().over(OPTION).is_between(2, policy.readings_limit))
    gross = _read(few.with_columns(take_minor="open_minor", earned_minor=pl.lit(0, dtype=pl.Int64)))
    rest = few.join(gross.select("payment_id").unique(), on="payment_id", how="anti")
    net = _read(rest.with_columns(take_minor=pl.col("open_minor") - pl.col("earned_minor")))
    both = pl.concat([gross, net])
    if both.is_empty():
        return frame(Proposal)
    says = pl.format(
        "{} '{}' names {}; of {} items named only this set comes to the amount",
        "source",
        "token",
        "item_number",
        "named_count",
    )
    return in_full(
        both.with_columns(evidence=says), cash_minor=pl.col("take_minor"), discount_minor=pl.col("earned_minor")
    )


def _read(lines: pl.DataFrame) -> pl.DataFrame:
    """The lines of the first set that comes to the amount; its gate says whether there are others."""
    sized = lines.with_columns(named_count=pl.len().over(OPTION), at=pl.int_range(pl.len()).over(OPTION))
    found = [_of_size(part) for (_,), part in sorted(sized.partition_by("named_count", as_dict=True).items())]
    return pl.concat(found) if found else sized.with_columns(option="family_id", gate=pl.lit("readings"))


def _of_size(lines: pl.DataFrame) -> pl.DataFrame:
    n = int(lines["named_count"][0])
    amounts = lines["take_minor"].to_numpy().reshape(-1, n)
    targets = lines["paid_minor"].to_numpy().reshape(-1, n)[:, 0]
    counts, masks = unique_subsets(amounts, targets, _instalments(lines, n))
    told = lines.with_columns(
        option="family_id",
        is_taken=pl.Series(np.repeat(masks, n) >> np.tile(np.arange(n), len(masks)) & 1) == 1,
        gate=pl.Series(np.repeat(np.where(counts > 1, "readings_several", "readings"), n)),
    )
    return told.filter("is_taken").drop("is_taken")


def _instalments(lines: pl.DataFrame, n: int) -> NDArray[np.bool_] | None:
    numbers = lines["item_number"].to_numpy().reshape(-1, n)
    amounts = lines["take_minor"].to_numpy().reshape(-1, n)
    same = (numbers[:, :, None] == numbers[:, None, :]) & (amounts[:, :, None] == amounts[:, None, :])
    earlier = np.triu(np.ones((n, n), dtype=bool), k=1)
    after = same & earlier
    return after if after.any() else None
