"""Numbers a receipt nearly names: one character wrong, missing, added or turned, or cut short at one end.

Evidence only beside the payer and the amount: in a dense range of numbers every number has neighbours.
Numbers that share a piece are found by hashes of their pieces, a million at once, and then compared letter by letter.
"""

import numpy as np
import polars as pl
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from matching import keys, text
from matching.evidence import Evidence
from schemas.policy import Policy

_SHORTEST, _LONGEST = 5, 24  # characters of a number that is compared this way
_CUT = (2, 3, 4)  # characters a number may have lost at its beginning or end
_OWNER = ["entity", "family_id", "currency"]
# A text's hash is the sum of its letters, each times a power of the base; an odd base has an inverse modulo 2^64.
_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 1 << 64)
Hashes = NDArray[np.uint64]


def items(evidence: Evidence, policy: Policy) -> pl.DataFrame:
    """(payment_id, item_id, token): open items of the payer's family whose number an unknown token nearly is.

    One row per receipt and item, by its first such token. Only receipts of which nothing is applied are asked.
    """
    whole = evidence.receipts.filter(pl.col("open_minor") == pl.col("amount_minor"))
    payer = whole.select("payment_id", "entity", "currency", family_id="payer_family").drop_nulls()
    tokens = evidence.unexplained.select("payment_id", "token").join(payer, on="payment_id")
    asked = _forms(tokens, text.compact(pl.col("token")), text.digits(pl.col("token")))
    owners = asked.select(_OWNER).unique().with_row_index("owner")
    whose = evidence.items.join(owners, on=_OWNER)
    numbers = keys.of_items(whose, policy).filter(pl.col("key_kind") != "tail").select("item_id", form="key")
    ours = numbers.join(whose.select("item_id", "owner"), on="item_id").filter(_is_comparable())
    asked = asked.join(owners, on=_OWNER)
    pairs = pl.concat([_edited(asked, ours), _cut_short(asked, ours)])
    return pairs.sort("payment_id", "item_id", "token").unique(
        ["payment_id", "item_id"], keep="first", maintain_order=True
    )


def _forms(tokens: pl.DataFrame, *forms: pl.Expr) -> pl.DataFrame:
    return tokens.with_columns(form=pl.concat_list(forms).list.unique()).explode("form").filter(_is_comparable())


def _length() -> pl.Expr:
    return pl.col("form").str.len_bytes().cast(pl.Int64)


def _is_comparable() -> pl.Expr:
    return _length().is_between(_SHORTEST, _LONGEST)


def _edited(asked: pl.DataFrame, ours: pl.DataFrame) -> pl.DataFrame:
    """Forms at most one edit apart: they are alike when one character is left out of each, or of one."""
    pairs = _sharing(_shorter(asked), _shorter(ours), asked, ours)
    apart = process.cpdist(
        pairs["form"].to_list(),
        pairs["form_ours"].to_list(),
        scorer=DamerauLevenshtein.distance,
        score_cutoff=1,
        workers=-1,
    )
    return pairs.filter(pl.Series(apart, dtype=pl.Int64) <= 1).select("payment_id", "item_id", "token")


def _cut_short(asked: pl.DataFrame, ours: pl.DataFrame) -> pl.DataFrame:
    """Forms that are the beginning or the end of a number of ours, a few characters short."""
    pairs = _sharing(_whole(asked), _shortened(ours), asked, ours)
    begins, ends = (getattr(pl.col("form_ours").str, side)(pl.col("form")) for side in ("starts_with", "ends_with"))
    lost = pl.col("form_ours").str.len_bytes().cast(pl.Int64) - _length()
    return pairs.filter(begins | ends, lost.is_in(_CUT)).select("payment_id", "item_id", "token")


def _sharing(left: pl.DataFrame, right: pl.DataFrame, asked: pl.DataFrame, ours: pl.DataFrame) -> pl.DataFrame:
    """(payment_id, token, form, item_id, form_ours): forms of one owner that have a piece in common, each pair once."""
    rows = left.join(right, on="piece", suffix="_ours").select("row", "row_ours").unique()
    told = asked.select("payment_id", "token", "form", "owner")[rows["row"]]
    theirs = ours.select("item_id", form_ours="form", owner_ours="owner")[rows["row_ours"]]
    return told.hstack(theirs).filter(pl.col("owner") == pl.col("owner_ours"))


def _whole(forms: pl.DataFrame) -> pl.DataFrame:
    """(row, piece): each form as it is."""
    return _pieces(forms, _sums(forms)[:, -1:], np.ones((forms.height, 1), dtype=np.bool_))


def _shorter(forms: pl.DataFrame) -> pl.DataFrame:
    """(row, piece): each form as it is, and with each of its characters left out."""
    sums = _sums(forms)
    without = sums[:, :-1] + (sums[:, -1:] - sums[:, 1:]) * np.uint64(_INVERSE)
    return _pieces(forms, without, np.arange(without.shape[1]) <= _lengths(forms))


def _shortened(forms: pl.DataFrame) -> pl.DataFrame:
    """(row, piece): each form without a few of its last, or of its first characters."""
    sums, length, lost = _sums(forms), _lengths(forms), np.array([_CUT])
    beginnings = np.take_along_axis(sums, length - lost, axis=1)
    back = np.array([pow(_INVERSE, one, 1 << 64) for one in _CUT], dtype=np.uint64)
    ends = (sums[:, -1:] - sums[:, _CUT]) * back
    return _pieces(forms, np.hstack([beginnings, ends]), np.tile(length - lost >= _SHORTEST, 2))


def _lengths(forms: pl.DataFrame) -> NDArray[np.int64]:
    return forms.select(_length()).to_numpy()


def _sums(forms: pl.DataFrame) -> Hashes:
    """Hashes of each form's first 0, 1, 2, ... characters; the last column has all of it."""
    width = 1 + int(_lengths(forms).max(initial=_SHORTEST))  # a blank more than the longest has
    letters = np.array(forms["form"].to_list(), dtype=f"S{width}").view(np.uint8).reshape(forms.height, width)
    powers = np.cumprod(np.full(width, _BASE, dtype=np.uint64))
    sums = np.zeros((forms.height, width + 1), dtype=np.uint64)
    np.cumsum(letters * powers, axis=1, out=sums[:, 1:])
    return sums


def _pieces(forms: pl.DataFrame, hashes: Hashes, is_one: NDArray[np.bool_]) -> pl.DataFrame:
    """(row, piece): the hashes that count, with the form's place and mixed with its owner."""
    row, column = np.nonzero(is_one)
    owner = forms["owner"].to_numpy().astype(np.uint64) * np.uint64(_INVERSE)
    return pl.DataFrame({"row": row.astype(np.uint32), "piece": hashes[row, column] + owner[row]})
