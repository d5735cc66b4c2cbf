"""Answers: what became of each row of a cleared book, the refused ones first, with what was typed."""

import polars as pl

from reports.sheet import Column, Paint, Sheet, Table

RESULTS = {  # schemas.clearing.ANSWER_STATUSES, in the order of the sheet
    "refused": "Refused",
    "pending_approval": "Waits for approval",
    "posted": "Posted",
    "already posted": "Posted before",
    "noted": "Noted",
    "unchanged": "Unchanged",
}
_TYPED = "What was typed"
COLUMNS = (
    Column("result", "Result", 17, is_bold=True),
    Column("message", "What became of it", 62, is_wrapped=True),
    Column("sheet", "Sheet", 15),
    Column("row", "Row", 6, "count"),
    Column("exception_id", "Exception (click: correct it)", 22, link="to_row"),
    Column("payer_name", "Payer, as written", 28, is_wrapped=True, is_bold=True),
    Column("currency", "Cur.", 6),
    Column("amount", "Unallocated", 14, "amount"),
    Column("placed", "Placed", 14, "amount", is_bold=True),
    Column("action", "Action", 21, band=_TYPED),
    Column("apply_to", "Apply to", 20, band=_TYPED, is_wrapped=True),
    Column("reason_code", "Reason code", 12, band=_TYPED),
    Column("write_off", "Write-off", 10, band=_TYPED),
    Column("learn_alias", "Learn alias", 8, band=_TYPED),
    Column("approval", "Yes or no", 8, band=_TYPED),
    Column("assigned_to", "Assigned to", 12, band=_TYPED),
    Column("comment", "Comment", 28, band=_TYPED, is_wrapped=True),
    Column("prepared_by", "Prepared by", 12, band=_TYPED),
    Column("approved_by", "Approved by", 12, band=_TYPED),
    Column("decision_id", "Decision (to undo it)", 22),
)
_PAINTS = (
    Paint(("result",), '{result}="Refused"', "alarm"),
    Paint(("result",), '{result}="Waits for approval"', "warn"),
    Paint(("result",), 'LEFT({result},6)="Posted"', "good"),
    Paint(("result",), '{result}="Unchanged"', "muted"),
)


def sheet(rows: pl.DataFrame, workbook: str) -> Sheet:
    """A row per `Answer`, with the typed cells as text and `to_row`, where the row can be corrected."""
    order = {status: place for place, status in enumerate(RESULTS)}
    ranked = rows.sort(pl.col("status").replace_strict(order, return_dtype=pl.Int64), "sheet", "row")
    counts = [f"{rows.filter(status=status).height} {words.lower()}" for status, words in RESULTS.items()
              if status in rows["status"]]  # fmt: skip
    told = ", ".join(counts) or "no row is filled in"
    if "refused" in rows["status"]:
        told += ". Correct the refused rows on this book's own sheets and clear this book"
    return Sheet(
        "Answers",
        f"{workbook}: {told}.",
        (Table(COLUMNS, ranked.with_columns(result=pl.col("status").replace_strict(RESULTS))),),
        row_height=27, frozen_columns=2, pages_wide=2, paints=_PAINTS, tab="2F855A", is_opened=True,
    )  # fmt: skip
