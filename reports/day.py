"""One business day as the books hold it: all that the workbook, the page and the postings are made from.

Names are those of the ledger's public views; money is Decimal(19, 4) in its row's currency.
A day is all runs with this as_of together, so the same books give the same day again.
`is_new` marks what a run of this day took or did for the first time.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final, NamedTuple

import polars as pl

from schemas.settings import Team

MONEY: Final = pl.Decimal(19, 4)


def _shape(text: str = "", money: str = "", dates: str = "", **others: Any) -> dict[str, Any]:
    """Column -> type, for tables that are mostly text."""
    return {
        **dict.fromkeys(text.split(), pl.String()),
        **dict.fromkeys(dates.split(), pl.Date()),
        **dict.fromkeys(money.split(), MONEY),
        **others,
    }


_FIVE: Final = "cash_amount discount_amount deduction_amount write_off_amount fee_amount"

SHAPES: Final[dict[str, dict[str, Any]]] = {
    # Taken this day, or with money not yet applied, or with an application of this day.
    "payments": _shape(
        "payment_id bank_reference entity bank_account currency payer_name payer_account memo end_to_end_id kind "
        "customer_id customer_name source_file",
        "amount applied_amount on_account_amount unapplied_amount unidentified_amount refunded_amount "
        "returned_amount non_ar_amount",
        "booking_date value_date",
        source_line=pl.Int64(),
        is_new=pl.Boolean(),
    ),
    # Every application of those payments, reversals too.
    "applications": _shape(
        "application_id payment_id item_id item_number customer_id entity currency item_currency rule evidence "
        "decided_by run_id reverses",
        f"item_amount {_FIVE}",
        "gl_date",
        confidence=pl.Float64(),
        reversed=pl.Boolean(),
        is_new=pl.Boolean(),
    ),
    # Unresolved ones, with the facts of their subject: a payment's, an advice's (payer, amount, date) or a
    # file's. run_id: the run that last changed the row. payment_amount: the whole of it; amount: what is left.
    # references: end-to-end id and creditor reference, as written. balance, past_due: the customer's, in this
    # currency. habit: how its last payments went, in a few words. comment: the last one a person wrote.
    "exceptions": _shape(
        "exception_id subject payment_id remittance_id item_id entity exception_type why_not_auto currency "
        "customer_id status assigned_to decision_id run_id bank_account payer_name payer_account references memo "
        "bank_reference source_file customer_name customer_evidence habit comment",
        "amount payment_amount balance past_due",
        "first_seen value_date",
        source_line=pl.Int64(),
    ),
    # Of the payments in `exceptions`, rank 1 best.
    "candidates": _shape(
        "payment_id customer_id customer_name rule evidence",
        "cash_amount difference",
        rank=pl.Int64(),
        confidence=pl.Float64(),
        item_ids=pl.List(pl.String()),
        item_numbers=pl.List(pl.String()),
    ),
    "candidate_lines": _shape(
        "payment_id item_id item_number item_type customer_id status reason_code",
        f"open_amount {_FIVE}",
        "due_date",
        rank=pl.Int64(),
    ),
    # Not taken: all that is outstanding.
    "rejects": _shape(
        "source_file field value rule message", source_line=pl.Int64(), is_new=pl.Boolean()
    ),
    # Seen this day, or still quarantined or unreadable.
    "files": _shape("sha256 name format status reason", rows=pl.Int64(), is_new=pl.Boolean()),
    # Rows of this day's batches, in the order and with the columns of the ERP posting file.
    "postings": _shape(
        "batch_id application_id reverses entity customer_id item_number currency reason_code new_item_number "
        "bank_reference",
        "cash discount deduction write_off fee",
        "gl_date",
        instalment=pl.Int64(),
    ),
    # Of the customers in `exceptions` and `candidates`, and every deduction.
    "open_items": _shape(
        "item_id entity customer_id customer_name item_number item_type origin parent_item_id reason_code "
        "account_class currency status",
        "original_amount open_amount pending_amount",
        "due_date snapshot_date",
        instalment=pl.Int64(),
    ),
    "statements": _shape(
        "entity account currency number proof source_file",
        "opening movement closing",
        "as_of_date",
        line_count=pl.Int64(),
        is_new=pl.Boolean(),
    ),
    # Lines booked after as_of: listed, and left for their day.
    "waiting": _shape(
        "payment_id entity bank_account currency payer_name memo source_file", "amount", "booking_date",
        source_line=pl.Int64(),
    ),
    # Two figures that must agree (bank lines = statements, sub-ledger = AR control, ...), one row per entity
    # and currency; difference 0.0000 where they do.
    "proofs": _shape("name entity currency", "left_amount right_amount difference"),
    # Waiting for a second person. answer: all that was filled in, as JSON.
    "decisions": _shape(
        "decision_id exception_id action prepared_by approved_by status reason currency comment answer",
        "given_up_amount",
        row=pl.Int64(),
    ),
}  # fmt: skip


class Run(NamedTuple):
    """Facts of the day's latest run that wrote anything, and what is counted since the first day."""

    run_id: str
    engine: str
    settings: str  # where the settings were found, or "built-in"
    settings_sha256: str
    is_calibrated: bool  # confidence has been measured, not only set
    lines_read: int  # of the day's files, rejected ones too
    auto_count: int  # receipts ever applied by themselves
    auto_reversed_count: int  # of them, later reversed


class Day(NamedTuple):
    """The frames of SHAPES, of exactly those columns, and the words that settings add to them."""

    as_of: date
    run: Run
    payments: pl.DataFrame
    applications: pl.DataFrame
    exceptions: pl.DataFrame
    candidates: pl.DataFrame
    candidate_lines: pl.DataFrame
    rejects: pl.DataFrame
    files: pl.DataFrame
    postings: pl.DataFrame
    open_items: pl.DataFrame
    statements: pl.DataFrame
    waiting: pl.DataFrame
    proofs: pl.DataFrame
    decisions: pl.DataFrame
    users: tuple[str, ...] = ()
    reason_codes: tuple[tuple[str, str], ...] = ()  # (code, meaning), beside the usual ones
    teams: tuple[tuple[str, Team], ...] = ()  # in the order of the settings
    limits: tuple[tuple[str, str, Decimal], ...] = ()  # (user, currency, what they may give up alone)
    gaps: tuple[str, ...] = ()  # what the statements of the day lack, in sentences


def frame(name: str, rows: Iterable[Mapping[str, Any]] = ()) -> pl.DataFrame:
    """Rows as the day's frame of that name; what a row leaves out is null."""
    return pl.DataFrame(list(rows), schema=SHAPES[name], orient="row")


def shaped(name: str, data: pl.DataFrame) -> pl.DataFrame:
    """`data` as the day's frame of that name: its columns, order and types; all of them must be there.

    Raises polars' ColumnNotFoundError for a column that is missing, InvalidOperationError for a cast that
    would lose something.
    """
    return data.select(pl.col(name).cast(dtype) for name, dtype in SHAPES[name].items())


def day(as_of: date, run: Run, frames: Mapping[str, pl.DataFrame]) -> Day:
    """A day of these frames, shaped; one that is not given is empty."""
    full: dict[str, Any] = {
        name: shaped(name, frames[name]) if name in frames else frame(name) for name in SHAPES
    }  # fmt: skip
    return Day(as_of, run, **full)
