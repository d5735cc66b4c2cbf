"""The ERP posting files: one CSV a batch, every entry in exactly one, the same bytes each time."""

from io import BytesIO
from typing import Final

import polars as pl

from reports.amounts import plain_column

COLUMNS: Final = (
    "batch_id", "application_id", "reverses", "entity", "customer_id", "item_number", "instalment", "gl_date",
    "currency", "cash", "discount", "deduction", "write_off", "fee", "reason_code", "new_item_number", "bank_reference",
)  # fmt: skip
AMOUNTS: Final = ("cash", "discount", "deduction", "write_off", "fee")
# Written by others than us: ids and currencies hold nothing that could be a formula.
TEXTS: Final = ("entity", "customer_id", "item_number", "reason_code", "new_item_number", "bank_reference")

# What a spreadsheet would run when the file is opened in one. A plain number is harmless and stays as it is.
_RUNS: Final = r"^[=+\-@\t\r]"
_NUMBER: Final = r"^[+\-]?[0-9]+([.,][0-9]+)*$"


def posting_files(postings: pl.DataFrame) -> dict[str, bytes]:
    """File name -> UTF-8 CSV with LF line ends, for each batch in `postings` (day.SHAPES). No batch, no file."""
    texts = [
        *(plain_column(pl.col(name), pl.col("currency")).alias(name) for name in AMOUNTS),
        *(harmless(pl.col(name)) for name in TEXTS),
    ]
    written = postings.lazy().with_columns(texts).sort("batch_id", "application_id").collect()
    return {
        f"postings-{batch_id}.csv": _csv(rows.select(COLUMNS))
        for (batch_id,), rows in written.group_by("batch_id", maintain_order=True)
    }


def _csv(rows: pl.DataFrame) -> bytes:
    content = BytesIO()
    rows.write_csv(content, line_terminator="\n")
    return content.getvalue()


def harmless(text: pl.Expr) -> pl.Expr:
    """Text that begins as a formula does is led by an apostrophe; all other text stays as it is."""
    runs = text.str.contains(_RUNS) & ~text.str.contains(_NUMBER)
    return pl.when(runs).then("'" + text).otherwise(text).name.keep()
