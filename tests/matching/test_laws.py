"""What holds for every state: money conserved, order irrelevant, settled is settled, strangers change nothing."""

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.proposal import item_minor
from matching.state import Outcome, State
from tests.matching.breaches import REFUSALS
from tests.matching.builders import (
    ALPHA,
    BETA,
    Row,
    advice,
    credit,
    customer,
    days,
    decided,
    gathered,
    item,
    line,
    receipt,
    state,
)

CUSTOMERS = [ALPHA, BETA, customer("C", "Alpha Parts", parent_id="A")]
NUMBERS = [f"4051{at}" for at in range(6)]
AMOUNTS = (10000, 20000, 30000, 49900, 50000, 12345)
DUE = [days(-3), days(0), days(3)]
few = settings(max_examples=25, derandomize=True, deadline=None)


@st.composite
def items(draw: st.DrawFn) -> list[Row]:
    """Up to six invoices, the last perhaps a credit memo; few amounts, so that many are alike."""
    stock = [
        item(
            number,
            draw(st.sampled_from(AMOUNTS)),
            draw(st.sampled_from("ABC")),
            due_date=draw(st.sampled_from(DUE)),
        )
        for number in draw(st.lists(st.sampled_from(NUMBERS), unique=True, min_size=1))
    ]
    return [*stock, credit("CR-9001", 5000, "A")] if draw(st.booleans()) else stock


@st.composite
def memos(draw: st.DrawFn, numbers: list[str]) -> str | None:
    named = draw(st.lists(st.sampled_from([*numbers, "40599"]), max_size=3))
    return " ".join([*named, *draw(st.sampled_from([[], ["PART PAYMENT"], ["THANK YOU"]]))]) or None


@st.composite
def states(draw: st.DrawFn) -> State:
    """Receipts that pay some sum of the items, name some of them, and come from somebody or nobody."""
    stock = draw(items())
    numbers = [one["item_number"] for one in stock]
    names = st.sampled_from(["Alpha Tools", "BOREALIS PUMPEN", "Alpha Tols", "Quite Another", None])
    receipts = []
    for at in range(draw(st.integers(1, 4))):
        chosen = draw(st.lists(st.sampled_from(stock), unique_by=lambda one: one["item_id"], min_size=1, max_size=3))
        amount = sum(one["open_minor"] for one in chosen) + draw(st.sampled_from((0, 0, 0, -50, 7, 900)))
        if amount > 0:
            receipts.append(receipt(amount, draw(memos(numbers)), draw(names), key=f"R{at}"))
    said = [line(number, draw(st.sampled_from(AMOUNTS))) for number in numbers[:2]]
    total = sum(one["paid_minor"] for one in said)
    return state(receipts, stock, CUSTOMERS, [advice("RA1", total, *said)] if draw(st.booleans()) else [])


def same(left: Outcome, right: Outcome) -> bool:
    return all(one.equals(other) for one, other in zip(left, right, strict=True))


@few
@given(states())
def test_no_refusal_is_ever_broken_and_no_cent_made_or_lost(given_state):
    outcome, evidence = decided(given_state), gathered(given_state)
    assert [one.__name__ for one in REFUSALS if not one(given_state, evidence, outcome).is_empty()] == []


@few
@given(states(), st.integers(0, 99))
def test_the_order_of_rows_is_irrelevant(given_state, seed):
    shuffled = State(*(table.sample(fraction=1, shuffle=True, seed=seed) for table in given_state))
    assert same(decided(given_state), decided(shuffled))


@few
@given(states())
def test_what_is_settled_is_settled(given_state):
    first = decided(given_state)
    taken = first.allocations.group_by("item_id").agg(taken=item_minor().sum())
    left = given_state.items.join(taken, on="item_id", how="left").with_columns(
        open_minor=pl.col("open_minor") - pl.col("taken").fill_null(0)
    )
    closed = pl.when(pl.col("open_minor") == 0).then(pl.lit(days(0))).otherwise("closed_date")
    cash = first.allocations.group_by("payment_id").agg(cash=pl.col("cash_minor").sum())
    rest = given_state.receipts.join(cash, on="payment_id", how="left").with_columns(
        open_minor=pl.col("open_minor") - pl.col("cash").fill_null(0)
    )
    used = first.used_advices.select("remittance_id")
    again = decided(given_state._replace(
        items=left.drop("taken").with_columns(closed_date=closed),
        receipts=rest.drop("cash").filter(pl.col("open_minor") > 0),
        placed=first.allocations.select("payment_id", "item_id"),
        advices=given_state.advices.join(used, on="remittance_id", how="anti"),
        advice_lines=given_state.advice_lines.join(used, on="remittance_id", how="anti"),
    ))  # fmt: skip
    assert again.held.select("payment_id", "exception_type", "amount_minor").equals(
        first.held.select("payment_id", "exception_type", "amount_minor")
    )
    assert again.allocations.is_empty()


@few
@given(states())
def test_a_stranger_with_items_and_money_of_its_own_changes_nothing(given_state):
    stranger = state(
        [receipt(77777, "ZX-880001 ZX-880002", "Xyloquart Verwaltung", key="X1")],
        [item("ZX-880001", 44444, "X"), item("ZX-880002", 33333, "X")],
        [customer("X", "Xyloquart Verwaltung")],
    )
    together = State(*(pl.concat([own, other]) for own, other in zip(given_state, stranger, strict=True)))
    outcome, alone = decided(together), decided(given_state)
    assert outcome.allocations.filter(pl.col("payment_id") != "X1").equals(alone.allocations)
    assert outcome.held.equals(alone.held) and outcome.candidates.equals(alone.candidates)
