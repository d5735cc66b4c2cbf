"""Several advices bear the payment's reference, and together they name every item and add up to it."""

import polars as pl

from matching.evidence import Evidence
from matching.proposal import Proposal
from matching.rules import advice
from schemas.frame import frame
from schemas.policy import Policy


def propose(evidence: Evidence, policy: Policy) -> pl.DataFrame:
    """One option for each receipt with several such advices: their lines are read as those of one.

    >>> first = advice("RA1", 500, line("40510", 500), payment_reference="E2E778899")
    >>> second = advice("RA2", 300, line("40511", 300), payment_reference="E2E778899")
    >>> items = [item("40510", 500), item("40511", 300)]
    >>> paid(decided(state([receipt(800, "E2E778899")], items, advices=[first, second])))
    {'R1': {'40510': 500, '40511': 300}}
    """
    by_reference = evidence.advice_lines.filter(pl.col("link") == 2)
    several = by_reference.filter(pl.col("remittance_id").n_unique().over("payment_id") > 1)
    if several.is_empty():
        return frame(Proposal)
    return advice.propose(evidence._replace(advice_lines=as_one(several)), policy)


def as_one(lines: pl.DataFrame) -> pl.DataFrame:
    """Lines of advices as those of one advice for each receipt."""
    ids, told_as = pl.col("remittance_id").unique().sort(), pl.col("advice").unique().sort()
    return lines.with_columns(
        remittance_id=ids.str.join(advice.BETWEEN).over("payment_id"), advice=told_as.str.join(" + ").over("payment_id")
    )
