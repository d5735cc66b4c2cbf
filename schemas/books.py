"""The books: entries that balance, and the classes every account belongs to."""

import pandera.polars as pa
import polars as pl

from schemas.bank import AMOUNT

# class -> default account name; [gl_accounts] may give each class another name.
ACCOUNT_CLASSES = {
    "bank": "bank",
    "ar": "AR control",
    "unapplied": "unapplied cash",
    "unidentified": "unidentified cash",
    "on_account": "on account",
    "deductions": "deductions receivable",
    "discount": "discount allowed",
    "unearned_discount": "unearned discount",
    "small_difference": "small differences",
    "write_off": "allowance for doubtful accounts",
    "fee": "bank charges",
    "refund": "refund payable",
    "non_ar": "non-AR suspense",
    "erp": "ERP interface",
    "fx_clearing": "FX clearing",
    "fx_result": "realised FX gain or loss",
    "due": "due to and from entities",
}
ITEM_CLASSES = {"credit_memo": "ar", "on_account": "on_account", "deduction": "deductions"}  # all others: ar


class JournalLine(pa.DataFrameModel):
    """One leg of an entry. Debit > 0, credit < 0. Lines are added, never changed."""

    cause: pl.String = pa.Field(description="what made the entry; its hash is the entry_id: one cause posts once")
    line_no: pl.Int64 = pa.Field(ge=1)
    gl_date: pl.Date
    entity: pl.String
    account: pl.String
    account_class: pl.String = pa.Field(isin=list(ACCOUNT_CLASSES))
    currency: pl.String
    amount_minor: pl.Int64 = pa.Field(ne=0, in_range=AMOUNT)
    functional_currency: pl.String
    functional_minor: pl.Int64 = pa.Field(nullable=True)
    payment_id: pl.String = pa.Field(nullable=True)
    item_id: pl.String = pa.Field(nullable=True)

    @pa.dataframe_check(error="every entry sums to zero in each currency")
    def balances(cls, data: pa.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(pl.col("amount_minor").sum().over("cause", "currency") == 0)


class Booking(pa.DataFrameModel):
    """A bank line that is to be booked for the first time."""

    payment_id: pl.String = pa.Field(unique=True)
    entity: pl.String
    account: pl.String
    currency: pl.String
    booking_date: pl.Date
    amount_minor: pl.Int64 = pa.Field(ne=0)
    kind: pl.String = pa.Field(isin=["receipt", "return", "non_ar"])
    gl_account: pl.String = pa.Field(nullable=True, description="for non_ar: the account its code is set to")


class ErpItem(pa.DataFrameModel):
    """One item of a snapshot that is to be posted, beside what the books hold of it, in the item's sign."""

    snapshot_id: pl.String
    item_id: pl.String
    entity: pl.String
    currency: pl.String
    account_class: pl.String
    snapshot_date: pl.Date
    previous_minor: pl.Int64 = pa.Field(description="open by the snapshot posted before; 0 when it had none")
    latest_minor: pl.Int64 = pa.Field(description="open by this snapshot; 0 when it is gone")
    pending_minor: pl.Int64 = pa.Field(description="our applications no snapshot has shown yet")


class SnapshotMove(pa.DataFrameModel):
    """What one snapshot changes in the books for one item, in the item's sign."""

    snapshot_id: pl.String
    item_id: pl.String
    entity: pl.String
    currency: pl.String
    account_class: pl.String
    gl_date: pl.Date
    delta_minor: pl.Int64 = pa.Field(description="raised (> 0) or lowered by others: posts")
    confirmed_minor: pl.Int64 = pa.Field(description="of our applications it shows: posts nothing")
