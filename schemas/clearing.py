"""The way back of the exceptions workbook: what a person answered, row by row, and what became of it."""

from typing import Final

import pandera.polars as pa
import polars as pl

ANSWER_STATUSES: Final = (
    "posted",  # done, in the books
    "already posted",  # the same answer was done before; nothing is done twice
    "pending_approval",  # checked, and waits for a second person
    "noted",  # a comment or an assignment was kept; nothing else was asked
    "unchanged",  # the row has no answer
    "refused",  # not done; the message says why and what to do
)
DECISION_STATUSES: Final = ("posted", "pending_approval", "rejected", "undone", "noted")


class Decision(pa.DataFrameModel):
    """One row of a book as it was read: an answer on To clear, or a yes or no on Pending approval.

    Text is trimmed and null where the cell is empty; amounts are plain decimal text of the row's currency. What could
    not be read at all stands in `fault`, and the row is refused with it.
    """

    sheet: pl.String
    row: pl.Int64 = pa.Field(ge=1, description="as the spreadsheet numbers it")
    exception_id: pl.String = pa.Field(nullable=True)
    decision_id: pl.String = pa.Field(nullable=True, description="Pending approval: what is approved or given back")
    run_id: pl.String = pa.Field(nullable=True, description="hidden: the run that last changed the row")
    row_hash: pl.String = pa.Field(nullable=True, description="hidden: a hash of all that the answer relies on")
    amount: pl.String = pa.Field(
        nullable=True, description="as the row shows it; another one than the books' is a fault"
    )
    action: pl.String = pa.Field(nullable=True, description="a name of schemas.actions, without its number")
    candidate_no: pl.Int64 = pa.Field(nullable=True, description="of `accept suggestion n`")
    apply_to: pl.String = pa.Field(nullable=True)
    reason_code: pl.String = pa.Field(nullable=True, description="the code alone, without its meaning")
    write_off: pl.String = pa.Field(nullable=True)
    learn_alias: pl.Boolean = pa.Field(nullable=True)
    approval: pl.Boolean = pa.Field(nullable=True, description="Pending approval: yes posts it, no gives it back")
    comment: pl.String = pa.Field(nullable=True)
    assigned_to: pl.String = pa.Field(nullable=True)
    prepared_by: pl.String = pa.Field(nullable=True)
    approved_by: pl.String = pa.Field(nullable=True)
    fault: pl.String = pa.Field(nullable=True, description="why the row cannot be read, in one sentence")


class AllocationLine(pa.DataFrameModel):
    """One line of the sheet Allocations; amounts are plain decimal text, null where the cell is empty."""

    sheet: pl.String
    row: pl.Int64 = pa.Field(ge=1)
    exception_id: pl.String = pa.Field(nullable=True)
    customer_id: pl.String = pa.Field(nullable=True, description="null: the item's own customer")
    item_number: pl.String = pa.Field(nullable=True, description="null: on account of the customer")
    cash: pl.String = pa.Field(nullable=True)
    discount: pl.String = pa.Field(nullable=True)
    deduction: pl.String = pa.Field(nullable=True)
    write_off: pl.String = pa.Field(nullable=True)
    fee: pl.String = pa.Field(nullable=True)
    reason_code: pl.String = pa.Field(nullable=True)
    rate: pl.String = pa.Field(nullable=True, description="units of the item's currency for one of the payment's")
    comment: pl.String = pa.Field(nullable=True)
    fault: pl.String = pa.Field(nullable=True)


class Answer(pa.DataFrameModel):
    """What became of one row of a book. Every row that said anything has exactly one."""

    workbook: pl.String = pa.Field(description="file name, without its folder")
    sheet: pl.String
    row: pl.Int64 = pa.Field(ge=1)
    exception_id: pl.String = pa.Field(nullable=True)
    decision_id: pl.String = pa.Field(nullable=True)
    payer_name: pl.String = pa.Field(nullable=True)
    currency: pl.String = pa.Field(nullable=True)
    amount_minor: pl.Int64 = pa.Field(nullable=True, description="what the exception was over")
    placed_minor: pl.Int64 = pa.Field(nullable=True, description="what the answer placed of it")
    action: pl.String = pa.Field(nullable=True)
    prepared_by: pl.String = pa.Field(nullable=True)
    status: pl.String = pa.Field(isin=ANSWER_STATUSES)
    message: pl.String = pa.Field(description="what was done, or why not and what to do")


class TaughtPayer(pa.DataFrameModel):
    """What a person taught of a payer, and what counts until it ends: this name, or account, is that customer."""

    alias_id: pl.String
    entity: pl.String
    customer_id: pl.String
    kind: pl.String = pa.Field(isin=["name", "account"])
    value: pl.String
