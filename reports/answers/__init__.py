"""The answer to a cleared book: what became of each row, and the refused ones, to be corrected and cleared again.

Refused rows stand on sheets of the same titles and headings as the day's workbook, as the books put the question now,
with all that was typed and the reason beside it: `tieout clear` reads the answer as it read the book.
"""

import re
from collections.abc import Sequence
from typing import Final

import polars as pl

from reports.answers import results
from reports.book import book
from reports.day import MONEY, Day
from reports.sheet import Column, Sheet, Table
from reports.sheets import allocations, candidates, lists, open_items, pending_approval, to_clear
from reports.work import Work, part, work
from schemas.money import plain_text

_WHY: Final = Column("refusal", "Why it was refused", 40, band="Refused", is_wrapped=True, is_bold=True)
_AMOUNTS: Final = ("cash", "discount", "deduction", "write_off", "fee")
_TYPED: Final = ("apply_to", "reason_code", "write_off", "learn_alias", "approval", "comment", "assigned_to",
                 "approved_by")  # fmt: skip


def answer_files(
    day: Day, workbook: str, decisions: pl.DataFrame, lines: pl.DataFrame, told: pl.DataFrame
) -> dict[str, bytes]:
    """answer-<book>.xlsx of one book.

    In:   the day as the books hold it after the book was cleared; the book's file name; its `Decision`s and
          `AllocationLine`s as they were read, and the `Answer` of each.
    """
    said = decisions.with_columns(
        action=pl.concat_str("action", pl.col("candidate_no").cast(pl.String), separator=" ", ignore_nulls=True)
        .replace("", None),
        learn_alias=_word("learn_alias"),
        approval=_word("approval"),
    )  # fmt: skip
    refused = told.filter(status="refused").select("sheet", "row", refusal="message")
    again = said.join(refused, on=["sheet", "row"]).sort("sheet", "row")
    open_again = lines.join(refused, on=["sheet", "row"], how="left", maintain_order="left").filter(
        pl.col("refusal").is_not_null() | pl.col("exception_id").is_in(again["exception_id"].drop_nulls().implode())
    )
    ids = pl.concat([again["exception_id"], open_again["exception_id"]]).drop_nulls().unique()
    asked = part(work(day), ids)
    sheets = [results.sheet(_rows(told, said, asked), workbook)]
    if refused.height:
        sheets += _to_correct(asked, again, open_again)
    return {answer_name(workbook): book(sheets, day.as_of).content}


def answer_name(workbook: str) -> str:
    """The file of the answer to `workbook`.

    >>> answer_name("exceptions.xlsx"), answer_name("answer-exceptions.xlsx"), answer_name("answer-2-exceptions.ods")
    ('answer-exceptions.xlsx', 'answer-2-exceptions.xlsx', 'answer-3-exceptions.xlsx')
    """
    stem = re.sub(r"\.[^.]*$", "", workbook)
    before = re.match(r"answer-(?:(\d{1,4})-)?", stem)
    if before is None:
        return f"answer-{stem}.xlsx"
    return f"answer-{int(before[1] or 1) + 1}-{stem[before.end() :]}.xlsx"


def _word(name: str) -> pl.Expr:
    return pl.when(pl.col(name)).then(pl.lit("yes")).when(~pl.col(name)).then(pl.lit("no"))


def _rows(told: pl.DataFrame, said: pl.DataFrame, asked: Work) -> pl.DataFrame:
    """Each answer with what was typed, and where it can be corrected."""
    typed = said.select("sheet", "row", *_TYPED, typed_action="action")
    amounts = {
        name: plain_text(pl.col(f"{name}_minor"), pl.col("currency")).cast(MONEY) for name in ("amount", "placed")
    }
    places = asked.queue.select("exception_id", "to_row")
    return (
        told.join(typed, on=["sheet", "row"], how="left")
        .join(places, on="exception_id", how="left")
        .with_columns(
            **amounts,
            action=pl.coalesce("typed_action", "action"),
            to_row=pl.when(pl.col("status") == "refused").then("to_row"),
        )
    )


def _to_correct(asked: Work, again: pl.DataFrame, lines: pl.DataFrame) -> list[Sheet]:
    """The sheets of the day's workbook, for the refused rows alone."""
    sheets = [_with_rows(to_clear.sheet(asked), _asked_again(asked, again), "action")._replace(is_opened=False)]
    amounts = [pl.col(name).cast(MONEY, strict=False).alias(f"{name}_amount") for name in _AMOUNTS]
    sheets += [
        candidates.sheet(asked),
        _with_rows(allocations.sheet(asked), lines.with_columns(amounts).sort("row"), "exception_id"),
        open_items.sheet(asked),
    ]
    if asked.day.decisions.height:
        sheets.append(_with_rows(waiting := pending_approval.sheet(asked), _approvals(waiting, again), "approval"))
    return [*sheets, lists.sheet(asked)]


def _asked_again(asked: Work, again: pl.DataFrame) -> pl.DataFrame:
    """The rows of To clear as they stand now, filled in as they were; of an exception answered twice, the first."""
    filled = again.select(
        "exception_id", "action", "apply_to", "reason_code", "learn_alias", "prepared_by", "approved_by", "refusal",
        pl.col("write_off").cast(MONEY, strict=False),
        pl.col("comment", "assigned_to").name.prefix("typed_"),
    ).unique("exception_id", keep="first", maintain_order=True)  # fmt: skip
    kept = [pl.coalesce(f"typed_{name}", name).alias(name) for name in ("comment", "assigned_to")]
    return (
        asked.queue.join(filled, on="exception_id", how="left", maintain_order="left")
        .with_columns(*kept)
        .drop("typed_comment", "typed_assigned_to")
    )


def _approvals(waiting: Sheet, again: pl.DataFrame) -> pl.DataFrame:
    typed = again.select("decision_id", "approval", "approved_by", "comment", "refusal").unique("decision_id")
    return waiting.tables[0].rows.join(typed, on="decision_id", how="left", maintain_order="left")


def _with_rows(sheet: Sheet, rows: pl.DataFrame, before: str) -> Sheet:
    """The sheet with these rows, and why each was refused, left of the column `before`."""
    (table,) = sheet.tables
    at = [column.name for column in table.columns].index(before)
    columns: Sequence[Column] = (*table.columns[:at], _WHY, *table.columns[at:])
    printed = sheet.printed_columns + 1 if sheet.printed_columns else 0
    return sheet._replace(tables=(Table(tuple(columns), rows, blank_rows=table.blank_rows),), printed_columns=printed)
