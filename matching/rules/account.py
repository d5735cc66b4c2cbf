"""A known payer paid exactly what the whole account, the part past due, or one month's invoices come to."""

import polars as pl

from matching import months, payers, text
from matching.evidence import Evidence
from matching.proposal import in_full
from matching.rules.payer_amount import is_round_amount, told_of_others
from schemas.policy import Policy

# A number that the payer calls that of an invoice, in the languages we meet.
_NUMBERED = (
    r"\b(?:INV(?:OICE)?|BILL|RECHNUNG|RG|RNR|FACTURE|FACTUUR|FATTURA|FACTURA)\b[ .:#]*(?:N[OR]?\b)?[ .:#]*[0-9]{3}"
)
_IS_OWED, _MONTH = pl.col("open_minor") > 0, "the invoices of %Y-%m"
# What a scope is called, the items that belong to it, and what parts it.
_SCOPES = {
    "whole account": (pl.lit(True), []),
    "everything past due": (_IS_OWED & (pl.col("due_date") < pl.col("payment_date")), []),
    _MONTH: (_IS_OWED & pl.col("month").is_not_null(), ["month"]),
}


def propose(evidence: Evidence, policy: Policy) -> pl.DataFrame:
    """One option for each different set of items that comes to the amount; credits only with a whole account.

    >>> day = state([receipt(700, None, "Alpha Tools")], [item("1", 500), item("2", 300), credit("C", 100)])
    >>> paid(decided(day))
    {'R1': {'1': 500, '2': 300, 'C': -100}}
    """
    paid = evidence.receipts.filter(payers.is_known_well()).select(
        "payment_id",
        "entity",
        "currency",
        "payment_date",
        "payer_customer_id",
        "payer_family",
        "payer_kind",
        paid_minor="open_minor",
        stated=months.stated(pl.col("memo")),
    )
    payable = evidence.items.filter(pl.col("item_type") != "deduction", pl.col("status") != "disputed")
    found = pl.concat(
        [_of(paid, payable, "payer_customer_id", "customer_id"), _of(paid, payable, "payer_family", "family_id")]
    )
    sets = found.group_by("payment_id", "option").agg(
        items=pl.col("item_id").sort().str.join(" "), several=pl.len() > 1
    )
    once = sets.filter("several").sort("option").unique(["payment_id", "items"], keep="first", maintain_order=True)
    lines = found.join(once.select("payment_id", "option"), on=["payment_id", "option"])
    unresolved = pl.col("payment_id").is_in(unsettling(evidence, paid)["payment_id"].implode())
    gate = pl.when(unresolved).then(pl.lit("account_unresolved")).otherwise(pl.lit("account"))
    says = pl.format(
        "the payer is known by {}; the amount is that of {}: {} items",
        "payer_kind",
        "scope",
        pl.len().over("payment_id", "option"),
    )
    return in_full(lines.with_columns(gate=gate, evidence=says))


def unsettling(evidence: Evidence, paid: pl.DataFrame) -> pl.DataFrame:
    """(payment_id): receipts with a number like ours that is none, in an advice too; any where the sum is round."""
    is_round = paid.filter(is_round_amount("paid_minor")).select("payment_id")
    said = evidence.receipts.filter(text.folded(pl.col("memo")).str.contains(_NUMBERED)).select("payment_id")
    asked = pl.concat([is_round, said]).unique()
    unexplained = evidence.unexplained.select("payment_id").join(asked, on="payment_id", how="semi")
    return pl.concat([evidence.unresolved.select("payment_id"), unexplained, told_of_others(evidence)]).unique()


def _of(paid: pl.DataFrame, payable: pl.DataFrame, payer: str, owner: str) -> pl.DataFrame:
    """Lines of every scope of the payer's own (or the family's) items that comes to the amount."""
    keys = ["entity", "currency"]
    right = payable.select(
        *keys, "item_id", "customer_id", "open_minor", "due_date", "invoice_date", owner=pl.col(owner)
    )
    pairs = paid.join(right, left_on=[*keys, payer], right_on=[*keys, "owner"])
    dated = pairs.with_columns(month=pl.col("invoice_date").dt.truncate("1mo"))
    parts = [_coming_to(dated.filter(chosen), by, name) for name, (chosen, by) in _SCOPES.items()]
    return pl.concat(parts).select(
        "payment_id",
        "scope",
        "item_id",
        "customer_id",
        "open_minor",
        "payer_kind",
        option=pl.format("{} of {}", "scope", pl.lit(owner)),
    )


def _coming_to(pairs: pl.DataFrame, by: list[str], name: str) -> pl.DataFrame:
    """The lines of a scope whose amounts come to what was paid, with its name."""
    total = pl.col("open_minor").sum().over("payment_id", *by)
    is_stated = (pl.col("month") == pl.col("stated")).all().over("payment_id", *by)  # or no month is
    found = pairs.filter(total == pl.col("paid_minor"), is_stated)
    return found.with_columns(scope=pl.col("month").dt.strftime(name) if by else pl.lit(name))
