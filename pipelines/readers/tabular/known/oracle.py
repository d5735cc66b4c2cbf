"""Oracle Receivables (Fusion and E-Business Suite): transactions, payment schedules, customers."""

from typing import Final

from pipelines.readers.tabular.known.base import Known

ITEMS: Final = Known(
    name="Oracle Receivables",
    table="open_items",
    columns={
        "entity": "org id|operating unit|business unit|bu name|org name|legal entity|legal entity name",
        "customer_id": "customer number|bill to customer number|account number|bill to account number|customer id",
        "customer_name": "customer name|bill to customer name|bill to customer|customer|party name",
        "item_number": "trx number|transaction number|invoice number",
        "document_type": "class|transaction class|type class|trx class|payment schedule class",
        "currency": (
            "invoice currency code|entered currency|currency code|currency|invoice currency|transaction currency"
        ),
        "original_amount": "amount due original|original amount|entered amount|transaction amount|invoice amount",
        "open_amount": (
            "amount due remaining|balance due curr|entered balance due|remaining amount|balance due|"
            "entered balance|amount remaining|open amount"
        ),
        "invoice_date": "trx date|transaction date|invoice date",
        "due_date": "due date|trx due date|term due date|payment due date",
        "instalment": "terms sequence number|installment number|installment|sequence",
        "po_number": "purchase order|purchase order number|po number",
        "reference": (
            "customer reference|reference|ct reference|interface header attribute1|sales order|"
            "cross reference|document number|doc sequence value"
        ),
        "exchange_rate": "exchange rate|conversion rate",
        "state": "status|payment status|payment schedule status",
        "disputed": "amount in dispute|dispute amount|disputed amount",
    },
    needs=("item_number", "open_amount", "customer_id|customer_name"),
    marks=(
        "trx number|amount due remaining|balance due curr|invoice currency code|terms sequence number|"
        "amount due original|trx due date|bill to customer number|bill to account number|transaction class|"
        "bill to customer name|entered balance due|payment schedule status"
    ),
    passed_over=(
        "location|bill to location|bill to site|site|gl date|days late|days past due|terms|term name|payment terms|"
        "transaction type|trx type name|discount taken earned|discount taken unearned|amount applied|amount credited|"
        "amount adjusted|customer trx id|payment schedule id|batch source|acctd amount due remaining|collector|"
        "salesperson|ship to customer name|comments"
    ),
    types={
        "invoice": "inv|invoice|dep|deposit|br|bills receivable|guar|guarantee",
        "debit_memo": "dm|debit memo|cb|chargeback",
        "credit_memo": "cm|credit memo|on account credit",
        "on_account": "pmt|payment|receipt|on account|unapplied",
    },
    closed="cl|closed|void",
)

CUSTOMERS: Final = Known(
    name="Oracle customers",
    table="customers",
    columns={
        "customer_id": "customer number|account number|cust account number|registry id|customer account number",
        "entity": "org id|operating unit|business unit|bu name",
        "name": "customer name|party name|account name|organization name|account description",
        "country": "country|country code",
        "parent_id": "parent customer number|parent account number|parent party number",
        "aliases": "known as|customer name phonetic|alias|doing business as name|organization name phonetic",
        "bank_accounts": "bank account number|iban|iban number",
        "email": "email address|email",
        "credit_limit": "overall credit limit|credit limit|trx credit limit",
    },
    needs=("name", "customer_id"),
    marks="party name|customer number|cust account number|registry id|org id|operating unit|overall credit limit",
    passed_over="city|state|postal code|address1|address line 1|location|site use code|status|party number|party id",
)
