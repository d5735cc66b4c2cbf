"""Remittance rows to advices: one per remittance id, else per payment reference, payer and date."""

from typing import Final

import polars as pl

from pipelines.readers.base import excerpt
from schemas.frame import shaped
from schemas.remittance import Advice

HEADER: Final = ("payer_name", "payment_reference", "payment_date", "payment_minor")
_OWN: Final = tuple("=" + name for name in HEADER)  # what tells advices without an id apart
_GROUPS: Final = ("stated_id", "currency", *_OWN)


class Advices:
    """Takes typed remittance rows part by part, in file order. It keeps a row an advice and part, no lines."""

    def __init__(self) -> None:
        self._advices: pl.DataFrame | None = None  # what tells advices apart, advice_no, how many lines so far
        self._heads: list[pl.DataFrame] = []
        self._warnings: list[str] = []

    def add(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The lines of one more part with their `advice_no` and `line_no`."""
        own = pl.when(pl.col("stated_id").is_null())
        keyed = rows.with_columns(own.then(pl.col(name)).alias(key) for name, key in zip(HEADER, _OWN, strict=True))
        known = self._numbered(keyed)
        lines = keyed.join(known, on=_GROUPS, nulls_equal=True, how="left", maintain_order="left")
        at = pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over("advice_no") + pl.col("lines")
        lines = lines.with_columns(at.alias("line_no"))
        counts = lines.group_by("advice_no").agg(pl.col("line_no").max().alias("lines"))
        self._advices = known.update(counts, on="advice_no")
        said = lines.group_by("advice_no", "stated_id", "currency", *HEADER, maintain_order=True)
        self._heads.append(said.agg(pl.col("source_line").min()))
        self._warnings += _unbalanced(lines)
        return lines

    def finish(self) -> tuple[pl.DataFrame, list[str]]:
        """All advices, and what is odd about them."""
        heads = (
            pl.concat(self._heads)
            .group_by("advice_no", "stated_id", "currency", maintain_order=True)
            .agg(
                *(pl.col(name).drop_nulls().first() for name in HEADER),
                *(pl.col(name).drop_nulls().n_unique().alias(f"#{name}") for name in HEADER),
                pl.col("source_line").min(),
            )
        )
        return shaped(Advice, heads.with_columns(is_cheque=False)), _contradictions(heads) + self._warnings

    def _numbered(self, keyed: pl.DataFrame) -> pl.DataFrame:
        """The advices so far and those that begin in these rows, numbered in the order they begin."""
        own = keyed.select(_GROUPS).unique(maintain_order=True)
        known = self._advices
        if known is not None:
            own = own.join(known, on=_GROUPS, how="anti", nulls_equal=True, maintain_order="left")
        own = own.with_row_index("advice_no", offset=(known.height if known is not None else 0) + 1)
        own = own.with_columns(pl.col("advice_no").cast(pl.Int64), lines=pl.lit(0, pl.Int64))
        return own if known is None else pl.concat([known, own.select(known.columns)])


def _contradictions(heads: pl.DataFrame) -> list[str]:
    return [
        f"line {row['source_line']}: the rows of advice {excerpt(row['stated_id'] or 'without id')} "
        f"give {row['#' + name]} values of {name.replace('_minor', '_amount')}; the first is taken"
        for name in HEADER
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
