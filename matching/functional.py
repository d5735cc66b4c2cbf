"""What entries of a foreign currency are worth in functional currency, where a rate is known; and what was gained.

Money and items carry the value they were booked at: a receipt that of its day's rate, an item that of the list it came
with. What leaves them takes its share of that value along, the last of it the rest, so no cent stays behind. What is
left between both sides of an entry is the realised gain or loss: it runs through FX clearing, so that the entry
balances in each currency and in functional currency.
"""

from typing import Final

import polars as pl

from matching.journal import Chart, account_name
from schemas.books import JournalLine
from schemas.frame import shaped
from schemas.money import decimals

PLACES: Final = ["unapplied", "unidentified", "on_account"]
ITEMS: Final = ["ar", "on_account", "deductions"]
CARRIED: Final = {"key": pl.String, "held_minor": pl.Int64, "held_functional": pl.Int64}  # null: not known
RATES: Final = {
    "currency": pl.String, "functional_currency": pl.String, "gl_date": pl.Date, "rate": pl.Decimal(21, 12),
    "is_inverse": pl.Boolean,
}  # fmt: skip
_ROUNDS: Final = 3  # what is booked, what is moved from it, what is taken from that
_ONE: Final = 10**12  # a rate as a whole number
_MOST: Final = 10**13  # beyond it, or a rate of a million, no product is tried


def foreign(journal: pl.DataFrame) -> pl.DataFrame:
    """The legs of another currency than the functional one, each with the `key` of what carries its value, if any."""
    is_item = pl.col("item_id").is_not_null() & pl.col("account_class").is_in(ITEMS)
    is_place = pl.col("item_id").is_null() & pl.col("account_class").is_in(PLACES)
    key = pl.when(is_item).then("item_id").when(is_place).then(pl.format("{}|{}", "payment_id", "account_class"))
    legs = journal.with_row_index("place").with_columns(key=key, is_item=is_item)
    return legs.filter(pl.col("currency") != pl.col("functional_currency"))


def valued(journal: pl.DataFrame, carried: pl.DataFrame, rates: pl.DataFrame, chart: Chart) -> pl.DataFrame:
    """JournalLine rows with functional amounts where all of an entry can be valued, and legs for its gain or loss.

    In:  carried: CARRIED, what the books hold of the keys of `foreign`; rates: RATES of its currencies and days.
    """
    legs = foreign(journal)
    if legs.is_empty() or rates.is_empty():
        return journal
    legs = _placed(legs, journal, carried, rates)
    for _ in range(_ROUNDS):
        legs = _others(_reductions(legs))
    whole = legs.filter(pl.col("value").is_not_null().all().over("cause"))
    worth = journal.with_row_index("place").join(whole.select("place", "value"), on="place", how="left").sort("place")
    filled = worth.with_columns(functional_minor=pl.coalesce("functional_minor", "value"))
    return _with_results(filled, whole["cause"].unique(), chart)


def _placed(legs: pl.DataFrame, journal: pl.DataFrame, carried: pl.DataFrame, rates: pl.DataFrame) -> pl.DataFrame:
    """Legs with what their key holds, whether they add to it, and the value that a rate gives what nothing precedes."""
    own = pl.col("currency") == pl.col("functional_currency")
    cleared = journal.filter(own, pl.col("account_class") == "fx_clearing")
    cleared = cleared.group_by("cause").agg(cleared_minor=pl.col("functional_minor").sum())
    held = carried.with_columns(is_held=pl.lit(True))
    joined = (
        legs.join(held, on="key", how="left", maintain_order="left")
        .join(rates, on=["currency", "functional_currency", "gl_date"], how="left", maintain_order="left")
        .join(cleared, on="cause", how="left", maintain_order="left")
        .sort("place")
    )
    unheld = pl.col("is_held").is_null()
    filled = joined.with_columns(
        held_minor=pl.col("held_minor").fill_null(0),
        held_functional=pl.when(unheld).then(0).otherwise("held_functional"),
    )
    first = pl.when(pl.col("held_minor") != 0).then("held_minor").otherwise(pl.col("amount_minor").first().over("key"))
    is_adding = pl.col("amount_minor").sign() == first.sign()
    marked = filled.with_columns(
        is_taking=pl.col("key").is_not_null() & ~is_adding, is_adding=pl.col("key").is_not_null() & is_adding
    )
    is_known = (unheld | pl.col("held_functional").is_not_null()).all().over("cause")
    is_first = ~pl.col("is_taking").any().over("cause") & is_known
    at_rate = pl.when(is_first).then(_at_rate())
    return marked.with_columns(value=pl.coalesce("functional_minor", at_rate))


