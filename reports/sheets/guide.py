"""Guide: what a new associate needs to know, in a minute."""

from collections.abc import Sequence

import polars as pl

from reports.sheet import Column, Paint, Sheet, Table
from reports.words import TYPES
from reports.work import Work
from schemas.actions import ACTIONS

STEPS = (
    ("1  Start at the top", "On To clear the rows that matter most stand first."),
    ("2  Read why it waits", "Click the suggestion to see its items and evidence, the customer's name to see what it "
     "owes."),
    ("3  Choose an action", "In the yellow cells; only they can be changed. One line is enough for a simple answer. "
     "For many lines or several customers use the sheet Allocations."),
    ("4  Look at Check", "✓ it adds up, or what would stay unapplied. ✗ what is missing."),
    ("5  Save and clear", "Save, close, and run: tieout clear BOOK --by YOUR-NAME. Or put the book into the inbox, "
     "folder decisions: the next run clears it. The same book twice posts once."),
    ("6  Read the answer", "answer-<book>.xlsx, beside this book, says line by line what was posted, what waits for a "
     "second person, and what was refused and why. Correct the refused rows there and clear that book."),
    ("7  Four eyes", "What is above your limit waits on Pending approval. Somebody else says yes or no there and "
     "clears the book in their own name."),
    ("8  Leave the rest", "Rows without an answer stand in the next day's workbook again, a day older, with your "
     "Comment and Assigned to; these two need no action."),
    ("A mistake?", "tieout undo DECISION --by YOUR-NAME --reason TEXT takes an answer back in one step; the id of the "
     "decision stands in the answer book."),
    ("Good to know", "Filters work as usual; to sort, first choose Unprotect Sheet (there is no password)."),
)  # fmt: skip
COLOURS = (
    ("Yellow", "Yours to fill in. Everything else is locked, so that nothing slips."),
    ("Red", "Priority: these rows make up half of all value x age. Age: more than 30 days. Amount: at least 20 times "
     "what a receipt of that currency usually is. Check: something is missing or wrong."),
    ("Amber", "Priority: the rows up to nine tenths of all value x age. Age: more than 7 days. Amount: at least 5 "
     "times the usual."),
    ("Green", "The check adds up."),
)  # fmt: skip
_PAINTS = (
    Paint(("word",), '{word}="Yellow"', "input"),
    Paint(("word",), '{word}="Red"', "alarm"),
    Paint(("word",), '{word}="Amber"', "warn"),
    Paint(("word",), '{word}="Green"', "good"),
)
_WORD = Column("word", "", 29, is_bold=True, is_wrapped=True)
_TEXT = Column("text", "", 72, is_wrapped=True)
_MORE = Column("more", "", 62, is_wrapped=True)


def sheet(work: Work, sheets: tuple[tuple[str, str], ...], more: str = "") -> Sheet:
    """Steps, sheets (title, note), colours, actions and types; `more` ends the note."""
    listed = [(title, note, f"'{title}'!A1") for title, note in sheets]
    needs = [(a.name, a.does, _needs(a.apply_to, a.needs_reason)) for a in ACTIONS]
    types = [(name, meaning.says, meaning.try_first) for name, meaning in TYPES.items()]
    linked = _WORD._replace(link="to_sheet", heading="Sheet")
    return Sheet(
        "Guide",
        f"Exceptions of {work.day.as_of}. What could be applied with certainty is applied already; this workbook is "
        f"about the rest.{more}",
        (
            _table("In one minute", STEPS, is_headed=False),
            Table((linked, _TEXT._replace(heading="What is on it")),
                  pl.DataFrame(listed, schema=["word", "text", "to_sheet"], orient="row"), "The sheets"),
            _table("Colours", COLOURS, is_headed=False),
            _table("Actions", needs, "Action", "What it does", "What you fill in"),
            _table("Types of exception", types, "Type", "What it says", "What to try first"),
        ),
        row_height=27, tab="243B53", paints=_PAINTS,
    )  # fmt: skip


def _needs(apply_to: str, needs_reason: bool) -> str:
    wanted = [f"Apply to: {apply_to}"] if apply_to else []
    return "; ".join(wanted + (["Reason code"] if needs_reason else [])) or "nothing more"


def _table(title: str, rows: Sequence[tuple[str, ...]], *headings: str,
           is_headed: bool = True) -> Table:  # fmt: skip
    """Two or three columns of words."""
    columns = (_WORD, _TEXT, _MORE)[: len(rows[0])]
    named = zip(columns, headings or ("",) * len(columns), strict=True)
    frame = pl.DataFrame(list(rows), schema=[column.name for column in columns], orient="row")
    return Table(tuple(column._replace(heading=heading) for column, heading in named), frame, title, is_headed)
