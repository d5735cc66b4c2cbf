"""Remittance rows to advices: one per remittance id, else per payment reference, payer and date."""

from typing import Final

import polars as pl

from pipelines.readers.base import excerpt
from schemas.frame import shaped
from schemas.remittance import Advice

HEADER: Final = ("stated_id", "payer_name", "payment_reference", "payment_date", "payment_minor")
_WITHOUT_ID: Final = ("payment_reference", "payer_name", "payment_date", "payment_minor")


def advices(rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame, list[str]]:
    """Typed remittance rows in file order -> advices, their lines, and what is odd about them."""
    own = pl.when(pl.col("stated_id").is_null())
    key = [own.then(pl.col(name)).alias("=" + name) for name in _WITHOUT_ID]
    keyed = rows.with_columns(*key)
    groups = ["stated_id", "currency", *("=" + name for name in _WITHOUT_ID)]
    heads = keyed.group_by(groups, maintain_order=True).agg(
        *(pl.col(name).drop_nulls().first() for name in HEADER if name != "stated_id"),
        *(pl.col(name).drop_nulls().n_unique().alias(f"#{name}") for name in HEADER if name != "stated_id"),
        pl.col("source_line").min(),
    )
    heads = heads.with_row_index("advice_no", offset=1).with_columns(pl.col("advice_no").cast(pl.Int64))
    lines = keyed.join(heads.select(*groups, "advice_no"), on=groups, nulls_equal=True, maintain_order="left")
    lines = lines.with_columns(pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over("advice_no").alias("line_no"))
    return shaped(Advice, heads.with_columns(is_cheque=False)), lines, _contradictions(heads) + _unbalanced(lines)


def _contradictions(heads: pl.DataFrame) -> list[str]:
    return [
        f"line {row['source_line']}: the rows of advice {excerpt(row['stated_id'] or 'without id')} "
        f"give {row['#' + name]} values of {name.replace('_minor', '_amount')}; the first is taken"
        for name in HEADER[1:]
        for row in heads.filter(pl.col("#" + name) > 1).iter_rows(named=True)
    ]


def _unbalanced(lines: pl.DataFrame) -> list[str]:
    """Rows whose own figures do not add up: paid + discount + deduction = gross."""
    parts = pl.col("paid_minor") + pl.col("discount_minor") + pl.col("deduction_minor")
    return [
        f"line {row['source_line']}: paid, discount and deduction of {excerpt(row['invoice_number'])} "
        "do not add up to its gross amount"
        for row in lines.filter(parts != pl.col("gross_minor")).iter_rows(named=True)
    ]
