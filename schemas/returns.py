"""Money that the bank took back: the receipts it may have been, and what is decided about them."""

import pandera.polars as pa
import polars as pl

from schemas.bank import CURRENCIES


class Returnable(pa.DataFrameModel):
    """A receipt that a return of today could mean: same account and currency, opposite amount, not booked later.

    It could be taken back if all of it stands on items, unapplied, unidentified or on account, nothing of it was paid
    out, and no person keeps it on hold; otherwise `kept_by` says what is in the way.
    """

    payment_id: pl.String = pa.Field(unique=True)
    entity: pl.String
    account: pl.String
    currency: pl.String = pa.Field(isin=CURRENCIES)
    amount_minor: pl.Int64 = pa.Field(gt=0)
    booking_date: pl.Date
    payer_name: pl.String = pa.Field(nullable=True)
    payer_account: pl.String = pa.Field(nullable=True)
    memo: pl.String = pa.Field(nullable=True)
    bank_reference: pl.String = pa.Field(nullable=True)
    end_to_end_id: pl.String = pa.Field(nullable=True)
    creditor_reference: pl.String = pa.Field(nullable=True)
    transaction_type: pl.String = pa.Field(nullable=True)
    customer_id: pl.String = pa.Field(nullable=True, description="who paid it, where that is known")
    kept_by: pl.String = pa.Field(nullable=True, description="why no rule may take it back: `it is on hold`")


class Share(pa.DataFrameModel):
    """What an item rises by when a returnable receipt is taken back, in the item's sign; below 0 for one it made."""

    payment_id: pl.String
    item_id: pl.String
    item_minor: pl.Int64 = pa.Field(ne=0)
    most_minor: pl.Int64 = pa.Field(ge=0, description="the highest amount it was ever for, whatever its sign")


class Reversal(pa.DataFrameModel):
    """Which return takes back which receipt, whole: both stand once, and the receipt is not allocated beside it."""

    return_payment_id: pl.String = pa.Field(unique=True)
    payment_id: pl.String = pa.Field(
        unique=True, description="the receipt taken back: one of State.returnable, kept by nothing"
    )
    evidence: pl.String


class StandingLeg(pa.DataFrameModel):
    """What the books hold of a return or of the receipt it takes back: each leg of an application not reversed yet,
    and in one row an account what stands unapplied, unidentified or on account beside those applications."""

    payment_id: pl.String
    application_id: pl.String = pa.Field(nullable=True, description="null: beside the applications")
    line_no: pl.Int64
    entity: pl.String
    account: pl.String
    account_class: pl.String
    currency: pl.String
    amount_minor: pl.Int64
    functional_currency: pl.String
    functional_minor: pl.Int64 = pa.Field(nullable=True)
    item_id: pl.String = pa.Field(nullable=True)
