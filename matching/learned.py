"""Payer accounts learned from references: seen with confirmed references of one customer, and with no other family's.

Worked out once, from the morning's evidence and what earlier days saw, so that the order of receipts is irrelevant.
"""

import polars as pl

from matching import agreement, text
from matching.state import State
from schemas.policy import Policy

_ACCOUNT = ["entity", "payer_account"]


def accounts(state: State, named: pl.DataFrame, items: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    """(entity, payer_account, customer_id): what `policy.learn_min_receipts` receipts have confirmed.

    In:   named: payment_id, item_id, token, source, quality of open items; items: open Items with family_id and limits.
    A reference is confirmed where the amount agrees with the items of one family alone. A receipt that names items of
    another family contradicts, confirmed or not. Accounts of the master data need no learning. Only accounts are
    looked at that some receipt of today came from without naming an item: for the others it would change nothing.
    """
    known = state.payers.select("entity", payer_account=pl.col("bank_accounts").str.split(";")).explode("payer_account")
    silent = state.receipts.join(named, on="payment_id", how="anti").select(_ACCOUNT).drop_nulls()
    asked = _compact(silent).join(_compact(known.drop_nulls()), on=_ACCOUNT, how="anti")
    if asked.is_empty():
        return asked.select(*_ACCOUNT, customer_id=pl.lit(None, dtype=pl.String))
    family = items.select("entity", "customer_id", "family_id").unique()
    earlier = (
        _compact(state.learned_accounts)
        .join(family, on=["entity", "customer_id"], how="left")
        .with_columns(family_id=pl.coalesce("family_id", pl.format("{}/{}", "entity", "customer_id")))
    )
    columns = [*_ACCOUNT, "customer_id", "family_id", "receipt_count"]
    seen = pl.concat([earlier.select(columns), _today(state, named, items, asked).select(columns)])
    loyal = seen.join(asked, on=_ACCOUNT, how="semi").filter(pl.col("family_id").n_unique().over(_ACCOUNT) == 1)
    counts = loyal.group_by(*_ACCOUNT, "customer_id").agg(pl.col("receipt_count").sum())
    enough = counts.filter(pl.col("receipt_count") >= policy.learn_min_receipts)
    return enough.drop("receipt_count").sort(*_ACCOUNT, "customer_id")


def _compact(data: pl.DataFrame) -> pl.DataFrame:
    account = text.account(pl.col("payer_account"))
    return data.with_columns(payer_account=account).filter(pl.col("payer_account") != "").unique()


def _today(state: State, named: pl.DataFrame, items: pl.DataFrame, asked: pl.DataFrame) -> pl.DataFrame:
    """One row an account and customer whose items it names today; receipt_count: of receipts whose amount agrees."""
    account = text.account(pl.col("payer_account"))
    receipts = state.receipts.with_columns(payer_account=account).join(asked, on=_ACCOUNT, how="semi")
    dated = receipts.with_columns(
        payment_date=pl.coalesce("value_date", "booking_date"), payer_family=pl.lit(None, dtype=pl.String)
    )
    lines = agreement.lines(named, items, dated).join(receipts.select("payment_id", *_ACCOUNT), on="payment_id")
    agreed = agreement.totals(lines).filter(agreement.gate().is_not_null()).with_columns(is_confirmed=pl.lit(True))
    told = lines.join(agreed.select(*agreement.OPTION, "is_confirmed"), on=agreement.OPTION, how="left")
    is_only = pl.col("family_id").filter("is_confirmed").n_unique().over("payment_id") == 1
    meant = told.filter(pl.col("is_confirmed") | ~pl.col("is_confirmed").any().fill_null(False).over("payment_id"))
    confirmed = pl.col("payment_id").filter("is_confirmed", "is_only").n_unique()
    return (
        meant.with_columns(is_only=is_only)
        .group_by(*_ACCOUNT, "customer_id", "family_id")
        .agg(receipt_count=confirmed.cast(pl.Int64))
    )
