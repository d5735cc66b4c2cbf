"""The story of one payment: what the bank said, where the money stands, and why each step was taken, or not."""

from typing import NamedTuple

from pipelines.errors import TieoutError
from pipelines.ledger.rows import Connection, select, sql

Rows = list[dict[str, object]]


class NoPayment(TieoutError):
    """No bank line has that id or reference."""


class Story(NamedTuple):
    """Plain rows, oldest first; amounts are decimals in the row's currency."""

    payment: dict[str, object]  # the bank line, its raw text, and where its money stands (null: not booked yet)
    entries: Rows  # every leg that touches it
    payers: Rows  # who was said to have paid, and by what evidence
    applications: Rows  # what it was applied to, by which rule, evidence and confidence; reversals too
    exceptions: Rows  # every state of its exception: the gate that failed, the value, the limit
    candidates: Rows  # what is offered now, best first
    candidate_lines: Rows
    decisions: Rows  # what people decided about it
    advices: Rows  # advices that explained it


def explain(connection: Connection, payment: str) -> list[Story]:
    """Every payment with this payment_id, bank reference or end-to-end id; by payment_id.

    Raises:  NoPayment.
    """
    ids = select(connection, sql("explain/found"), {"asked": payment})
    if ids.is_empty():
        raise NoPayment(
            f"payment {payment}", "nothing", "a payment_id, or the bank's reference of a line taken",
            "look it up in the view payments, or in the workbook",
        )  # fmt: skip
    return [_story(connection, payment_id) for payment_id in ids["payment_id"]]


def _story(connection: Connection, payment_id: str) -> Story:
    values = {"payment_id": payment_id}
    rows = {name: select(connection, sql(f"explain/{name}"), values).to_dicts() for name in Story._fields}
    (payment,) = rows.pop("payment")
    return Story(payment, **rows)
