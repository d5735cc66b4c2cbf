"""QuickBooks, Xero, Odoo and Sage: open items."""

from typing import Final

from pipelines.readers.tabular.known.base import Known

QUICKBOOKS: Final = Known(
    name="QuickBooks receivables",
    table="open_items",
    columns={
        "customer_id": "customer id|customer number|account no",
        "customer_name": "customer|name|customer full name|customer company|cust name|client",
        "item_number": "num|doc num|no|number|invoice number|invoice no",
        "document_type": "transaction type|txn type|type",
        "currency": "currency|home currency",
        "original_amount": "foreign amount|amount|subt amount|original amount|total",
        "open_amount": "foreign open balance|open balance|subt open bal|foreign open bal|balance due|open bal",
        "invoice_date": "date|tx date|transaction date|invoice date",
        "due_date": "due date|duedate",
        "po_number": "p o|po number|p o number",
        "reference": "memo description|memo|terms ref",
    },
    needs=("open_amount", "item_number", "invoice_date|due_date"),
    marks="open balance|subt open bal|foreign open bal|foreign open balance",
    passed_over=(
        "balance|aging|past due|terms|class|location|rep|account|split|foreign balance|status|sent|department|term name"
    ),
    types={
        "invoice": "invoice|inv",
        "debit_memo": (
            "journal entry|general journal|statement charge|finance charge|check|expense|charge|adj|stmt charge"
        ),
        "credit_memo": "credit memo|credit|sales credit",
        "on_account": "payment|deposit|pmt|receive payment",
    },
)

XERO: Final = Known(
    name="Xero receivables",
    table="open_items",
    columns={
        "entity": "organisation|organization",
        "customer_id": "account number|contact account number",
        "customer_name": "contactname|contact|contact name|customer",
        "item_number": "invoicenumber|invoice number|number",
        "document_type": "type|source|transaction type",
        "currency": "currency|invoice currency|currency code",
        "original_amount": "total|invoice total|gross|invoice amount",
        "open_amount": "invoiceamountdue|amount due|due|outstanding|balance|due source|total due",
        "aged_amount": "total",
        "invoice_date": "invoicedate|invoice date|date",
        "due_date": "duedate|due date",
        "reference": "reference|invoice reference|invoicereference",
        "state": "status|invoice status",
    },
    needs=("item_number", "open_amount|aged_amount", "customer_name|due_date"),
    marks="contactname|invoiceamountdue|planneddate|due local|invoice reference|contact|credited|1 month|current|older",
    passed_over=(
        "emailaddress|poaddressline1|poaddressline2|poaddressline3|poaddressline4|pocity|poregion|popostalcode|"
        "pocountry|saaddressline1|saaddressline2|saaddressline3|saaddressline4|sacity|saregion|sapostalcode|"
        "sacountry|planneddate|taxtotal|invoiceamountpaid|inventoryitemcode|description|quantity|unitamount|"
        "discount|lineamount|accountcode|taxtype|taxamount|trackingname1|trackingoption1|trackingname2|"
        "trackingoption2|sent|paid|credited|due local|total local|current|1 month|2 months|3 months|older|expected date"
    ),
    types={
        "invoice": "sales invoice|invoice|accrec|receivable invoice|tax invoice",
        "credit_memo": "sales credit note|credit note|accreccredit|receivable credit note",
        "on_account": (
            "overpayment|prepayment|receivable overpayment|receivable prepayment|sales overpayment|sales prepayment|"
            "aroverpayment|arprepayment|payment"
        ),
    },
    closed="paid|voided|draft|deleted|submitted|awaiting approval",
    is_unsigned=True,
    is_by_line=True,
)

