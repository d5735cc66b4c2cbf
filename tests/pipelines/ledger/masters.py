"""Customers and advices for the tests."""

import polars as pl

from schemas.frame import columns
from schemas.receivables import Customer
from schemas.remittance import Advice, AdviceLine

MARKS = {"sha256": pl.String, "source_file": pl.String}


def customer(customer_id: str, **more: object) -> pl.DataFrame:
    row = {"customer_id": customer_id, "entity": "US01", "name": customer_id, "source_line": 2, "sha256": "c"} | more
    return pl.DataFrame([row], schema=columns(Customer) | {"sha256": pl.String})


def advice(reference: str, *lines: tuple[str, int]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """An advice of these documents, each paid in full."""
    mark = {"sha256": "adv", "source_file": "remittance/a.csv", "advice_no": 1, "source_line": 2}
    head = {"payment_reference": reference, "payment_minor": sum(minor for _, minor in lines), "currency": "USD"}
    rows = [
        mark | {"line_no": place, "invoice_number": number, "paid_minor": minor, "raw": number}
        | {"discount_minor": 0, "deduction_minor": 0}
        for place, (number, minor) in enumerate(lines, 1)
    ]  # fmt: skip
    return (
        pl.DataFrame([mark | head | {"is_cheque": False}], schema=columns(Advice) | MARKS),
        pl.DataFrame(rows, schema=columns(AdviceLine) | MARKS),
    )
