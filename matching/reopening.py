"""Receipts that the bank took back are as if they had never come: gone from the day's work, their items open again."""

import polars as pl

from matching.state import State


def reopened(state: State, reversals: pl.DataFrame) -> State:
    """The state after these Reversal rows, so that what is paid again today meets its item as it stands again."""
    if reversals.is_empty():
        return state
    gone, tied = reversals["payment_id"].implode(), reversals["return_payment_id"].implode()
    back = state.shares.filter(pl.col("payment_id").is_in(gone)).group_by("item_id").agg(pl.col("item_minor").sum())
    raised = state.items.join(back, on="item_id", how="left", maintain_order="left").with_columns(
        open_minor=pl.col("open_minor") + pl.col("item_minor").fill_null(0)
    )
    lasting = pl.when(pl.col("open_minor") == 0).then(pl.col("closed_date"))
    return state._replace(
        receipts=state.receipts.filter(~pl.col("payment_id").is_in(gone)),
        returns=state.returns.filter(~pl.col("payment_id").is_in(tied)),
        items=raised.with_columns(closed_date=lasting).select(state.items.columns),
    )
