"""Several receipts of known payers name one invoice, some with a character wrong, and together pay it in full."""

import polars as pl

from matching import near
from matching.combinations import only_subset
from matching.evidence import Evidence
from matching.proposal import in_full
from matching.rules.part import most_minor, named_alone, on_last, receipts_of_item, short_minor
from matching.rules.payer_amount import common
from schemas.policy import Policy


def propose(evidence: Evidence, policy: Policy) -> pl.DataFrame:
    """All receipts that name an invoice alone, and of those that nearly name it the only choice that pays the rest.

    >>> parts = [receipt(30001, "INV-40510", "Alpha Tools"), receipt(20002, "INV-40511", "Alpha Tools", key="R2")]
    >>> paid(decided(state(parts, [item("INV-40510", 50003)])))
    {'R1': {'INV-40510': 30001}, 'R2': {'INV-40510': 20002}}
    """
    lines = evidence.named_lines
    named = named_alone(evidence)
    nearly = _nearly(evidence, lines, named, policy)
    chosen = only_subset(nearly, "item_id", "paid_minor", "rest_minor", "slack_minor").join(
        common(evidence, policy, nearly), on="item_id"
    )
    whole = pl.concat(
        [named.join(chosen, on="item_id", how="semi").with_columns(is_named=pl.lit(True)), chosen], how="diagonal"
    )
    several = whole.filter(pl.len().over("item_id") > 1)
    is_common = pl.col("is_common").fill_null(False).any().over("item_id")
    gate = pl.when(is_common).then(pl.lit("mistyped_common")).otherwise(pl.lit("mistyped_parts"))
    how = pl.when("is_named").then(pl.lit("names")).otherwise(pl.lit("is nearly the number of"))
    says = pl.format(
        "'{}' {} {}; {} receipts together pay it in full", "token", how, "item_number", pl.len().over("item_id")
    )
    return in_full(
        several.with_columns(option="item_id", gate=gate, evidence=says),
        cash_minor=pl.col("paid_minor"),
        write_off_minor=on_last(short_minor()),
        together=receipts_of_item(),
    )


def _nearly(evidence: Evidence, lines: pl.DataFrame, named: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    """Receipts that nearly name an invoice and name none well, beside what they have to make up: `rest_minor`."""
    done = named.group_by("item_id").agg(done_minor=pl.col("paid_minor").sum())
    payable = evidence.items.filter(
        pl.col("open_minor") > 0, pl.col("item_type").is_in(["invoice", "debit_memo"]), pl.col("status") != "disputed"
    ).drop("entity", "currency")
    receipts = evidence.receipts.select("payment_id", "payment_date", paid_minor="open_minor")
    asked = evidence.receipts.join(lines, on="payment_id", how="anti")
    pairs = near.items(evidence._replace(receipts=asked), policy)
    parts = pairs.join(receipts, on="payment_id").join(payable, on="item_id").join(done, on="item_id", how="left")
    rest = pl.col("open_minor") - pl.col("done_minor").fill_null(0)
    few = parts.with_columns(is_named=pl.lit(False), rest_minor=rest, slack_minor=most_minor()).filter(
        pl.col("rest_minor") > 0, pl.len().over("item_id") <= policy.readings_limit
    )
    return few.sort("item_id", "payment_id")
