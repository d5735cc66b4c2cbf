"""Allocations: answers of many lines, or over several customers."""

import polars as pl

from reports.sheet import Column, Paint, Sheet, Table
from reports.work import Work

_BLANK_ROWS = 300
_TOTAL = "SUMIFS(allocation_cash,allocation_exception,{exception_id})"
_DUE = "INDEX(queue_amount,MATCH({exception_id},queue_exception,0))"
_CHECK = (
    'IF({exception_id}="","",IF(ISNA(MATCH({exception_id},queue_exception,0)),"✗ no such exception on To clear",'
    f'IF(ABS({_TOTAL}-{_DUE})<0.00005,"✓ adds up",IF({_TOTAL}>{_DUE},'
    f'"✗ "&FIXED({_TOTAL}-{_DUE},2)&" too much","✓ "&FIXED({_DUE}-{_TOTAL},2)&" stays unapplied"))))'
)
_FILL = "To fill in"
COLUMNS = (
    Column("exception_id", "Exception", 20, band=_FILL, is_input=True,
           hint="Copy it from the first column of To clear. One line for each item."),
    Column("customer_id", "Customer", 13, band=_FILL, is_input=True, hint="Empty: the item's own customer."),
    Column("item_number", "Item", 18, band=_FILL, is_input=True, hint="Empty: on account of the customer."),
    Column("cash_amount", "Cash", 14, "amount", _FILL, is_input=True, hint="How much of the payment goes here."),
    Column("discount_amount", "Discount", 12, "amount", _FILL, is_input=True),
    Column("deduction_amount", "Deduction", 12, "amount", _FILL, is_input=True),
    Column("write_off_amount", "Write-off", 12, "amount", _FILL, is_input=True),
    Column("fee_amount", "Bank fee", 12, "amount", _FILL, is_input=True),
    Column("reason_code", "Reason code", 16, band=_FILL, choices="reason_codes", is_input=True),
    Column("rate", "Rate", 10, band=_FILL, is_input=True,
           hint="Only for an item of another currency: how many units of it one unit of the payment buys."),
    Column("comment", "Comment", 34, band=_FILL, is_input=True),
    Column("check", "Check of the whole payment", 30, band="Live check", formula=_CHECK, is_bold=True),
)  # fmt: skip


def sheet(work: Work) -> Sheet:
    """Empty lines to fill in."""
    return Sheet(
        "Allocations",
        "For split over customers, or when one line is not enough. The cash of all lines of one exception is checked "
        "against its payment.",
        (Table(COLUMNS, pl.DataFrame(), blank_rows=_BLANK_ROWS),), row_height=16, frozen_columns=1, tab="C53030",
        paints=(Paint(("check",), 'LEFT({check},1)="✗"', "alarm"), Paint(("check",), 'LEFT({check},1)="✓"', "good")),
        names=(("allocation_exception", "exception_id", "exception_id"),
               ("allocation_cash", "cash_amount", "cash_amount")),
    )  # fmt: skip
