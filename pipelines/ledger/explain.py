"""The story of one payment: what the bank said, where the money stands, and why each step was taken, or not."""

from typing import Final, NamedTuple

from pipelines.errors import TieoutError
from pipelines.ledger.rows import Connection, given, select

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
    ids = select(connection, _FOUND, {"asked": payment})
    if ids.is_empty():
        raise NoPayment(
            f"payment {payment}", "nothing", "a payment_id, or the bank's reference of a line taken",
            "look it up in the view payments, or in the workbook",
        )  # fmt: skip
    return [_story(connection, payment_id) for payment_id in ids["payment_id"]]


def _story(connection: Connection, payment_id: str) -> Story:
    values = {"payment_id": payment_id}
    rows = {name: select(connection, query, values).to_dicts() for name, query in _PARTS.items()}
    return Story(payment=rows.pop("payment")[0], **rows)


_FOUND: Final = """
select payment_id from facts.bank_lines
where payment_id = $asked or bank_reference = $asked or end_to_end_id = $asked order by payment_id
"""

_PARTS: Final = {
    "payment": """
        select b.payment_id, b.entity, b.account as bank_account, b.currency, money(b.amount_minor, c.unit) as amount,
            b.booking_date, b.value_date, b.kind, b.payer_name, b.payer_account, b.memo, b.bank_reference, b.end_to_end_id,
            b.creditor_reference, b.transaction_type, b.source_file, b.source_line, b.raw, p.customer_id, n.name as customer_name,
            p.applied_amount, p.on_account_amount, p.unapplied_amount, p.unidentified_amount, p.refunded_amount,
            p.returned_amount, p.non_ar_amount
        from facts.bank_lines b
        join facts.currencies c on c.currency = b.currency
        left join payments p using (payment_id)
        left join facts.current_customers n on n.entity = b.entity and n.customer_id = p.customer_id
        where b.payment_id = $payment_id
    """,
    "entries": """
        select j.recorded_at, j.gl_date, j.entry_id, j.line_no, j.cause, j.account, j.currency, j.debit, j.credit, j.item_id,
            j.run_id, j.batch_id
        from journal j where j.payment_id = $payment_id order by j.recorded_at, j.cause, j.line_no
    """,
    "payers": """
        select i.recorded_at, i.customer_id, n.name as customer_name, i.evidence, i.decided_by, i.run_id
        from facts.identifications i
        join facts.bank_lines b using (payment_id)
        left join facts.current_customers n on n.entity = b.entity and n.customer_id = i.customer_id
        where i.payment_id = $payment_id order by i.rowid
    """,
    "applications": "select * from applications where payment_id = $payment_id order by recorded_at, item_number, item_id",
    "exceptions": """
        select s.recorded_at, s.as_of, s.exception_id, s.exception_type, s.why_not_auto,
            money(s.amount_minor, c.unit) as amount, s.currency, s.status, s.assigned_to, s.decision_id, s.run_id
        from facts.exception_states s join facts.currencies c on c.currency = s.currency
        where s.payment_id = $payment_id order by s.rowid
    """,
    "candidates": 'select * from candidates where payment_id = $payment_id order by "rank"',
    "candidate_lines": """
        select l.*, i.item_number, i.open_amount, i.due_date
        from candidate_lines l left join open_items i using (item_id)
        where l.payment_id = $payment_id order by l."rank", i.item_number, l.item_id
    """,
    "decisions": """
        select d.* from decisions d
        where d.exception_id in (select exception_id from facts.exception_states where payment_id = $payment_id)
        order by d.recorded_at, d.decision_id
    """,
    "advices": """
        select a.remittance_id, a.stated_id, a.payment_reference, a.payment_date, money(a.payment_minor, c.unit) as payment_amount,
            a.currency, a.source_file, a.source_line
        from facts.advice_uses u
        join facts.advices a using (remittance_id)
        join facts.currencies c on c.currency = a.currency
        where u.payment_id = $payment_id order by a.remittance_id
    """,
}
