"""What each item may be called: its number whole, its digits, its last part, its order and delivery numbers."""

import polars as pl

from matching import text
from schemas.policy import Policy

QUALITY = {"whole": 4, "digits": 3, "other": 3, "tail": 2}  # how sure a reader of the number can be


def of_items(items: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    """(entity, item_id, key, key_kind, quality), one row for every way an item may be named."""
    numbers = items.select("entity", "item_id", number=text.folded(pl.col("item_number")))
    whole = numbers.select("entity", "item_id", key=text.compact(pl.col("number")), key_kind=pl.lit("whole"))
    digits = numbers.select("entity", "item_id", key=text.digits(pl.col("number")), key_kind=pl.lit("digits"))
    last = pl.col("number").str.extract(r"[^A-Z0-9]([0-9]+)$").str.strip_chars_start("0")
    tail = numbers.select("entity", "item_id", key=last, key_kind=pl.lit("tail"))
    keys = pl.concat([whole, digits, tail, _others(items)]).drop_nulls("key")
    long_enough = pl.col("key").str.count_matches(r"[0-9]") >= policy.reference_digits
    ranked = keys.filter(long_enough).with_columns(
        quality=pl.col("key_kind").replace_strict(QUALITY, return_dtype=pl.Int64)
    )
    return ranked.sort("quality", descending=True).unique(
        ["entity", "item_id", "key"], keep="first", maintain_order=True
    )


def _others(items: pl.DataFrame) -> pl.DataFrame:
    """Purchase-order, delivery, billing and contract numbers, whole and by their digits."""
    listed = pl.concat_str("po_number", "reference", separator=";", ignore_nulls=True).str.split(";")
    others = items.select("entity", "item_id", number=listed).explode("number").drop_nulls("number")
    both = pl.concat_list(text.compact(pl.col("number")), text.digits(pl.col("number")))
    return others.select("entity", "item_id", key=both, key_kind=pl.lit("other")).explode("key")


def shapes(keys: pl.DataFrame) -> pl.DataFrame:
    """(entity, shape): the patterns of an entity's own numbers, letters as they are and digits as 9."""
    own = keys.filter(pl.col("key_kind").is_in(["whole", "digits"]))
    return own.select("entity", shape=shape(pl.col("key"))).unique().sort("entity", "shape")


def shape(key: pl.Expr) -> pl.Expr:
    """`INV40510` -> `INV99999`."""
    return key.str.replace_all(r"[0-9]", "9")
