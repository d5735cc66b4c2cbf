"""Why something waits for a person: one type each, and the row that says so."""

import pandera.polars as pa
import polars as pl

EXCEPTION_TYPES = [
    "INPUT_INVALID", "DUPLICATE_SUSPECT", "RETURN_REVERSAL", "NON_AR", "UNIDENTIFIED_PAYER", "AMBIGUOUS_PAYER",
    "NO_OPEN_ITEMS", "REFERENCE_CLOSED", "REFERENCE_NOT_FOUND", "REFERENCE_OTHER_CUSTOMER",
    "REMITTANCE_TOTAL_MISMATCH", "SHORT_PAY_REVIEW", "SHORT_PAY_OUT", "OVERPAY", "DISCOUNT_LATE",
    "DEDUCTION_UNCODED", "AMBIGUOUS_AMOUNT", "AMBIGUOUS_COMBINATION", "FX_DIFF", "DISPUTED_ITEM", "PERIOD_LOCKED",
    "LIMIT_EXCEEDED", "REMITTANCE_WITHOUT_PAYMENT",
]  # fmt: skip


class Held(pa.DataFrameModel):
    """Why a subject (payment, advice, file or item) waits for a person."""

    subject: pl.String = pa.Field(isin=["payment", "advice", "file", "item"])
    payment_id: pl.String = pa.Field(nullable=True)
    remittance_id: pl.String = pa.Field(nullable=True)
    item_id: pl.String = pa.Field(nullable=True)
    file_sha256: pl.String = pa.Field(nullable=True)
    entity: pl.String = pa.Field(nullable=True)
    exception_type: pl.String = pa.Field(isin=EXCEPTION_TYPES)
    why_not_auto: pl.String
    amount_minor: pl.Int64 = pa.Field(description="still unapplied or unidentified")
    currency: pl.String = pa.Field(nullable=True)
    customer_id: pl.String = pa.Field(nullable=True)
