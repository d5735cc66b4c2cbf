"""What people decided, as entries that balance; and the entries that take a decision back."""

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

import polars as pl

from matching.journal import Chart, Leg, _legs, account_name
from matching.manual.desk import Question
from matching.manual.ruling import Ruling, Share
from matching.proposal import AMOUNTS
from schemas.books import JournalLine
from schemas.frame import shaped

_TEXT: Final = ("decision_id", "payment_id", "entity", "currency")
SHARES: Final = {
    **dict.fromkeys(
        (*_TEXT, "item_id", "item_number", "customer_id", "account_class", "reason_code", "new_item_number"),
        pl.String(),
    ),
    **dict.fromkeys(
        ("discount_class", "write_off_class", "made_class", "made_type", "decided_by", "paid_entity", "item_currency"),
        pl.String(),
    ),
    **dict.fromkeys((*AMOUNTS, "item_minor", "instalment", "application_count"), pl.Int64()),
    "evidence": pl.String(),
    "due_date": pl.Date(),
}
PLACES: Final = {**dict.fromkeys((*_TEXT, "account_class", "account"), pl.String()), "amount_minor": pl.Int64()}


class Decided(NamedTuple):
    """One accepted answer."""

    decision_id: str
    question: Question
    ruling: Ruling
    decided_by: str
    evidence: str

    @property
    def is_identified_now(self) -> bool:
        """The payer was unknown, and this answer says who it is."""
        return self.question.unidentified > 0 and self.ruling.payer is not None


def shares(decided: Sequence[Decided]) -> pl.DataFrame:
    """A row for each share, with all that its application and its legs need."""
    rows = [_share(one, share) for one in decided for share in one.ruling.shares]
    return pl.DataFrame(rows, schema=SHARES, orient="row")


def _share(one: Decided, share: Share) -> dict[str, object]:
    item, is_residual = share.item, share.opens == "residual"
    return {
        "decision_id": one.decision_id, "payment_id": one.question.payment_id, "entity": item.entity,
        "paid_entity": one.question.entity, "currency": one.question.currency, "item_currency": item.currency,
        "item_minor": share.taken, "item_id": item.item_id, "item_number": item.item_number,
        "instalment": item.instalment, "customer_id": item.customer_id, "account_class": item.account_class,
        "cash_minor": share.cash, "discount_minor": share.discount, "deduction_minor": share.deduction,
        "write_off_minor": share.write_off, "fee_minor": share.fee, "reason_code": share.reason_code,
        "new_item_number": share.new_number, "due_date": item.due_date,
        "discount_class": "unearned_discount" if share.is_late else "discount",
        "write_off_class": "write_off" if share.write_off > 0 and share.reason_code else "small_difference",
        "made_class": item.account_class if is_residual else "deductions",
        "made_type": item.item_type if is_residual else "deduction",
        "application_count": one.question.application_count, "decided_by": one.decided_by, "evidence": one.evidence,
    }  # fmt: skip


def entries(decided: Sequence[Decided], made: pl.DataFrame, chart: Chart, as_of: date) -> pl.DataFrame:
    """JournalLine rows: `apply|payment|item|n` for each share, `decision|id|...` for what goes to no item.

    In:  made: decision_id, new_item_number, made_item_id of the items that shares open.
    """
    return shaped(JournalLine, pl.concat([_identified(decided, chart, as_of), _applied(decided, made, chart, as_of),
                                          _placed(decided, chart, as_of)]))  # fmt: skip


def _rows(amounts: list[tuple[Decided, str, str | None, int]]) -> pl.DataFrame:
    rows = [
        (one.decision_id, one.question.payment_id, one.question.entity, one.question.currency, kind, account, amount)
        for one, kind, account, amount in amounts
    ]
    return pl.DataFrame(rows, schema=PLACES, orient="row")


