"""The close as lines for people, and as one JSON object."""

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

import polars as pl

from reports.accounts import named
from reports.amounts import plain as amount_text
from reports.amounts import plain_column as amount_texts
from reports.close import MONEY, SHAPES, Close

# Title, frame, columns with their headings; in the order of a close.
TABLES: Final[tuple[tuple[str, str, dict[str, str]], ...]] = (
    ("Roll-forward of AR control", "roll_forward",
     {"entity": "entity", "currency": "cur", "line": "", "amount": "amount"}),
    ("Aging by due date", "aging",
     {"entity": "entity", "currency": "cur", "account_class": "class", "open_amount": "open",
      "current_amount": "current", "days_1_30_amount": "1-30", "days_31_60_amount": "31-60",
      "days_61_90_amount": "61-90", "days_over_90_amount": "over 90"}),
    ("Tie-outs", "tie_outs",
     {"entity": "entity", "currency": "cur", "name": "", "left_amount": "left", "right_amount": "right",
      "difference": "difference"}),
    ("Bank accounts", "bank",
     {"entity": "entity", "currency": "cur", "account": "account", "statement_date": "statement",
      "statement_amount": "closing balance", "booked_amount": "opening and booked", "outstanding_amount": "outstanding",
      "difference": "difference"}),
    ("Unapplied, unidentified, on account, by age", "waiting",
     {"entity": "entity", "currency": "cur", "place": "", "age_band": "days", "count": "payments", "amount": "amount"}),
    ("Exceptions that wait", "exceptions",
     {"entity": "entity", "currency": "cur", "exception_type": "type", "count": "count", "amount": "amount"}),
    ("Applied by us, not shown by the ERP", "disagreeing",
     {"entity": "entity", "currency": "cur", "customer_id": "customer", "item_number": "item",
      "applied_amount": "applied", "confirmed_amount": "shown", "list_date": "list of"}),
    ("General ledger", "gl",
     {"entity": "entity", "currency": "cur", "account": "account", "closing": "closing here",
      "gl_closing": "closing there", "difference": "difference"}),
)  # fmt: skip


def told(close: Close) -> Iterator[str]:
    """Checks, what to look at, and the tables."""
    yield f"Close of {close.period}"
    for check in close.checks:
        yield f"{'holds' if check.holds else 'FAILS':<6} {check.name}"
        yield from (f"       {finding}" for finding in check.findings)
    yield from (f"{'look':<6} {note}" for note in close.notes)
    for title, name, headings in TABLES:
        frame = close.frames[name]
        if frame.height:
            yield from ("", title)
            yield from (f"  {line}" for line in _table(frame, headings))


def plain(close: Close) -> dict[str, Any]:
    """All frames, checks and notes in plain values: amounts as decimal text, dates as ISO text."""
    frames = {name: _texts(close.frames[name]) for name in SHAPES}
    checks = [check._asdict() | {"holds": check.holds} for check in close.checks]
    return {"period": close.period, "holds": close.holds, "notes": close.notes, "checks": checks} | frames


def as_json(close: Close) -> bytes:
    """`plain` as UTF-8 JSON, keys sorted, LF at the end."""
    return (json.dumps(plain(close), sort_keys=True, indent=2, ensure_ascii=False) + "\n").encode()


def _texts(frame: pl.DataFrame) -> list[dict[str, Any]]:
    money = [name for name, kind in frame.schema.items() if kind == MONEY]
    dates = [name for name, kind in frame.schema.items() if kind == pl.Date]
    amounts = (amount_texts(pl.col(name), pl.col("currency")).alias(name) for name in money)
    return frame.with_columns(*amounts, pl.col(dates).cast(pl.String)).to_dicts()


def _table(frame: pl.DataFrame, headings: dict[str, str]) -> Iterator[str]:
    """Aligned columns, amounts to the right."""
    rows = [[_cell(name, row) for name in headings] for row in frame.iter_rows(named=True)]
    widths = [max(len(text) for text in column) for column in zip(headings.values(), *rows, strict=True)]
    is_figure = [frame.schema[name] in (MONEY, pl.Int64) for name in headings]
    for cells in ([*headings.values()], *rows):
        aligned = (
            text.rjust(width) if right else text.ljust(width)
            for text, width, right in zip(cells, widths, is_figure, strict=True)
        )
        yield "  ".join(aligned).rstrip()


def _cell(name: str, row: dict[str, Any]) -> str:
    value = row[name]
    if name == "account":
        return named(value)
    if isinstance(value, Decimal):
        return amount_text(value, row["currency"], ",")
    return f"{value:,}" if isinstance(value, int) else str(value) if value is not None else ""
