"""What waits for a person, and what is offered to them: a new row only when there is something new to say."""

import polars as pl

from matching.state import Doubts
from pipelines.ledger.rows import Connection, given, select, sql
from pipelines.ledger.runs import Run


def set_held(connection: Connection, run: Run, held: pl.DataFrame, subjects: list[str]) -> None:
    """Makes the open exceptions of these kinds of subject exactly `held`.

    In:   `held`: schemas.exceptions.Held; `subjects`: those it speaks for, of payment, advice, file, item.
    What is no longer held is resolved. What a person put on hold, or sent for approval, stays so; a file stays
    until it is taken, although only the run that saw it first names it.
    """
    with given(connection, held=held):
        connection.execute(sql("exceptions/held"), {"as_of": run.as_of, "subjects": subjects})


def set_candidates(connection: Connection, doubts: Doubts) -> None:
    """What is offered for the payments that are in doubt, as a whole set for each payment whose set is new.

    What a person called wrong is left out, and the others move up.
    """
    candidates, lines = _without_rejected(connection, doubts.candidates, doubts.candidate_lines)
    with given(connection, offered=candidates, offered_lines=lines, held=doubts.held):
        connection.execute(sql("exceptions/sets"))
        connection.execute(sql("exceptions/offer"))


def _without_rejected(
    connection: Connection, candidates: pl.DataFrame, lines: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    rejected = select(connection, sql("exceptions/rejected"))
    if rejected.is_empty():
        return candidates, lines
    key = ["payment_id", "rank"]
    items = lines.group_by(key).agg(item_ids=pl.col("item_id").sort())
    said = candidates.join(items, on=key, how="left").with_columns(pl.col("item_ids").fill_null([]))
    wrong = rejected.with_columns(pl.col("item_ids").list.sort())
    kept = said.join(wrong, on=["payment_id", "customer_id", "item_ids"], how="anti", nulls_equal=True).sort(key)
    ranks = kept.select(*key, new_rank=pl.int_range(1, pl.len() + 1).over("payment_id", order_by="rank"))
    offers, parts = (
        data.join(ranks, on=key, maintain_order="left").with_columns(rank="new_rank") for data in (candidates, lines)
    )
    return offers.select(candidates.columns), parts.select(lines.columns)
