"""The sheets of the exceptions workbook: one file a sheet, listed here in the order of their tabs."""

from collections.abc import Callable
from typing import Final

from reports.sheet import Sheet
from reports.sheets import (
    allocations,
    audit_sample,
    candidates,
    deductions,
    guide,
    lists,
    on_account,
    open_items,
    pending_approval,
    rejected,
    returns,
    summary,
    to_clear,
    unidentified,
)
from reports.work import Work

WORKBOOK: Final[tuple[Callable[[Work], Sheet], ...]] = (
    summary.sheet,
    to_clear.sheet,
    candidates.sheet,
    allocations.sheet,
    open_items.sheet,
    unidentified.sheet,
    on_account.sheet,
    returns.sheet,
    deductions.sheet,
    pending_approval.sheet,
    rejected.sheet,
    audit_sample.sheet,
    lists.sheet,
)


def workbook(work: Work) -> tuple[Sheet, ...]:
    """All sheets of the day; the Guide stands first and names the others."""
    sheets = tuple(sheet(work) for sheet in WORKBOOK)
    shown = tuple((sheet.title, sheet.note) for sheet in sheets if not sheet.is_hidden)
    return (guide.sheet(work, shown), *sheets)
