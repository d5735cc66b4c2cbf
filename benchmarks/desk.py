"""A world put straight before the matcher, and the matcher's answer held against the truth: no files, no ledger."""

import polars as pl

from benchmarks.worlds.shapes import World
from matching.state import Outcome, State
from schemas.decision import AnnouncedLine, Announcement, Item, LearnedAccount, Payer, Receipt, Return
from schemas.frame import frame, shaped

ITEM_KEY = ["entity", "customer_id", "item_type", "item_number", "instalment"]


def state_of(world: World) -> State:
    """What the ledger would hand to matching on this day. payment_id is the bank reference, item_id the key."""
    blank = pl.col(pl.String).replace("", None)
    receipts = _meant_as_receipt(world).with_columns(blank).with_columns(
        payment_id="bank_reference", memo="remittance_information", open_minor="amount_minor",
        application_count=pl.lit(0), is_barred=pl.lit(False),
    )  # fmt: skip
    numbered = world.advice_lines.with_columns(line_no=pl.int_range(1, pl.len() + 1).over("remittance_id"))
    return State(
        receipts=shaped(Receipt, receipts),
        items=shaped(
            Item, world.open_items.with_columns(blank).with_columns(item_id=item_id(), account_class=pl.lit("ar"))
        ),
        payers=shaped(Payer, world.customers.with_columns(blank)),
        learned_accounts=frame(LearnedAccount),
        advices=shaped(Announcement, world.advices.with_columns(blank, is_cheque=pl.lit(False))),
        advice_lines=shaped(AnnouncedLine, numbered.with_columns(blank)),
        returns=frame(Return),
    )


def with_closed(state: State, world: World) -> State:
    """The state of a ledger that saw yesterday's open items too."""
    blank = pl.col(pl.String).replace("", None)
    gone = world.closed_items.with_columns(blank).with_columns(
        item_id=item_id(), account_class=pl.lit("ar"), open_minor=pl.lit(0), closed_date=pl.lit(world.as_of)
    )
    return state._replace(items=pl.concat([state.items, shaped(Item, gone)]))


def _meant_as_receipt(world: World) -> pl.DataFrame:
    receipts = world.truth.filter(pl.col("kind") == "receipt").select("bank_reference").unique()
    return world.bank.join(receipts, on="bank_reference", how="semi")


def item_id() -> pl.Expr:
    """A readable item id for worlds: the item's key."""
    return pl.concat_str(ITEM_KEY, separator="|")


def graded(world: World, outcome: Outcome) -> pl.DataFrame:
    """One row per receipt: (payment_id, case, has_answer, value_minor, is_applied, is_right)."""
    amounts = ["cash_minor", "discount_minor", "deduction_minor", "write_off_minor", "fee_minor"]
    said = outcome.allocations.select("payment_id", "item_id", *amounts)
    truth = world.truth.filter(pl.col("kind") == "receipt")
    meant = truth.filter(pl.col("item_number") != "").select(*amounts, payment_id="bank_reference", item_id=item_id())
    line = pl.concat_str("item_id", *amounts, separator="|")
    said_set = said.group_by("payment_id").agg(said=line.sort().str.join(";"))
    meant_set = meant.group_by("payment_id").agg(meant=line.sort().str.join(";"))
    receipts = truth.group_by("bank_reference").agg(
        pl.col("case", "has_answer").first(), value_minor=pl.col("receipt_minor").first()
    )
    both = (
        receipts.rename({"bank_reference": "payment_id"})
        .join(said_set, on="payment_id", how="left")
        .join(meant_set, on="payment_id", how="left")
    )
    return both.with_columns(
        is_applied=pl.col("said").is_not_null(), is_right=(pl.col("said") == pl.col("meant")).fill_null(False)
    ).sort("payment_id")


def hits(world: World, outcome: Outcome, top: int) -> pl.DataFrame:
    """(payment_id,): held receipts with the true items and cash among their first `top` candidates."""
    pair = pl.concat_str("item_id", "cash_minor", separator="|").sort().str.join(";")
    truth = world.truth.filter(pl.col("kind") == "receipt", pl.col("item_number") != "")
    meant = (
        truth.select("cash_minor", payment_id="bank_reference", item_id=item_id()).group_by("payment_id").agg(pair=pair)
    )
    shown = outcome.candidate_lines.filter(pl.col("rank") <= top).group_by("payment_id", "rank").agg(pair=pair)
    return shown.join(meant, on=["payment_id", "pair"]).select("payment_id").unique().sort("payment_id")