def _at_rate() -> pl.Expr:
    """The amount at its rate, rounded half away from zero; null where no rate is known."""
    places = decimals(pl.col("functional_currency")) - decimals(pl.col("currency"))
    up, down = (10 ** places.clip(lower_bound=0)).cast(pl.Int128), (10 ** (-places).clip(lower_bound=0)).cast(pl.Int128)
    amount, rate = pl.col("amount_minor").cast(pl.Int128), pl.col("rate").to_physical().cast(pl.Int128)
    is_small = (pl.col("amount_minor").abs() <= _MOST) & (rate > 0) & (rate < _ONE * 10**6)
    direct, inverse = _divided(amount * rate * up, down * _ONE), _divided(amount * _ONE * up, down * rate)
    return pl.when(is_small).then(pl.when("is_inverse").then(inverse).otherwise(direct))


def _divided(number: pl.Expr, by: pl.Expr) -> pl.Expr:
    return (number.sign() * ((2 * number.abs() + by) // (2 * by))).cast(pl.Int64)


def _reductions(legs: pl.DataFrame) -> pl.DataFrame:
    """What leaves a key takes its share of all that came to it; a key of which a part is not known gives nothing."""
    came = pl.col("held_minor") + pl.col("amount_minor").filter(pl.col("is_adding")).sum().over("key")
    is_known = pl.col("value").filter(pl.col("is_adding")).is_not_null().all().over("key")
    worth = pl.col("held_functional") + pl.col("value").filter(pl.col("is_adding")).sum().over("key")
    taken = pl.when("is_taking").then("amount_minor").otherwise(0)
    legs = legs.with_columns(
        came=came, worth=pl.when(is_known).then(worth), after=taken.cum_sum().over("key"), taken=taken
    )
    before = pl.col("after") - pl.col("taken")
    share = _share(pl.col("after")) - _share(before)
    fits = (pl.col("after").abs() <= pl.col("came").abs()) & (pl.col("came").abs() <= _MOST)
    return legs.with_columns(value=pl.coalesce("value", pl.when("is_taking", fits).then(share)))


def _share(amount: pl.Expr) -> pl.Expr:
    """The part of what a key is worth that `amount` of it carries."""
    worth, came = pl.col("worth").cast(pl.Int128), pl.col("came").cast(pl.Int128)
    number = amount.cast(pl.Int128) * worth * came.sign()
    return pl.when(came != 0).then(_divided(number, came.abs()))


def _others(legs: pl.DataFrame) -> pl.DataFrame:
    """The other legs of an entry that takes from a key: its counterpart, or at the rate of the item it settles."""
    is_other = ~pl.col("is_taking") & pl.col("functional_minor").is_null()
    is_pair = (pl.len().over("cause") == 2) & (is_other.sum().over("cause") == 1)
    counterpart = -pl.col("value").filter(~is_other).sum().over("cause")
    has_value = pl.col("value").filter(~is_other).is_not_null().all().over("cause")
    of_item = pl.col("is_taking") & pl.col("is_item")
    came = pl.col("came").filter(of_item).first().over("cause").cast(pl.Int128)
    worth = pl.col("worth").filter(of_item).first().over("cause").cast(pl.Int128)
    number = pl.col("amount_minor").cast(pl.Int128) * worth * came.sign()
    at_item = pl.when(came != 0).then(_divided(number, came.abs()))
    cleared = pl.when(pl.col("account_class") == "fx_clearing").then(-pl.col("cleared_minor"))
    value = pl.coalesce(cleared, pl.when(is_pair, has_value).then(counterpart), pl.when(~is_pair).then(at_item))
    return legs.with_columns(value=pl.coalesce("value", pl.when(is_other).then(value)))


def _with_results(legs: pl.DataFrame, causes: pl.Series, chart: Chart) -> pl.DataFrame:
    """Two legs more for each entry whose sides are not worth the same: the result, and its way through clearing."""
    known = legs.filter(pl.col("cause").is_in(causes.implode()))
    gaps = known.group_by("cause", maintain_order=True).agg(
        pl.col("gl_date", "entity", "functional_currency", "payment_id").first(),
        gap=pl.col("functional_minor").sum(), line_no=pl.col("line_no").max(), place=pl.col("place").max(),
    )  # fmt: skip
    rows = gaps.filter(pl.col("gap") != 0).with_columns(currency="functional_currency")
    more = [
        rows.with_columns(
            account_class=pl.lit(kind), amount_minor=sign * pl.col("gap"), line_no=pl.col("line_no") + ahead,
            functional_minor=-pl.col("gap") if kind == "fx_result" else pl.lit(0, dtype=pl.Int64),
        ).with_columns(account=account_name(pl.col("account_class"), chart))
        for ahead, (kind, sign) in enumerate((("fx_result", -1), ("fx_clearing", 1)), start=1)
    ]  # fmt: skip
    whole = pl.concat([legs, *more], how="diagonal_relaxed").sort("place", "line_no")
    return shaped(JournalLine, whole)
