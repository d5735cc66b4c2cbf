"""What each item may be called: its number whole, its digits, its counter, its order and delivery numbers."""

import polars as pl

from matching import text
from schemas.policy import Policy

YEAR = r"^20[12][0-9]$"  # 2026 in a text is the year, not the item whose number ends in 2026
# The counter of RE-2026-10234 is 10234, of R/092185/26 it is 092185: the last part, a short ending apart.
_COUNTER = r"[^A-Z0-9]([0-9]{4,})(?:[^A-Z0-9][0-9]{1,3})?$"
QUALITY = {"whole": 4, "digits": 3, "other": 3, "tail": 2}  # how sure a reader of the number can be


def of_items(items: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    """(entity, item_id, family_id, key, key_kind, quality, at), one row for every way an item may be named.

    items: Item rows; family_id stands in the answer when they have it.
    """
    owner: list[str] = [name for name in ("entity", "item_id", "family_id") if name in items.columns]
    number = text.folded(pl.col("item_number"))
    own = _forms(items.lazy().select(*owner, number=number), owner).with_columns(
        tail=pl.col("number").str.extract(_COUNTER).str.strip_chars_start("0")
    )
    others = _forms(_others(items.lazy(), owner), owner)
    counter = own.filter(pl.col("tail") != pl.col("digits"), ~pl.col("tail").str.contains(YEAR))
    parts = [
        _kind(own, owner, "whole", "all_digits"),
        _kind(own.filter(pl.col("digits") != pl.col("whole")), owner, "digits", "digits"),
        _kind(counter, owner, "tail", "tail"),
        _kind(others, owner, "whole", "all_digits", "other"),
        _kind(others.filter(pl.col("digits") != pl.col("whole")), owner, "digits", "digits", "other"),
    ]
    enough = pl.col("digit_count") >= policy.reference_digits
    every = pl.concat(part.filter(enough).drop("digit_count") for part in parts)
    return every.with_columns(at=at("key")).collect()


def named_by(asked: pl.DataFrame, own_keys: pl.DataFrame) -> pl.DataFrame:
    """Rows of `asked` (entity, form, ...) beside the keys of items that the form is: entity and text are equal."""
    hits = asked.with_columns(at=at("form")).join(own_keys, on="at", suffix="_key")
    return hits.filter(pl.col("form") == pl.col("key"), pl.col("entity") == pl.col("entity_key"))


def at(key: str) -> pl.Expr:
    """A number for an entity's key: a million of them are joined in a third of the time that texts take."""
    return pl.struct("entity", pl.col(key).alias("key")).hash()


def _forms(numbers: pl.LazyFrame, owner: list[str]) -> pl.LazyFrame:
    """Numbers whole, and by their digits with and without leading zeros."""
    whole = numbers.select(*owner, "number", whole=text.compact(pl.col("number")))
    bare = whole.with_columns(all_digits=pl.col("whole").str.replace_all(r"[A-Z]+", ""))
    return bare.with_columns(digits=pl.col("all_digits").str.strip_chars_start("0"))


def _kind(forms: pl.LazyFrame, owner: list[str], column: str, digits: str, kind: str | None = None) -> pl.LazyFrame:
    name = kind or column
    return forms.select(
        *owner,
        pl.col(column).alias("key"),
        key_kind=pl.lit(name),
        quality=pl.lit(QUALITY[name]),
        digit_count=pl.col(digits).str.len_bytes(),
    )


def _others(items: pl.LazyFrame, owner: list[str]) -> pl.LazyFrame:
    """Purchase-order, delivery, billing and contract numbers."""
    listed = pl.concat_str("po_number", "reference", separator=";", ignore_nulls=True).str.split(";")
    others = items.select(*owner, number=listed).explode("number").filter(pl.col("number").str.len_bytes() > 0)
    return others.with_columns(number=text.folded(pl.col("number")))


def shapes(keys: pl.DataFrame) -> pl.DataFrame:
    """(entity, shape): the patterns of an entity's own numbers, letters as they are and digits as 9."""
    head, length = pl.col("key").str.strip_chars_end("0123456789"), pl.col("key").str.len_bytes()
    numbers = keys.lazy().filter(pl.col("key_kind").is_in(["whole", "digits"]))
    own = numbers.select("entity", length=length, head=head).unique().collect()
    tail = pl.lit("9").repeat_by(pl.col("length") - pl.col("head").str.len_bytes()).list.join("")
    return own.select("entity", shape=shape(pl.col("head")) + tail).unique().sort("entity", "shape")


def shape(key: pl.Expr) -> pl.Expr:
    """`INV40510` -> `INV99999`."""
    return key.str.replace_all(r"[0-9]", "9")


def is_digits(key: pl.Expr) -> pl.Expr:
    """Nothing but digits, and some."""
    return key.str.contains(r"^[0-9]+$")
