"""What the bank's lines of a large world say, in whole columns."""

from datetime import date

import numpy as np
import polars as pl

WRITINGS = {
    "whole": 0.5,
    "prefixed": 0.2,
    "digits_only": 0.1,
    "no_zeros": 0.1,
    "lower_case": 0.05,
    "purchase_order": 0.05,
}
NAMINGS = {"as_is": 0.5, "capitals": 0.3, "no_legal_form": 0.2}
TYPES = {"US01": "ACH", "GB01": "BACS", "DE01": "TRANSFER"}
CASE_WRITINGS = {
    "no_reference": "missing",
    "advised": "advice",
    "prepayment": "other",
    "unknown_payer": "missing",
    "bank_charge": "other",
}
CASE_NAMINGS = {"unknown_payer": "unknown", "bank_charge": "bank"}
CASE_TEXTS = {
    "no_reference": "THANK YOU",
    "advised": "SEE ADVICE",
    "prepayment": "PREPAYMENT",
    "unknown_payer": "PAYMENT",
    "bank_charge": "ACCOUNT FEE",
}
COLUMNS = """line_no bundle case amount_minor withheld_minor entity account currency payer_name payer_account
    remittance_information bank_reference end_to_end_id transaction_type writing naming payer_id"""


def written(
    receipts: pl.DataFrame, stock: pl.DataFrame, buyers: pl.DataFrame, as_of: date, chance: np.random.Generator
) -> pl.DataFrame:
    """The receipts with every column a bank line has, and how each names its payer and its invoices."""
    count = len(receipts)
    styled = receipts.with_columns(
        line_no=pl.Series(np.arange(count)),
        style=pl.Series(chance.choice(list(WRITINGS), count, p=list(WRITINGS.values()))),
        styled_name=pl.Series(chance.choice(list(NAMINGS), count, p=list(NAMINGS.values()))),
        shows_account=pl.Series(chance.random(count) < 0.6),
    )
    known = styled.join(buyers, on="customer_no", maintain_order="left")
    cited = known.join(_cited(styled, stock), on="line_no", how="left", maintain_order="left")
    case = pl.col("case")
    is_payer = ~case.is_in(list(CASE_NAMINGS))
    return cited.with_columns(
        writing=pl.coalesce(case.replace_strict(CASE_WRITINGS, default=None, return_dtype=pl.String), "style"),
        naming=pl.coalesce(case.replace_strict(CASE_NAMINGS, default=None, return_dtype=pl.String), "styled_name"),
        payer_name=_payer_name(),
        payer_account=pl.when(is_payer & pl.col("shows_account")).then("payer_account").otherwise(pl.lit("")),
        payer_id=pl.when(is_payer).then("customer_id").otherwise(pl.lit("")),
        remittance_information=pl.coalesce(
            case.replace_strict(CASE_TEXTS, default=None, return_dtype=pl.String), "cited"
        ),
        end_to_end_id=pl.format("E2E{}", pl.col("line_no") + 100_000_000),
        bank_reference=pl.format("{}-{}-{}", "entity", pl.lit(f"{as_of:%y%m%d}"), pl.col("line_no") + 1),
        transaction_type=pl.when(case == "bank_charge")
        .then(pl.lit("FEE"))
        .otherwise(pl.col("entity").replace_strict(TYPES)),
    ).select(COLUMNS.split())


def _payer_name() -> pl.Expr:
    name, case = pl.col("name"), pl.col("case")
    return (
        pl.when(case == "bank_charge")
        .then(pl.lit(""))
        .when(case == "unknown_payer")
        .then(pl.format("UNKNOWN SENDER {}", pl.col("line_no") % 97))
        .when(pl.col("styled_name") == "capitals")
        .then(name.str.to_uppercase())
        .when(pl.col("styled_name") == "no_legal_form")
        .then(name.str.strip_suffix(" Ltd").str.to_uppercase())
        .otherwise(name)
    )


def _cited(styled: pl.DataFrame, stock: pl.DataFrame) -> pl.DataFrame:
    """(line_no, cited): the numbers of each receipt's bundle in its own style, joined."""
    number, style = pl.col("item_number"), pl.col("style")
    form = (
        pl.when(style == "purchase_order")
        .then("po_number")
        .when(style == "lower_case")
        .then(number.str.to_lowercase())
        .when(style == "digits_only")
        .then(number.str.replace_all(r"\D", ""))
        .when(style == "no_zeros")
        .then(number.str.replace(r"^.*-", "").str.strip_chars_start("0"))
        .otherwise(number)
    )
    paying = styled.filter(pl.col("bundle") >= 0)
    named = paying.join(stock, on="bundle", maintain_order="left_right").with_columns(form=form)
    joined = named.group_by("line_no", "style", maintain_order=True).agg(cited=pl.col("form").str.join(", "))
    is_prefixed = style == "prefixed"
    return joined.select("line_no", cited=pl.when(is_prefixed).then(pl.format("INV {}", "cited")).otherwise("cited"))
