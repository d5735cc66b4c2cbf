"""A receipt that the bank took back: every leg it has is mirrored, and it and the return cancel each other."""

from datetime import date

import polars as pl

from matching import periods
from schemas.books import JournalLine
from schemas.frame import shaped
from schemas.returns import StandingLeg

PLACES = ["unapplied", "unidentified", "on_account"]
_PLACE = ["payment_id", "entity", "account", "account_class", "currency", "functional_currency"]


def legs(
    reversals: pl.DataFrame, standing: pl.DataFrame, fresh: pl.DataFrame, first_open: pl.DataFrame, as_of: date
) -> pl.DataFrame:
    """JournalLine rows: an entry `reverse|application` for each application that falls, then one
    `return|return|receipt` that takes both lines out of where they stand.

    In:  reversals: Reversal; standing: StandingLeg of them; fresh: the JournalLine rows this run posts before these;
         first_open: periods.FIRST_OPEN.
    """
    undone = standing.drop_nulls("application_id").with_columns(cause=pl.format("reverse|{}", "application_id"))
    mirrored = pl.concat([undone, _tied(reversals, standing, fresh)], how="diagonal").with_columns(
        gl_date=pl.lit(as_of), amount_minor=-pl.col("amount_minor"), functional_minor=-pl.col("functional_minor")
    )
    return shaped(JournalLine, periods.in_open_months(mirrored, first_open))


def _tied(reversals: pl.DataFrame, standing: pl.DataFrame, fresh: pl.DataFrame) -> pl.DataFrame:
    """What both lines of each pair come to in each place once the applications have fallen, receipt first."""
    cause = pl.format("return|{}|{}", "return_payment_id", "payment_id")
    pairs = pl.concat(
        [
            reversals.select("payment_id", cause=cause, side=pl.lit(0)),
            reversals.select(payment_id="return_payment_id", cause=cause, side=pl.lit(1)),
        ]
    )
    booked_today = fresh.filter(pl.col("account_class").is_in(PLACES), pl.col("item_id").is_null())
    parts = [shaped(StandingLeg, booked_today), standing.filter(pl.col("application_id").is_null())]
    places = pl.concat(parts).join(pairs, on="payment_id").group_by("cause", "side", *_PLACE)
    sums = places.agg(pl.col("amount_minor").sum(), _sum_if_known("functional_minor"))
    rows = sums.filter(pl.col("amount_minor") != 0).sort("cause", "side", "account_class", "account")
    return rows.with_columns(line_no=pl.int_range(1, pl.len() + 1).over("cause"))


def _sum_if_known(column: str) -> pl.Expr:
    return pl.when(pl.col(column).is_not_null().all()).then(pl.col(column).sum())
