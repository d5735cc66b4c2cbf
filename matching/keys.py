"""What each item may be called: its number whole, its digits, its counter, its order and delivery numbers."""

import polars as pl

from matching import text
from schemas.policy import Policy

YEAR = r"^20[12][0-9]$"  # 2026 in a text is the year, not the item whose number ends in 2026
# The counter of RE-2026-10234 is 10234, of R/092185/26 it is 092185: the last part, a short ending apart.
_COUNTER = r"[^A-Z0-9]([0-9]{4,})(?:[^A-Z0-9][0-9]{1,3})?$"
QUALITY = {"whole": 4, "digits": 3, "other": 3, "tail": 2}  # how sure a reader of the number can be


def of_items(items: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    """(entity, item_id, key, key_kind, quality), one row for every way an item may be named."""
    number = text.folded(pl.col("item_number"))
    own = items.lazy().select(
        "entity", "item_id", whole=text.compact(number), digits=text.digits(number),
        tail=number.str.extract(_COUNTER).str.strip_chars_start("0"),
    )  # fmt: skip
    others = _others(items.lazy())
    parts = [
        _kind(own, "whole"),
        _kind(own.filter(pl.col("digits") != pl.col("whole")), "digits"),
        _kind(own.filter(pl.col("tail") != pl.col("digits"), ~pl.col("tail").str.contains(YEAR)), "tail"),
        _kind(others, "whole", "other"),
        _kind(others.filter(pl.col("digits") != pl.col("whole")), "digits", "other"),
    ]
    return pl.concat(
        part.filter(pl.col("digit_count") >= policy.reference_digits).drop("digit_count") for part in parts
    ).collect()


def _kind(forms: pl.LazyFrame, column: str, kind: str | None = None) -> pl.LazyFrame:
    name = kind or column
    return forms.select(
        pl.col(column).str.count_matches(r"[0-9]").alias("digit_count"),
        "entity",
        "item_id",
        pl.col(column).alias("key"),
        key_kind=pl.lit(name),
        quality=pl.lit(QUALITY[name]),
    )


def _others(items: pl.LazyFrame) -> pl.LazyFrame:
    """Purchase-order, delivery, billing and contract numbers, whole and by their digits."""
    listed = pl.concat_str("po_number", "reference", separator=";", ignore_nulls=True).str.split(";")
    others = (
        items.select("entity", "item_id", number=listed).explode("number").filter(pl.col("number").str.len_bytes() > 0)
    )
    number = text.folded(pl.col("number"))
    return others.select("entity", "item_id", whole=text.compact(number), digits=text.digits(number))


def shapes(keys: pl.DataFrame) -> pl.DataFrame:
    """(entity, shape): the patterns of an entity's own numbers, letters as they are and digits as 9."""
    own = keys.filter(pl.col("key_kind").is_in(["whole", "digits"]))
    return own.select("entity", shape=shape(pl.col("key"))).unique().sort("entity", "shape")


def shape(key: pl.Expr) -> pl.Expr:
    """`INV40510` -> `INV99999`."""
    return key.str.replace_all(r"[0-9]", "9")
