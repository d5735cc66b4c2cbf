"""Invented days for the tests: a small one that adds up by eye, an empty one, and one of any size."""

from datetime import timedelta

import polars as pl

from reports.day import Day, Run, day, frame
from tests.reports.rows import AS_OF, application, candidate, candidate_line, exception, item, money, payment

RUN = Run("run-1", "local", "tieout.toml", "ab" * 32, False, 42, 0, 0)
FORMULA = '=HYPERLINK("http://evil.example","click")'


def empty() -> Day:
    return day(AS_OF, RUN, {})


OLD = AS_OF - timedelta(days=45)
WHOLE = payment("P1", "USD", "2400.00", "NORTHWIND TOOLS", legs={"applied": "2400"}, customer_id="100")
SECOND = payment("P2", "EUR", "900.00", "Kessler GmbH", legs={"applied": "900"}, customer_id="200")
PART = payment("P3", "USD", "1500.00", "HARBOR FOODS INC", legs={"applied": "1000", "unapplied": "500"},
               customer_id="300", customer_name="Harbor Foods Inc.", memo="INV 4711 4799")  # fmt: skip
SHORT = payment(
    "P4",
    "EUR",
    "350.00",
    "KESSLER GESELLSCHAFT MIT BESCHRAENK",
    legs={"unapplied": "350"},
    customer_id="200",
    customer_name="Kessler GmbH",
    memo="RE 80012 abzgl. Maengel",
)
UNKNOWN = payment(
    "P5",
    "GBP",
    "12000.00",
    "J SMITH",
    legs={"unidentified": "12000"},
    value_date=OLD,
    booking_date=OLD,
    is_new=False,
    memo="THANK YOU",
)
TWINS = payment(
    "P6",
    "USD",
    "2000.00",
    "ACME CORP",
    legs={"unapplied": "2000"},
    customer_id="400",
    customer_name="Acme Corp.",
    value_date=AS_OF - timedelta(days=9),
)
EVIL = payment("P7", "GBP", "10.00", FORMULA, legs={"unidentified": "10"}, memo="@SUM(1+1)*cmd|' /C calc'!A0")
KEPT = payment(
    "P8",
    "JPY",
    "50000",
    "Sakura KK",
    legs={"on_account": "50000"},
    customer_id="500",
    customer_name="Sakura KK",
    value_date=AS_OF - timedelta(days=70),
    is_new=False,
)
BACK = payment("P9", "EUR", "-75.00", "Kessler GmbH", legs={"unidentified": "-75"}, kind="return", memo="RETURNED: NSF")
FEE = payment("P10", "USD", "-12.50", None, legs={"non_ar": "-12.5"}, kind="non_ar", memo="SERVICE CHARGE")
PAYMENTS = [WHOLE, SECOND, PART, SHORT, UNKNOWN, TWINS, EVIL, KEPT, BACK, FEE]
HELD = [
    exception("x-part", "REFERENCE_NOT_FOUND", "4799 looks like one of our numbers, but no item has it; 4711 was "
              "applied, USD 500.00 are left.", PART, "500", balance=money("2600"), past_due=money("600"),
              customer_evidence="payer account, seen on 4 receipts"),
    exception("x-short", "SHORT_PAY_REVIEW", "80012 is open with EUR 400.00; EUR 50.00 are missing, the tolerance "
              "is EUR 1.00.", SHORT, "350", balance=money("400"), past_due=money("400"),
              customer_evidence="name, whole", habit="6 payments, 4 days late on average"),
    exception("x-unknown", "UNIDENTIFIED_PAYER", "No customer is called J SMITH; the closest name scores 0.61, "
              "0.90 is needed.", UNKNOWN, "12000", first_seen=OLD, status="held", comment="asked the bank"),
    exception("x-twins", "AMBIGUOUS_AMOUNT", "Two items of USD 2,000.00 are open: 5001 and 5002.", TWINS, "2000",
              balance=money("4000"), past_due=money("0"), customer_evidence="name, whole"),
    exception("x-evil", "UNIDENTIFIED_PAYER", "No customer is known under this name.", EVIL, "10"),
    exception("x-back", "RETURN_REVERSAL", "The bank took EUR 75.00 back; no receipt of that amount and payer is "
              "known.", BACK, "-75"),
    exception("x-advice", "REMITTANCE_WITHOUT_PAYMENT", "An advice of USD 640.00 came; no receipt fits it.",
              subject="advice", remittance_id="R1", entity="US01", currency="USD", amount="640",
              payer_name="BLUE LAKE LLC", source_file="remittance/820.edi", source_line=7),
    exception("x-file", "INPUT_INVALID", "The file is cut off: 99 says 12 records, 9 are there.", subject="file",
              source_file="bank/cut.bai", source_line=9),
]  # fmt: skip
APPLICATIONS = [
    application("A1", "P1", "4001", "USD", "1400.00"),
    application("A2", "P1", "4002", "USD", "1000.00"),
    application("A3", "P2", "80001", "EUR", "900.00", "advice", discount="18.00"),
    application("A4", "P3", "4711", "USD", "1000.00"),
    application("A5", "P1", "4009", "USD", "70.00", reversed=True),
    application("A6", "P1", "4009", "USD", "-70.00", reverses="A5", reversed=True),
]  # fmt: skip
CANDIDATES = [
    candidate("P4", 1, "200", "350", "0", 0.91, "80012"),
    candidate("P6", 1, "400", "2000", "0", 0.55, "5001"),
    candidate("P6", 2, "400", "2000", "0", 0.45, "5002"),
    candidate("P5", 1, "600", "12000", "0", 0.40, "7001", "7002", "7003", "7004", "7005", "7006"),
]  # fmt: skip
CANDIDATE_LINES = [
    candidate_line("P4", 1, "80012", "400", "350", deduction_amount=money("50"), reason_code="PD"),
    candidate_line("P6", 1, "5001", "2000", "2000", "400"),
    candidate_line("P6", 2, "5002", "2000", "2000", "400", status="disputed"),
    *(candidate_line("P5", 1, f"700{n}", "2000", "2000", "600") for n in range(1, 7)),
]  # fmt: skip
REJECTS = [
    {"source_file": "bank/day.csv", "source_line": 14, "field": "amount", "value": "twelve", "is_new": True,
     "rule": "a decimal amount", "message": "Correct the amount in line 14 and put a new file into the inbox."},
    {"source_file": "open_items/ar.csv", "source_line": 3, "field": "currency", "value": "=EU", "is_new": False,
     "rule": "ISO 4217 currency", "message": "Use a code of ISO 4217, such as EUR."},
]  # fmt: skip
FILES = [
    {"sha256": "a1", "name": "bank/statement.bai", "format": "bai2", "status": "taken", "rows": 9,
     "is_new": True},
    {"sha256": "a2", "name": "bank/cut.bai", "format": "bai2", "status": "quarantined", "rows": 9,
     "reason": "The file is cut off: 99 says 12 records, 9 are there. Ask the bank for it again.",
     "is_new": True},
]  # fmt: skip
POSTINGS = [
    {"batch_id": "b1", "application_id": "A1", "entity": "US01", "customer_id": "100", "item_number": "4001",
     "currency": "USD", "bank_reference": "=1+1", "cash": money("1400"), "discount": money("0"),
     "deduction": money("0"), "write_off": money("0"), "fee": money("0"), "gl_date": AS_OF, "instalment": 1},
    {"batch_id": "b1", "application_id": "A3", "entity": "DE01", "customer_id": "200", "item_number": "-80001",
     "currency": "JPY", "bank_reference": "BR,2", "cash": money("900"), "discount": money("18"),
     "deduction": money("0"), "write_off": money("-1"), "fee": money("0"), "gl_date": AS_OF, "instalment": 1},
    {"batch_id": "b2", "application_id": "A6", "reverses": "A5", "entity": "US01", "customer_id": "100",
     "item_number": "4009", "currency": "USD", "cash": money("-70"), "discount": money("0"),
     "deduction": money("0"), "write_off": money("0"), "fee": money("0"), "gl_date": AS_OF, "instalment": 1},
]  # fmt: skip
OPEN_ITEMS = [
    item("80012", "200", "EUR", "400", "DE01"),
    item("80001-D1", "200", "EUR", "50", "DE01", item_type="deduction", origin="tieout", reason_code="PD",
         account_class="deductions"),
    item("4799", "300", "USD", "600", "US01"), item("4801", "300", "USD", "2000", "US01"),
    item("5001", "400", "USD", "2000", "US01"),
    item("5002", "400", "USD", "2000", "US01", status="disputed"),
]  # fmt: skip
STATEMENTS = [
    {"entity": "US01", "account": "4410023987", "currency": "USD", "number": "1", "proof": "control totals",
     "source_file": "bank/statement.bai", "opening": money("100"), "movement": money("5887.50"),
     "closing": money("5987.50"), "as_of_date": AS_OF, "line_count": 4, "is_new": True},
]  # fmt: skip
WAITING = [
    {"payment_id": "P11", "entity": "US01", "bank_account": "4410023987", "currency": "USD",
     "payer_name": "TOMORROW LTD", "source_file": "bank/statement.bai", "amount": money("99"),
     "booking_date": AS_OF + timedelta(days=1), "source_line": 30},
]  # fmt: skip
PROOFS = [
    {"name": "bank lines = statements", "entity": "US01", "currency": "USD", "left_amount": money("5887.50"),
     "right_amount": money("5887.50"), "difference": money("0")},
    {"name": "sub-ledger = AR control", "entity": "DE01", "currency": "EUR", "left_amount": money("450"),
     "right_amount": money("449.99"), "difference": money("0.01")},
]  # fmt: skip
DECISIONS = [
    {"decision_id": "d1", "exception_id": "x-short", "action": "write off", "prepared_by": "ana",
     "status": "pending_approval", "reason": "EUR 50.00 is above the limit of EUR 25.00", "row": 6,
     "currency": "EUR", "given_up_amount": money("50"),
     "answer": '{"apply_to": "80012", "reason_code": "UD", "lines": []}'},
]  # fmt: skip


def small() -> Day:
    """Seven receipts to work on in USD, EUR and GBP, one kept on account in JPY, a return and a bank charge.

    EUR 900 of 1,250 and USD 3,400 of 5,900 are applied by themselves.
    """
    tables = {
        "payments": PAYMENTS, "applications": APPLICATIONS, "exceptions": HELD, "candidates": CANDIDATES,
        "candidate_lines": CANDIDATE_LINES, "rejects": REJECTS, "files": FILES, "postings": POSTINGS,
        "open_items": OPEN_ITEMS, "statements": STATEMENTS, "waiting": WAITING, "proofs": PROOFS,
        "decisions": DECISIONS,
    }  # fmt: skip
    run = RUN._replace(auto_count=40, auto_reversed_count=1)
    return day(AS_OF, run, {name: frame(name, rows) for name, rows in tables.items()})


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
