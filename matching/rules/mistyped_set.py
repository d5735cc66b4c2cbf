"""A known payer named several items, some with a character wrong, and only one set of them comes to the amount."""

import polars as pl

from matching import near
from matching.combinations import only_subset
from matching.evidence import Evidence
from matching.proposal import in_full
from matching.rules.payer_amount import common
from schemas.policy import Policy


def propose(evidence: Evidence, policy: Policy) -> pl.DataFrame:
    """Every item named well, and of those nearly named the only choice that makes up the rest: one for each number.

    A rest that some choice would meet by chance is left alone (`policy.combination_chance`).

    >>> items = [item("INV-40510", 50003), item("INV-77231", 20011), item("INV-93344", 30029)]
    >>> paid(decided(state([receipt(70014, "INV-40510 INV-77232", "Alpha Tools")], items)))
    {'R1': {'INV-40510': 50003, 'INV-77231': 20011}}
    """
    named = evidence.named_lines.with_columns(is_named=pl.lit(True))
    nearly = _nearly(evidence, named, policy)
    chosen = only_subset(nearly, "payment_id", "open_minor", "rest_minor")
    distinct = pl.col("token").n_unique().over("payment_id") == pl.len().over("payment_id")
    once = chosen.filter(distinct).join(common(evidence, policy, chosen), on="item_id")
    whole = pl.concat([named.join(once, on="payment_id", how="semi"), once], how="diagonal")
    several = whole.filter(pl.len().over("payment_id") > 1)
    is_common = pl.col("is_common").all().over("payment_id")  # null where it is named well
    gate = pl.when(is_common).then(pl.lit("mistyped_common")).otherwise(pl.lit("mistyped_set"))
    how = pl.when("is_named").then(pl.lit("names")).otherwise(pl.lit("is nearly the number of"))
    says = pl.format("'{}' {} {}; only this set of the items named comes to the amount", "token", how, "item_number")
    return in_full(several.with_columns(option=pl.lit("the only set"), gate=gate, evidence=says))


def _nearly(evidence: Evidence, named: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    """Items nearly named that may be paid, beside what they have to make up: `rest_minor`."""
    done = named.group_by("payment_id").agg(done_minor=pl.col("open_minor").sum())
    receipts = evidence.receipts.select("payment_id", paid_minor="open_minor").join(done, on="payment_id", how="left")
    payable = evidence.items.filter(
        pl.col("open_minor") > 0, pl.col("item_type") != "deduction", pl.col("status") != "disputed"
    ).drop("entity", "currency")
    said = pl.concat(part.select("payment_id") for part in (evidence.unexplained, named))
    several = said.filter(pl.col("payment_id").is_duplicated())  # a number that stands alone names no set
    asked = evidence.receipts.join(several, on="payment_id", how="semi")
    more = near.items(evidence._replace(receipts=asked), policy).join(named, on=["payment_id", "item_id"], how="anti")
    lines = more.join(receipts, on="payment_id").join(payable, on="item_id")
    rest = pl.col("paid_minor") - pl.col("done_minor").fill_null(0)
    sized = lines.with_columns(is_named=pl.lit(False), rest_minor=rest, n=pl.len().over("payment_id"))
    chance = 2.0 ** pl.col("n") / pl.col("open_minor").sum().over("payment_id") * 2
    few = sized.filter(pl.col("n") <= policy.readings_limit, chance <= policy.combination_chance)
    return few.filter(pl.col("rest_minor") > 0)
