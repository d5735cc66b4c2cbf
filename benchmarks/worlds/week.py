"""Consecutive business days out of one world: its receipts spread over them, and the list an ERP would give each day.

Some customers pay each day under a trading name that nobody knows, and write nothing: once taught, they are known.
"""

import dataclasses
from datetime import date, timedelta
from itertools import accumulate
from typing import Final

import polars as pl

from benchmarks.worlds.columns import BANK, OPEN_ITEMS, TRUTH
from benchmarks.worlds.shapes import World

KEY: Final = ["entity", "customer_id", "item_type", "item_number", "instalment"]
PLACE: Final = ["entity", "customer_id", "item_number", "instalment"]  # as the posting files name an item
AMOUNTS: Final = ("cash_minor", "discount_minor", "deduction_minor", "write_off_minor", "fee_minor")
TRADING_NAMES: Final = ("Marlow Vanterpool", "Juniper Quayside", "Ostrava Lindqvist", "Pellworm Tidewater")
CASE: Final = "trading_name"


def spread(made: World, count: int, strangers: int = len(TRADING_NAMES)) -> tuple[World, ...]:
    """`count` days, the first on the world's own date, weekends left out; `strangers` customers pay on each of them.

    Raises ValueError when too few customers have `count` open items of amounts of their own.
    """
    bank, truth = _with_strangers(made, count, strangers)
    day_of = pl.int_range(pl.len()).over("entity") % count
    bank = bank.with_columns(day=pl.when(pl.col("day").is_null()).then(day_of).otherwise("day"))
    truth = truth.join(bank.select("bank_reference", "day"), on="bank_reference")
    days, worlds, closings = _weekdays(made.as_of, count), [], _openings(made)
    for number, as_of in enumerate(days):
        lines = bank.filter(day=number).drop("day").with_columns(booking_date=pl.lit(as_of), value_date=pl.lit(as_of))
        lines, statements, closings = _chained(lines, made.statements, closings, as_of)
        worlds.append(dataclasses.replace(
            made,
            as_of=as_of,
            bank=lines,
            statements=statements,
            open_items=made.open_items.with_columns(snapshot_date=pl.lit(as_of)),
            truth=truth.filter(day=number).drop("day"),
            advices=made.advices.clear() if number else made.advices,
            advice_lines=made.advice_lines.clear() if number else made.advice_lines,
            closed_items=made.closed_items.clear(),
        ))  # fmt: skip
    return tuple(worlds)


def _weekdays(first: date, count: int) -> list[date]:
    days = (first + timedelta(days=later) for later in range(2 * count + 2))
    return [day for day in days if day.weekday() < 5][:count]


def _with_strangers(made: World, count: int, strangers: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The world's lines (`day` null) and those of customers under trading names (`day` set), and the truth of all."""
    paid = made.truth.select(KEY).unique()
    alone = (
        made.open_items.filter(
            pl.col("item_type") == "invoice", pl.col("status") == "open", pl.col("instalment") == 1,
            pl.col("discount_minor").fill_null(0) == 0, pl.col("open_minor") == pl.col("original_minor"),
            pl.len().over("entity", "open_minor") == 1,
        )
        .join(paid, on=KEY, how="anti")
        .sort(KEY)
    )  # fmt: skip
    owing = alone.group_by("entity", "customer_id", maintain_order=True).len().filter(pl.col("len") >= count)
    names = pl.DataFrame({"payer_name": TRADING_NAMES[:strangers]})
    if owing.height < strangers:
        raise ValueError(f"{owing.height} customers have {count} items of their own amounts: give more items")
    payers = pl.concat([owing.head(strangers), names], how="horizontal").drop("len")
    at = pl.int_range(pl.len()).over("entity", "customer_id")
    items = alone.join(payers, on=["entity", "customer_id"], maintain_order="left").with_columns(day=at)
    items = items.filter(pl.col("day") < count).with_columns(
        bank_reference=pl.format("{}-T{}-{}", "entity", "customer_id", "day"), amount_minor="open_minor"
    )
    own = {one.entity: one.account for one in made.entities}
    lines = items.with_columns(
        account=pl.col("entity").replace_strict(own), remittance_information=pl.lit("PAYMENT"),
        transaction_type=pl.lit("TRANSFER"), payer_account=pl.lit(""), end_to_end_id=pl.lit(""),
    )  # fmt: skip
    meant = items.with_columns(
        cash_minor="open_minor", receipt_minor="open_minor", payer_id="customer_id", case=pl.lit(CASE),
        has_answer=pl.lit(True), kind=pl.lit("receipt"), writing=pl.lit("silent"), naming=pl.lit(CASE),
        discount_minor=pl.lit(0), deduction_minor=pl.lit(0), write_off_minor=pl.lit(0), fee_minor=pl.lit(0),
    )  # fmt: skip
    return (
        pl.concat([made.bank, lines.select(pl.col([*set(BANK) & set(lines.columns)]), "day")], how="diagonal_relaxed"),
        pl.concat([made.truth, meant.select(list(TRUTH))], how="vertical_relaxed"),
    )


def _openings(made: World) -> dict[str, int]:
    return dict(made.statements.select("entity", "opening_minor").iter_rows())


def _chained(
    lines: pl.DataFrame, statements: pl.DataFrame, openings: dict[str, int], as_of: date
) -> tuple[pl.DataFrame, pl.DataFrame, dict[str, int]]:
    """A day's lines with their running balance, and statements that open where those of the day before closed."""
    parts, closings = [], {}
    for entity, opening in openings.items():
        own = lines.filter(entity=entity)
        balances = list(accumulate(own["amount_minor"], initial=opening))
        parts.append(own.with_columns(balance_minor=pl.Series(balances[1:], dtype=pl.Int64)))
        closings[entity] = balances[-1]
    told = statements.with_columns(
        booking_date=pl.lit(as_of),
        opening_minor=pl.col("entity").replace_strict(openings, return_dtype=pl.Int64),
        closing_minor=pl.col("entity").replace_strict(closings, return_dtype=pl.Int64),
    )
    return pl.concat(parts), told, closings


def erp_list(first: pl.DataFrame, postings: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """The ERP's open items of a day: the `first` list less what the posting files took, and the items they made.

    In:   postings: the rows of all posting files so far, amounts as minor units `*_minor`.
    """
    taken = postings.group_by(PLACE).agg(taken=pl.sum_horizontal(AMOUNTS).sum())
    named = postings.filter(pl.col("new_item_number").is_not_null())
    made = named.group_by("entity", "customer_id", "currency", item_number="new_item_number").agg(
        open_minor=pl.col("deduction_minor").sum()
    )  # fmt: skip
    new = made.with_columns(
        item_type=pl.lit("deduction"),
        instalment=pl.lit(1, pl.Int64),
        original_minor="open_minor",
        status=pl.lit("open"),
    )
    old = first.join(taken, on=PLACE, how="left", maintain_order="left").with_columns(
        open_minor=pl.col("open_minor") - pl.col("taken").fill_null(0)
    )
    listed = pl.concat([old.drop("taken"), new.filter(pl.col("open_minor") != 0)], how="diagonal_relaxed")
    return listed.filter(pl.col("open_minor") != 0).with_columns(snapshot_date=pl.lit(as_of)).select(list(OPEN_ITEMS))
