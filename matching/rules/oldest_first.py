"""A customer whose settings say so paid a sum and named nothing: its items are paid oldest first, the last in part."""

import polars as pl

from matching.evidence import Evidence
from matching.proposal import in_full
from schemas.policy import Policy

_CERTAIN = ["identified", "account", "customer number", "alias", "name"]  # neither a likeness nor a learned account
_OWNER = ["entity", "currency", "customer_id"]


def propose(evidence: Evidence, policy: Policy) -> pl.DataFrame:
    """Each receipt goes on where the one before it ended; one that exceeds what is owed is left alone.

    >>> own = policy(overrides=(Override(entity="DE01", customer_id="A", limits=SomeLimits(oldest_first=True)),))
    >>> items = [item("40511", 20000, due_date=days(-9)), item("40510", 10000, due_date=days(-30))]
    >>> paid(decided(state([receipt(17777, None, "Alpha Tools")], items), own))
    {'R1': {'40510': 10000, '40511': 7777}}
    """
    items = evidence.items.filter(
        "oldest_first", pl.col("open_minor") > 0, pl.col("item_type") != "deduction", pl.col("status") != "disputed"
    )
    until = pl.col("open_minor").cum_sum().over(_OWNER)
    owed = items.sort("due_date", "item_id", nulls_last=True).with_columns(until=until, owed_minor=_owed())
    paid = _silent(evidence).sort("payment_date", "payment_id")
    paid = paid.with_columns(end=pl.col("paid_minor").cum_sum().over(_OWNER))
    pairs = paid.join(owed, on=_OWNER).filter(pl.col("end") <= pl.col("owed_minor"))
    begin = pl.max_horizontal(pl.col("until") - pl.col("open_minor"), pl.col("end") - pl.col("paid_minor"))
    shares = pairs.with_columns(cash_minor=pl.min_horizontal("until", "end") - begin)
    says = pl.format(
        "the payer is known by {} and pays oldest first by its settings; {} was due on {}",
        "payer_kind", "item_number", pl.col("due_date").cast(pl.String).fill_null("no known day"),
    )  # fmt: skip
    taken = shares.filter(pl.col("cash_minor") > 0)
    return in_full(
        taken.with_columns(option=pl.lit("oldest first"), gate=pl.lit("oldest_first"), evidence=says),
        cash_minor=pl.col("cash_minor"),
    )


def _owed() -> pl.Expr:
    return pl.col("open_minor").sum().over(_OWNER)


def _silent(evidence: Evidence) -> pl.DataFrame:
    """Receipts of certain payers that name nothing: no item, no number like ours, and no advice speaks of them."""
    named = [evidence.named, evidence.closed, evidence.foreign, evidence.unresolved, evidence.advice_lines]
    spoken = pl.concat(part.select("payment_id") for part in named).unique()
    silent = evidence.receipts.join(spoken, on="payment_id", how="anti")
    return silent.filter(pl.col("payer_kind").is_in(_CERTAIN)).select(
        "payment_id", "entity", "currency", "payment_date", "payer_kind",
        customer_id="payer_customer_id", paid_minor="open_minor",
    )  # fmt: skip
