"""Customers, remittances, ledgers and rates of others to our columns: names, amounts and dates put our way."""

from typing import Final

import polars as pl

from pipelines.readers.tabular import amounts, home, titles
from pipelines.readers.tabular.draft import Draft, named
from pipelines.readers.tabular.layouts import LAYOUTS
from pipelines.readers.tabular.others import parted
from pipelines.readers.tabular.sums import summed
from pipelines.readers.tabular.written import written
from schemas.money import minor

OF_TITLES: Final = ("payment_reference", "payer_name", "payment_amount")


def customers(draft: Draft) -> Draft:
    """Table `customers`: without a number the name is the number, as the open items of such systems have it."""
    draft = named(draft)
    rows = draft.rows.filter(
        pl.col("name").is_not_null()
        | (pl.col("customer_id").is_not_null() if "customer_id" in draft.rows.columns else False)
    )
    rows = home.filled(rows, "entity", draft.titles.values.get("entity") or home.entity(draft.source))
    if rows["entity"].null_count():
        raise home.missing(draft.source, draft.meaning, "entity")
    rows = home.filled(rows, "customer_id", None).with_columns(pl.coalesce("customer_id", "name").alias("customer_id"))
    draft = draft._replace(rows=rows)
    return _with_numbers(draft)


def advices(draft: Draft) -> Draft:
    """Table `remittance`: what the titles say holds for every row; a total is proved and taken out."""
    draft = named(draft)
    rows, others = parted(
        draft.rows, draft.meaning, pl.col("invoice_number").str.contains("[0-9]"), ("paid_amount", "gross_amount")
    )
    draft = draft._replace(rows=rows, others=others)
    for name in OF_TITLES:
        if value := draft.titles.values.get(name):
            draft = draft._replace(rows=home.filled(draft.rows, name, value))
    if day := titles.day(draft.titles, "payment_date"):
        draft = draft._replace(rows=home.filled(draft.rows, "payment_date", day))
    draft = _with_currency(draft)
    draft = _with_numbers(draft)
    paid = minor(pl.col("paid_amount"), pl.col("currency"))
    amount = draft.rows.select("source_line", pl.col("currency").str.to_uppercase(), minor=paid)
    return summed(draft, amount, "paid_amount")


def ledgers(draft: Draft) -> Draft:
    """Tables `gl` and `rates` through a profile."""
    draft = named(draft)
    for name in ("entity", "currency"):
        if any(column.heading == name for column in LAYOUTS[draft.meaning.table]):
            ours = home.entity(draft.source) if name == "entity" else home.currency(draft.source)
            draft = draft._replace(rows=home.filled(draft.rows, name, ours))
            if draft.rows[name].null_count():
                raise home.missing(draft.source, draft.meaning, name)
    return _with_numbers(draft)


def _with_currency(draft: Draft) -> Draft:
    present = [name for name in ("paid_amount", "gross_amount") if name in draft.rows.columns]
    beside = pl.coalesce(amounts.currency_of(pl.col(name)) for name in present)
    told = draft.meaning.currency or titles.currency(draft.titles) or home.currency(draft.source)
    rows = home.filled(draft.rows, "currency", None)
    rows = rows.with_columns(pl.coalesce("currency", beside, pl.lit(told, pl.String)).alias("currency"))
    if rows["currency"].null_count():
        raise home.missing(draft.source, draft.meaning, "currency")
    return draft._replace(rows=rows)


def _with_numbers(draft: Draft) -> Draft:
    """Amounts, decimals and dates of the table's layout as plain text."""
    layout = LAYOUTS[draft.meaning.table]
    present = set(draft.rows.columns)
    money = [column.heading for column in layout if column.kind == "amount" and column.heading in present]
    decimal = [column.heading for column in layout if column.kind == "decimal" and column.heading in present]
    days = [column.heading for column in layout if column.kind == "date"]
    draft = written(draft, money, days)
    plain = [amounts.plain(pl.col(name), draft.mark).alias(name) for name in (*money, *decimal)]
    return draft._replace(rows=draft.rows.with_columns(plain))
