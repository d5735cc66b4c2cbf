"""What people taught of payers, as evidence for today's receipts, and what each lesson has named so far."""

import polars as pl

from matching import names, text
from matching.state import State

_NOTHING = pl.DataFrame(
    schema={
        "payment_id": pl.String, "customer_id": pl.String, "payer_kind": pl.String, "payer_score": pl.Float64,
        "payer_margin": pl.Float64,
    }
)  # fmt: skip


def evidence(state: State) -> pl.DataFrame:
    """(payment_id, customer_id, payer_kind, payer_score, payer_margin): the payer's name, or account, is one that a
    person said is this customer."""
    if state.taught.is_empty():
        return _NOTHING
    known = _keyed(state.taught).drop_nulls("key").select("entity", "kind", "key", "customer_id")
    asked = _keyed(_said(state.receipts.select("payment_id", "entity", "payer_name", "payer_account")))
    found = asked.join(known, on=["entity", "kind", "key"])
    kind = pl.format("taught {}", "kind")
    one = pl.lit(1.0)
    return found.select("payment_id", "customer_id", payer_kind=kind, payer_score=one, payer_margin=one).unique()


def uses(aliases: pl.DataFrame, identified: pl.DataFrame) -> pl.DataFrame:
    """alias_id, payments: what was identified by each alias, oldest first.

    In:  aliases: alias_id, entity, customer_id, kind, value; identified: payment_id, entity, customer_id, payer_name,
         payer_account of the payments whose payer was told by what somebody taught, oldest first.
    """
    on = ["entity", "customer_id", "kind", "key"]
    asked = _keyed(_said(identified)).select(*on, "payment_id")
    found = _keyed(aliases).select(*on, "alias_id").join(asked, on=on, maintain_order="right")
    return found.group_by("alias_id", maintain_order=True).agg(payments="payment_id")


def _said(payments: pl.DataFrame) -> pl.DataFrame:
    """The payer of each payment by name and by account: kind, value."""
    sides = {"name": "payer_name", "account": "payer_account"}
    rows = [payments.with_columns(kind=pl.lit(kind), value=column) for kind, column in sides.items()]
    return pl.concat(rows).drop_nulls("value")


def _keyed(told: pl.DataFrame) -> pl.DataFrame:
    """`told` with kind and value as they are compared."""
    account = text.account(pl.col("value"))
    key = pl.when(kind="account").then(account).otherwise(names.normal(pl.col("value")))
    distinct = told.select("kind", "value").unique().with_columns(key=key)
    return told.join(distinct, on=["kind", "value"], how="left", maintain_order="left")
