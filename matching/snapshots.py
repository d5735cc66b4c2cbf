"""What the ERP's new list of open items means for our books, item by item.

With P of our applications pending and the open amount down by D since the last list: the part of D that P
explains is confirmed and posts nothing; the rest was raised or lowered by others and posts.
"""

import polars as pl

from schemas.books import SnapshotMove
from schemas.frame import in_order, shaped


def moves(items: pl.DataFrame) -> pl.DataFrame:
    """ErpItem rows -> SnapshotMove rows, only where something is posted or confirmed.

    delta = confirmed - D, so that books = latest - (pending - confirmed) afterwards.
    """
    down = pl.col("previous_minor") - pl.col("latest_minor")
    pending = pl.col("pending_minor")
    same_way = (down * pending.sign()) > 0
    shown = pl.min_horizontal(down.abs(), pending.abs()) * pending.sign()
    confirmed = pl.when(same_way).then(shown).otherwise(0)
    judged = items.with_columns(confirmed_minor=confirmed, gl_date="snapshot_date").with_columns(
        delta_minor=pl.col("confirmed_minor") - down
    )
    moved = judged.filter((pl.col("delta_minor") != 0) | (pl.col("confirmed_minor") != 0))
    return in_order(shaped(SnapshotMove, moved), "snapshot_id", "item_id")
