"""What happened, as entries that balance: one cause, one entry. Debit > 0, credit < 0."""

from datetime import date
from typing import NamedTuple

import polars as pl

from matching import periods, returned
from matching.proposal import AMOUNTS
from matching.state import Sure
from schemas.books import ACCOUNT_CLASSES, JournalLine
from schemas.frame import frame, shaped
from schemas.returns import StandingLeg


class Chart(NamedTuple):
    """Names of accounts and currencies of the books, as the settings give them."""

    accounts: dict[str, str]  # account class -> account name, where it is not the default
    banks: dict[str, str]  # bank account -> account name, where it is not `bank <account>`
    functional: dict[str, str]  # entity -> functional currency
    first_open: pl.DataFrame  # periods.FIRST_OPEN: the locked spans, and where what is dated in them moves


class Events(NamedTuple):
    """All that one run posts beside the moves of the ERP's lists."""

    bookings: pl.DataFrame  # Booking
    receipts: pl.DataFrame  # Receipt: those matched today
    sure: Sure
    applied: pl.DataFrame  # `applied` of its allocations
    standing: pl.DataFrame = frame(StandingLeg)  # what the books hold of the payments in sure.reversals


class Leg(NamedTuple):
    """One side of an event: its account class, its signed amount, and the item or account it stands on, if any."""

    account_class: str | pl.Expr
    amount: pl.Expr
    item: str | None = None
    account: pl.Expr | None = None


def entries(events: Events, chart: Chart, as_of: date) -> pl.DataFrame:
    """JournalLine rows of a run: the legs of a cause together, numbered from 1, their sum zero in each currency."""
    legs = [
        _booked(events, chart),
        _identified(events, chart, as_of),
        _applied(events, chart),
    ]
    posted = shaped(JournalLine, pl.concat(legs))
    if events.sure.reversals.is_empty():
        return posted
    return pl.concat([posted, returned.legs(events.sure.reversals, events.standing, posted, chart.first_open, as_of)])


def applied(
    allocations: pl.DataFrame, receipts: pl.DataFrame, items: pl.DataFrame, made: pl.DataFrame, as_of: date
) -> pl.DataFrame:
    """Allocation rows as they post: with their cause, and what is known of their receipt and item.

    In:      `made`: item_id, new_item_number, made_item_id of the deduction items that allocations make.
    Out:     Allocation and cause, gl_date, entity, currency (the receipt's), item_number, instalment, account_class,
             item_entity, item_currency, made_item_id.
    """
    of_receipt = receipts.select("payment_id", "entity", "currency", "application_count")
    names = {"item_entity": "entity", "item_currency": "currency"}
    of_item = items.select("item_id", "item_number", "instalment", "account_class", **names)
    rows = allocations.join(of_receipt, on="payment_id", maintain_order="left")
    rows = rows.join(of_item, on="item_id", maintain_order="left")
    rows = rows.join(made, on=["item_id", "new_item_number"], how="left", maintain_order="left")
    cause = pl.format("apply|{}|{}|{}", "payment_id", "item_id", "application_count")
    return rows.with_columns(cause=cause, gl_date=pl.lit(as_of)).drop("application_count")


def of_lists(moves: pl.DataFrame, chart: Chart) -> pl.DataFrame:
    """JournalLine rows of SnapshotMove rows. Raised by others: AR control / ERP interface; lowered: the other way."""
    rows = moves.filter(pl.col("delta_minor") != 0).with_columns(
        cause=pl.format("snapshot|{}|{}", "snapshot_id", "item_id"), payment_id=pl.lit(None, dtype=pl.String)
    )
    item = Leg(pl.col("account_class"), pl.col("delta_minor"), item="item_id")
    return shaped(JournalLine, _legs(rows, chart, [item, Leg("erp", -pl.col("delta_minor"), item="item_id")]))


