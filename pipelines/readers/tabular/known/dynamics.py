"""Microsoft Dynamics 365: Finance (open transactions) and Business Central (ledger entries), customers of both."""

from typing import Final

from pipelines.readers.tabular.known.base import Known

FINANCE: Final = Known(
    name="Dynamics 365 open transactions",
    table="open_items",
    columns={
        "entity": "dataareaid|company|company accounts id|legal entity|data area",
        "customer_id": (
            "accountnum|customer account|customeraccount|account|ordercustomeraccount|customer account number"
        ),
        "customer_name": "customername|customer name|name|organizationname",
        "item_number": "invoice|invoiceid|invoice id|invoicenumber|invoice number",
        "voucher": "voucher|lastsettlevoucher",
        "document_type": "transtype|transaction type|transactiontype",
        "currency": "currencycode|currency|currency code|transaction currency",
        "original_amount": "amount|invoiceamount|amount in transaction currency|original amount|transactionamount",
        "open_amount": (
            "amountcur|amount not settled|amountnotsettled|balance|open amount|remainamountcur|"
            "amount in transaction currency not settled|remaining amount"
        ),
        "settled_amount": "settleamountcur|settled amount|amount settled|settled currency",
        "invoice_date": "transdate|transactiondate|date|invoicedate|invoice date|documentdate|document date",
        "due_date": "duedate|due date",
        "po_number": "customerref|customer reference|customer requisition|purchorderformnum|purchase order",
        "reference": "documentnum|document|document number|salesid|sales order|paymreference|payment reference",
        "discount_date": "cashdiscdate|cash discount date|cashdiscountdate",
        "discount_amount": "cashdiscamountcur|cash discount amount|cashdiscamount|possible cash discount",
        "exchange_rate": "exchrate|exchange rate",
        "closed_on": "closed|closeddate|date closed",
    },
    needs=("item_number", "open_amount", "customer_id|customer_name"),
    marks=(
        "accountnum|transdate|amountcur|amountmst|cashdiscdate|dataareaid|settleamountcur|customer account|"
        "customeraccount|amount not settled|amountnotsettled|remainamountcur"
    ),
    passed_over=(
        "amountmst|settleamountmst|txt|description|transrecid|refrecid|paymmode|method of payment|custgroup|"
        "customer group|approved|exchadjustment|amount in accounting currency|recid|partition|modifieddatetime|"
        "postingprofile|posting profile|dimension|lastsettledate|duedays"
    ),
    types={
        "invoice": "sales|sales order|invoice|free text invoice|project|customer",
        "debit_memo": "interest|interest note|collection letter|general journal|reimbursement|debit note",
        "credit_memo": "credit note|credit memo",
        "on_account": "payment|prepayment|cash",
    },
)

BUSINESS_CENTRAL: Final = Known(
    name="Business Central ledger entries",
    table="open_items",
    columns={
        "entity": "company|company name|companyname",
        "customer_id": "customer no|customerno|customer number",
        "customer_name": "customer name|customername|name",
        "item_number": "document no|documentno|document number",
        "document_type": "document type|documenttype",
        "currency": "currency code|currencycode",
        "original_amount": "original amount|originalamount|amount",
        "open_amount": "remaining amount|remainingamount|remaining amt",
        "invoice_date": "document date|documentdate|posting date|postingdate",
        "due_date": "due date|duedate",
        "po_number": "your reference|yourreference",
        "reference": "external document no|externaldocumentno|external document number|payment reference",
        "discount_date": "pmt discount date|payment discount date|pmtdiscountdate|pmt disc date",
        "discount_amount": (
            "remaining pmt disc possible|original pmt disc possible|remaining payment discount|remainingpmtdiscpossible"
        ),
        "is_open": "open",
        "hold": "on hold",
    },
    needs=("item_number", "open_amount", "customer_id|customer_name"),
    marks=(
        "customer no|customerno|remaining amount|remainingamount|pmt discount date|external document no|"
        "remaining pmt disc possible"
    ),
    passed_over=(
        "posting date|postingdate|entry no|description|amount lcy|remaining amt lcy|original amt lcy|"
        "customer posting group|sales lcy|closed at date|closed by entry no|department code|user id|source code|"
        "message to recipient|global dimension 1 code|salesperson code|payment method code|reason code|"
        "amount|max payment tolerance|pmt disc tolerance date|applies to id"
    ),
    types={
        "invoice": "invoice|rechnung|facture|factura|factuur",
        "debit_memo": "finance charge memo|reminder|refund|erstattung|zinsrechnung|mahnung",
        "credit_memo": "credit memo|gutschrift|avoir|creditnota",
        "on_account": "payment|zahlung|paiement|betaling",
    },
)

CUSTOMERS: Final = Known(
    name="Dynamics 365 customers",
    table="customers",
    columns={
        "customer_id": "customeraccount|customer account|accountnum|no|customer no",
        "entity": "dataareaid|company|legal entity",
        "name": "organizationname|name|customername|customer name",
        "country": "addresscountryregionid|country region|country region code|countryregionid|country",
        "parent_id": "invoiceaccount|invoice account|bill to customer no",
        "aliases": "namealias|search name|name 2|knownas|searchname",
        "email": "primarycontactemail|e mail|email|primary email",
        "credit_limit": "creditlimit|credit limit lcy|credit limit",
    },
    needs=("name", "customer_id"),
    marks=(
        "customeraccount|customer account|accountnum|organizationname|namealias|search name|country region code|"
        "credit limit lcy|dataareaid|bill to customer no|customer posting group"
    ),
    passed_over=(
        "customergroupid|customer group|salescurrencycode|currency|currency code|phone no|contact|city|address|"
        "post code|balance lcy|balance due lcy|sales lcy|payments lcy|payment terms code|responsibility center|"
        "location code|customer posting group|gen bus posting group|vat registration no|blocked"
    ),
)
