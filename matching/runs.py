"""Numbers written without anything between them: `4051040512` may be 40510 and 40512.

Numbers of one length, all of them ours, and a length at which that is no chance: where every other number of five
digits is ours, ten digits are not read as two of them.
"""

import polars as pl

from matching import keys
from schemas.policy import Policy

_CHANCE = 0.001  # that digits of nobody's fall into numbers of ours


def taken_apart(read: pl.DataFrame, own_keys: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    """(token_no, entity, form): the numbers of ours that the digits of a reading fall into, end to end.

    read: (token_no, entity, form), each way a token is read. own_keys: `keys.of_items`.
    """
    numbers = own_keys.lazy().filter(pl.col("key_kind") != "tail", keys.is_digits(pl.col("key")))
    ours = numbers.select("entity", "key", "at").collect()
    size = pl.col("key").str.len_bytes().cast(pl.Int64)
    sizes = ours.group_by("entity", size=size).agg(share=pl.len() / 10.0 ** size.first())
    length = pl.col("form").str.len_bytes().cast(pl.Int64)
    count = length // pl.col("size")
    digits = read.filter(length >= 2 * (policy.reference_digits + 1), keys.is_digits(pl.col("form"))).unique()
    runs = digits.join(sizes, on="entity").filter(
        pl.col("size") > policy.reference_digits,
        count > 1,
        length % pl.col("size") == 0,
        pl.col("share") ** count <= _CHANCE,
    )
    first = runs.with_columns(piece=_piece(pl.lit(0))).with_columns(at=keys.at("piece"))
    begun = first.join(ours, on="at", how="semi").drop("piece", "at")  # most of them fail here
    pieces = begun.with_columns(at=pl.int_ranges(0, count)).explode("at").with_columns(piece=_piece(pl.col("at")))
    known = pieces.join(ours, left_on=["entity", "piece"], right_on=["entity", "key"], how="semi")
    whole = known.filter(pl.len().over("token_no", "form", "size") == count)
    return whole.select("token_no", "entity", form="piece")


def _piece(at: pl.Expr) -> pl.Expr:
    return pl.col("form").str.slice(at * pl.col("size"), pl.col("size"))
