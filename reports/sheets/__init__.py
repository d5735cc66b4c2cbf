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


OF_A_TEAM: Final = (
    to_clear.sheet, candidates.sheet, allocations.sheet, open_items.sheet, unidentified.sheet, returns.sheet,
    pending_approval.sheet, lists.sheet,
)  # fmt: skip


def workbook(work: Work) -> tuple[Sheet, ...]:
    """All sheets of the day; the Guide stands first and names the others, the Summary names the files."""
    first, *others = (sheet(work) for sheet in WORKBOOK)
    return _guided(work, (summary.indexed(first, work, others), *others))


def team_workbook(work: Work, team: str) -> tuple[Sheet, ...]:
    """The sheets that a team works with; the day's figures stand in the whole workbook alone."""
    return _guided(work, tuple(sheet(work) for sheet in OF_A_TEAM), f" This is the book of team {team}.")


def _guided(work: Work, sheets: tuple[Sheet, ...], more: str = "") -> tuple[Sheet, ...]:
    shown = tuple((sheet.title, sheet.note) for sheet in sheets if not sheet.is_hidden)
    return (guide.sheet(work, shown, more), *sheets)
