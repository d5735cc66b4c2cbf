"""All that speaks for one reading of a receipt or another, gathered once, before any rule is asked."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from typing import NamedTuple

import polars as pl

from matching import (
    advices,
    agreement,
    customer_numbers,
    duplicates,
    instalments,
    keys,
    learned,
    limits,
    payers,
    references,
    text,
)
from matching.families import families
from matching.state import State
from schemas.frame import in_order
from schemas.money import decimals
from schemas.policy import Policy


class Gathered(NamedTuple):
    """The frames of the evidence."""

    # Receipt + payment_date, payer_family (null: not clear), payer_customer_id, payer_kind, payer_score, payer_margin
    receipts: pl.DataFrame
    items: pl.DataFrame  # open Items + family_id and the limits that count for them
    named: pl.DataFrame  # payment_id, item_id, token, source, quality: open items a receipt names
    closed: pl.DataFrame  # the same for items closed recently, with item_number, closed_date, open_minor 0
    foreign: pl.DataFrame  # the same for items in another currency than the receipt: only a person may apply those
    unresolved: pl.DataFrame  # payment_id, token: looks like a number of ours, is none
    unexplained: pl.DataFrame  # payment_id, token: any number that is none of ours
    payers: pl.DataFrame  # payment_id, customer_id, family_id, payer_kind, payer_score, payer_margin, is_clear
    duplicates: pl.DataFrame  # payment_id, twin: receipts that may be paid twice
    advice_lines: pl.DataFrame  # payment_id, remittance_id, line and item columns: what linked advices name


class Evidence(Gathered):
    """What the rules look at. Settled receipts and items leave it as the waterfall goes down."""

    def told(self, ask: Callable[["Evidence", Policy], pl.DataFrame], policy: Policy) -> pl.DataFrame:
        """What `ask` makes of this evidence under this policy, worked out once."""
        known: dict[object, tuple[Policy, pl.DataFrame]] = self.__dict__.setdefault("_told", {})
        if (ask, id(policy)) not in known:  # the policy is held, so that its id stays its own
            known[ask, id(policy)] = policy, ask(self, policy)
        return known[ask, id(policy)][1]

    @cached_property
    def named_lines(self) -> pl.DataFrame:
        """`agreement.lines` of what receipts name: of their clear payer's family, and the instalment they mean."""
        named = agreement.lines(self.named, self.items, self.receipts)
        own = named.filter(pl.col("payer_family").is_null() | (pl.col("payer_family") == pl.col("family_id")))
        others = instalments.others(own, self.receipts, self.closed)
        return own.join(others, on=["payment_id", "item_id"], how="anti", maintain_order="left")


_OF_NAMED = ["currency", "closed_date", "item_number", "customer_id", "family_id", "original_minor"]


def gather(state: State, policy: Policy) -> Evidence:
    """Evidence for every receipt that may be applied today."""
    movable = state.receipts.filter(~pl.col("is_barred"))
    today = state._replace(receipts=movable)
    with ThreadPoolExecutor(2) as aside:  # none of these asks anything of another
        voices = aside.submit(payers.voices, today, policy)
        numbers = aside.submit(customer_numbers.written, movable, state.payers)
        links = aside.submit(advices.links, _dated(movable), state.advices)
        suspects = aside.submit(duplicates.suspects, today, policy)
        items = _with_limits(state, policy)
        own_keys = keys.of_items(items, policy)
        read = references.named(movable, own_keys, policy)
    named, unknown = (part.join(numbers.result(), on=["payment_id", "token"], how="anti") for part in read)
    unknown = _without_amounts(unknown, movable)
    named = named.join(state.placed, on=["payment_id", "item_id"], how="anti")
    named = named.join(items.select("item_id", *_OF_NAMED), on="item_id").join(
        movable.select("payment_id", receipt_currency="currency"), on="payment_id"
    )
    is_same = pl.col("currency") == pl.col("receipt_currency")
    of_currency = named.filter(is_same).drop("receipt_currency", "currency")
    open_items = items.filter(pl.col("closed_date").is_null(), pl.col("open_minor") != 0)
    is_open = pl.col("item_id").is_in(open_items["item_id"].implode())
    named_open = of_currency.filter(is_open).sort("payment_id", "item_id")
    learned_accounts = learned.accounts(today, named_open, open_items, policy)
    known = payers.known(today, voices.result(), numbers.result(), learned_accounts, policy)
    receipts = _with_payer(movable, known)
    return Evidence(
        receipts=receipts,
        items=open_items,
        named=named_open,
        closed=of_currency.filter(~is_open).sort("payment_id", "item_id"),
        foreign=named.filter(~is_same).sort("payment_id", "item_id"),
        unresolved=unknown.filter("is_like_ours"),
        unexplained=unknown,
        payers=known,
        duplicates=suspects.result(),
        advice_lines=advices.linked(links.result(), receipts, state, items, own_keys).join(
            state.placed, on=["payment_id", "item_id"], how="anti", maintain_order="left"
        ),
    )


def _without_amounts(unknown: pl.DataFrame, receipts: pl.DataFrame) -> pl.DataFrame:
    """Without the numbers that are what was paid, written without its decimals or without their mark."""
    paid = receipts.select("payment_id", "open_minor", "currency")
    written, whole = text.digits(pl.col("token")), 10 ** decimals(pl.col("currency"))
    is_whole = (pl.col("open_minor") % whole == 0) & (written == (pl.col("open_minor") // whole).cast(pl.String))
    is_amount = (written == pl.col("open_minor").cast(pl.String)) | is_whole
    return unknown.join(paid, on="payment_id").filter(~is_amount)


def _with_limits(state: State, policy: Policy) -> pl.DataFrame:
    keys = ["entity", "customer_id", "currency"]
    family = families(state.payers)
    own = limits.effective(policy, state.items.select(keys)).join(family, on=["entity", "customer_id"], how="left")
    placed = in_order(state.items, "item_id").join(own, on=keys, how="left", maintain_order="left")
    alone = pl.format("{}/{}", "entity", "customer_id")  # an item whose customer no customer file knows
    return placed.with_columns(family_id=pl.coalesce("family_id", alone))


def _with_payer(receipts: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Receipts beside their payer where it is clear; the family's head stands for several of one family."""
    clear = known.filter("is_clear").sort("payer_score", "customer_id", descending=[True, False])
    one = clear.unique("payment_id", keep="first", maintain_order=True).select(
        "payment_id", "payer_kind", "payer_score", "payer_margin",
        payer_customer_id="customer_id", payer_family="family_id",
    )  # fmt: skip
    return in_order(_dated(receipts), "payment_id").join(one, on="payment_id", how="left", maintain_order="left")


def _dated(receipts: pl.DataFrame) -> pl.DataFrame:
    return receipts.with_columns(payment_date=pl.coalesce("value_date", "booking_date"))
