"""Open items into the ledger: an entity's snapshot of a date, kept as what it changes.

All files of one entity and date are one snapshot. An older date is never taken; one that contradicts itself, or in
which too much vanishes that we did not apply, is quarantined: its rows are not kept, its file is read again when
somebody accepts it.
"""

import polars as pl

from pipelines.ledger.intake import shaped_with
from pipelines.ledger.rows import Connection, given, select, sql
from schemas.receivables import OpenItem

SNAPSHOTS = ["snapshot_id", "entity", "snapshot_date", "item_count", "status", "reason"]


def load_open_items(connection: Connection, items: pl.DataFrame, drop_limit: float) -> pl.DataFrame:
    """Takes the snapshots in `items`, oldest date first.

    In:      OpenItem with `sha256`, `source_file`; snapshot_date filled; optional `is_accepted` (a person took the
             file although too much vanished) and `objection` (why the entity's list cannot be trusted, unless
             accepted). drop_limit: policy.snapshot_drop_limit.
    Out:     SNAPSHOTS, one row an entity and date: `taken` (also when it says nothing new), `quarantined` or `older`.
    """
    marks = {"is_accepted": pl.lit(False), "objection": pl.lit(None, pl.String)}
    rows = shaped_with(OpenItem, items, "sha256", "source_file").with_columns(
        items[name] if name in items.columns else default.alias(name) for name, default in marks.items()
    )
    found = [
        _load_date(connection, rows.filter(pl.col("snapshot_date") == day), drop_limit)
        for day in rows["snapshot_date"].unique().sort()
    ]
    return (
        pl.concat(found) if found else select(connection, f"select {', '.join(SNAPSHOTS)} from facts.snapshots limit 0")
    )


def _load_date(connection: Connection, rows: pl.DataFrame, drop_limit: float) -> pl.DataFrame:
    connection.execute("set variable drop_limit = ?::decimal(9, 6)", [drop_limit])
    with given(connection, incoming=rows):
        connection.execute(sql("receivables/list"))
    connection.execute(sql("receivables/judge"))
    connection.execute(sql("receivables/keep"))
    return select(connection, f"select {', '.join(SNAPSHOTS)} from judged order by entity")