def _booked(events: Events, chart: Chart) -> pl.DataFrame:
    """Bank against unapplied (payer known), unidentified (unknown, and returns) or the account of its code."""
    known = pl.col("payment_id").is_in(events.sure.identifications["payment_id"].implode())
    against = (
        pl.when(pl.col("kind") == "non_ar").then(pl.lit("non_ar"))
        .when((pl.col("kind") == "receipt") & known).then(pl.lit("unapplied"))
        .otherwise(pl.lit("unidentified"))
    )  # fmt: skip
    rows = events.bookings.with_columns(
        cause=pl.format("receipt|{}", "payment_id"), gl_date="booking_date", against=against
    )
    own = pl.col("account").replace_strict(chart.banks, default=None, return_dtype=pl.String)
    bank = Leg("bank", pl.col("amount_minor"), account=pl.coalesce(own, pl.format("bank {}", "account")))
    other = pl.coalesce("gl_account", account_name(pl.col("against"), chart))
    return _legs(rows, chart, [bank, Leg(pl.col("against"), -pl.col("amount_minor"), account=other)])


def _identified(events: Events, chart: Chart, as_of: date) -> pl.DataFrame:
    """A receipt booked before as unidentified has its payer now: unidentified / unapplied."""
    fresh = events.bookings.select("payment_id")
    later = events.sure.identifications.join(fresh, on="payment_id", how="anti")
    rows = later.select("payment_id", "customer_id").join(
        events.receipts.select("payment_id", "entity", "currency", "open_minor"), on="payment_id"
    )
    rows = rows.with_columns(cause=pl.format("identify|{}|{}", "payment_id", "customer_id"), gl_date=pl.lit(as_of))
    return _legs(rows, chart, [Leg("unidentified", pl.col("open_minor")), Leg("unapplied", -pl.col("open_minor"))])


def _applied(events: Events, chart: Chart) -> pl.DataFrame:
    """Unapplied, discount, deductions, fee and small difference against the item."""
    legs = [
        Leg("unapplied", pl.col("cash_minor")),
        Leg("discount", pl.col("discount_minor")),
        Leg("small_difference", pl.col("write_off_minor")),
        Leg("fee", pl.col("fee_minor")),
        Leg("deductions", pl.col("deduction_minor"), item="made_item_id"),
        Leg(pl.col("account_class"), -pl.sum_horizontal(AMOUNTS), item="item_id"),
    ]
    return _legs(events.applied, chart, legs)


def _legs(data: pl.DataFrame, chart: Chart, legs: list[Leg]) -> pl.DataFrame:
    """The legs that have an amount, event by event, numbered as given; open dates and functional currency set."""
    functional = pl.col("entity").replace_strict(chart.functional, default=None, return_dtype=pl.String)
    dated = periods.in_open_months(data, chart.first_open)
    rows = dated.with_row_index("event_no").with_columns(functional_currency=pl.coalesce(functional, "currency"))
    before = pl.lit(1, dtype=pl.Int64)
    parts = []
    for leg in legs:
        parts.append(rows.filter(leg.amount != 0).select(*_KEPT, **_columns(leg, chart), line_no=before))
        before = before + (leg.amount != 0).cast(pl.Int64)
    return pl.concat(parts).sort("event_no", maintain_order=True).drop("event_no")


_KEPT = ["event_no", "cause", "gl_date", "entity", "currency", "functional_currency", "payment_id"]


def _columns(leg: Leg, chart: Chart) -> dict[str, pl.Expr]:
    kind = pl.lit(leg.account_class) if isinstance(leg.account_class, str) else leg.account_class
    is_functional = pl.col("functional_currency") == pl.col("currency")
    return {
        "account_class": kind,
        "account": account_name(kind, chart) if leg.account is None else leg.account,
        "amount_minor": leg.amount,
        "functional_minor": pl.when(is_functional).then(leg.amount),
        "item_id": pl.col(leg.item) if leg.item else pl.lit(None, dtype=pl.String),
    }


def account_name(account_class: pl.Expr, chart: Chart) -> pl.Expr:
    """The name of an account of this class."""
    return account_class.replace_strict(ACCOUNT_CLASSES | chart.accounts, return_dtype=pl.String)
