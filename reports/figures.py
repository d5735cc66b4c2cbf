"""The figures of a day: what came in, what was applied by which rule, what is held and why.

The workbook's Summary, the page, summary.json and the closing lines of a run all show these, so they agree.
Values are never added up over currencies.
"""

from typing import Any, Final, NamedTuple

import polars as pl

from reports.day import Day
from reports.words import AGE_BANDS

OUTCOMES: Final = ("applied", "part applied", "by hand", "placed", "held")


class Figures(NamedTuple):
    """Long frames, a row per key and currency, `value` in that currency; sorted."""

    by_outcome: pl.DataFrame  # outcome, currency, count, value, lines, applied: receipts; what auto placed of them
    by_rule: pl.DataFrame  # rule, currency, count, value, lines: applied by itself this day
    by_type: pl.DataFrame  # exception_type, currency, count, value, oldest_days
    by_age: pl.DataFrame  # age_band, currency, count, value
    rejects: pl.DataFrame  # source_file, rule, count, new_count
    left: pl.DataFrame  # currency, left: of the receipts, what is not placed yet


def figures(day: Day) -> Figures:
    """All figures of `day`."""
    held, came = exceptions(day), receipts(day)
    counted: dict[str, Any] = {"count": pl.len().cast(pl.Int64), "value": pl.col("amount").sum()}
    rejects = day.rejects.group_by("source_file", "rule")
    return Figures(
        by_outcome=_by_outcome(came),
        by_rule=_by_rule(day),
        by_type=held.group_by("exception_type", "currency")
        .agg(**counted, oldest_days=pl.col("age_days").max())
        .sort("exception_type", "currency"),
        by_age=held.group_by("age_order", "age_band", "currency")
        .agg(**counted)
        .sort("age_order", "currency")
        .drop("age_order"),
        rejects=rejects.agg(count=pl.len().cast(pl.Int64), new_count=pl.col("is_new").sum().cast(pl.Int64))
        .sort("source_file", "rule"),
        left=came.group_by("currency")
        .agg(left=(pl.col("unapplied_amount") + pl.col("unidentified_amount")).sum())
        .sort("currency"),
    )  # fmt: skip


def currencies(frame: pl.DataFrame) -> list[str]:
    """The currencies of a long frame, sorted."""
    return sorted(frame["currency"].drop_nulls().unique())


def wide(frame: pl.DataFrame, key: str) -> pl.DataFrame:
    """A long frame with one row a key: count and lines added up, oldest_days its maximum, `value CUR` by currency."""
    adds = [pl.col(name).sum() for name in ("count", "lines") if name in frame.columns]
    oldest = [pl.col(name).max() for name in ("oldest_days",) if name in frame.columns]
    values = [
        pl.col("value").filter(pl.col("currency") == currency).sum().alias(f"value {currency}")
        for currency in currencies(frame)
    ]
    return frame.group_by(key, maintain_order=True).agg(*adds, *oldest, *values)


def exceptions(day: Day) -> pl.DataFrame:
    """The day's exceptions with age_days (since the money's value date, else since first seen) and its band."""
    since = pl.coalesce("value_date", "first_seen").fill_null(day.as_of)
    age = pl.max_horizontal((pl.lit(day.as_of) - since).dt.total_days(), 0)
    return day.exceptions.with_columns(age_days=age).with_columns(age_order=_band(), age_band=band_name(_band()))


def band_name(order: pl.Expr) -> pl.Expr:
    """The words of an age band, by its number from 1."""
    return order.replace_strict(dict(enumerate((name for _, name in AGE_BANDS), 1)), return_dtype=pl.String)


def _band() -> pl.Expr:
    return pl.sum_horizontal([(pl.col("age_days") >= first).cast(pl.Int64) for first, _ in AGE_BANDS])


def live(day: Day) -> pl.DataFrame:
    """Applications that stand: neither reversed nor a reversal."""
    return day.applications.filter(~pl.col("reversed"), pl.col("reverses").is_null())


def receipts(day: Day) -> pl.DataFrame:
    """Receipts of the day, each with one outcome: taken today, worked on today, or still held.

    Adds applied (cash placed by auto), lines (applications by auto) and outcome to the payment.
    """
    is_auto = pl.col("decided_by") == "auto"
    work = live(day).group_by("payment_id").agg(
        applied=pl.col("cash_amount").filter(is_auto).sum(),
        lines=is_auto.sum().cast(pl.Int64),
        is_worked=pl.col("is_new").any(),
    )  # fmt: skip
    held = day.exceptions.select("payment_id").drop_nulls().unique().with_columns(is_held=pl.lit(True))
    joined = (
        day.payments.filter(pl.col("kind") == "receipt")
        .join(work, on="payment_id", how="left")
        .join(held, on="payment_id", how="left")
        .with_columns(pl.col("applied", "lines").fill_null(0), pl.col("is_worked", "is_held").fill_null(False))
    )
    return (
        joined.filter(pl.col("is_new") | pl.col("is_worked") | pl.col("is_held"))
        .with_columns(outcome=_outcome())
        .sort("payment_id")
    )


def _outcome() -> pl.Expr:
    is_left = (pl.col("unapplied_amount") + pl.col("unidentified_amount")) != 0
    return (
        pl.when(pl.col("applied") == pl.col("amount"))
        .then(pl.lit("applied"))
        .when(is_left & (pl.col("applied") != 0))
        .then(pl.lit("part applied"))
        .when(is_left)
        .then(pl.lit("held"))
        .when(pl.col("applied_amount") != 0)
        .then(pl.lit("by hand"))
        .otherwise(pl.lit("placed"))  # on account, refunded, returned or not AR
    )


def _by_outcome(receipts: pl.DataFrame) -> pl.DataFrame:
    order = {outcome: number for number, outcome in enumerate(OUTCOMES)}
    return (
        receipts.group_by("outcome", "currency")
        .agg(
            count=pl.len().cast(pl.Int64),
            value=pl.col("amount").sum(),
            lines=pl.col("lines").sum(),
            applied=pl.col("applied").sum(),
        )
        .sort(pl.col("outcome").replace_strict(order, return_dtype=pl.Int64), "currency")
    )


def _by_rule(day: Day) -> pl.DataFrame:
    mine = live(day).filter(pl.col("is_new"), pl.col("decided_by") == "auto")
    return (
        mine.group_by("rule", "currency")
        .agg(
            count=pl.col("payment_id").n_unique().cast(pl.Int64),
            value=pl.col("cash_amount").sum(),
            lines=pl.len().cast(pl.Int64),
        )
        .sort("rule", "currency")
    )
