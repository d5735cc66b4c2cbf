"""Whole made-up days spoilt on purpose: less may be applied than on the day as it was, but never anything wrong."""

from collections.abc import Callable

import polars as pl
import pytest

from benchmarks import desk
from matching.decide import decide
from matching.proposal import item_minor
from matching.state import State
from tests.matching.test_worlds import DAYS, POLICY, day

MADE = DAYS[2]
_AGAIN = "again "


def namesakes(state: State) -> State:
    """A third of the customers has a namesake that owes just the same under other numbers."""
    twins = state.payers.sample(fraction=0.3, seed=3)
    name_alone = {name: pl.lit(None, dtype=pl.String) for name in ("bank_accounts", "parent_id", "aliases")}
    twin = pl.format("{}T", "customer_id")
    theirs = state.items.join(twins, on=["entity", "customer_id"], how="semi").with_columns(
        pl.format("{}T", "item_id").alias("item_id"),
        customer_id=twin,
        item_number=pl.format("99{}", pl.col("item_number").str.reverse()),
        po_number=pl.lit(None, dtype=pl.String),
        reference=pl.lit(None, dtype=pl.String),
    )
    payers = pl.concat([state.payers, twins.with_columns(customer_id=twin, **name_alone)])
    return state._replace(payers=payers, items=pl.concat([state.items, theirs]))


def repeated(state: State) -> State:
    """A fifth of the receipts comes a second time."""
    twice = state.receipts.sample(fraction=0.2, seed=5)
    again = [pl.format(_AGAIN + "{}", name).alias(name) for name in ("payment_id", "bank_reference")]
    return state._replace(receipts=pl.concat([state.receipts, twice.with_columns(again)]))


def of_others(state: State) -> State:
    """A seventh of the receipts bears the name and the account of another payer of the day."""
    receipts = state.receipts.sort("payment_id")
    some = receipts.sample(fraction=0.15, seed=4).sort("payment_id")
    other = [pl.col(name).shift(1).over("entity").fill_null(pl.col(name)) for name in ("payer_name", "payer_account")]
    kept = receipts.join(some, on="payment_id", how="anti")
    return state._replace(receipts=pl.concat([kept, some.with_columns(other)]))


def overpaid(state: State) -> State:
    """A tenth of the receipts is 1.37 more."""
    some = pl.col("payment_id").is_in(state.receipts.sample(fraction=0.1, seed=6)["payment_id"].implode())
    more = pl.when(some).then(137).otherwise(0)
    return state._replace(receipts=state.receipts.with_columns(pl.col("amount_minor", "open_minor") + more))


def mistold(state: State) -> State:
    """A third of the lines of advices ends in another digit."""
    lines = state.advice_lines.with_row_index("at")
    some = pl.col("at").is_in(lines.sample(fraction=0.3, seed=7)["at"].implode())
    number = pl.when(some).then(pl.col("invoice_number").str.replace("[0-8]$", "9")).otherwise("invoice_number")
    return state._replace(advice_lines=lines.with_columns(invoice_number=number).drop("at"))


@pytest.mark.parametrize("spoil", [namesakes, repeated, of_others, overpaid, mistold], ids=lambda one: one.__name__)
def test_a_spoilt_day_pays_no_item_that_was_not_meant(spoil: Callable[[State], State]) -> None:
    made = day(*MADE)
    outcome = decide(spoil(made.state), POLICY, made.world.as_of)
    truth = made.world.truth.select(payment_id="bank_reference", item_id=desk.item_id())
    said = outcome.allocations.with_columns(pl.col("payment_id").str.strip_prefix(_AGAIN))
    assert said["payment_id"].n_unique() > 150
    assert said.join(truth, on=["payment_id", "item_id"], how="anti").to_dicts() == []
    taken = said.group_by("item_id").agg(taken_minor=item_minor().sum())
    over = taken.join(made.state.items, on="item_id").filter(pl.col("taken_minor").abs() > pl.col("open_minor").abs())
    assert over.to_dicts() == []
