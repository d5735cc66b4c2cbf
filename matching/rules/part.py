"""The payer named one invoice, said that it is a part payment, and paid less than is open on it."""

import polars as pl

from matching import text
from matching.agreement import OPTION
from matching.evidence import Evidence
from matching.proposal import in_full
from schemas.policy import Policy

# How payers say so, in the languages we meet: words, `1. RATE`, or `2/3` beside the number.
SAID = (
    r"\b(?:PART(?:IAL)?[ -]?(?:PAYMENT|PMT|PAY)|ON ACCOUNT OF|INSTALL?MENTS?|TEILZAHLUNG|TEILBETRAG|ABSCHLAG"
    r"|ACOMPTE|PAIEMENT PARTIEL|DEELBETALING|ACCONTO|PAGO PARCIAL)\b"
    r"|\b[1-9]\. ?RATE\b|\bRATE [1-9]\b|[0-9]{2} [1-9] ?/ ?[1-9]\b"
)


def propose(evidence: Evidence, policy: Policy) -> pl.DataFrame:
    """The whole receipt on the one invoice it names; receipts that together pay it in full need not say so.

    >>> paid(decided(state([receipt(200, "40510 PART PAYMENT")], [item("40510", 500)])))
    {'R1': {'40510': 200}}
    """
    lines = named_alone(evidence)
    short = lines.filter(
        pl.col("open_minor") > pl.col("paid_minor"), pl.col("item_type").is_in(["invoice", "debit_memo"])
    )
    memos = evidence.receipts.select("payment_id", "memo")
    told = short.join(memos, on="payment_id").with_columns(
        is_said=text.without_noise(text.folded(pl.col("memo"))).str.contains(SAID).fill_null(False),
        is_whole=(short_minor().abs() <= most_minor()) & (pl.len().over("item_id") > 1),
    )
    heard = told.filter(pl.col("is_said") | pl.col("is_whole"))
    why = (
        pl.when("is_whole")
        .then(pl.lit("the receipts that name it pay it in full together"))
        .otherwise(pl.lit("it says that it pays a part"))
    )
    return in_full(
        heard.with_columns(
            option="item_id",
            gate=pl.when("is_whole").then(pl.lit("parts")).otherwise(pl.lit("part")),
            evidence=pl.format("{} '{}' names {}; {}", "source", "token", "item_number", why),
        ),
        cash_minor=pl.col("paid_minor"),
        write_off_minor=pl.when("is_whole").then(on_last(short_minor())).otherwise(0),
        together=pl.when("is_whole").then(receipts_of_item()).otherwise(1),
    )


def named_alone(evidence: Evidence) -> pl.DataFrame:
    """Lines of receipts that name one item and nothing else, nor one that is closed or was paid by another today."""
    lines = evidence.named_lines.join(evidence.closed, on="payment_id", how="anti")
    return lines.filter(pl.len().over(OPTION) == 1, pl.col("family_id").n_unique().over("payment_id") == 1)


def receipts_of_item() -> pl.Expr:
    return pl.col("payment_id").n_unique().over("item_id").cast(pl.Int64)


def short_minor() -> pl.Expr:
    """What all receipts on an item leave open of it."""
    return pl.col("open_minor") - pl.col("paid_minor").sum().over("item_id")


def most_minor() -> pl.Expr:
    """The difference that may be written off on an item: the lower of the two limits."""
    share = (pl.col("tolerance_share") * pl.col("open_minor")).floor().cast(pl.Int64)
    return pl.min_horizontal("tolerance_minor", share)


def on_last(amount: pl.Expr) -> pl.Expr:
    """An amount of the item, on the last of its receipts alone."""
    last = pl.col("payment_id").sort_by("payment_date", "payment_id").last().over("item_id")
    return pl.when(pl.col("payment_id") == last).then(amount).otherwise(0)
