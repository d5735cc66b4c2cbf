"""What waits for a person, in the order it is best worked through: the day's exceptions, ranked and explained.

Priority is value times age. Amounts of different currencies are made comparable by what a receipt of that
currency usually is (the median): 'worth 5 usual receipts, for 3 days'. Floats here only order rows.
"""

import hashlib
from typing import Final

import polars as pl

from reports.day import Day
from reports.figures import exceptions
from reports.teams import team_of
from reports.words import TYPES
from schemas.money import decimals

SHOWN_ITEMS: Final = 3  # item numbers named in one cell; the sheet Candidates has them all
_HIGH, _MEDIUM = 0.5, 0.9  # high: the rows that make up half of all value x age; medium: up to 90 %


def queue(day: Day) -> pl.DataFrame:
    """Exceptions a person can answer, the most pressing first.

    Adds to the day's exceptions: position, priority, worth (usual receipts), age_days, team, next_step, source,
    decimals, its suggestions (suggestion, option_1..3, difference, confidence, rule, runner_up, margin) and row_hash.
    """
    facts = (
        exceptions(day)
        .filter(pl.col("subject") != "file")
        .join(_suggestions(day), on="payment_id", how="left")
        .join(_usual(day), on="currency", how="left")
    )
    score = pl.col("worth") * (pl.col("age_days") + 1)
    ranked = (
        facts.with_columns(worth=(pl.col("amount").abs().cast(pl.Float64) / pl.col("usual")).fill_null(0.0))
        .with_columns(score=score)
        .sort("score", "exception_id", descending=[True, False])
    )
    done = pl.col("score").cum_sum().shift(1, fill_value=0.0) / pl.col("score").sum()
    priority = (
        pl.when(done < _HIGH).then(pl.lit("High")).when(done < _MEDIUM).then(pl.lit("Medium")).otherwise(pl.lit("Low"))
    )
    return ranked.with_columns(
        position=pl.int_range(pl.len(), dtype=pl.Int64),
        priority=priority,
        team=team_of(day.teams),
        source=pl.format("{}: {}", "source_file", "source_line"),
        decimals=decimals(pl.col("currency")),
        next_step=_next_step(),
        row_hash=pl.Series([*map(_hash, ranked.select(_HASHED).iter_rows())], dtype=pl.String),
    )


def _usual(day: Day) -> pl.DataFrame:
    amounts = pl.concat([
        day.payments.filter(pl.col("kind") == "receipt").select("currency", "amount"),
        day.exceptions.select("currency", pl.col("amount").abs()),
    ])  # fmt: skip
    usual = pl.col("amount").cast(pl.Float64).filter(pl.col("amount") > 0).median()
    return amounts.group_by("currency").agg(usual=usual)


def _suggestions(day: Day) -> pl.DataFrame:
    """One row a payment: its best candidate in words and figures, what the others come to, and the margin."""
    first, second = pl.col("rank") == 1, pl.col("rank") == 2
    name = pl.coalesce("customer_name", "customer_id", pl.lit(""))
    text = pl.when(pl.col("item_numbers").list.len() > 0).then(item_list("item_numbers") + ", " + name).otherwise(name)
    of = {
        "suggestion": text.filter(first),
        "suggested_customer": pl.col("customer_id").filter(first),
        "difference": pl.col("difference").filter(first),
        "confidence": pl.col("confidence").filter(first),
        "rule": pl.col("rule").filter(first),
        "runner_up": text.filter(second),
        "runner_up_confidence": pl.col("confidence").filter(second),
    } | {f"option_{rank}": pl.col("cash_amount").filter(pl.col("rank") == rank) for rank in (1, 2, 3)}
    what = pl.concat_str("rank", "customer_id", pl.col("item_ids").list.join(","), "cash_amount", ignore_nulls=True)
    return (
        day.candidates.sort("payment_id", "rank")
        .group_by("payment_id", maintain_order=True)
        .agg(**{name: expression.first() for name, expression in of.items()}, options=what.str.join("|"))
        .with_columns(margin=pl.col("confidence") - pl.col("runner_up_confidence"))
    )


def item_list(column: str) -> pl.Expr:
    """The first few item numbers of a list, and how many more there are."""
    numbers, count = pl.col(column), pl.col(column).list.len()
    shown = numbers.list.head(SHOWN_ITEMS).list.join(", ")
    more = pl.format(" and {} more", count.cast(pl.Int64) - SHOWN_ITEMS)
    return pl.when(count > SHOWN_ITEMS).then(shown + more).otherwise(shown)


def _next_step() -> pl.Expr:
    """What to try first: a suggestion that places the whole payment, else what the type usually needs."""
    steps = {name: meaning.try_first for name, meaning in TYPES.items()}
    usual = pl.col("exception_type").replace_strict(steps, default=pl.lit(None), return_dtype=pl.String)
    is_whole = (pl.col("difference") == 0) & pl.col("runner_up").is_null()
    return pl.when(is_whole).then(pl.lit("Check suggestion 1; if it is right, accept it.")).otherwise(usual)


# What an answer relies on: when any of it changes in the books, the row is stale.
_HASHED: Final = ("exception_id", "exception_type", "status", "amount", "currency", "customer_id", "options")


def _hash(row: tuple[object, ...]) -> str:
    return hashlib.sha256("\x1f".join("" if value is None else str(value) for value in row).encode()).hexdigest()[:16]
