"""What earlier runs did with receipts, as far as it matters for today's."""

import pandera.polars as pa
import polars as pl

from schemas.bank import CURRENCIES


class Applied(pa.DataFrameModel):
    """A receipt of the days before that stands applied and has the amount of one of today's: it may be paid twice."""

    payment_id: pl.String = pa.Field(unique=True)
    entity: pl.String
    currency: pl.String = pa.Field(isin=CURRENCIES)
    amount_minor: pl.Int64 = pa.Field(gt=0)
    booking_date: pl.Date
    payer_name: pl.String = pa.Field(nullable=True)
    payer_account: pl.String = pa.Field(nullable=True)
    memo: pl.String = pa.Field(nullable=True)
    bank_reference: pl.String = pa.Field(nullable=True)


class Placed(pa.DataFrameModel):
    """An item that a receipt with money left was applied to before; what names it there explains nothing more."""

    payment_id: pl.String
    item_id: pl.String
