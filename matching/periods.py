"""Locked months are never posted to: what is dated in one moves to the first open month after it."""

import polars as pl

FIRST_OPEN = {"entity": pl.String, "since_date": pl.Date, "first_open_date": pl.Date}


def in_open_months(rows: pl.DataFrame, first_open: pl.DataFrame) -> pl.DataFrame:
    """`rows` (entity, gl_date, ...) in their order, dated in open months.

    first_open: FIRST_OPEN, the locked spans of each entity: a date from `since_date` on and before `first_open_date`
    becomes `first_open_date`.
    """
    if first_open.is_empty():
        return rows
    numbered = rows.with_row_index("place").sort("gl_date")
    spans = first_open.sort("since_date")
    dated = numbered.join_asof(
        spans, left_on="gl_date", right_on="since_date", by="entity", strategy="backward", check_sortedness=False
    )
    moved = dated.with_columns(gl_date=pl.max_horizontal("gl_date", "first_open_date")).sort("place")
    return moved.select(rows.columns)
