"""Numbers a receipt nearly names: one character wrong, missing, added or turned, or cut short at one end.

Evidence only beside the payer and the amount: in a dense range of numbers every number has neighbours.
"""

import polars as pl
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from matching import keys, text
from matching.evidence import Evidence
from schemas.policy import Policy

_SHORTEST, _LONGEST = 5, 24  # characters of a number that is compared this way
_CUT = 4  # characters a number may have lost at its beginning or end
_KEY = ["entity", "family_id", "piece"]


def items(evidence: Evidence, policy: Policy) -> pl.DataFrame:
    """(payment_id, item_id, token): open items of the payer's family whose number an unknown token nearly is.

    One row per receipt and item, by its first such token.
    """
    whole = evidence.receipts.filter(pl.col("open_minor") == pl.col("amount_minor"))
    payer = whole.select("payment_id", "entity", "currency", family_id="payer_family").drop_nulls()
    tokens = evidence.unexplained.select("payment_id", "token").join(payer, on="payment_id")
    asked = _forms(tokens, text.compact(pl.col("token")), text.digits(pl.col("token")))
    whose = evidence.items.join(
        asked.select("entity", "family_id", "currency").unique(), on=["entity", "family_id", "currency"]
    )
    owner = whose.select("item_id", "family_id", "currency")
    own = keys.of_items(whose, policy).filter(pl.col("key_kind") != "tail").join(owner, on="item_id")
    ours = own.select("entity", "family_id", "currency", "item_id", form="key").filter(_is_comparable())
    pairs = pl.concat([_edited(asked, ours), _cut_short(asked, ours)])
    return pairs.sort("payment_id", "item_id", "token").unique(
        ["payment_id", "item_id"], keep="first", maintain_order=True
    )


def _forms(tokens: pl.DataFrame, *forms: pl.Expr) -> pl.DataFrame:
    return tokens.with_columns(form=pl.concat_list(forms).list.unique()).explode("form").filter(_is_comparable())


def _is_comparable() -> pl.Expr:
    return pl.col("form").str.len_bytes().is_between(_SHORTEST, _LONGEST)


def _edited(asked: pl.DataFrame, ours: pl.DataFrame) -> pl.DataFrame:
    """Forms at most one edit apart: they are alike when one character is left out of each, or of one."""
    both = _shorter(asked).join(_shorter(ours), on=["entity", "family_id", "currency", "piece"], suffix="_ours")
    pairs = both.select("payment_id", "item_id", "token", "form", "form_ours").unique()
    apart = process.cpdist(
        pairs["form"].to_list(),
        pairs["form_ours"].to_list(),
        scorer=DamerauLevenshtein.distance,
        score_cutoff=1,
        workers=-1,
    )
    return pairs.filter(pl.Series(apart, dtype=pl.Int64) <= 1).select("payment_id", "item_id", "token")


def _shorter(forms: pl.DataFrame) -> pl.DataFrame:
    """Each form as it is, and with each of its characters left out."""
    length = pl.col("form").str.len_bytes().cast(pl.Int64)
    at = forms.with_columns(at=pl.int_ranges(0, length + 1)).explode("at")
    return at.with_columns(
        piece=pl.col("form").str.slice(0, pl.col("at")) + pl.col("form").str.slice(pl.col("at") + 1)
    ).drop("at")


def _cut_short(asked: pl.DataFrame, ours: pl.DataFrame) -> pl.DataFrame:
    """Forms that are the beginning or the end of a number of ours, a few characters short."""
    form, length = pl.col("form"), pl.col("form").str.len_bytes().cast(pl.Int64)
    pieces = [form.str.slice(0, length - lost) for lost in range(2, _CUT + 1)] + [
        form.str.slice(lost) for lost in range(2, _CUT + 1)
    ]
    cut = (
        ours.with_columns(piece=pl.concat_list(pieces))
        .explode("piece")
        .filter(pl.col("piece").str.len_bytes() >= _SHORTEST)
    )
    return asked.join(
        cut, left_on=["entity", "family_id", "currency", "form"], right_on=["entity", "family_id", "currency", "piece"]
    ).select("payment_id", "item_id", "token")
