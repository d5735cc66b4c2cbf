"""NetSuite: A/R aging detail, saved searches of open invoices, customer lists."""

from typing import Final

from pipelines.readers.tabular.known.base import Known

ITEMS: Final = Known(
    name="NetSuite A/R aging detail",
    table="open_items",
    columns={
        "entity": "subsidiary|subsidiary name|subsidiary nohierarchy|company name",
        "customer_id": "customer id|entity id|customer internal id|customer entity id|entityid|id",
        "customer_name": "customer|customer project|customer job|name|entity|customer company name|customer name",
        "item_number": "document number|document number id|number|tranid|transaction number|invoice number|num",
        "document_type": "transaction type|type",
        "currency": "currency|currency name|transaction currency|currency symbol",
        "original_amount": "amount foreign currency|amount|total|original amount|foreigntotal|amount transaction total",
        "open_amount": (
            "open balance foreign currency|amount remaining foreign currency|amount remaining currency|"
            "amount remaining|open balance|amount due|foreignamountunpaid|amount unpaid|balance"
        ),
        "invoice_date": "date|transaction date|trandate|document date",
        "due_date": "due date|date due|due date receive by|duedate",
        "po_number": "p o no|p o number|po check number|po number|otherrefnum|p o",
        "reference": "memo main|external id|sales order|created from|createdfrom",
        "exchange_rate": "exchange rate|exchangerate",
        "state": "status|document status|transaction status",
    },
    needs=("item_number", "open_amount", "customer_id|customer_name"),
    marks=(
        "p o no|tranid|otherrefnum|subsidiary|subsidiary nohierarchy|amount remaining|customer project|"
        "open balance foreign currency|amount remaining foreign currency|foreignamountunpaid|customer job"
    ),
    passed_over="age|days overdue|days open|terms|memo|account|department|class|location|internal id|sales rep|period",
    types={
        "invoice": "invoice|invc|custinvc|cash sale|statement charge|custchrg|custinvc",
        "debit_memo": "journal|journal entry|debit memo|finance charge",
        "credit_memo": "credit memo|custcred|credit",
        "on_account": (
            "payment|customer payment|custpymt|customer deposit|custdep|deposit|deposit application|unapplied payment"
        ),
    },
    closed="paid in full|voided|void|rejected|pending approval|cancelled",
)

CUSTOMERS: Final = Known(
    name="NetSuite customers",
    table="customers",
    columns={
        "customer_id": "id|entity id|customer id|entityid|account number",
        "entity": "primary subsidiary|subsidiary|subsidiary nohierarchy",
        "name": "company name|companyname|name|customer name",
        "country": "billing country|country|billing country code|default billing address country",
        "parent_id": "parent|parent company|child of|top level parent",
        "aliases": "legal name|print on check as|altname|alias",
        "email": "email|e mail",
        "credit_limit": "credit limit",
    },
    needs=("name",),
    marks="primary subsidiary|company name|companyname|entityid|entity id|child of|top level parent",
    passed_over=(
        "status|phone|billing city|billing zip|billing state province|category|sales rep|terms|currency|"
        "internal id|balance|overdue balance|days overdue|edit view|billing address|shipping country"
    ),
)
