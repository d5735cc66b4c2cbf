"""A known payer paid exactly one open item's amount, and wrote its number with one character wrong."""

import polars as pl
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from matching import text
from matching.evidence import Evidence
from matching.proposal import in_full
from matching.rules.payer_amount import fitting
from schemas.policy import Policy


def propose(evidence: Evidence, policy: Policy) -> pl.DataFrame:
    """One option for each item of that amount whose number is one edit away from a number that is none of ours."""
    pairs = fitting(evidence, policy).join(evidence.unexplained, on="payment_id")
    number = text.folded(pl.col("item_number"))
    forms = pairs.with_columns(
        written=pl.concat_list(text.compact(pl.col("token")), text.digits(pl.col("token"))),
        ours=pl.concat_list(text.compact(number), text.digits(number)),
    ).explode("written", "ours")
    apart = process.cpdist(
        forms["written"].to_list(),
        forms["ours"].to_list(),
        scorer=DamerauLevenshtein.distance,
        score_cutoff=1,
        workers=-1,
    )
    near = forms.with_columns(apart=pl.Series(apart, dtype=pl.Int64)).filter(
        pl.col("apart") <= 1, pl.col("ours").str.len_bytes() > 4
    )
    once = near.unique(["payment_id", "item_id"], keep="first", maintain_order=True)
    gate = pl.when(pl.col("is_common")).then(pl.lit("mistyped_common")).otherwise(pl.lit("mistyped"))
    says = pl.format("'{}' is one character away from {}, and the amount is its own", "token", "item_number")
    discount = pl.when("is_gross").then(0).otherwise("earned_minor")
    return in_full(
        once.with_columns(option="item_id", gate=gate, evidence=says),
        cash_minor=pl.col("open_minor") - discount,
        discount_minor=discount,
    )
