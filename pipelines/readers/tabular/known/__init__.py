"""Exports that are recognised without settings, as data. One line here for each; order decides only between equals."""

from typing import Final

from pipelines.readers.tabular.known import (
    advices,
    bank,
    contacts,
    dynamics,
    items,
    netsuite,
    oracle,
    paypal,
    sap,
    small,
)
from pipelines.readers.tabular.known.base import Known

KNOWN: Final[tuple[Known, ...]] = (
    sap.ITEMS,
    oracle.ITEMS,
    netsuite.ITEMS,
    dynamics.FINANCE,
    dynamics.BUSINESS_CENTRAL,
    small.QUICKBOOKS,
    small.XERO,
    small.ODOO,
    small.SAGE,
    items.ITEMS,
    sap.CUSTOMERS,
    oracle.CUSTOMERS,
    netsuite.CUSTOMERS,
    dynamics.CUSTOMERS,
    contacts.QUICKBOOKS,
    contacts.XERO,
    contacts.ODOO,
    contacts.SAGE,
    items.CUSTOMERS,
    paypal.PAYPAL,
    bank.BANK,
    advices.ADVICES,
)