def _identified(decided: Sequence[Decided], chart: Chart, as_of: date) -> pl.DataFrame:
    """The payer is known now: all that is left of the payment moves from unidentified to unapplied."""
    moved = _rows([(one, "unapplied", None, one.question.unidentified) for one in decided if one.is_identified_now])
    rows = moved.with_columns(cause=pl.format("decision|{}|payer", "decision_id"), gl_date=pl.lit(as_of))
    return _legs(rows, chart, [Leg("unidentified", pl.col("amount_minor")), Leg("unapplied", -pl.col("amount_minor"))])


def _applied(decided: Sequence[Decided], made: pl.DataFrame, chart: Chart, as_of: date) -> pl.DataFrame:
    cause = pl.format("apply|{}|{}|{}", "payment_id", "item_id", "application_count")
    all_rows = shares(decided).join(made, on=["decision_id", "new_item_number"], how="left", maintain_order="left")
    all_rows = all_rows.with_columns(cause=cause, gl_date=pl.lit(as_of))
    at_home = (pl.col("entity") == pl.col("paid_entity")) & (pl.col("currency") == pl.col("item_currency"))
    rows = all_rows.filter(at_home)
    legs = [
        Leg("unapplied", pl.col("cash_minor")),
        Leg(pl.col("discount_class"), pl.col("discount_minor")),
        Leg(pl.col("write_off_class"), pl.col("write_off_minor")),
        Leg("fee", pl.col("fee_minor")),
        Leg(pl.col("made_class"), pl.col("deduction_minor"), item="made_item_id"),
        Leg(pl.col("account_class"), -pl.sum_horizontal(AMOUNTS), item="item_id"),
    ]
    return pl.concat([_legs(rows, chart, legs), _abroad(all_rows.filter(~at_home), chart)])


def _abroad(rows: pl.DataFrame, chart: Chart) -> pl.DataFrame:
    """Cash for an item of another entity or currency: through FX clearing, and due to and due from, in balance on each
    side."""
    is_exchange, is_other = pl.col("currency") != pl.col("item_currency"), pl.col("entity") != pl.col("paid_entity")
    between = pl.when(is_exchange).then(pl.lit("fx_clearing")).otherwise(pl.lit("due"))
    beside = pl.when(is_other).then(pl.lit("due")).otherwise(pl.lit("fx_clearing"))
    cash, taken = pl.col("cash_minor"), pl.col("item_minor")
    ours = rows.with_columns(entity="paid_entity")
    middle = rows.filter(is_exchange & is_other).with_columns(entity="paid_entity", currency="item_currency")
    sides = [
        (ours, [Leg("unapplied", cash), Leg(between, -cash)]),
        (middle, [Leg("fx_clearing", taken), Leg("due", -taken)]),
        (rows.with_columns(currency="item_currency"),
         [Leg(beside, taken), Leg(pl.col("account_class"), -taken, item="item_id")]),
    ]  # fmt: skip
    legs = pl.concat([_legs(data, chart, pair) for data, pair in sides])
    numbered = legs.with_columns(line_no=pl.int_range(1, pl.len() + 1).over("cause"))
    return numbered.select(legs.columns).sort("cause", "line_no")


def _placed(decided: Sequence[Decided], chart: Chart, as_of: date) -> pl.DataFrame:
    """On account, refund, not AR: from where the money stands, which is unidentified where nobody paid it."""
    amounts = [
        (one, place.account_class, place.account, place.amount)
        for one in decided
        for place in one.ruling.places
        if place.amount
    ]
    sources = [_source(one) for one, *_ in amounts]
    rows = _rows(amounts).with_columns(
        source=pl.Series(sources, dtype=pl.String),
        cause=pl.format("decision|{}|{}", "decision_id", "account_class"), gl_date=pl.lit(as_of),
    )  # fmt: skip
    to = Leg(
        pl.col("account_class"), -pl.col("amount_minor"),
        account=pl.coalesce("account", account_name(pl.col("account_class"), chart)),
    )  # fmt: skip
    return _legs(rows, chart, [Leg(pl.col("source"), pl.col("amount_minor")), to])


def _source(one: Decided) -> str:
    stays_unknown = one.question.unidentified != 0 and one.ruling.payer is None
    return "unidentified" if stays_unknown else "unapplied"
