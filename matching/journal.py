"""What happened, as entries that balance: one cause, one entry. Debit > 0, credit < 0."""

from datetime import date
from typing import NamedTuple

import polars as pl

from matching.proposal import AMOUNTS
from matching.state import Outcome
from schemas.books import ACCOUNT_CLASSES, JournalLine
from schemas.frame import shaped


class Chart(NamedTuple):
    """Names of accounts and currencies of the books, as the settings give them."""

    accounts: dict[str, str]  # account class -> account name, where it is not the default
    banks: dict[str, str]  # bank account -> account name, where it is not `bank <account>`
    functional: dict[str, str]  # entity -> functional currency
    first_open: pl.DataFrame  # entity, first_open_date: entries dated before it move there


class Events(NamedTuple):
    """All that one run posts."""

    bookings: pl.DataFrame  # Booking
    receipts: pl.DataFrame  # Receipt: those matched today
    items: pl.DataFrame  # Item
    outcome: Outcome
    moves: pl.DataFrame  # SnapshotMove
    made: pl.DataFrame  # item_id, new_item_number, made_item_id: deduction items that allocations make


def entries(events: Events, chart: Chart, as_of: date) -> pl.DataFrame:
    """JournalLine rows of a run, sorted by cause; every entry sums to zero in its currency."""
    legs = pl.concat(
        [
            _booked(events, chart),
            _identified(events, as_of),
            _applied(events, as_of),
            _snapshot(events.moves),
        ]
    )
    return _written(legs, chart)


_LEG = ["cause", "gl_date", "entity", "currency", "account_class", "account", "amount_minor", "payment_id", "item_id"]


def _legs(data: pl.DataFrame, legs: list[tuple[pl.Expr | str, pl.Expr]], item: str | None = None) -> pl.DataFrame:
    """One row per leg (account class, signed amount) of each row of `data`, in the order given."""
    none = pl.lit(None, dtype=pl.String)
    own = {name: pl.col(name) if name in data.columns else none for name in ("payment_id", "account")}
    parts = [
        data.select(
            "cause", "gl_date", "entity", "currency",
            account_class=pl.lit(kind) if isinstance(kind, str) else kind,
            account=own["account"],
            amount_minor=amount,
            payment_id=own["payment_id"],
            item_id=pl.col(item) if item else none,
        )
        for kind, amount in legs
    ]  # fmt: skip
    return pl.concat(parts).select(_LEG)


def _booked(events: Events, chart: Chart) -> pl.DataFrame:
    """Bank against unapplied (payer known), unidentified (unknown, and returns) or the account of its code."""
    known = pl.col("payment_id").is_in(events.outcome.identifications["payment_id"].implode())
    against = (
        pl.when(pl.col("kind") == "non_ar").then(pl.lit("non_ar"))
        .when((pl.col("kind") == "receipt") & known).then(pl.lit("unapplied"))
        .otherwise(pl.lit("unidentified"))
    )  # fmt: skip
    rows = events.bookings.with_columns(
        cause=pl.format("receipt|{}", "payment_id"), gl_date="booking_date", against=against
    )
    own = pl.col("account").replace_strict(chart.banks, default=None, return_dtype=pl.String)
    named = rows.with_columns(account=pl.coalesce(own, pl.format("bank {}", "account")))
    bank = _legs(named, [("bank", pl.col("amount_minor"))])
    other = _legs(rows.with_columns(account="gl_account"), [(pl.col("against"), -pl.col("amount_minor"))])
    return pl.concat([bank, other])


def _identified(events: Events, as_of: date) -> pl.DataFrame:
    """A receipt booked before as unidentified has its payer now: unidentified / unapplied."""
    fresh = events.bookings.select("payment_id")
    later = events.outcome.identifications.join(fresh, on="payment_id", how="anti")
    rows = later.select("payment_id", "customer_id").join(
        events.receipts.select("payment_id", "entity", "currency", "open_minor"), on="payment_id"
    )
    rows = rows.with_columns(cause=pl.format("identify|{}|{}", "payment_id", "customer_id"), gl_date=pl.lit(as_of))
    return _legs(rows, [("unidentified", pl.col("open_minor")), ("unapplied", -pl.col("open_minor"))])


def _applied(events: Events, as_of: date) -> pl.DataFrame:
    """Unapplied, discount, deductions, fee and small difference against the item."""
    receipts = events.receipts.select("payment_id", "entity", "currency", "application_count")
    items = events.items.select("item_id", "account_class")
    rows = events.outcome.allocations.join(receipts, on="payment_id").join(items, on="item_id")
    rows = rows.with_columns(
        cause=pl.format("apply|{}|{}|{}", "payment_id", "item_id", "application_count"), gl_date=pl.lit(as_of)
    )
    money = _legs(
        rows,
        [
            ("unapplied", pl.col("cash_minor")),
            ("discount", pl.col("discount_minor")),
            ("small_difference", pl.col("write_off_minor")),
            ("fee", pl.col("fee_minor")),
        ],
    )
    item = _legs(rows, [(pl.col("account_class"), -pl.sum_horizontal(AMOUNTS))], item="item_id")
    made = rows.join(events.made, on=["item_id", "new_item_number"])
    withheld = _legs(made, [("deductions", pl.col("deduction_minor"))], item="made_item_id")
    return pl.concat([money, item, withheld])


def _snapshot(moves: pl.DataFrame) -> pl.DataFrame:
    """Raised by others: AR control / ERP interface; lowered: the other way."""
    rows = moves.filter(pl.col("delta_minor") != 0).with_columns(
        cause=pl.format("snapshot|{}|{}", "snapshot_id", "item_id")
    )
    item = _legs(rows, [(pl.col("account_class"), pl.col("delta_minor"))], item="item_id")
    return pl.concat([item, _legs(rows, [("erp", -pl.col("delta_minor"))], item="item_id")])


def _written(legs: pl.DataFrame, chart: Chart) -> pl.DataFrame:
    """Legs with account names, open dates and functional amounts; legs of nothing are left out."""
    names = ACCOUNT_CLASSES | chart.accounts
    named = legs.filter(pl.col("amount_minor") != 0).with_columns(
        account=pl.coalesce("account", pl.col("account_class").replace_strict(names, return_dtype=pl.String))
    )
    opened = named.join(chart.first_open, on="entity", how="left").with_columns(
        gl_date=pl.max_horizontal("gl_date", "first_open_date")
    )
    functional = pl.col("entity").replace_strict(chart.functional, default=None, return_dtype=pl.String)
    valued = opened.with_columns(functional_currency=pl.coalesce(functional, "currency")).with_columns(
        functional_minor=pl.when(pl.col("functional_currency") == pl.col("currency")).then("amount_minor")
    )
    order = ["cause", "account_class", "amount_minor", "item_id"]
    ordered = valued.sort(order, nulls_last=True)
    numbered = ordered.with_columns(line_no=pl.int_range(1, pl.len() + 1).over("cause").cast(pl.Int64))
    return shaped(JournalLine, numbered)
