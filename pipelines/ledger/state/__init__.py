"""What the ledger gives a run: lines to book, the ERP's list beside the books, and the State that matching works on."""

from concurrent.futures import Future
from datetime import date

import polars as pl

from matching.state import State
from pipelines.ledger.rows import Connection, given, select, sql
from schemas.books import Booking, ErpItem
from schemas.clearing import TaughtPayer
from schemas.decision import AnnouncedLine, Announcement, Item, LearnedAccount, Payer, Receipt, Return
from schemas.earlier import Applied, Placed
from schemas.frame import columns, frame, shaped
from schemas.policy import Policy
from schemas.returns import Returnable, Share, StandingLeg

Asked = dict[str, pl.DataFrame]


def bookings(connection: Connection, as_of: date) -> pl.DataFrame:
    """Booking: bank lines up to `as_of` that no entry has booked yet, by payment_id."""
    wanted = ", ".join(columns(Booking))
    query = f"select {wanted} from facts.unbooked where booking_date <= $as_of order by payment_id"
    return shaped(Booking, select(connection, query, {"as_of": as_of}))


def erp_items(connection: Connection, as_of: date) -> pl.DataFrame:
    """ErpItem: what each entity's latest snapshot up to `as_of` changes against the one posted before it.

    Items it leaves as they were are not in it. Sorted by snapshot_id, item_id.
    """
    changes = select(connection, "select * from facts.erp_changes($as_of)", {"as_of": as_of})
    return shaped(ErpItem, changes).sort("snapshot_id", "item_id")


def first_open_dates(connection: Connection) -> pl.DataFrame:
    """entity, since_date, first_open_date: the locked spans of each entity, and the first open day after each."""
    return select(connection, sql("state/first_open_dates"))


def state(
    connection: Connection, as_of: date, policy: Policy, moves: pl.DataFrame, asked: Future[Asked] | None = None
) -> State:
    """All that matching may know on `as_of`, before this run posts anything.

    In:   `moves`: the SnapshotMove rows this run is about to post; items are given as they stand after them. `asked`:
          what `ask` found, where it was asked beside.
    Out:  receipts with money not placed and not on hold, new lines among them; items open, or closed within
          policy.closed_item_days, or of a receipt that a return may take back; every frame sorted by its id.
    """
    values: dict[str, object] = {"as_of": as_of}
    returns = shaped(Return, select(connection, sql("state/returns"), values))
    items, returnable, shares = _items(connection, returns, moves, values | {"days": policy.closed_item_days})
    others = asked.result() if asked else ask(connection, as_of, policy)
    return State(items=items, returns=returns, returnable=returnable, shares=shares, **others)


def ask(connection: Connection, as_of: date, policy: Policy) -> Asked:
    """The frames of a State, by name, that have nothing to do with items."""
    values: dict[str, object] = {"as_of": as_of}
    max_age = {"max_age": policy.snapshot_max_age_days}
    receipts = shaped(Receipt, select(connection, sql("state/receipts"), values | max_age))
    return {
        "receipts": receipts,
        "payers": shaped(Payer, select(connection, "from facts.current_customers order by entity, customer_id")),
        "learned_accounts": _learned_accounts(connection, receipts),
        "advices": shaped(Announcement, select(connection, sql("state/advices"))),
        "advice_lines": shaped(AnnouncedLine, select(connection, sql("state/advice_lines"))),
        "taught": shaped(TaughtPayer, select(connection, sql("state/taught"), values)),
        "placed": _placed(connection, receipts),
        "applied": _applied(connection, receipts, policy),
    }


def _learned_accounts(connection: Connection, receipts: pl.DataFrame) -> pl.DataFrame:
    """LearnedAccount rows of the accounts that these receipts came from."""
    asked = receipts.select("entity", "payer_account").drop_nulls().unique()
    with given(connection, asked=asked):
        return shaped(LearnedAccount, select(connection, sql("state/learned_accounts")))


def _applied(connection: Connection, receipts: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    """Applied rows: what these receipts may repeat."""
    asked = receipts.select("payment_id", "entity", "currency", "amount_minor", "booking_date")
    with given(connection, asked=asked):
        return shaped(Applied, select(connection, sql("state/applied"), {"days": policy.duplicate_days}))


def _placed(connection: Connection, receipts: pl.DataFrame) -> pl.DataFrame:
    """Placed rows of the receipts of which a part is left."""
    begun = receipts.filter(pl.col("open_minor") < pl.col("amount_minor")).select("payment_id")
    if begun.is_empty():
        return frame(Placed)
    with given(connection, begun=begun):
        return shaped(Placed, select(connection, sql("state/placed")))


def standing(connection: Connection, reversals: pl.DataFrame) -> pl.DataFrame:
    """StandingLeg: what the books hold of the payments in these Reversal rows, in the order of posting."""
    if reversals.is_empty():
        return frame(StandingLeg)
    with given(connection, reversals=reversals):
        return shaped(StandingLeg, select(connection, sql("state/standing")))


def _items(
    connection: Connection, returns: pl.DataFrame, moves: pl.DataFrame, values: dict[str, object]
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Item, Returnable and Share rows. A receipt may be taken back if each of its items may go back to what it was."""
    with given(connection, returns=returns):
        returnable = shaped(Returnable, select(connection, sql("state/returnable")))
    with given(connection, returnable=returnable.filter(pl.col("kept_by").is_null())):
        shares = shaped(Share, select(connection, sql("state/shares")))
    with given(connection, moves=moves, shares=shares):
        items = shaped(Item, select(connection, sql("state/items"), values))
    after = pl.col("open_minor") + pl.col("item_minor")
    side = pl.when(pl.col("item_type").is_in(["credit_memo", "on_account"])).then(-1).otherwise(1)
    amiss = (after * side < 0) | (after.abs() > pl.col("most_minor"))
    fixed = pl.col("payment_id").is_in(shares.join(items, on="item_id").filter(amiss)["payment_id"].implode())
    kept_by = pl.when(fixed).then(pl.lit("its items have moved on since")).otherwise("kept_by")
    return items, returnable.with_columns(kept_by=kept_by), shares.filter(~fixed)
