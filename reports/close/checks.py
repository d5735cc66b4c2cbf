"""What must hold before a month is locked, from its frames; each finding is a sentence with both figures."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, Final

import polars as pl

from reports.accounts import named
from reports.amounts import plain
from reports.close import Check

SHOWN: Final = 20  # rows that a finding lists; close.json has all of them
Row = dict[str, Any]
Frames = dict[str, pl.DataFrame]


def checks(frames: Frames, broken: dict[str, list[str]], gaps: list[str]) -> list[Check]:
    """Every check in the order of a close.

    broken: proofs of the books that do not hold, with their findings; gaps: `gaps.sentences` of frames["gaps"].
    """
    return [
        Check("the books hold", [f"{name}: {one}" for name, found in broken.items() for one in found]),
        Check("every file was taken", list(_refused(frames["files"]))),
        Check("statements chain, no bank day is missing", gaps),
        Check("AR control rolls forward", list(_roll_forward(frames["roll_forward"]))),
        Check("sub-ledgers agree with their accounts", list(_tie_outs(frames))),
        Check("bank accounts agree with their statements", list(_bank(frames["bank"]))),
    ]


def general_ledger(frames: Frames, period: str) -> Check:
    """Every account that both keep agrees at both ends of the month."""
    theirs = frames["gl"].filter("is_theirs")
    if theirs.is_empty():
        return Check("the general ledger agrees", [f"the file has no account of {period}"])
    return Check("the general ledger agrees", list(_differences(theirs.filter("is_kept"), frames["gl_rows"])))


def notes(frames: Frames, last_working_day: date) -> list[str]:
    """What a person should look at; none of it stops the close."""
    late = frames["ends"].filter(pl.col("last_date") < last_working_day)
    disagreeing = frames["disagreeing"].height
    unasked = frames["gl"].filter("is_kept", ~pl.col("is_theirs")) if frames["gl"]["is_theirs"].any() else None
    return [
        *(f"account {row['account']} of {row['entity']}: the last statement is of {row['last_date']}, the last working "
          f"day was {last_working_day}" for row in _rows(late)),
        *(f"account {row['account']} of {row['entity']}: a balance that does not hold was accepted, or is not checked"
          for row in _rows(frames["bank"].filter("is_waived"))),
        *(f"{row['name']} ({row['sha256'][:12]}) is set aside: {_first(row['reason'])}"
          for row in _rows(frames["files"].filter("is_set_aside"))),
        *(f"{row['what']}: {row['count']}, {_money(row['amount'], row)}" for row in _rows(frames["cut_off"])),
        *[f"{disagreeing} items: the ERP's list does not show what we applied, see below"] * bool(disagreeing),
        *(f"{row['entity']} {named(row['account'])}: not in the general ledger's file, ours is "
          f"{_money(row['closing'], row)}" for row in _rows(unasked if unasked is not None else frames["gl"].clear())),
    ]  # fmt: skip


def _refused(files: pl.DataFrame) -> Iterator[str]:
    for row in _rows(files.filter(~pl.col("is_set_aside"))):
        yield f"{row['name']}: {_first(row['reason'])}"
        yield f"  if the month does not need it: --without {row['sha256'][:12]}"


def _roll_forward(lines: pl.DataFrame) -> Iterator[str]:
    sign = pl.when(pl.col("line") == "closing").then(-1).otherwise(1)
    sums = lines.group_by("entity", "currency").agg(difference=(pl.col("amount") * sign).sum())
    for row in _rows(sums.filter(pl.col("difference") != 0).sort("entity", "currency")):
        yield f"{row['entity']}: opening and movements are {_money(row['difference'], row)} more than closing"


def _tie_outs(frames: Frames) -> Iterator[str]:
    for row in _rows(frames["tie_outs"].filter(pl.col("difference") != 0)):
        yield (
            f"{row['entity']}, {row['name']}: {_money(row['left_amount'], row)} against "
            f"{_money(row['right_amount'], row)}, difference {_money(row['difference'], row)}"
        )
    items = frames["item_differences"]
    for row in _rows(items.head(SHOWN)):
        yield (
            f"  item {row['item_number']} of {row['entity']}: open {_money(row['open_amount'], row)}, in the journal "
            f"{_money(row['booked_amount'], row)}"
        )
    yield from [f"  and {items.height - SHOWN} more items"] * (items.height > SHOWN)


def _bank(accounts: pl.DataFrame) -> Iterator[str]:
    for row in _rows(accounts.filter(pl.col("difference") != 0, ~pl.col("is_waived"))):
        yield (
            f"account {row['account']} of {row['entity']}: the statement of {row['statement_date']} closes with "
            f"{_money(row['statement_amount'], row)}, we booked {_money(row['booked_amount'], row)}, outstanding "
            f"{_money(row['outstanding_amount'], row)}, difference {_money(row['difference'], row)}"
        )


def _differences(accounts: pl.DataFrame, rows: pl.DataFrame) -> Iterator[str]:
    differs = (pl.col("difference") != 0) | (pl.col("opening") != pl.col("gl_opening"))
    for row in _rows(accounts.filter(differs)):
        figures = [("opening", row["opening"], row["gl_opening"]), ("closing", row["closing"], row["gl_closing"])]
        told = "; ".join(
            f"{name} {_money(ours, row)} here, {_money(theirs, row)} there"
            for name, ours, theirs in figures
            if ours != theirs
        )
        yield f"{row['entity']} {named(row['account'])}: {told}"
        own = rows.filter(*(pl.col(name) == row[name] for name in ("entity", "account", "currency")))
        yield from (f"  {_leg(leg)}" for leg in _rows(own.head(SHOWN)))
        yield from [f"  and {own.height - SHOWN} more rows"] * (own.height > SHOWN)


def _leg(row: Row) -> str:
    side, amount = ("debit", row["debit"]) if row["debit"] else ("credit", row["credit"])
    what = " ".join(text for text in (row["cause"].split("|")[0], row["item_number"], row["bank_reference"]) if text)
    alone = " (alone explains the difference)" if row["is_alone"] else ""
    return f"{row['gl_date']} {side} {_money(amount, row)} {what}, entry {row['entry_id']}{alone}"


def _money(amount: Decimal, row: Row) -> str:
    return f"{row['currency']} {plain(amount, row['currency'], ',')}"


def _first(text: str) -> str:
    return text.partition("\n")[0]


def _rows(frame: pl.DataFrame) -> Iterable[Row]:
    return frame.iter_rows(named=True)
