"""Rows of text as answers: what a person may have meant by a cell, and why it cannot be taken where nobody can tell."""

import re
from collections.abc import Callable
from difflib import get_close_matches
from typing import Any, Final

import polars as pl

from schemas.actions import ACTIONS
from schemas.clearing import AllocationLine, Decision
from schemas.frame import columns
from schemas.money import as_plain, minor_of

Row = dict[str, Any]
# The cells a person fills in; a row in which all of them are empty says nothing.
FILLED: Final = {
    "To clear": (
        "action", "apply_to", "reason_code", "write_off", "learn_alias", "assigned_to", "comment", "prepared_by",
        "approved_by",
    ),
    "Allocations": (
        "exception_id", "customer_id", "item_number", "cash_amount", "discount_amount", "deduction_amount",
        "write_off_amount", "fee_amount", "reason_code", "comment",
    ),
    "Pending approval": ("approval", "approved_by", "comment"),
}  # fmt: skip
_NAMES: Final = {action.name.casefold(): action.name for action in ACTIONS}
_PLAIN: Final = re.compile(r"[+-]?[0-9]+(?:\.[0-9]*)?")
_YES: Final = {"yes": True, "y": True, "true": True, "1": True, "no": False, "n": False, "false": False, "0": False}


def says_something(kind: str, row: Row) -> bool:
    """Whether any cell to fill in is filled."""
    return any(row.get(name) for name in FILLED[kind])


def _answer(title: str, row: Row, lost: str | None) -> Row:
    """A row of To clear as a Decision."""
    name, number, fault = action_of(row.get("action"))
    learns, no_word = yes_or_no(row.get("learn_alias"), "Learn alias")
    told = {
        "action": name, "candidate_no": number, "learn_alias": learns, "reason_code": code_of(row.get("reason_code")),
        "apply_to": whole(row.get("apply_to")), "fault": _lost(lost) or fault or no_word,
    }  # fmt: skip
    return _row(Decision, title, row, told)


def _approval(title: str, row: Row, lost: str | None) -> Row:
    """A row of Pending approval as a Decision."""
    says, fault = yes_or_no(row.get("approval"), "Approve")
    told = {"approval": says, "fault": _lost(lost) or fault, "action": None, "prepared_by": None}
    return _row(Decision, title, row, told)


def _line(title: str, row: Row, lost: str | None) -> Row:
    """A row of Allocations."""
    amounts = {name: row.get(f"{name}_amount") for name in ("cash", "discount", "deduction", "write_off", "fee")}
    told = amounts | {
        "reason_code": code_of(row.get("reason_code")), "fault": _lost(lost),
        "customer_id": whole(row.get("customer_id")), "item_number": whole(row.get("item_number")),
    }  # fmt: skip
    return _row(AllocationLine, title, row, told)


READ: Final[dict[str, Callable[[str, Row, str | None], Row]]] = {
    "To clear": _answer,
    "Allocations": _line,
    "Pending approval": _approval,
}


def _row(model: Any, title: str, row: Row, told: Row) -> Row:
    given = {name: row.get(name) for name in columns(model)}
    return given | {"sheet": title, "row": row["row"]} | told


def _lost(cell: str | None) -> str | None:
    return cell and f"{cell} holds a formula that was saved without its result: open the book, recalculate and save it"


def action_of(text: str | None) -> tuple[str | None, int | None, str | None]:
    """(name, number of a suggestion, why it is none).

    >>> action_of("Accept  Suggestion 2")
    ('accept suggestion', 2, None)
    >>> action_of("aply to list")
    (None, None, "'aply to list' is no action: did you mean 'apply to list'?")
    """
    if not text:
        return None, None, None
    plain = " ".join(text.casefold().split())
    if (name := _NAMES.get(plain)) is None:
        near = get_close_matches(plain, _NAMES, 1, 0.6)
        hint = f"did you mean {_NAMES[near[0]]!r}?" if near else "choose one of the list"
        return None, None, f"{text[:60]!r} is no action: {hint}"
    words = name.split()
    return ("accept suggestion", int(words[-1]), None) if words[0] == "accept" else (name, None, None)


def yes_or_no(text: str | None, heading: str) -> tuple[bool | None, str | None]:
    """The word of a yes-or-no cell, and why it is none."""
    if text is None:
        return None, None
    says = _YES.get(text.casefold())
    return says, None if says is not None else f"{heading} is {text[:40]!r}: yes or no"


def code_of(text: str | None) -> str | None:
    """The code of `DG damaged`, as it stands in the list.

    >>> code_of("DG damaged"), code_of(None)
    ('DG', None)
    """
    return text.split()[0] if text else None


def amount_of(text: str | None, currency: str) -> int | None:
    """Minor units of an amount as a spreadsheet keeps it, or as people type it; None where nobody can tell which.

    >>> amount_of("12.5", "EUR"), amount_of("1.234,50", "EUR"), amount_of("1,234", "KWD"), amount_of("n/a", "EUR")
    (1250, 123450, None, None)
    """
    if text is None:
        return 0
    if _PLAIN.fullmatch(text):
        return minor_of(text, currency)
    typed = pl.DataFrame({"typed": [text]})
    readings = {minor_of(typed.select(as_plain(pl.col("typed"), mark)).item(), currency) for mark in ".,"} - {None}
    return readings.pop() if len(readings) == 1 else None


def whole(text: str | None) -> str | None:
    """A number that a spreadsheet made of an id, as it was.

    >>> whole("40510.0"), whole("INV-7; 40511.0"), whole("1.5")
    ('40510', 'INV-7; 40511', '1.5')
    """
    if text is None:
        return None
    return "; ".join(
        part[:-2] if part.endswith(".0") and part[:-2].isdigit() else part for part in map(str.strip, text.split(";"))
    )
