"""States from a few words that add up by eye: one entity, euros, one day, and a number that is its own item id."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import polars as pl

from matching.decide import decide
from matching.evidence import Evidence, gather
from matching.state import Outcome, State
from schemas.decision import AnnouncedLine, Announcement, Item, LearnedAccount, Payer, Receipt, Return
from schemas.frame import frame
from schemas.policy import Confidence, Policy

# Rules are tested apart from what was counted of them: a gate is likely enough, or one of those that are not.
UNLIKELY = ("readings_several", "mistyped_common", "payer_amount_unresolved", "account_unresolved")
GATES = {gate: 0.5 if gate in UNLIKELY else 0.99 for gate in Confidence.model_fields if gate != "is_calibrated"}
GATES["payer_amount_despite"] = 0.96
POLICY = Policy(confidence=Confidence(**GATES), auto_apply_threshold=0.95)
AS_OF = date(2026, 10, 15)
ENTITY, CURRENCY = "DE01", "EUR"
Row = dict[str, Any]


def days(ahead: int) -> date:
    return AS_OF + timedelta(days=ahead)


def receipt(amount: int, memo: str | None = None, payer: str | None = None, key: str = "R1", **more: Any) -> Row:
    """Money of today. `payer` is the name as the bank writes it."""
    return {
        "payment_id": key, "entity": ENTITY, "account": "4711", "currency": CURRENCY, "amount_minor": amount,
        "open_minor": amount, "booking_date": AS_OF, "payer_name": payer, "memo": memo, "application_count": 0,
        "is_barred": False,
    } | more  # fmt: skip


def item(number: str, opened: int, customer: str = "A", **more: Any) -> Row:
    """An open invoice, billed a month ago and due tomorrow."""
    instalment = more.get("instalment", 1)
    return {
        "item_id": number if instalment == 1 else f"{number}#{instalment}", "entity": ENTITY, "customer_id": customer,
        "item_type": "invoice", "item_number": number, "instalment": 1, "currency": CURRENCY, "original_minor": opened,
        "open_minor": opened, "invoice_date": days(-30), "due_date": days(1), "discount_minor": 0, "status": "open",
        "account_class": "ar",
    } | more  # fmt: skip


def credit(number: str, amount: int, customer: str = "A", **more: Any) -> Row:
    """A credit memo of `amount` > 0."""
    return item(number, -amount, customer, item_type="credit_memo", **more)


def deduction(number: str, opened: int, customer: str = "A", **more: Any) -> Row:
    """Money a payer withheld before, still open."""
    return item(number, opened, customer, item_type="deduction", account_class="deductions", **more)


def closed(number: str, amount: int, customer: str = "A", **more: Any) -> Row:
    """An item paid ten days ago."""
    return item(number, 0, customer, original_minor=amount, closed_date=days(-10), **more)


def customer(customer_id: str, name: str, **more: Any) -> Row:
    return {"entity": ENTITY, "customer_id": customer_id, "name": name} | more


ALPHA, BETA = customer("A", "Alpha Tools GmbH"), customer("B", "Borealis Pumpen AG")  # names that share nothing


def advice(key: str, amount: int, *lines: Row, **more: Any) -> tuple[Row, list[Row]]:
    """An advice of Alpha Tools and its lines; `line` makes one."""
    head = {"remittance_id": key, "stated_id": key, "payer_name": "Alpha Tools GmbH", "payment_date": AS_OF}
    money = {"payment_minor": amount, "currency": CURRENCY, "is_cheque": False}
    return head | money | more, [one | {"remittance_id": key, "line_no": at} for at, one in enumerate(lines, 1)]


def line(number: str | None, paid: int, discount: int = 0, deduction: int = 0, code: str | None = None) -> Row:
    amounts = {"paid_minor": paid, "discount_minor": discount, "deduction_minor": deduction}
    return {"invoice_number": number, "gross_minor": paid + discount + deduction, "deduction_code": code} | amounts


def state(
    receipts: Iterable[Row] = (),
    items: Iterable[Row] = (),
    customers: Iterable[Row] = (ALPHA, BETA),
    advices: Iterable[tuple[Row, list[Row]]] = (),
    learned: Iterable[Row] = (),
    returns: Iterable[Row] = (),
) -> State:
    told = list(advices)
    return State(
        receipts=frame(Receipt, receipts),
        items=frame(Item, items),
        payers=frame(Payer, customers),
        learned_accounts=frame(LearnedAccount, learned),
        advices=frame(Announcement, [head for head, _ in told]),
        advice_lines=frame(AnnouncedLine, [one for _, lines in told for one in lines]),
        returns=frame(Return, returns),
    )


def policy(**own: Any) -> Policy:
    """The policy of these tests, but for its `own` values."""
    return POLICY.model_copy(update=own)


def decided(given: State, by: Policy | None = None) -> Outcome:
    return decide(given, by or POLICY, AS_OF)


def gathered(given: State) -> Evidence:
    return gather(given, POLICY)


def paid(outcome: Outcome) -> dict[str, dict[str, int]]:
    """payment_id -> item_id -> cash: what was applied by itself."""
    told: dict[str, dict[str, int]] = {}
    for payment_id, item_id, cash in outcome.allocations.select("payment_id", "item_id", "cash_minor").rows():
        told.setdefault(payment_id, {})[item_id] = cash
    return told


def rules(outcome: Outcome) -> set[str]:
    return set(outcome.allocations["rule"])


def why(outcome: Outcome, key: str = "R1") -> tuple[str, str]:
    """The exception type and the sentence of a held receipt or advice."""
    held = outcome.held.filter((pl.col("payment_id") == key) | (pl.col("remittance_id") == key))
    exception_type, sentence = held.select("exception_type", "why_not_auto").row(0)
    return exception_type, sentence
