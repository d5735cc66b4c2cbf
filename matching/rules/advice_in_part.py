"""The payer's own advice adds up, and all its lines but some go down as they say: these are paid, the rest waits."""

import polars as pl

from matching.evidence import Evidence
from matching.rules import advice
from schemas.policy import Policy

# What a line may lack while the others are good: an item of ours that is still open.
_BAD = ["unknown", "closed", "gone"]


def propose(evidence: Evidence, policy: Policy) -> pl.DataFrame:
    """One option for each advice that explains the receipt but for lines whose items are unknown or closed.

    >>> told = advice("RA1", 570, line("40510", 500), line("40599", 70), payment_reference="E2E778899")
    >>> paid(decided(state([receipt(570, "E2E778899", "Alpha Tools")], [item("40510", 500)], advices=[told])))
    {'R1': {'40510': 500}}
    """
    lines = evidence.told(advice.with_gates, policy)
    is_good, is_bad = pl.col("gate_failed").is_null(), pl.col("gate_failed").is_in(_BAD)
    of_good = pl.col("paid_minor").filter(pl.col("gate_failed").is_null()).sum()
    told = (is_good | (is_bad & (pl.col("paid_minor") > 0))).all() & is_bad.any() & (of_good > 0)
    explained = lines.filter(told.over(advice.ADVICE), is_good)
    says = pl.format(
        "advice {} adds up to the payment; line {} pays {}, and a line whose item is not open waits",
        "advice", "line_no", "item_number",
    )  # fmt: skip
    return advice.as_told(explained, "advice_in_part", says)
