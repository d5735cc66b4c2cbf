"""Invented days for the tests: a small one that adds up by eye, an empty one, and one of any size."""

from datetime import date, timedelta
from decimal import Decimal

import polars as pl

from reports.day import Day, Run, day, frame

AS_OF = date(2026, 3, 2)
RUN = Run("run-1", "local", "tieout.toml", "ab" * 32, False, 42, 0, 0)
EVIL = '=HYPERLINK("http://evil.example","click")'


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


def empty() -> Day:
    return day(AS_OF, RUN, {})


def small() -> Day:
    """Nine receipts and one return, in USD, EUR, GBP and JPY; EUR 900 applied of 1,250, USD 3,400 of 5,900."""
    old = AS_OF - timedelta(days=45)
    whole = payment("P1", "USD", "2400.00", "NORTHWIND TOOLS", legs={"applied": "2400"}, customer_id="100")
    second = payment("P2", "EUR", "900.00", "Kessler GmbH", legs={"applied": "900"}, customer_id="200")
    part = payment("P3", "USD", "1500.00", "HARBOR FOODS INC", legs={"applied": "1000", "unapplied": "500"},
                   customer_id="300", customer_name="Harbor Foods Inc.", memo="INV 4711 4799")
    short = payment("P4", "EUR", "350.00", "KESSLER GESELLSCHAFT MIT BESCHRAENK", legs={"unapplied": "350"},
                    customer_id="200", customer_name="Kessler GmbH", memo="RE 80012 abzgl. Maengel")
    unknown = payment("P5", "GBP", "12000.00", "J SMITH", legs={"unidentified": "12000"}, value_date=old,
                      booking_date=old, is_new=False, memo="THANK YOU")
    twins = payment("P6", "USD", "2000.00", "ACME CORP", legs={"unapplied": "2000"}, customer_id="400",
                    customer_name="Acme Corp.", value_date=AS_OF - timedelta(days=9))
    evil = payment("P7", "GBP", "10.00", EVIL, legs={"unidentified": "10"}, memo="@SUM(1+1)*cmd|' /C calc'!A0")
    kept = payment("P8", "JPY", "50000", "Sakura KK", legs={"on_account": "50000"}, customer_id="500",
                   customer_name="Sakura KK", value_date=AS_OF - timedelta(days=70), is_new=False)
    back = payment("P9", "EUR", "-75.00", "Kessler GmbH", legs={"unidentified": "-75"}, kind="return",
                   memo="RETURNED: NSF")
    fee = payment("P10", "USD", "-12.50", None, legs={"non_ar": "-12.5"}, kind="non_ar", memo="SERVICE CHARGE")
    held = [
        exception("x-part", "REFERENCE_NOT_FOUND", "4799 looks like one of our numbers, but no item has it; 4711 was "
                  "applied, USD 500.00 are left.", part, "500", balance=money("2600"), past_due=money("600"),
                  customer_evidence="payer account, seen on 4 receipts"),
        exception("x-short", "SHORT_PAY_REVIEW", "80012 is open with EUR 400.00; EUR 50.00 are missing, the tolerance "
                  "is EUR 1.00.", short, "350", balance=money("400"), past_due=money("400"),
                  customer_evidence="name, whole", habit="6 payments, 4 days late on average"),
        exception("x-unknown", "UNIDENTIFIED_PAYER", "No customer is called J SMITH; the closest name scores 0.61, "
                  "0.90 is needed.", unknown, "12000", first_seen=old, status="held", comment="asked the bank"),
        exception("x-twins", "AMBIGUOUS_AMOUNT", "Two items of USD 2,000.00 are open: 5001 and 5002.", twins, "2000",
                  balance=money("4000"), past_due=money("0"), customer_evidence="name, whole"),
        exception("x-evil", "UNIDENTIFIED_PAYER", "No customer is known under this name.", evil, "10"),
        exception("x-back", "RETURN_REVERSAL", "The bank took EUR 75.00 back; no receipt of that amount and payer is "
                  "known.", back, "-75"),
        exception("x-advice", "REMITTANCE_WITHOUT_PAYMENT", "An advice of USD 640.00 came; no receipt fits it.",
                  subject="advice", remittance_id="R1", entity="US01", currency="USD", amount="640",
                  payer_name="BLUE LAKE LLC", source_file="remittance/820.edi", source_line=7),
        exception("x-file", "INPUT_INVALID", "The file is cut off: 99 says 12 records, 9 are there.", subject="file",
                  source_file="bank/cut.bai", source_line=9),
    ]  # fmt: skip
    return day(AS_OF, RUN._replace(auto_count=40, auto_reversed_count=1), {
        "payments": frame("payments", [whole, second, part, short, unknown, twins, evil, kept, back, fee]),
        "applications": frame("applications", [
            application("A1", "P1", "4001", "USD", "1400.00"),
            application("A2", "P1", "4002", "USD", "1000.00"),
            application("A3", "P2", "80001", "EUR", "900.00", "advice", discount="18.00"),
            application("A4", "P3", "4711", "USD", "1000.00"),
            application("A5", "P1", "4009", "USD", "70.00", reversed=True),
            application("A6", "P1", "4009", "USD", "-70.00", reverses="A5", reversed=True),
        ]),
        "exceptions": frame("exceptions", held),
        "candidates": frame("candidates", [
            candidate("P4", 1, "200", "350", "0", 0.91, "80012"),
            candidate("P6", 1, "400", "2000", "0", 0.55, "5001"),
            candidate("P6", 2, "400", "2000", "0", 0.45, "5002"),
            candidate("P5", 1, "600", "12000", "0", 0.40, "7001", "7002", "7003", "7004", "7005", "7006"),
        ]),
        "candidate_lines": frame("candidate_lines", [
            candidate_line("P4", 1, "80012", "400", "350", deduction_amount=money("50"), reason_code="PD"),
            candidate_line("P6", 1, "5001", "2000", "2000", "400"),
            candidate_line("P6", 2, "5002", "2000", "2000", "400", status="disputed"),
            *(candidate_line("P5", 1, f"700{n}", "2000", "2000", "600") for n in range(1, 7)),
        ]),
        "rejects": frame("rejects", [
            {"source_file": "bank/day.csv", "source_line": 14, "field": "amount", "value": "twelve", "is_new": True,
             "rule": "a decimal amount", "message": "Correct the amount in line 14 and put a new file into the inbox."},
            {"source_file": "open_items/ar.csv", "source_line": 3, "field": "currency", "value": "=EU", "is_new": False,
             "rule": "ISO 4217 currency", "message": "Use a code of ISO 4217, such as EUR."},
        ]),
        "files": frame("files", [
            {"sha256": "a1", "name": "bank/statement.bai", "format": "bai2", "status": "taken", "rows": 9,
             "is_new": True},
            {"sha256": "a2", "name": "bank/cut.bai", "format": "bai2", "status": "quarantined", "rows": 9,
             "reason": "The file is cut off: 99 says 12 records, 9 are there. Ask the bank for it again.",
             "is_new": True},
        ]),
        "postings": frame("postings", [
            {"batch_id": "b1", "application_id": "A1", "entity": "US01", "customer_id": "100", "item_number": "4001",
             "currency": "USD", "bank_reference": "=1+1", "cash": money("1400"), "discount": money("0"),
             "deduction": money("0"), "write_off": money("0"), "fee": money("0"), "gl_date": AS_OF, "instalment": 1},
            {"batch_id": "b1", "application_id": "A3", "entity": "DE01", "customer_id": "200", "item_number": "-80001",
             "currency": "JPY", "bank_reference": "BR,2", "cash": money("900"), "discount": money("18"),
             "deduction": money("0"), "write_off": money("-1"), "fee": money("0"), "gl_date": AS_OF, "instalment": 1},
            {"batch_id": "b2", "application_id": "A6", "reverses": "A5", "entity": "US01", "customer_id": "100",
             "item_number": "4009", "currency": "USD", "cash": money("-70"), "discount": money("0"),
             "deduction": money("0"), "write_off": money("0"), "fee": money("0"), "gl_date": AS_OF, "instalment": 1},
        ]),
        "open_items": frame("open_items", [
            item("80012", "200", "EUR", "400", "DE01"),
            item("80001-D1", "200", "EUR", "50", "DE01", item_type="deduction", origin="tieout", reason_code="PD",
                 account_class="deductions"),
            item("4799", "300", "USD", "600", "US01"), item("4801", "300", "USD", "2000", "US01"),
            item("5001", "400", "USD", "2000", "US01"),
            item("5002", "400", "USD", "2000", "US01", status="disputed"),
        ]),
        "statements": frame("statements", [
            {"entity": "US01", "account": "4410023987", "currency": "USD", "number": "1", "proof": "control totals",
             "source_file": "bank/statement.bai", "opening": money("100"), "movement": money("5887.50"),
             "closing": money("5987.50"), "as_of_date": AS_OF, "line_count": 4, "is_new": True},
        ]),
        "waiting": frame("waiting", [
            {"payment_id": "P11", "entity": "US01", "bank_account": "4410023987", "currency": "USD",
             "payer_name": "TOMORROW LTD", "source_file": "bank/statement.bai", "amount": money("99"),
             "booking_date": AS_OF + timedelta(days=1), "source_line": 30},
        ]),
        "proofs": frame("proofs", [
            {"name": "bank lines = statements", "entity": "US01", "currency": "USD", "left_amount": money("5887.50"),
             "right_amount": money("5887.50"), "difference": money("0")},
            {"name": "sub-ledger = AR control", "entity": "DE01", "currency": "EUR", "left_amount": money("450"),
             "right_amount": money("449.99"), "difference": money("0.01")},
        ]),
        "decisions": frame("decisions", [
            {"decision_id": "d1", "exception_id": "x-short", "action": "write off", "prepared_by": "ana",
             "status": "pending_approval", "reason": "EUR 50.00 is above the limit of EUR 25.00", "row": 6},
        ]),
    })  # fmt: skip


def big(count: int) -> Day:
    """`small` with its held payment P6 `count` times over: as many exceptions, each with two candidates."""
    one, number = small(), pl.DataFrame({"number": range(count)})

    def many(rows: pl.DataFrame, *keys: str) -> pl.DataFrame:
        named = [pl.format("{}-{}", key, "number").alias(key) for key in keys]
        return rows.join(number, how="cross").with_columns(named).drop("number")

    twin = pl.col("payment_id") == "P6"
    return one._replace(
        payments=many(one.payments.filter(twin), "payment_id"),
        exceptions=many(one.exceptions.filter(twin), "exception_id", "payment_id"),
        candidates=many(one.candidates.filter(twin), "payment_id"),
        candidate_lines=many(one.candidate_lines.filter(twin), "payment_id"),
    )