ODOO: Final = Known(
    name="Odoo invoices",
    table="open_items",
    columns={
        "entity": "company|company id|company name",
        "customer_id": "partner id id|partner reference|customer reference code|partner ref|partner id ref",
        "customer_name": (
            "partner id|partner|invoice partner display name|customer|invoice partner display name partner|"
            "partner name|invoice partner|partner id name|partner display name"
        ),
        "item_number": "name|number|invoice number|move id|journal entry",
        "document_type": "move type|type|move id move type",
        "currency": "currency id|currency|invoice currency|currency id name",
        "original_amount": (
            "amount total in currency signed|amount total|total in currency|total|amount total signed|total signed"
        ),
        "open_amount": (
            "amount residual|amount due in currency|amount due|residual amount in currency|amount residual currency|"
            "amount due signed|amount residual signed|residual"
        ),
        "invoice_date": "invoice date|invoice bill date|date",
        "due_date": "invoice date due|due date|date maturity",
        "po_number": "ref|reference|customer reference|client order ref",
        "reference": "payment reference|invoice origin|origin|source document",
        "state": "state|status",
        "payment_state": "payment state|payment status",
    },
    needs=("item_number", "open_amount", "customer_id|customer_name"),
    marks=(
        "partner id|invoice partner display name|move type|payment state|amount residual|amount residual signed|"
        "invoice date due|payment status|amount due signed|currency id|invoice bill date"
    ),
    passed_over=(
        "invoice user id|salesperson|activity ids|activities|amount untaxed|amount untaxed signed|tax excluded|"
        "untaxed amount|tax|team id|sales team|journal|journal id|next activity|untaxed amount signed|amount tax|"
        "untaxed amount in currency signed|to check|external id|id"
    ),
    types={
        "invoice": "out invoice|customer invoice|invoice",
        "debit_memo": "entry|journal entry|out receipt|sales receipt|debit note",
        "credit_memo": "out refund|customer credit note|credit note",
    },
    closed="draft|cancel|cancelled|paid|reversed",
    is_unsigned=True,
)

SAGE: Final = Known(
    name="Sage receivables",
    table="open_items",
    columns={
        "entity": "company|entity|location|entity name|company name|locationid",
        "customer_id": (
            "a c|a c ref|account ref|account reference|account|customer id|customerid|customerno|customer no|idcust|"
            "customer number|customer account reference|bpcustomer|bp customer"
        ),
        "customer_name": "account name|name|customer name|customername|namecust|a c name",
        "item_number": (
            "invoice no|invoiceno|invoice number|idinvc|transaction reference|ref|reference|document number|"
            "document no|recordid|recordno|inv no|docnumber|invoice ref"
        ),
        "document_type": "type|transaction type|tp|invoice type|invoicetype|trxtypetxt|trantype|record type",
        "currency": "currency|codecurn|currency code|txn currency|transaction currency|currencycode|basecurr",
        "original_amount": (
            "amtinvctc|invoice amount|original amount|gross amount|goods and vat|total amount|trx totalentered|"
            "document value|total due entered|amount gross|gross"
        ),
        "open_amount": (
            "amtduetc|amount due|outstanding|o s amount|outstanding amount|o s|balance|totaldue|trx totaldue|"
            "outstanding value|total due|document outstanding value|balance due|os amount"
        ),
        "invoice_date": "date|invoicedate|invoice date|dateinvc|transaction date|document date|whencreated|tran date",
        "due_date": "due date|invoiceduedate|datedue|due|whendue|invoice due date|date due|duedate",
        "po_number": "customerpono|customer po|po number|customer po number|customer order number|idcustpo|ponumber",
        "reference": "second reference|ex ref|extra reference|2nd ref|second ref|details|idordernbr",
        "discount_date": "discountduedate|discount due date|datedisc|discount date|settlement due date",
        "discount_amount": "discountamt|discount amount|amtdisctc|discount|settlement discount",
        "state": "state|status",
        "disputed": "disputed|dispute",
    },
    needs=("item_number", "open_amount", "customer_id|customer_name"),
    marks=(
        "a c|a c ref|account ref|account reference|txn currency|idcust|idinvc|customerno|invoiceduedate|outstanding|"
        "o s amount|"
        "ex ref|second reference|extra reference|trx totaldue|totaldue|amtduetc|customerid|"
        "customer account reference|o s"
    ),
    passed_over=(
        "no|n c|dept|t c|net|tax|vat|details|description|future|current|30 days|60 days|90 days|older|paid|"
        "amount paid|allocated value|days overdue|terms code|termscode|balance base currency|query|urn|"
        "tax amount|aging|user name|ardivisionno|ar division no|comment"
    ),
    types={
        "invoice": "si|in|inv|invoice|sales invoice|i",
        "debit_memo": "sd|jd|debit note|debit memo|dm|dn|fc|finance charge|interest|d",
        "credit_memo": "sc|cm|cn|credit note|credit memo|sales credit note|cr|c",
        "on_account": "sa|sr|pp|py|payment|receipt|sales receipt|payment on account|prepayment|unapplied cash|uc|p|pi",
    },
    closed="paid|closed|draft|void|voided",
    is_unsigned=True,
)
