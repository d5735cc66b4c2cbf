"""The day made ready for its sheets, once: figures, the queue, the suggestions and items beside it, and links."""

from typing import Final, NamedTuple

import polars as pl

from reports.day import Day
from reports.figures import Figures, figures
from reports.queue import queue
from reports.sheet import place

TO_CLEAR: Final = "To clear"
CANDIDATES: Final = "Candidates"
OPEN_ITEMS: Final = "Open items"


class Work(NamedTuple):
    """`queue`, `options` and `items` stand in the order of their sheets; `to_*` columns say where a click leads."""

    day: Day
    figures: Figures
    queue: pl.DataFrame  # a row per exception: To clear
    options: pl.DataFrame  # a row per line of each suggestion: Candidates
    items: pl.DataFrame  # Open items


def work(day: Day) -> Work:
    """What all sheets of `day` are made from."""
    return _linked(day, figures(day), queue(day))


def part(whole: Work, exception_ids: pl.Series) -> Work:
    """The same with these exceptions only, their payments, suggestions, decisions and customers' items."""
    kept = whole.queue.filter(pl.col("exception_id").is_in(exception_ids.implode()))
    rows = kept.drop("to_row", "to_candidates", "to_items").with_columns(position=pl.int_range(pl.len()))
    day, paid = whole.day, rows.select("payment_id").drop_nulls()
    customers = pl.concat([
        whole.options.join(paid, on="payment_id", how="semi").select("entity", customer_id="line_customer_id"),
        rows.select("entity", customer_id=pl.coalesce("customer_id", "suggested_customer")),
    ]).drop_nulls().unique()  # fmt: skip
    narrow = day._replace(
        payments=day.payments.join(paid, on="payment_id", how="semi"),
        exceptions=day.exceptions.join(rows, on="exception_id", how="semi"),
        candidates=day.candidates.join(paid, on="payment_id", how="semi"),
        candidate_lines=day.candidate_lines.join(paid, on="payment_id", how="semi"),
        open_items=day.open_items.join(customers, on=["entity", "customer_id"], how="semi"),
        decisions=day.decisions.join(rows, on="exception_id", how="semi"),
    )
    return _linked(narrow, whole.figures, rows)


def _linked(day: Day, counted: Figures, waiting: pl.DataFrame) -> Work:
    items = day.open_items.sort("entity", "customer_id", "due_date", "item_number", "instalment", "item_id")
    options = _options(day, waiting).join(
        items.select("item_id", to_item=place(OPEN_ITEMS, pl.int_range(pl.len()))),
        on="item_id", how="left", maintain_order="left",
    )  # fmt: skip
    leads = waiting.with_columns(
        the_customer=pl.coalesce("customer_id", "suggested_customer"), to_row=place(TO_CLEAR, pl.col("position"))
    )
    leads = (
        leads.join(_first(options, ["payment_id"], CANDIDATES, "to_candidates"), on="payment_id", how="left")
        .join(
            _first(items, ["entity", "customer_id"], OPEN_ITEMS, "to_items"),
            left_on=["entity", "the_customer"],
            right_on=["entity", "customer_id"],
            how="left",
        )
        .sort("position")
        .drop("the_customer")
    )
    return Work(day, counted, leads, options, items)


def _first(rows: pl.DataFrame, keys: list[str], title: str, name: str) -> pl.DataFrame:
    """For each key, where its first row stands on that sheet."""
    numbered = rows.select(*keys, at=pl.int_range(pl.len())).drop_nulls()
    return numbered.group_by(keys).agg(place(title, pl.col("at").min()).alias(name))


def _options(day: Day, waiting: pl.DataFrame) -> pl.DataFrame:
    """Every line of every suggestion, its suggestion's figures beside it, in the order of the queue."""
    subjects = waiting.select(
        "position", "payment_id", "exception_id", "entity", "payer_name", "memo", "currency", "amount",
        to_row=place(TO_CLEAR, pl.col("position")),
    ).drop_nulls("payment_id")  # fmt: skip
    next_best = pl.col("confidence").shift(-1).over("payment_id", order_by="rank")
    chosen = day.candidates.with_columns(margin=pl.col("confidence") - next_best).drop("item_ids", "item_numbers")
    lines = day.candidate_lines.rename({name: f"line_{name}" for name in ("cash_amount", "customer_id", "status")})
    order = ["position", "rank", "due_date", "item_number", "item_id"]
    return (
        subjects.join(chosen, on="payment_id")
        .join(lines, on=["payment_id", "rank"], how="left")
        .sort(order)
        .with_columns(is_first=(pl.int_range(pl.len()).over("payment_id", "rank") == 0))
    )
