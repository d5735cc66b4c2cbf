"""Pending approval: answers above their author's limit, for a second person."""

import json

import polars as pl

from reports.sheet import Column, Sheet, Table, for_users
from reports.work import Work
from schemas.money import plain

_FILL = "To fill in"
COLUMNS = (
    Column("decision_id", "Decision", 22),
    Column("action", "Action", 22, is_bold=True),
    Column("answered", "What was filled in", 34, is_wrapped=True),
    Column("prepared_by", "Prepared by", 14),
    Column("payer_name", "Payer (click: to the row)", 28, link="to_row", is_bold=True),
    Column("currency", "Cur.", 6),
    Column("amount", "Unallocated", 14, "amount"),
    Column("given_up_amount", "To be approved", 14, "amount", is_bold=True),
    Column("reason", "Why it waits", 50, is_wrapped=True),
    Column("approval", "Approve", 11, band=_FILL, choices="yes_no", is_input=True,
           hint="Somebody else than who prepared it: yes posts it, no gives it back."),
    Column("approved_by", "Approved by", 14, band=_FILL, choices="users", is_input=True,
           hint="Who approves or gives back; never who prepared it."),
    Column("comment", "Comment", 30, band=_FILL, is_input=True, is_wrapped=True),
    Column("exception_id", "Exception", 22),
)  # fmt: skip


def _answered(answer: str | None, currency: str | None) -> str | None:
    """What was filled in, in a line: items, reason, amounts of the lines on Allocations."""
    said = json.loads(answer or "{}")
    lines = [f"{number or 'on account'} {plain(cash, currency or 'EUR')}"
             for _, number, cash, *_ in said.get("lines", [])]  # fmt: skip
    parts = [said.get("apply_to"), *lines, said.get("reason_code"), "learn alias" if said.get("learns") else None]
    return "; ".join(filter(None, parts)) or None


def sheet(work: Work) -> Sheet:
    """Decisions that wait for approval, with the payment they are about."""
    about = work.queue.select("exception_id", "payer_name", "currency", "amount", "to_row")
    waiting = work.day.decisions.filter(pl.col("status") == "pending_approval")
    rows = (
        waiting.with_columns(
            answered=pl.Series([*map(_answered, waiting["answer"], waiting["currency"])], dtype=pl.String)
        )
        .drop("currency", "comment", "approved_by")
        .join(about, on="exception_id", how="left")
        .sort("decision_id")
    )
    return Sheet(
        "Pending approval",
        "Write-offs, refunds and aliases above the limit of whoever prepared them. Preparer and approver differ.",
        (Table(for_users(COLUMNS, work.day.users), rows),), row_height=27, frozen_columns=2, tab="C53030",
    )  # fmt: skip
