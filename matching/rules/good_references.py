"""A known payer named our items and a number that is of no use: what is named well is paid, the rest waits."""

import polars as pl

from matching import agreement, near
from matching.evidence import Evidence
from matching.proposal import in_full
from schemas.policy import Policy

_PLAIN = 3  # quality of a number read whole or by its digits


def propose(evidence: Evidence, policy: Policy) -> pl.DataFrame:
    """All items named well, in full, where something else that is named accounts for the money left over.

    Best where the closed items, or those of other customers, come to just what is left. An item whose terms know a
    discount proves nothing otherwise: the payer may have taken it. A number that is nearly one of ours may be that one.

    >>> items = [item("INV-40510", 500), item("INV-40511", 300)]
    >>> outcome = decided(state([receipt(870, "INV-40510 INV-40511 INV-99999", "Alpha Tools")], items))
    >>> paid(outcome), outcome.held["amount_minor"].to_list()
    ({'R1': {'INV-40510': 500, 'INV-40511': 300}}, [70])
    """
    lines = evidence.named_lines.join(evidence.advice_lines, on="payment_id", how="anti")
    is_one = pl.col("family_id").n_unique() == 1
    is_well = (pl.col("quality") >= _PLAIN) & (pl.col("open_minor") > 0) & (pl.col("status") != "disputed")
    is_plain = is_well & pl.col("item_type").is_in(["invoice", "debit_memo"]) & pl.col("payer_family").is_not_null()
    sums = agreement.totals(lines).filter(-pl.col("short_minor") > pl.col("most_minor"))
    left = sums.select(*agreement.OPTION, left_minor=-pl.col("short_minor"))
    whole = lines.filter((is_one & is_plain.all()).over("payment_id")).join(left, on=agreement.OPTION)
    told = _without_near(whole.join(_bad(evidence), on="payment_id"), evidence, policy)
    is_just = (pl.col("bad_minor") == pl.col("left_minor")) & pl.col("bad_tokens").is_null()
    has_terms = (pl.col("discount_minor") != 0).any().over("payment_id")
    gate = pl.when(is_just).then(pl.lit("good_references_just")).when(~has_terms).then(pl.lit("good_references"))
    says = pl.format("{} '{}' names {}, which is paid in full; {} waits", "source", "token", "item_number", "bad")
    return in_full(told.with_columns(option="family_id", gate=gate, evidence=says).drop_nulls("gate"))


def _without_near(told: pl.DataFrame, evidence: Evidence, policy: Policy) -> pl.DataFrame:
    """Without receipts with a number nearly ours: it may say what the rest is for."""
    asked = evidence.receipts.join(told, on="payment_id", how="semi")
    return told.join(near.items(evidence._replace(receipts=asked), policy), on="payment_id", how="anti")


def _bad(evidence: Evidence) -> pl.DataFrame:
    """(payment_id, bad_minor, bad_tokens, bad): what a receipt names beside open items of its payer."""
    payer = evidence.receipts.select("payment_id", "payer_family")
    strange = evidence.named.join(payer, on="payment_id").filter(pl.col("family_id") != pl.col("payer_family"))
    amounts = evidence.items.select("item_id", worth_minor="open_minor")
    parts = [
        evidence.closed.select("payment_id", "token", "quality", worth_minor="original_minor"),
        strange.join(amounts, on="item_id").select("payment_id", "token", "quality", "worth_minor"),
    ]
    known = (
        pl.concat(parts)
        .filter(pl.col("quality") >= _PLAIN)
        .group_by("payment_id")
        .agg(bad_minor=pl.col("worth_minor").sum(), known=pl.col("token").unique().sort().str.join(", "))
    )
    unknown = evidence.unresolved.group_by("payment_id").agg(bad_tokens=pl.col("token").unique().sort().str.join(", "))
    both = known.join(unknown, on="payment_id", how="full", coalesce=True)
    return both.with_columns(bad=pl.concat_str("known", "bad_tokens", separator=", ", ignore_nulls=True)).drop("known")
