"""The close of a month: what the books and their counterparts say of it, what must agree, and where it does not.

Names are those of the ledger's public views; money is Decimal(19, 4) in its row's currency.
"""

from typing import Any, Final, NamedTuple

import polars as pl

MONEY: Final = pl.Decimal(19, 4)


def _shape(text: str = "", money: str = "", dates: str = "", counts: str = "", flags: str = "") -> dict[str, Any]:
    kinds = ((text, pl.String()), (money, MONEY), (dates, pl.Date()), (counts, pl.Int64()), (flags, pl.Boolean()))
    return {name: kind for names, kind in kinds for name in names.split()}


_AGES: Final = "open_amount current_amount days_1_30_amount days_31_60_amount days_61_90_amount days_over_90_amount"

SHAPES: Final[dict[str, dict[str, Any]]] = {
    # AR control from opening to closing, a row for each thing that moved it.
    "roll_forward": _shape("entity currency line", "amount"),
    "aging": _shape("entity currency account_class", _AGES),
    # Two figures that must agree.
    "tie_outs": _shape("name entity currency", "left_amount right_amount difference"),
    # Items whose open amount and journal do not agree.
    "item_differences": _shape("entity currency account_class item_number", "open_amount booked_amount"),
    # Items of which the ERP's lists show something else than we applied.
    "disagreeing": _shape(
        "entity currency customer_id item_number", "applied_amount confirmed_amount", "list_date"
    ),
    # Each bank account: its latest statement, and what we booked.
    "bank": _shape(
        "entity account currency", "statement_amount booked_amount outstanding_amount difference", "statement_date",
        flags="is_waived",
    ),
    "ends": _shape("entity account currency", dates="last_date"),
    "gaps": _shape("entity account currency", "previous_amount opening_amount", "previous_date first_date"),
    # Not taken; is_set_aside: a person says the month does not need it.
    "files": _shape("name sha256 status reason", flags="is_set_aside"),
    # Unapplied, unidentified, on account: by age.
    "waiting": _shape("entity currency place age_band", "amount", counts="count"),
    "exceptions": _shape("exception_type entity currency", "amount", counts="count"),
    "cut_off": _shape("what entity currency", "amount", counts="count"),
    "accounts": _shape("entity account account_class currency", "opening debits credits closing"),
    # The general ledger's figures beside ours, and the rows of the accounts that differ.
    "gl": _shape(
        "entity account currency", "opening gl_opening closing gl_closing difference", flags="is_theirs is_kept"
    ),
    "gl_rows": _shape(
        "entity account currency cause entry_id bank_reference item_number", "debit credit", "gl_date",
        flags="is_alone",
    ),
}  # fmt: skip


class Check(NamedTuple):
    """One thing that must hold before a month is locked."""

    name: str
    findings: list[str]  # what does not hold, one by one; none: it holds

    @property
    def holds(self) -> bool:
        return not self.findings


class Close(NamedTuple):
    """A month with all that was found of it."""

    period: str
    frames: dict[str, pl.DataFrame]  # of SHAPES
    checks: list[Check]
    notes: list[str]  # what a person should look at, and what does not stop the close

    @property
    def holds(self) -> bool:
        return all(check.holds for check in self.checks)


def shaped(frames: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Each frame with its columns and types; all of them must be there."""
    return {
        name: frames[name].select(pl.col(column).cast(kind) for column, kind in shape.items())
        for name, shape in SHAPES.items()
    }
