"""The canonical columns of each table: what a cell holds, where it goes, what a row cannot do without."""

from typing import Final, Literal, NamedTuple

from schemas.receivables import ITEM_STATUSES, ITEM_TYPES

Kind = Literal["text", "account", "currency", "date", "amount", "whole", "decimal", "choice"]
LONG: Final = 10_000


class Column(NamedTuple):
    """One canonical column: its heading, what a cell must be, and the column it fills."""

    heading: str
    kind: Kind = "text"
    into: str = ""
    is_needed: bool = False
    width: int = LONG
    choices: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The column of the frame it fills."""
        return self.into or self.heading


LAYOUTS: Final[dict[str, tuple[Column, ...]]] = {
    "bank": (
        Column("account", "account", is_needed=True, width=64),
        Column("currency", "currency", is_needed=True),
        Column("booking_date", "date", is_needed=True),
        Column("value_date", "date"),
        Column("amount", "amount", "amount_minor", is_needed=True),
        Column("balance", "amount", "balance_minor"),
        Column("payer_name"),
        Column("payer_account", "account"),
        Column("remittance_information", into="memo"),
        Column("bank_reference"),
        Column("end_to_end_id"),
        Column("creditor_reference"),
        Column("transaction_type"),
    ),
    "open_items": (
        Column("entity", is_needed=True, width=32),
        Column("customer_id", is_needed=True, width=64),
        Column("item_number", is_needed=True, width=64),
        Column("item_type", "choice", choices=tuple(ITEM_TYPES)),
        Column("currency", "currency", is_needed=True),
        Column("original_amount", "amount", "original_minor"),
        Column("open_amount", "amount", "open_minor", is_needed=True),
        Column("invoice_date", "date"),
        Column("due_date", "date"),
        Column("instalment", "whole"),
        Column("po_number"),
        Column("reference"),
        Column("discount_date", "date"),
        Column("discount_amount", "amount", "discount_minor"),
        Column("exchange_rate", "decimal"),
        Column("status", "choice", choices=tuple(ITEM_STATUSES)),
        Column("snapshot_date", "date"),
    ),
    "customers": (
        Column("customer_id", is_needed=True, width=64),
        Column("entity", is_needed=True, width=32),
        Column("name", is_needed=True, width=200),
        Column("country"),
        Column("parent_id"),
        Column("aliases"),
        Column("bank_accounts", "account"),
        Column("email"),
        Column("payment_terms_days", "whole"),
        Column("credit_limit", "decimal"),
    ),
    "remittance": (
        Column("remittance_id", into="stated_id"),
        Column("payer_name"),
        Column("payment_reference"),
        Column("payment_date", "date"),
        Column("payment_amount", "amount", "payment_minor"),
        Column("currency", "currency", is_needed=True),
        Column("invoice_number", is_needed=True),
        Column("gross_amount", "amount", "gross_minor"),
        Column("discount_amount", "amount", "discount_minor"),
        Column("deduction_amount", "amount", "deduction_minor"),
        Column("deduction_code"),
        Column("paid_amount", "amount", "paid_minor", is_needed=True),
        Column("note"),
    ),
    "gl": (
        Column("entity", is_needed=True, width=32),
        Column("account", "account", is_needed=True, width=64),
        Column("currency", "currency", is_needed=True),
        Column("period", is_needed=True),
        Column("opening_balance", "amount", "opening_minor", is_needed=True),
        Column("debits", "amount", "debits_minor", is_needed=True),
        Column("credits", "amount", "credits_minor", is_needed=True),
        Column("closing_balance", "amount", "closing_minor", is_needed=True),
    ),
    "rates": (
        Column("date", "date", is_needed=True),
        Column("from_currency", "currency", is_needed=True),
        Column("to_currency", "currency", is_needed=True),
        Column("rate", "decimal", is_needed=True),
    ),
}


def needed(table: str) -> set[str]:
    """The headings a file of this table cannot do without: they are what it is recognised by."""
    return {column.heading for column in LAYOUTS[table] if column.is_needed}
