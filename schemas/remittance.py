"""A remittance advice: what a payer says a payment is for. It never posts cash by itself."""

import pandera.polars as pa
import polars as pl

from schemas.bank import AMOUNT, CURRENCIES


class Advice(pa.DataFrameModel):
    """One advice. `advice_no` counts advices within their file from 1."""

    advice_no: pl.Int64 = pa.Field(ge=1)
    stated_id: pl.String = pa.Field(nullable=True, description="the payer's own number of it")
    payer_name: pl.String = pa.Field(nullable=True)
    payer_account: pl.String = pa.Field(nullable=True)
    payment_reference: pl.String = pa.Field(nullable=True, description="check, trace or EREF")
    payment_date: pl.Date = pa.Field(nullable=True)
    payment_minor: pl.Int64 = pa.Field(nullable=True, in_range=AMOUNT)
    currency: pl.String = pa.Field(isin=CURRENCIES)
    is_cheque: pl.Boolean
    booked_account: pl.String = pa.Field(nullable=True, description="ours, where the bank itself tells of a booking")
    booked_date: pl.Date = pa.Field(nullable=True)
    booked_minor: pl.Int64 = pa.Field(nullable=True, in_range=AMOUNT, description="one line on the statement, in all")
    booked_reference: pl.String = pa.Field(nullable=True, description="the bank's own, of the booking")
    source_line: pl.Int64 = pa.Field(ge=0)


class AdviceLine(pa.DataFrameModel):
    """One document an advice names, in the payer's figures."""

    advice_no: pl.Int64 = pa.Field(ge=1)
    line_no: pl.Int64 = pa.Field(ge=1)
    invoice_number: pl.String = pa.Field(nullable=True)
    gross_minor: pl.Int64 = pa.Field(nullable=True, in_range=AMOUNT)
    discount_minor: pl.Int64 = pa.Field(in_range=AMOUNT)
    deduction_minor: pl.Int64 = pa.Field(in_range=AMOUNT)
    deduction_code: pl.String = pa.Field(nullable=True)
    paid_minor: pl.Int64 = pa.Field(in_range=AMOUNT)
    note: pl.String = pa.Field(nullable=True)
    raw: pl.String
    source_line: pl.Int64 = pa.Field(ge=0)
