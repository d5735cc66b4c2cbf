"""Bank rows to statements: one per account and currency, its running balance proved row by row."""

from typing import Final

import polars as pl

from pipelines.readers.base import balance, masked
from schemas.money import written
from schemas.rejects import Fault

KEY: Final = ("account", "currency")


def statements(lines: pl.DataFrame, rejected_lines: list[int]) -> tuple[pl.DataFrame, pl.DataFrame, list[Fault]]:
    """Bank lines with `balance_minor`, in file order -> statements, their lines, and broken balances.

    The opening balance is the first row's balance less its amount. Rows may run forwards or
    backwards in time: the direction in which the chain holds is taken, else the one of the dates.
    """
    order = lines.select(KEY).unique(maintain_order=True).with_row_index("statement_no", offset=1)
    numbered = lines.join(order.with_columns(pl.col("statement_no").cast(pl.Int64)), on=KEY, maintain_order="left")
    chained = _chain(numbered)
    breaks = chained.filter(pl.col("is_break")).unique("statement_no", keep="first", maintain_order=True)
    faults = [_fault(row, rejected_lines) for row in breaks.iter_rows(named=True)]
    heads = _heads(chained)
    return heads, numbered, faults


def _chain(lines: pl.DataFrame) -> pl.DataFrame:
    """Adds, in the direction of time, `before_minor` (balance less all amounts so far) and `is_break`."""
    forwards, backwards = _walked(lines), _walked(lines.reverse())
    per_statement = [
        walked.group_by("statement_no").agg(pl.col("is_break").sum().alias(name))
        for walked, name in ((forwards, "breaks"), (backwards, "breaks_backwards"))
    ]
    falls = lines.group_by("statement_no").agg(
        (pl.col("booking_date").last() < pl.col("booking_date").first()).alias("is_falling")
    )
    which = per_statement[0].join(per_statement[1], on="statement_no").join(falls, on="statement_no")
    holds, holds_backwards = pl.col("breaks") == 0, pl.col("breaks_backwards") == 0
    turned = which.select(
        "statement_no",
        pl.when(holds & holds_backwards)
        .then(pl.col("is_falling"))
        .when(holds | holds_backwards)
        .then(holds_backwards)
        .otherwise(pl.col("is_falling"))
        .alias("is_backwards"),
    )
    return pl.concat(
        [
            forwards.join(turned.filter(~pl.col("is_backwards")), on="statement_no", maintain_order="left"),
            backwards.join(turned.filter("is_backwards"), on="statement_no", maintain_order="left"),
        ]
    )


def _walked(lines: pl.DataFrame) -> pl.DataFrame:
    known = lines.with_columns(
        (pl.col("balance_minor") - pl.col("amount_minor").cum_sum().over("statement_no")).alias("before_minor")
    )
    previous = known.with_columns(pl.col("before_minor").forward_fill().over("statement_no").alias("carried"))
    previous = previous.with_columns(
        pl.col("carried").shift(1).over("statement_no").alias("expected_before"),
        pl.col("source_line").shift(1).over("statement_no").alias("previous_line"),
    )
    broken = pl.col("before_minor") != pl.col("expected_before")
    return previous.with_columns(broken.fill_null(False).alias("is_break"))


def _heads(chained: pl.DataFrame) -> pl.DataFrame:
    last_known = pl.col("carried").last()
    heads = chained.group_by("statement_no", *KEY, maintain_order=True).agg(
        pl.col("booking_date").max().alias("as_of_date"),
        pl.col("before_minor").drop_nulls().first().alias("opening_minor"),
        (last_known + pl.col("amount_minor").sum()).alias("closing_minor"),
        pl.len().cast(pl.Int64).alias("line_count"),
        pl.col("amount_minor").sum().alias("movement_minor"),
        pl.col("is_break").any().alias("is_broken"),
        pl.col("source_line").min(),
    )
    proof = pl.when(pl.col("opening_minor").is_null()).then(pl.lit("none"))
    return heads.with_columns(
        proof.when("is_broken").then(pl.lit("broken")).otherwise(pl.lit("running balance")).alias("proof"),
        pl.lit(True).alias("is_final"),
        pl.lit(None, pl.String).alias("number"),
    )


def _fault(row: dict[str, object], rejected_lines: list[int]) -> Fault:
    currency, line, previous = str(row["currency"]), int(str(row["source_line"])), int(str(row["previous_line"]))
    stated, amount = int(str(row["balance_minor"])), int(str(row["amount_minor"]))
    off = int(str(row["before_minor"])) - int(str(row["expected_before"]))
    between = [number for number in rejected_lines if min(line, previous) < number < max(line, previous)]
    remedy = (
        f"line {', '.join(map(str, between[:5]))} was rejected: correct it, and the balance should hold"
        if between
        else "a row is missing or changed: export the statement again"
    )
    return balance(
        int(str(row["statement_no"])),
        line,
        f"balance {written(stated, currency)} of account {masked(str(row['account']))}",
        f"{written(stated - off, currency)}: the balance of line {previous} plus {written(amount, currency)}",
        remedy,
    )
