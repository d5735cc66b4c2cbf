"""Which rows of a list are the same item, and what tells items apart that have no number."""

from typing import Final

import polars as pl

from pipelines.readers.tabular.draft import Draft

ITEM: Final = (
    "entity", "customer_id", "item_number", "item_type", "currency", "open_amount", "original_amount", "due_date",
)  # fmt: skip


def once(draft: Draft) -> Draft:
    """One row an item, where a system writes one row for each of its lines (Xero): only what is equal is one."""
    if draft.meaning.known is None or not draft.meaning.known.is_by_line:
        return draft
    keys = [name for name in ITEM if name in draft.rows.columns]
    rows = draft.rows.unique(keys, keep="first", maintain_order=True)
    seen = draft.whole.carried.get("items", rows.clear().select(keys))
    fresh = rows.join(seen, on=keys, how="anti", nulls_equal=True, maintain_order="left")
    draft.whole.carried["items"] = pl.concat([seen, fresh.select(keys)])
    return draft._replace(rows=fresh)


def numbered(draft: Draft) -> Draft:
    """A credit without a number is known by its type, date and amount (QuickBooks payments)."""
    rows = draft.rows
    day = pl.col("invoice_date") if "invoice_date" in rows.columns else pl.lit("")
    own = pl.concat_str(
        pl.col("document_type").fill_null("Credit"), day, pl.col("open_amount"), separator=" ", ignore_nulls=True
    )
    nameless = pl.col("item_number").is_null() & (pl.col("#open_amount") < 0)
    key = ["customer_id", "made"]
    rows = rows.with_columns(made=pl.when(nameless).then(own))
    seen = draft.whole.carried.get("nameless", rows.clear().select(*key, before=pl.lit(0, pl.Int64)))
    rows = rows.join(seen, on=key, how="left", nulls_equal=True, maintain_order="left")
    occurrence = pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over(key) + pl.col("before").fill_null(0)
    made = pl.when(occurrence > 1).then(pl.format("{} #{}", "made", occurrence)).otherwise("made")
    counted = rows.filter(nameless).group_by(key, maintain_order=True).agg(before=pl.len().cast(pl.Int64))
    draft.whole.carried["nameless"] = pl.concat([seen, counted]).group_by(key).agg(pl.col("before").sum())
    return draft._replace(rows=rows.with_columns(pl.coalesce("item_number", made).alias("item_number")))


def of_their_year(draft: Draft) -> Draft:
    """Document numbers that a list has in several fiscal years, with their year: SAP begins anew each year.

    The plain number stays among the numbers that the customer may quote.
    """
    rows = draft.rows
    if "fiscal_year" not in rows.columns:
        return draft
    parts = [name for name in ("entity", "customer_id", "item_number", "instalment") if name in rows.columns]
    keyed = rows.with_columns(key=pl.struct(parts).hash())

    def own() -> pl.DataFrame:
        return keyed.select("key", "fiscal_year").unique()

    def decide(said: list[pl.DataFrame]) -> pl.Series:
        years = pl.concat(said).group_by("key").agg(pl.col("fiscal_year").n_unique())
        return years.filter(pl.col("fiscal_year") > 1)["key"]

    repeated = draft.whole.decided("years", own, decide)
    is_repeated = pl.col("key").is_in(repeated.implode()) & pl.col("fiscal_year").is_not_null()
    number, other = (
        pl.col("item_number"),
        pl.col("reference") if "reference" in rows.columns else pl.lit(None, pl.String),
    )
    with_year = pl.concat_str(number, "fiscal_year", separator="/")
    quoted = pl.concat_str(number, other, separator=";", ignore_nulls=True)
    return draft._replace(
        rows=keyed.with_columns(
            pl.when(is_repeated).then(with_year).otherwise(number).alias("item_number"),
            pl.when(is_repeated).then(quoted).otherwise(other).alias("reference"),
        )
    )
