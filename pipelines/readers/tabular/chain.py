"""The running balance of bank rows: what it was before each row, and where it does not follow from the row before."""

from typing import Final, Literal

import polars as pl

KEY: Final = ("account", "currency")
LINK: Final = (
    "statement_no",
    "source_line",
    "amount_minor",
    "balance_minor",
    "forward",
    "backward",
    "line_before",
    "line_after",
)


def walked_through(numbered: pl.DataFrame) -> pl.DataFrame:
    """Adds `moved` (before this row), `forward` and `backward`, and the lines beside, within each statement."""
    is_one = numbered["statement_no"].n_unique() < 2
    sums = pl.col("amount_minor").cum_sum()
    before, after = pl.col("source_line").shift(1), pl.col("source_line").shift(-1)
    each = (sums, before, after) if is_one else tuple(one.over("statement_no") for one in (sums, before, after))
    found = numbered.select(
        "statement_no",
        *KEY,
        "source_line",
        "booking_date",
        "amount_minor",
        "balance_minor",
        (pl.col("moved") + each[0] - pl.col("amount_minor")).alias("moved"),
        pl.coalesce(each[1], "last_line").alias("line_before"),
        each[2].alias("line_after"),
    )
    return found.with_columns(
        (pl.col("balance_minor") - pl.col("moved") - pl.col("amount_minor")).alias("forward"),
        (pl.col("balance_minor") + pl.col("moved")).alias("backward"),
    )


def breaks_in(known: pl.DataFrame) -> pl.DataFrame:
    """Where the balance does not follow from the one before, or, backwards in time, from the one after."""
    previous = {name: pl.col(name).shift(1).over("statement_no").alias(f"previous_{name}") for name in LINK[1:]}
    is_rising, is_falling = (pl.col(name) != pl.col(f"previous_{name}") for name in ("forward", "backward"))
    linked = known.with_columns(previous.values()).filter(is_rising | is_falling)
    rising = linked.filter(is_rising).select(
        "statement_no",
        "source_line",
        "amount_minor",
        "balance_minor",
        (pl.col("forward") - pl.col("previous_forward")).alias("off"),
        pl.col("line_before").alias("previous_line"),
        pl.lit(False).alias("is_of_backwards"),
    )
    falling = linked.filter(is_falling).select(
        "statement_no",
        *(pl.col(f"previous_{name}").alias(name) for name in ("source_line", "amount_minor", "balance_minor")),
        (pl.col("previous_backward") - pl.col("backward")).alias("off"),
        pl.col("previous_line_after").alias("previous_line"),
        pl.lit(True).alias("is_of_backwards"),
    )
    return pl.concat([_counted(rising, "first"), _counted(falling, "last")])


def _counted(breaks: pl.DataFrame, keep: Literal["first", "last"]) -> pl.DataFrame:
    if breaks.is_empty():
        return breaks.with_columns(pl.lit(0, pl.Int64).alias("breaks"))
    counts = breaks.group_by("statement_no").agg(pl.len().cast(pl.Int64).alias("breaks"))
    one = breaks.unique("statement_no", keep=keep, maintain_order=True)
    return one.join(counts, on="statement_no", how="left", maintain_order="left")
