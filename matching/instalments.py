"""Which instalment of a number a text means, where it says so."""

import polars as pl

from matching import text

# Which instalment a text speaks of: `40510 2/3`, `40510 2. RATE`.
_INSTALMENT = r"[0-9]{2} ([1-9]) ?/ ?[1-9]\b", r"\b([1-9])\. ?RATE\b", r"\bRATE ([1-9])\b"


def others(lines: pl.DataFrame, receipts: pl.DataFrame, closed: pl.DataFrame) -> pl.DataFrame:
    """(payment_id, item_id): instalments of a number that the text does not mean, since it says which it means.

    All of those still open, where the one it means is closed.
    """
    number = ["payment_id", "family_id", "item_number"]
    split = lines.filter(pl.col("instalment") > 1).select(number).unique()
    if split.is_empty():
        return lines.select("payment_id", "item_id").clear()
    parts = lines.join(split, on=number, how="semi").select(*number, "item_id", "instalment")
    memos = receipts.join(parts, on="payment_id", how="semi").select(
        "payment_id", memo=text.without_noise(text.folded(pl.col("memo")))
    )
    said = pl.coalesce(pl.col("memo").str.extract(pattern) for pattern in _INSTALMENT).cast(pl.Int64)
    told = parts.join(memos, on="payment_id").with_columns(said=said).drop_nulls("said")
    gone = closed.select("payment_id", "item_number", is_gone=pl.lit(True)).unique()
    both = told.join(gone, on=["payment_id", "item_number"], how="left")
    is_open = (pl.col("instalment") == pl.col("said")).any().over(number)
    return both.filter(pl.col("instalment") != pl.col("said"), is_open | pl.col("is_gone")).select(
        "payment_id", "item_id"
    )
