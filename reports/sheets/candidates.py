"""Candidates: what each waiting payment may pay, item by item, with the evidence and the margin."""

import polars as pl

from reports.sheet import Column, Paint, Sheet, Table
from reports.work import CANDIDATES, Work

_SUGGESTION = "Suggestion"
_ITEM = "Its items"
COLUMNS = (
    Column("payer_name", "Payer (click: to the answer)", 24, band="Payment", link="to_row", is_bold=True),
    Column("currency", "Cur.", 5.5, band="Payment"),
    Column("amount", "Unallocated", 13, "amount", "Payment"),
    Column("rank", "No.", 5, "count", _SUGGESTION, is_bold=True),
    Column("customer_id", "Customer", 11, band=_SUGGESTION),
    Column("customer_name", "Name", 22, band=_SUGGESTION, is_wrapped=True),
    Column("cash_amount", "Places", 13, "amount", _SUGGESTION, is_bold=True),
    Column("difference", "Difference", 11, "amount", _SUGGESTION),
    Column("confidence", "Confi- dence", 8, "share", _SUGGESTION),
    Column("margin", "Margin to next", 8, "share", _SUGGESTION),
    Column("evidence", "Evidence", 46, band=_SUGGESTION, is_wrapped=True),
    Column("item_number", "Item (click: open items)", 16, band=_ITEM, link="to_item", is_bold=True),
    Column("item_type", "Kind", 11, band=_ITEM),
    Column("due_date", "Due", 11, "date", _ITEM),
    Column("line_status", "Status", 9, band=_ITEM),
    Column("open_amount", "Open", 13, "amount", _ITEM),
    Column("line_cash_amount", "Cash", 13, "amount", _ITEM),
    Column("discount_amount", "Discount", 11, "amount", _ITEM),
    Column("deduction_amount", "Deduction", 11, "amount", _ITEM),
    Column("write_off_amount", "Write-off", 10, "amount", _ITEM),
    Column("fee_amount", "Fee", 9, "amount", _ITEM),
    Column("reason_code", "Reason", 8, band=_ITEM),
    Column("line_customer_id", "Item of", 11, band=_ITEM),
    Column("rule", "Rule", 18, band="Where from"),
    Column("exception_id", "Exception", 12, band="Where from"),
    Column("is_later_line", "later line", 5, "count", "Where from", is_hidden=True),
)
_REPEATED = tuple(column.name for column in COLUMNS if column.band in ("Payment", _SUGGESTION))
_PAINTS = (
    Paint((), "AND({is_later_line}=0,{rank}=1)", "rule"),
    Paint(_REPEATED, "{is_later_line}=1", "muted"),
    Paint(("difference",), "AND({is_later_line}=0,{difference}<>0)", "warn"),
    Paint(("line_status",), '{line_status}="disputed"', "alarm"),
)


def sheet(work: Work) -> Sheet:
    """A row a line of each suggestion; the suggestion's own figures are repeated so that filters work."""
    rows = work.options.with_columns(is_later_line=(~pl.col("is_first")).cast(pl.Int64))
    return Sheet(
        CANDIDATES,
        "Up to three suggestions for each payment, best first. Difference: what would stay unapplied; below zero: the "
        "items are more than the money. Margin: how much surer it is than the next one.",
        (Table(COLUMNS, rows),), row_height=26, frozen_columns=4, pages_wide=2, paints=_PAINTS, tab="2B6CB0",
    )  # fmt: skip
