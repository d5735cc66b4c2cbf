"""A desk of a few items, and the questions asked at it; amounts in cents of USD."""

from datetime import date
from typing import Any

from matching.manual import Answer, Desk, Due, Line, Question, Ruling, ruled
from schemas.books import ACCOUNT_CLASSES

DAY = date(2026, 10, 15)
CUSTOMERS = {("US01", "C1"): "Acme", ("US01", "C2"): "Borealis"}


def due(number: str, open_minor: int, **more: Any) -> Due:
    """An invoice of C1 in USD, unless told otherwise."""
    kind = more.pop("item_type", "invoice")
    named = {"item_id": f"id-{number}-{more.get('instalment', 1)}", "customer_id": "C1", "instalment": 1} | more
    classes = {"deduction": "deductions", "on_account": "on_account"}
    return Due(entity="US01", item_number=number, item_type=kind, account_class=classes.get(kind, "ar"), currency="USD",
               open_minor=open_minor, **named)  # fmt: skip


def question(amount: int, **more: Any) -> Question:
    """A receipt of C1 with that much left."""
    told = {"customer_id": "C1", "payment_id": "P1", "kind": "receipt", "payment_date": DAY} | more
    return Question("E1", told.pop("subject", "payment"), "open", "US01", "USD", amount, **told)


def desk(*items: Due, suggestions: dict[tuple[str, int], tuple[Line, ...]] | None = None, **more: Any) -> Desk:
    return Desk(
        items, suggestions or {}, CUSTOMERS, more.get("receipts", {}), ACCOUNT_CLASSES, more.get("grace_days", 0)
    )


def rule(asked: Question, at: Desk, action: str, **more: Any) -> Ruling:
    """What the answer does."""
    return ruled(asked, Answer(action, **more), at)


def parts(ruling: Ruling) -> dict[str, tuple[int, ...]]:
    """Item -> cash, discount, deduction, write-off, fee."""
    return {one.item.name: (one.cash, one.discount, one.deduction, one.write_off, one.fee) for one in ruling.shares}
