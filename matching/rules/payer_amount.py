"""A known payer paid exactly one open item's amount, gross or less the discount earned, and named none."""

import polars as pl

from matching.agreement import earned
from matching.evidence import Evidence
from matching.proposal import in_full
from schemas.money import decimals
from schemas.policy import Policy


def propose(evidence: Evidence, policy: Policy) -> pl.DataFrame:
    """One option for each open item of the payer's family that comes to the amount.

    >>> paid(decided(state([receipt(500, None, "Alpha Tools")], [item("40510", 500), item("40511", 300)])))
    {'R1': {'40510': 500}}
    """
    fits = fitting(evidence, policy)
    gross = fits.filter("is_gross")
    rest = fits.join(gross.select("payment_id").unique(), on="payment_id", how="anti")
    both = pl.concat([gross.with_columns(earned_minor=pl.lit(0, dtype=pl.Int64)), rest])
    told = pl.col("payment_id").is_in(told_of_others(evidence)["payment_id"].implode())
    unresolved = pl.col("payment_id").is_in(evidence.unresolved["payment_id"].unique().implode())
    unexplained = pl.col("payment_id").is_in(evidence.unexplained["payment_id"].unique().implode())
    common = pl.col("is_common")
    gate = (
        pl.when(told | (common & unexplained)).then(pl.lit("payer_amount_unresolved"))
        .when(unresolved).then(pl.lit("payer_amount_despite"))
        .otherwise(pl.lit("payer_amount"))
    )  # fmt: skip
    return in_full(
        both.with_columns(option="item_id", gate=gate, evidence=_sentence()),
        cash_minor=pl.col("open_minor") - pl.col("earned_minor"),
        discount_minor=pl.col("earned_minor"),
    )


def told_of_others(evidence: Evidence) -> pl.DataFrame:
    """(payment_id): receipts whose advice names a number that is none of ours: no amount makes it another one."""
    lines = evidence.advice_lines.filter(pl.col("item_id").is_null(), pl.col("invoice_number").is_not_null())
    return lines.select("payment_id").unique()


def fitting(evidence: Evidence, policy: Policy) -> pl.DataFrame:
    """Items of the payer's family whose open amount, or that less the discount earned, is what was paid.

    `is_common`: its open amount is no more than anybody might owe.
    """
    paid = evidence.receipts.filter(pl.col("payer_family").is_not_null()).select(
        "payment_id", "entity", "currency", "payment_date", "payer_family", "payer_kind", paid_minor="open_minor"
    )
    payable = evidence.items.filter(
        pl.col("open_minor") > 0, pl.col("item_type") != "deduction", pl.col("status") != "disputed"
    )
    both = ["entity", "currency"]
    pairs = paid.join(payable, left_on=[*both, "payer_family"], right_on=[*both, "family_id"])
    pairs = pairs.with_columns(earned_minor=earned(), is_gross=pl.col("open_minor") == pl.col("paid_minor"))
    net = (pl.col("earned_minor") > 0) & (pl.col("open_minor") - pl.col("earned_minor") == pl.col("paid_minor"))
    fits = pairs.filter(pl.col("is_gross") | net)
    return fits.join(common(evidence, policy, fits), on="item_id").sort("payment_id", "due_date", "item_id")


def common(evidence: Evidence, policy: Policy, asked: pl.DataFrame) -> pl.DataFrame:
    """(item_id, is_common) for the items of `asked`, at least: round amounts, and amounts that more open items of the
    entity have, prove little.
    """
    alike = evidence.items.join(asked, on="open_minor", how="semi")
    several = pl.len().over("entity", "currency", "open_minor") > policy.common_amount
    return alike.select("item_id", is_common=several | is_round_amount("open_minor"))


def is_round_amount(column: str) -> pl.Expr:
    """Whole tens of the currency: 1,200.00 is round, 1,200.50 and 1,203.00 are not."""
    return pl.col(column) % (10 ** (decimals(pl.col("currency")) + 1)) == 0


def _sentence() -> pl.Expr:
    what = pl.when(pl.col("earned_minor") > 0).then(pl.lit(" less the discount earned")).otherwise(pl.lit(""))
    count = pl.len().over("payment_id")
    which = pl.when(count == 1).then(pl.lit("the only open item")).otherwise(pl.format("one of {} open items", count))
    return pl.format("the payer is known by {}; {} is {} of that amount{}", "payer_kind", "item_number", which, what)
