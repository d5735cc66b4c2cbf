"""Open items with plain headings, in English, German, French, Spanish and Dutch: no system of its own."""

from typing import Final

from pipelines.readers.tabular.known.base import Known

TYPES: Final = {
    "invoice": "invoice|inv|sales invoice|tax invoice|rechnung|facture|factura|factuur|i|si",
    "debit_memo": "debit memo|debit note|dm|journal|journal entry|belastung|note de debit|interest|finance charge",
    "credit_memo": "credit memo|credit note|cm|cn|credit|gutschrift|avoir|abono|nota de credito|creditnota|sc|c",
    "on_account": "payment|payment entry|receipt|deposit|prepayment|unapplied|on account|overpayment|zahlung|"
    "paiement|pago|pmt",
}

ITEMS: Final = Known(
    name="open-item list",
    table="open_items",
    columns={
        "entity": "entity|company|company code|legal entity|subsidiary|business unit|buchungskreis|firma|societe",
        "customer_id": (
            "customer id|customer no|customer number|customer code|customer account|cust no|account number|"
            "account no|debtor|debtor no|debtor number|client id|client no|client code|kundennummer|kunden nr|"
            "kundennr|kunde nr|debitor|debitorennummer|debitor nr|code client|numero client|no client|"
            "id cliente|codigo cliente|numero de cliente|klantnummer|klantnr|debiteur|debiteurnummer|debiteurnr|"
            "customerid|custid|kundnr|kundnummer|kontonummer|konto nr"
        ),
        "customer_name": (
            "customer name|customer|client|client name|debtor name|name|account name|kunde|kundenname|"
            "kundnamn|kontobeschriftung|kontobezeichnung|nom client|nom du client|cliente|nombre cliente|nombre|"
            "klant|klantnaam|naam"
        ),
        "item_number": (
            "item number|voucher no|fakturanr|fakturanummer|invoice number|invoice no|invoice num|invoice|"
            "inv no|inv number|document number|"
            "document no|doc no|doc number|transaction number|invoice id|invoicenumber|rechnungsnummer|rechnungsnr|"
            "rechnung nr|rechnung|belegnummer|beleg nr|beleg|belegnr|numero de facture|no facture|numero facture|"
            "facture|n facture|numero de factura|no factura|numero factura|factura|factuurnummer|factuurnr|factuur"
        ),
        "document_type": (
            "item type|voucher type|document type|doc type|transaction type|type|invoice type|belegart|typ|"
            "type de document|"
            "tipo|tipo documento|soort|documentsoort"
        ),
        "currency": "currency|ccy|currency code|curr|invoice currency|wahrung|whrg|devise|moneda|divisa|valuta|munt",
        "original_amount": (
            "original amount|invoiced amount|totalt|invoice amount|amount|total amount|invoice total|"
            "gross amount|total|betrag|"
            "rechnungsbetrag|bruttobetrag|montant|montant ttc|montant facture|importe|importe total|importe factura|"
            "bedrag|factuurbedrag"
        ),
        "open_amount": (
            "open amount|open balance|balance due|amount due|outstanding amount|outstanding|amount outstanding|"
            "remaining amount|amount remaining|remaining balance|balance|due amount|unpaid amount|offener betrag|"
            "offen|restbetrag|offener saldo|offener posten|saldo|montant du|solde|solde du|reste a payer|"
            "montant ouvert|importe pendiente|saldo pendiente|pendiente|openstaand bedrag|openstaand|restbedrag|"
            "te betalen|restbelopp"
        ),
        "invoice_date": (
            "invoice date|date issued|fakturadatum|document date|doc date|date|transaction date|posting date|"
            "rechnungsdatum|belegdatum|datum|"
            "date facture|date de facture|date de la facture|fecha factura|fecha|factuurdatum"
        ),
        "due_date": (
            "due date|forfallodatum|net due date|payment due date|duedate|falligkeit|falligkeitsdatum|fallig am|"
            "fallig|"
            "date echeance|date d echeance|echeance|fecha vencimiento|fecha de vencimiento|vencimiento|vervaldatum|"
            "vervaldag"
        ),
        "instalment": "instalment|installment|rate nr|term",
        "po_number": (
            "po number|po no|purchase order|p o number|customer po|your order|bestellnummer|bestell nr|"
            "numero commande|bon de commande|numero de pedido|pedido|bestelnummer|inkooporder"
        ),
        "reference": "reference|ref|your reference|external reference|referenz|referencia|referentie|assignment",
        "discount_date": "discount date|skontodatum|skonto bis|date escompte",
        "discount_amount": "discount amount|available discount|skontobetrag|skonto|montant escompte",
        "exchange_rate": "exchange rate",
        "state": "status|invoice status|state|statut|estado",
        "snapshot_date": "snapshot date|as of date|report date",
    },
    needs=("item_number", "open_amount", "customer_id|customer_name", "due_date|invoice_date"),
    passed_over="age days|paid amount|credit note|territory|customer group|receivable account|days overdue|age|"
    "days|terms|payment terms|memo|sales rep|description|current|location|class",
    types=TYPES,
    closed="closed|paid|void|voided|draft|cancelled|canceled|bezahlt|erledigt|storniert|payee|pagada|betaald",
)

CUSTOMERS: Final = Known(
    name="customer list",
    table="customers",
    columns={
        "customer_id": (
            "customer id|customer no|customer number|customer code|customer account|account number|account no|"
            "client id|client no|client code|kundennummer|kunden nr|debitor|debitorennummer|code client|"
            "numero client|id cliente|codigo cliente|klantnummer|debiteurnummer|no|number|id"
        ),
        "entity": "entity|company|company code|legal entity|subsidiary|business unit|buchungskreis|societe",
        "name": (
            "name|customer name|customer|company name|account name|client name|kunde|kundenname|firmenname|"
            "nom|nom client|raison sociale|nombre|nombre cliente|razon social|naam|klantnaam|bedrijfsnaam"
        ),
        "country": "country|country code|country region code|land|pays|pais|billing country",
        "parent_id": "parent id|parent|parent customer|parent account|group|konzern",
        "aliases": "aliases|alias|other names|search name|trading name|dba",
        "bank_accounts": (
            "bank accounts|bank account|iban|bank account number|bankverbindung|compte bancaire|cuenta bancaria"
        ),
        "email": "email|e mail|email address|e mail adresse|courriel|correo|correo electronico",
        "payment_terms_days": "payment terms days|terms days|net days|zahlungsziel tage",
        "credit_limit": "credit limit|kreditlimit|limite de credit|limite de credito|kredietlimiet",
    },
    needs=("name",),
    marks=(
        "country|country code|country region code|land|pays|pais|email|e mail|email address|e mail adresse|courriel|"
        "correo|correo electronico|iban|bank account|bank accounts|credit limit|kreditlimit|parent|parent id|aliases"
    ),
    passed_over="address|city|postcode|zip|phone|street|state|vat number|tax id|website|contact|fax|currency",
)
