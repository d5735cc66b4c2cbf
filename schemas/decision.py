"""What matching is given, and what it decides."""

import pandera.polars as pa
import polars as pl

from schemas.bank import AMOUNT, CURRENCIES
from schemas.receivables import ITEM_STATUSES, ITEM_TYPES


class Receipt(pa.DataFrameModel):
    """A receipt with money not yet placed. `open_minor` is what is unapplied or unidentified, > 0."""

    payment_id: pl.String = pa.Field(unique=True)
    entity: pl.String
    account: pl.String
    currency: pl.String = pa.Field(isin=CURRENCIES)
    amount_minor: pl.Int64 = pa.Field(gt=0)
    open_minor: pl.Int64 = pa.Field(gt=0)
    booking_date: pl.Date
    value_date: pl.Date = pa.Field(nullable=True)
    payer_name: pl.String = pa.Field(nullable=True)
    payer_account: pl.String = pa.Field(nullable=True)
    memo: pl.String = pa.Field(nullable=True)
    bank_reference: pl.String = pa.Field(nullable=True)
    end_to_end_id: pl.String = pa.Field(nullable=True)
    creditor_reference: pl.String = pa.Field(nullable=True)
    transaction_type: pl.String = pa.Field(nullable=True)
    customer_id: pl.String = pa.Field(nullable=True, description="identified by an earlier run or a person")
    application_count: pl.Int64 = pa.Field(ge=0, description="applications it has had, reversed ones too")
    is_barred: pl.Boolean = pa.Field(description="its entity's snapshot is refused or too old: hold")


class Item(pa.DataFrameModel):
    """An open item as it may be paid today, or one closed recently (open_minor 0, closed_date set)."""

    item_id: pl.String = pa.Field(unique=True)
    entity: pl.String
    customer_id: pl.String
    item_type: pl.String = pa.Field(isin=ITEM_TYPES)
    item_number: pl.String
    instalment: pl.Int64 = pa.Field(ge=1)
    currency: pl.String = pa.Field(isin=CURRENCIES)
    original_minor: pl.Int64 = pa.Field(in_range=AMOUNT)
    open_minor: pl.Int64 = pa.Field(in_range=AMOUNT, description="after our pending applications")
    invoice_date: pl.Date = pa.Field(nullable=True)
    due_date: pl.Date = pa.Field(nullable=True)
    po_number: pl.String = pa.Field(nullable=True)
    reference: pl.String = pa.Field(nullable=True)
    discount_date: pl.Date = pa.Field(nullable=True)
    discount_minor: pl.Int64
    status: pl.String = pa.Field(isin=ITEM_STATUSES)
    account_class: pl.String = pa.Field(description="ar, on_account or deductions")
    closed_date: pl.Date = pa.Field(nullable=True)


class Payer(pa.DataFrameModel):
    """A customer as matching knows it; lists are parted by ;."""

    entity: pl.String
    customer_id: pl.String
    name: pl.String
    parent_id: pl.String = pa.Field(nullable=True)
    aliases: pl.String = pa.Field(nullable=True)
    bank_accounts: pl.String = pa.Field(nullable=True)


class LearnedAccount(pa.DataFrameModel):
    """A payer account that receipts of earlier days had whose references were confirmed, and whose items they named."""

    entity: pl.String
    payer_account: pl.String
    customer_id: pl.String
    receipt_count: pl.Int64 = pa.Field(ge=1)


class Announcement(pa.DataFrameModel):
    """A remittance advice that no receipt has used up yet."""

    remittance_id: pl.String = pa.Field(unique=True)
    stated_id: pl.String = pa.Field(nullable=True, description="the payer's own number of it")
    payer_name: pl.String = pa.Field(nullable=True)
    payer_account: pl.String = pa.Field(nullable=True)
    payment_reference: pl.String = pa.Field(nullable=True)
    payment_date: pl.Date = pa.Field(nullable=True)
    payment_minor: pl.Int64 = pa.Field(nullable=True)
    currency: pl.String
    is_cheque: pl.Boolean
    payment_id: pl.String = pa.Field(nullable=True, description="the only receipt that the bank may have told it of")


class AnnouncedLine(pa.DataFrameModel):
    """One document of an advice."""

    remittance_id: pl.String
    line_no: pl.Int64
    invoice_number: pl.String = pa.Field(nullable=True)
    gross_minor: pl.Int64 = pa.Field(nullable=True)
    discount_minor: pl.Int64
    deduction_minor: pl.Int64
    deduction_code: pl.String = pa.Field(nullable=True)
    paid_minor: pl.Int64


class Allocation(pa.DataFrameModel):
    """One item's share of one receipt, in the item's sign; the five amounts take the item down."""

    payment_id: pl.String
    item_id: pl.String
    customer_id: pl.String = pa.Field(description="the item's own customer")
    cash_minor: pl.Int64
    discount_minor: pl.Int64
    deduction_minor: pl.Int64
    write_off_minor: pl.Int64
    fee_minor: pl.Int64
    reason_code: pl.String = pa.Field(nullable=True)
    new_item_number: pl.String = pa.Field(nullable=True, description="number of the deduction item made")
    rule: pl.String
    confidence: pl.Float64 = pa.Field(nullable=True, in_range={"min_value": 0.0, "max_value": 1.0})
    evidence: pl.String


class Identification(pa.DataFrameModel):
    """Who paid a receipt, and how we know."""

    payment_id: pl.String = pa.Field(unique=True)
    customer_id: pl.String
    evidence: pl.String


class UsedAdvice(pa.DataFrameModel):
    """An advice that explained a receipt's allocation; it is not offered to another receipt."""

    remittance_id: pl.String = pa.Field(unique=True)
    payment_id: pl.String


class Return(pa.DataFrameModel):
    """Money the bank took back, not yet tied to its receipt. Amount < 0."""

    payment_id: pl.String = pa.Field(unique=True)
    entity: pl.String
    account: pl.String
    currency: pl.String = pa.Field(isin=CURRENCIES)
    amount_minor: pl.Int64 = pa.Field(lt=0)
    booking_date: pl.Date
    payer_name: pl.String = pa.Field(nullable=True)
    payer_account: pl.String = pa.Field(nullable=True)
    memo: pl.String = pa.Field(nullable=True)
    bank_reference: pl.String = pa.Field(nullable=True)
    end_to_end_id: pl.String = pa.Field(nullable=True)
    creditor_reference: pl.String = pa.Field(nullable=True)
    transaction_type: pl.String = pa.Field(nullable=True)


class Candidate(pa.DataFrameModel):
    """An option shown to a person, rank 1 best."""

    payment_id: pl.String
    rank: pl.Int64 = pa.Field(ge=1)
    customer_id: pl.String = pa.Field(nullable=True)
    cash_minor: pl.Int64
    difference_minor: pl.Int64 = pa.Field(description="payment amount - cash")
    confidence: pl.Float64 = pa.Field(nullable=True)
    rule: pl.String
    evidence: pl.String


class CandidateLine(pa.DataFrameModel):
    """One item of a candidate."""

    payment_id: pl.String
    rank: pl.Int64
    item_id: pl.String
    item_number: pl.String
    cash_minor: pl.Int64
    discount_minor: pl.Int64
    deduction_minor: pl.Int64
    write_off_minor: pl.Int64
    fee_minor: pl.Int64
    reason_code: pl.String = pa.Field(nullable=True)
