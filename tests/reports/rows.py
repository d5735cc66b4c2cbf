"""Rows of a day's frames, for the tests: only what a test cares about must be said."""

from datetime import date, timedelta
from decimal import Decimal

AS_OF = date(2026, 3, 2)


def money(text):
    return None if text is None else Decimal(text)


def payment(key, currency, amount, name, **more):
    legs = dict.fromkeys(
        ("applied", "on_account", "unapplied", "unidentified", "refunded", "returned", "non_ar"), Decimal(0)
    )
    legs |= {leg: money(value) for leg, value in more.pop("legs", {}).items()}
    facts = {
        "entity": {"USD": "US01", "GBP": "GB01"}.get(currency, "DE01"), "bank_account": "4410023987",
        "bank_reference": f"BR-{key}", "booking_date": AS_OF, "value_date": AS_OF, "kind": "receipt",
        "memo": f"PAYMENT {key}", "source_file": "bank/statement.bai", "source_line": 10 + len(key), "is_new": True,
    }  # fmt: skip
    return (
        facts
        | {"payment_id": key, "currency": currency, "amount": money(amount), "payer_name": name}
        | {f"{leg}_amount": value for leg, value in legs.items()}
        | more
    )


def application(key, payment_id, item, currency, cash, rule="reference: exact", **more):
    amounts = {name: money(more.pop(name, "0")) for name in ("discount", "deduction", "write_off", "fee")}
    return {
        "application_id": key, "payment_id": payment_id, "item_id": f"id-{item}", "item_number": item,
        "customer_id": "100", "entity": "US01", "currency": currency, "item_currency": currency, "rule": rule,
        "evidence": f"memo names {item}", "decided_by": "auto", "run_id": "run-1", "gl_date": AS_OF,
        "confidence": 0.995, "reversed": False, "is_new": True, "cash_amount": money(cash), "item_amount": money(cash),
    } | {f"{name}_amount": value for name, value in amounts.items()} | more  # fmt: skip


def exception(key, kind, why, payment=None, amount=None, **more):
    paid = payment or {}
    facts = {name: paid.get(name) for name in (
        "payment_id", "entity", "currency", "customer_id", "customer_name", "bank_account", "payer_name",
        "payer_account", "memo", "bank_reference", "source_file", "source_line", "value_date",
    )}  # fmt: skip
    return facts | {
        "exception_id": key, "exception_type": kind, "why_not_auto": why, "subject": "payment", "status": "open",
        "amount": money(amount), "payment_amount": paid.get("amount"), "first_seen": AS_OF, "run_id": "run-1",
    } | more  # fmt: skip


def candidate(payment_id, rank, customer, cash, difference, confidence, *items, **more):
    return {
        "payment_id": payment_id, "rank": rank, "customer_id": customer, "customer_name": f"Customer {customer}",
        "cash_amount": money(cash), "difference": money(difference), "confidence": confidence, "rule": "payer: amount",
        "evidence": "alias of the payer; amount equal", "item_ids": [f"id-{item}" for item in items],
        "item_numbers": list(items),
    } | more  # fmt: skip


def candidate_line(payment_id, rank, item, opened, cash, customer="200", **more):
    zero = dict.fromkeys(("discount_amount", "deduction_amount", "write_off_amount", "fee_amount"), Decimal(0))
    return zero | {
        "payment_id": payment_id, "rank": rank, "item_id": f"id-{item}", "item_number": item, "item_type": "invoice",
        "customer_id": customer, "status": "open", "open_amount": money(opened), "cash_amount": money(cash),
        "due_date": AS_OF - timedelta(days=12),
    } | more  # fmt: skip


def item(number, customer, currency, opened, entity, **more):
    return {
        "item_id": f"id-{number}", "entity": entity, "customer_id": customer, "customer_name": f"Customer {customer}",
        "item_number": number, "item_type": "invoice", "origin": "erp", "account_class": "ar", "currency": currency,
        "status": "open", "original_amount": money(opened), "open_amount": money(opened), "pending_amount": money("0"),
        "due_date": AS_OF - timedelta(days=12), "snapshot_date": AS_OF, "instalment": 1,
    } | more  # fmt: skip
