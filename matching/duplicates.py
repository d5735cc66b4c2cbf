"""Receipts that look like a second payment: a payer, an amount and a text that were applied a few days before."""

import polars as pl

from matching import names, references, text
from matching.state import State
from schemas.policy import Policy

_SUM = ["entity", "currency", "amount_minor"]
_SAME = [*_SUM, "written"]


def suspects(state: State, policy: Policy) -> pl.DataFrame:
    """(payment_id, twin): the latest applied receipt of at most `policy.duplicate_days` before, as people know it.

    The same payer, by account or name, the same amount, and the same text with a number in it. `40510 1/2` and
    `40510 2/2` are two texts; dates and amounts in a text do not part them.
    """
    applied = _read(state.applied, policy)
    new = state.receipts.join(state.applied, on="payment_id", how="anti")
    today = _read(new.join(state.applied, on=_SUM, how="semi"), policy)
    pairs = today.join(applied, on=_SAME, suffix="_then")
    days = (pl.col("booking_date") - pl.col("booking_date_then")).dt.total_days()
    is_payer = pl.any_horizontal(pl.col(name) == pl.col(f"{name}_then") for name in ("payer_account", "payer_name"))
    twins = pairs.filter(is_payer.fill_null(False), days.is_between(0, policy.duplicate_days))
    told_as = pl.coalesce("bank_reference_then", "payment_id_then")
    latest = twins.sort("payment_id", "booking_date_then", "payment_id_then").group_by(
        "payment_id", maintain_order=True
    )
    return latest.agg(twin=pl.format("{} of {}", told_as, "booking_date_then").last())


def _read(receipts: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    """Receipts with a number in their text, beside what of them is compared; empty accounts are none."""
    clean = text.without_noise(text.folded(pl.col("memo")))
    longest = clean.str.extract_all(references.TOKEN).list.eval(pl.element().str.count_matches(r"[0-9]")).list.max()
    account = text.account(pl.col("payer_account"))
    told = receipts.filter(longest >= policy.reference_digits).with_columns(
        written=text.compact(clean),
        payer_account=pl.when(account != "").then(account),
        payer_name=names.normal(pl.col("payer_name")),
    )
    return told.select(*_SAME, "payment_id", "booking_date", "bank_reference", "payer_account", "payer_name")
