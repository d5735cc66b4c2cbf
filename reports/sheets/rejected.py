"""Rejected input: files and lines that could not be taken, what stands there, and what to do."""

import polars as pl

from reports.sheet import Column, Paint, Sheet, Table
from reports.work import Work

COLUMNS = (
    Column("when", "Since", 9, band="Where", is_bold=True),
    Column("source_file", "File", 30, band="Where", is_wrapped=True),
    Column("source_line", "Line", 7, "count", "Where"),
    Column("field", "Field", 16, band="Where"),
    Column("value", "What stands there", 30, band="What", is_wrapped=True),
    Column("rule", "What was expected", 34, band="What", is_wrapped=True),
    Column("message", "What to do", 70, band="What", is_wrapped=True, is_bold=True),
)
_REFUSED = ("quarantined", "unreadable")


def sheet(work: Work) -> Sheet:
    """Whole files first, then lines; what is new today before what is still outstanding."""
    files = work.day.files.filter(pl.col("status").is_in(_REFUSED)).select(
        pl.col("name").alias("source_file"),
        pl.lit(None, pl.Int64).alias("source_line"),
        pl.lit("the whole file").alias("field"),
        pl.format("{}, {}", "format", "status").alias("value"),
        pl.lit("a file that proves itself").alias("rule"),
        pl.col("reason").alias("message"),
        "is_new",
        pl.lit(0).alias("order"),
    )
    lines = work.day.rejects.select(*files.columns[:-1], pl.lit(1).alias("order"))
    rows = (
        pl.concat([files, lines])
        .with_columns(when=pl.when("is_new").then(pl.lit("today")).otherwise(pl.lit("earlier")))
        .sort("is_new", "order", "source_file", "source_line", "field", "message", descending=[True] + [False] * 5)
    )
    return Sheet(
        "Rejected input",
        "What could not be taken, and what to do. Nothing here is lost: the rest of its day is posted, and a corrected "
        "file put into the inbox is taken with the next run.",
        (Table(COLUMNS, rows),), row_height=39, frozen_columns=2, tab="B7791F",
        paints=(Paint(("when",), '{when}="today"', "alarm"),),
    )  # fmt: skip
