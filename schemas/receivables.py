"""What the ERP says: who the customers are and what each still owes."""

import pandera.polars as pa
import polars as pl

from schemas.bank import AMOUNT, CURRENCIES

ITEM_TYPES = ["invoice", "debit_memo", "credit_memo", "on_account", "deduction"]
CREDIT_TYPES = ["credit_memo", "on_account"]
ITEM_STATUSES = ["open", "disputed", "promised"]


class OpenItem(pa.DataFrameModel):
    """One open item of one snapshot. Credit memos and on-account items are negative."""

    entity: pl.String = pa.Field(str_length={"min_value": 1, "max_value": 32})
    customer_id: pl.String = pa.Field(str_length={"min_value": 1, "max_value": 64})
    item_number: pl.String = pa.Field(str_length={"min_value": 1, "max_value": 64})
    item_type: pl.String = pa.Field(isin=ITEM_TYPES)
    currency: pl.String = pa.Field(isin=CURRENCIES)
    original_minor: pl.Int64 = pa.Field(in_range=AMOUNT)
    open_minor: pl.Int64 = pa.Field(in_range=AMOUNT)
    invoice_date: pl.Date = pa.Field(nullable=True)
    due_date: pl.Date = pa.Field(nullable=True)
    instalment: pl.Int64 = pa.Field(ge=1)
    po_number: pl.String = pa.Field(nullable=True)
    reference: pl.String = pa.Field(nullable=True, description="other numbers, by ;")
    discount_date: pl.Date = pa.Field(nullable=True)
    discount_minor: pl.Int64 = pa.Field(in_range=AMOUNT)
    exchange_rate: pl.String = pa.Field(nullable=True, description="plain decimal text")
    status: pl.String = pa.Field(isin=ITEM_STATUSES)
    snapshot_date: pl.Date = pa.Field(nullable=True, description="null: the file names none")
    source_line: pl.Int64 = pa.Field(ge=0)


class Customer(pa.DataFrameModel):
    """One customer of one entity. Lists are parted by ; as they stand in the file."""

    customer_id: pl.String = pa.Field(str_length={"min_value": 1, "max_value": 64})
    entity: pl.String = pa.Field(str_length={"min_value": 1, "max_value": 32})
    name: pl.String = pa.Field(str_length={"min_value": 1, "max_value": 200})
    country: pl.String = pa.Field(nullable=True)
    parent_id: pl.String = pa.Field(nullable=True)
    aliases: pl.String = pa.Field(nullable=True)
    bank_accounts: pl.String = pa.Field(nullable=True)
    email: pl.String = pa.Field(nullable=True)
    payment_terms_days: pl.Int64 = pa.Field(nullable=True, in_range={"min_value": 0, "max_value": 3660})
    credit_limit: pl.String = pa.Field(nullable=True, description="plain decimal text")
    source_line: pl.Int64 = pa.Field(ge=0)


class Rate(pa.DataFrameModel):
    """What one unit of a currency is worth in another on a day."""

    date: pl.Date
    from_currency: pl.String = pa.Field(isin=CURRENCIES)
    to_currency: pl.String = pa.Field(isin=CURRENCIES)
    rate: pl.String = pa.Field(str_matches=r"^[0-9]{1,9}(\.[0-9]{1,12})?$", description="decimal text")
    source_line: pl.Int64 = pa.Field(ge=0)


class GlBalance(pa.DataFrameModel):
    """The general ledger's own figures of one account and period."""

    entity: pl.String
    account: pl.String
    currency: pl.String = pa.Field(isin=CURRENCIES)
    period: pl.String = pa.Field(str_matches=r"^[0-9]{4}-(0[1-9]|1[0-2])$")
    opening_minor: pl.Int64 = pa.Field(in_range=AMOUNT)
    debits_minor: pl.Int64 = pa.Field(in_range=AMOUNT)
    credits_minor: pl.Int64 = pa.Field(in_range=AMOUNT)
    closing_minor: pl.Int64 = pa.Field(in_range=AMOUNT)
    source_line: pl.Int64 = pa.Field(ge=0)
