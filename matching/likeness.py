"""How alike two names are: letter by letter, less what stands in words that the other name does not have.

Names of companies share most of their letters: `Bank of Armenia` and `Bank of America` are two customers, for all
that they look alike; `Appel` and `Apple` differ by as much and are one.
"""

import numpy as np
import polars as pl
from rapidfuzz import distance, process

from matching import names

_SLIP, _SLIPS = 4, 2  # a character wrong, missing, added or turned in four, and two at most, make no other word
_FAR = 0.6  # names whose letters are less alike are strangers, whatever their words
_OTHER = 0.7  # Alpha Tools II is not Alpha Tools, nor is Alpha Tools 2
_ORDINAL = r"\b(?:II|III|IV|VI|VII|VIII|IX|[0-9]{1,2})\b"
_CUT_OFF = 24  # a normal name this long may have been cut off by a bank


def score(left: pl.Series, right: pl.Series) -> pl.Series:
    """How alike two columns of normal names are, 0 to 1, pair by pair; 1 is equal but for order, blanks and cutting.

    A name that may be cut off is compared as far as it goes. Never a subset score: every subset would score 1.
    """
    pairs = pl.DataFrame({"left": left, "right": right}).with_row_index("pair")
    length = pl.min_horizontal(pl.col("left", "right").str.len_chars())
    is_longer = pl.max_horizontal(pl.col("left", "right").str.len_chars()) > length
    cut = pairs.filter(length >= _CUT_OFF, is_longer).with_columns(pl.col("left", "right").str.slice(0, length))
    best = pl.concat([_scored(pairs), _scored(cut)]).group_by("pair").agg(pl.col("score").max())
    return best.sort("pair")["score"].round(4)


def _scored(pairs: pl.DataFrame) -> pl.DataFrame:
    """(pair, score): the letters alike, or all but the slips, less the share of letters in words of one name alone.

    Names that are numbered otherwise are two, whatever their letters.
    """
    seen = pairs.with_columns(alike=_letters(pairs))
    words = _words(seen.filter(pl.col("alike") >= _FAR).select("pair", "left", "right"))
    told = seen.join(words, on="pair", how="left").with_columns(pl.col("strange", "slips").fill_null(0.0))
    only_slips = pl.when(pl.col("alike") >= _FAR, pl.col("strange") == 0).then(1 - pl.col("slips") / 2).otherwise(0.0)
    is_glued = pl.col("left").str.contains(" ") != pl.col("right").str.contains(" ")  # its words cannot be told
    strange = pl.when(is_glued).then(0.0).otherwise("strange")
    left, right = (pl.col(side).str.extract_all(_ORDINAL).list.sort().list.join(" ") for side in ("left", "right"))
    most = pl.when(is_glued | (left == right)).then(1.0).otherwise(_OTHER)
    return told.select("pair", score=(pl.max_horizontal("alike", only_slips) - strange).clip(0.0, most))


def _letters(pairs: pl.DataFrame) -> pl.Series:
    """The best of: the names as they stand, their words in order of the alphabet, and without blanks."""
    both = pl.col("left", "right")
    views = [_alike(pairs.select(view)) for view in (both, names.in_order(both), names.squeezed(both))]
    return pl.DataFrame(views).select(pl.max_horizontal(pl.all()).alias("alike"))["alike"]


def _alike(pairs: pl.DataFrame) -> pl.Series:
    """The mean of edit similarity and Jaro-Winkler, which forgives the end of a name more than its beginning."""
    left, right = pairs["left"].to_list(), pairs["right"].to_list()
    indel = process.cpdist(left, right, scorer=distance.Indel.normalized_similarity, workers=-1, dtype=np.float64)
    winkler = process.cpdist(left, right, scorer=distance.JaroWinkler.similarity, workers=-1, dtype=np.float64)
    return pl.Series((indel + winkler) / 2)


def _words(pairs: pl.DataFrame) -> pl.DataFrame:
    """(pair, strange, slips): as shares: letters of words like none of the other name, and slips in the rest."""
    words = {
        side: pairs.select("pair", pl.col(side).str.split(" ")).explode(side).with_row_index(f"{side}_no")
        for side in ("left", "right")
    }
    crossed = words["left"].join(words["right"], on="pair")
    left, right = crossed["left"].to_list(), crossed["right"].to_list()
    wrong = process.cpdist(left, right, scorer=distance.DamerauLevenshtein.distance, workers=-1, dtype=np.int64)
    longer = pl.max_horizontal(pl.col("left", "right").str.len_chars()).cast(pl.Int64)
    is_like = pl.col("wrong") <= (longer // _SLIP).clip(upper_bound=_SLIPS)
    told = crossed.with_columns(wrong=pl.Series(wrong)).with_columns(is_like=is_like)
    each = [
        told.group_by("pair", f"{side}_no").agg(
            letters=pl.col(side).first().str.len_chars(), slips=pl.col("wrong").filter("is_like").min()
        )
        for side in words
    ]
    letters, slips = pl.col("letters"), pl.col("slips")
    return (
        pl.concat([one.select("pair", "letters", "slips") for one in each])
        .group_by("pair")
        .agg(strange=letters.filter(slips.is_null()).sum() / letters.sum(), slips=slips.sum() / letters.sum())
    )
