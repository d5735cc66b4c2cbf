"""The columns of a world's frames. A name tells its type: *_minor and counts are Int64, *_date Date, has_* Boolean."""

import polars as pl

COUNTS = ("instalment", "payment_terms_days")


def _schema(names: str) -> dict[str, pl.DataType]:
    return {name: _type(name) for name in names.split()}


def _type(name: str) -> pl.DataType:
    if name.endswith("_minor") or name in COUNTS:
        return pl.Int64()
    if name.endswith("_date"):
        return pl.Date()
    return pl.Boolean() if name.startswith("has_") else pl.String()


CUSTOMERS = _schema(
    """customer_id entity name country parent_id aliases bank_accounts email payment_terms_days credit_limit_minor"""
)
OPEN_ITEMS = _schema(
    """entity customer_id item_number item_type currency original_minor open_minor invoice_date due_date instalment
    po_number reference discount_date discount_minor exchange_rate status snapshot_date"""
)
BANK = _schema(
    """account currency booking_date value_date amount_minor balance_minor payer_name payer_account
    remittance_information bank_reference end_to_end_id transaction_type entity"""
)
STATEMENTS = _schema("entity account currency booking_date opening_minor closing_minor")
ADVICES = _schema("remittance_id entity payer_name payment_reference payment_date payment_minor currency")
ADVICE_LINES = _schema(
    """remittance_id invoice_number item_type gross_minor discount_minor deduction_minor deduction_code paid_minor
    po_number"""
)
TRUTH = _schema(
    """bank_reference entity customer_id item_type item_number instalment cash_minor discount_minor deduction_minor
    write_off_minor fee_minor currency case has_answer kind receipt_minor payer_id writing naming"""
)
