"""A bank statement as a reader hands it over: statements, and the booked lines on them."""

import pandera.polars as pa
import polars as pl

from schemas.money import CURRENCY_DECIMALS, LIMIT_MINOR

CURRENCIES = sorted(CURRENCY_DECIMALS)
AMOUNT = {"min_value": -LIMIT_MINOR, "max_value": LIMIT_MINOR}


class Statement(pa.DataFrameModel):
    """One statement of one account. `statement_no` counts statements within their file from 1."""

    statement_no: pl.Int64 = pa.Field(ge=1)
    account: pl.String = pa.Field(str_length={"min_value": 1, "max_value": 64})
    currency: pl.String = pa.Field(isin=CURRENCIES)
    number: pl.String = pa.Field(nullable=True, description="the bank's own statement number")
    as_of_date: pl.Date = pa.Field(description="the day of its closing balance")
    opening_minor: pl.Int64 = pa.Field(nullable=True, in_range=AMOUNT)
    closing_minor: pl.Int64 = pa.Field(nullable=True, in_range=AMOUNT)
    line_count: pl.Int64 = pa.Field(ge=0)
    movement_minor: pl.Int64 = pa.Field(description="sum of its lines")
    is_final: pl.Boolean = pa.Field(description="false: intraday, announces but is not cash")
    proof: pl.String = pa.Field(description="what proved it: balances, control totals, or none")
    source_line: pl.Int64 = pa.Field(ge=0)


class BankLine(pa.DataFrameModel):
    """One booked line. Amount: credit > 0, debit < 0, never 0."""

    statement_no: pl.Int64 = pa.Field(ge=1)
    account: pl.String = pa.Field(str_length={"min_value": 1, "max_value": 64})
    currency: pl.String = pa.Field(isin=CURRENCIES)
    booking_date: pl.Date
    value_date: pl.Date = pa.Field(nullable=True)
    amount_minor: pl.Int64 = pa.Field(ne=0, in_range=AMOUNT)
    payer_name: pl.String = pa.Field(nullable=True)
    payer_account: pl.String = pa.Field(nullable=True)
    memo: pl.String = pa.Field(nullable=True, description="remittance information, as written")
    bank_reference: pl.String = pa.Field(nullable=True)
    end_to_end_id: pl.String = pa.Field(nullable=True)
    creditor_reference: pl.String = pa.Field(nullable=True, description="ISO 11649 or local")
    transaction_type: pl.String = pa.Field(nullable=True, description="the bank's code as written")
    raw: pl.String = pa.Field(description="the line as it stood in the file")
    source_line: pl.Int64 = pa.Field(ge=0)
