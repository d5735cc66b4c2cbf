"""SAP customer line items (FBL5N and its ALV exports), and customer lists."""

from typing import Final

from pipelines.readers.tabular.known.base import Known

ITEMS: Final = Known(
    name="SAP line items",
    table="open_items",
    columns={
        "entity": "company code|cocd|cocode|buchungskreis|bukr|bukrs|co code",
        "customer_id": "account|customer|customer account|customer number|cust no|konto|debitor|kunde|kunnr|payer",
        "customer_name": "customer account name 1|name 1|customer name|name|name1|customer name 1|debitorname",
        "item_number": "document number|documentno|document no|doc no|docno|belegnummer|beleg nr|belegnr|belnr",
        "document_type": "document type|doc type|type|ty|belegart|bela|blart|art",
        "currency": (
            "document currency|document currency key|doc currency|currency|curr|crcy|currency key|"
            "belegwahrung|wahrung|waers"
        ),
        "open_amount": (
            "amount in doc curr|amount in document currency|document currency value|amt in doc curr|"
            "betrag in belegwahrung|betrag in bw|wrshb|"
            "amount in local currency|amount in local curr|amt in loc curr|amount in lc|amount in local cur|"
            "local currency value|betrag in hauswahrung|betrag in hw|dmshb|amount"
        ),
        "local_amount": (
            "amount in local currency|amount in local curr|amt in loc curr|amount in lc|amount in local cur|"
            "local currency value|betrag in hauswahrung|betrag in hw|dmshb"
        ),
        "local_currency": "local currency|local currency key|lcurr|lcur|hauswahrung|hauswahr",
        "invoice_date": "document date|doc date|belegdatum|bldat|posting date|pstng date|buchungsdatum|budat",
        "due_date": "net due date|net due dt|net due|due date|due on|nettofalligkeit|nettofalligkeitsdatum|faedt",
        "fiscal_year": "fiscal year|year|geschaftsjahr|gjahr",
        "instalment": "line item|itm|item|buchungszeile|position|pos|buzei",
        "po_number": "purchase order number|customer po|po number|purchase order|bestellnummer|bstnk",
        "reference": (
            "reference|referenz|xblnr|billing document|billing doc|faktura|assignment|zuordnung|zuonr|"
            "reference key 3|xref3|referenzschlussel 3|invoice reference|inv ref|rechnungsbezug|rebzg"
        ),
        "discount_date": "discount 1 due date|due date for cash discount 1|cash discount date 1|skontofalligkeit 1",
        "cleared_by": "clearing document|clrng doc|clearing doc|clearing|ausgleichsbeleg|ausgl beleg|augbl",
        "cleared_on": "clearing date|clearing|ausgleich|ausgleichsdatum|augdt",
        "special": "special g l ind|special g l indicator|sp g l|sg|sonderhauptbuchkennzeichen|shb kennzeichen|umskz",
        "snapshot_date": "key date|open at key date|stichtag",
    },
    needs=("item_number", "open_amount", "customer_id|customer_name"),
    marks=(
        "amount in doc curr|amount in document currency|document currency value|amt in doc curr|"
        "amount in local currency|amount in local curr|amt in loc curr|amount in lc|local currency value|"
        "betrag in belegwahrung|betrag in bw|betrag in hauswahrung|betrag in hw|wrshb|dmshb"
    ),
    passed_over=(
        "st|status|symbol net due date|net due date symbol|arrears by net due date|arrears after net due date|"
        "arrears|verzug nach nettofalligkeit|text|sgtxt|posting date|pstng date|buchungsdatum|"
        "payment block|zahlsperre|accounting clerk|dunning block|dunning level|mahnstufe|"
        "posting key|pk|bs|buchungsschlussel|payment terms|terms of payment|zahlungsbedingung|g l account|"
        "local currency|local currency key|tax code|user name|document header text|profit center|business area|"
        "payment method|baseline payment date|disc 1|days 1|year month|cleared open items symbol"
    ),
    types={
        "invoice": "rv|dr|rd|vf|r1|x4|x5|rn|invoice",
        "debit_memo": "db|da|sa|ab|dm|zd",
        "credit_memo": "dg|rg|cm|zg|g2|credit memo",
        "on_account": "dz|zp|zz|zv|zr|pay|payment",
    },
)

CUSTOMERS: Final = Known(
    name="SAP customers",
    table="customers",
    columns={
        "customer_id": "customer|customer number|customer account|account|debitor|kunde|kunnr|business partner",
        "entity": "company code|cocd|buchungskreis|bukr|bukrs",
        "name": "name 1|name of customer|customer name|name|name1",
        "country": "country|country key|cty|land|landerschlussel|land1",
        "parent_id": "head office|alternative payer|higher level customer|zentrale|konzern|group key|konzs",
        "aliases": "search term|search term 1|sortl|suchbegriff|name 2|name2",
        "bank_accounts": "iban|bank account|bank account number|bankn|bankkonto",
        "email": "e mail address|email address|smtp addr|e mail adresse|e mail",
        "credit_limit": "credit limit|kreditlimit|klimk",
    },
    needs=("name", "customer_id"),
    marks=(
        "name 1|name1|kunnr|land1|country key|search term|search term 1|sortl|customer account|reconciliation account"
    ),
    passed_over=(
        "city|ort|street|strasse|postal code|postleitzahl|region|payment terms|terms of payment|zahlungsbedingung|"
        "account group|reconciliation account|abstimmkonto|telephone 1|language key|sales organization|stras|"
        "ort01|pstlz"
    ),
)
