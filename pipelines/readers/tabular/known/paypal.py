"""PayPal activity downloads: gross, fee and net of each payment; what is not completed is no money yet."""

from typing import Final

from pipelines.readers.tabular.known.base import Known

PAYPAL: Final = Known(
    name="PayPal activity",
    table="bank",
    columns={
        "currency": "currency|wahrung|devise|divisa|valuta",
        "booking_date": "date|datum|fecha",
        "amount": "net|netto|montant net|neto",
        "payer_name": "name|nom|nombre|naam",
        "payer_account": "from email address|absender e mail adresse|correo electronico del remitente",
        "remittance_information": "invoice number|rechnungsnummer|subject|betreff|note|hinweis|item title",
        "bank_reference": "transaction id|transaktionscode|id de transaccion",
        "transaction_type": "type|typ|description|beschreibung|descripcion",
        "state": "status|state",
        "balance": "balance|guthaben|solde|saldo",
    },
    needs=("booking_date", "amount", "currency"),
    marks="from email address|absender e mail adresse|transaktionscode|reference txn id|"
    "correo electronico del remitente",
    passed_over=(
        "time|time zone|timezone|gross|fee|to email address|address status|sales tax|reference txn id|receipt id|"
        "contact phone number|item id|shipping address|shipping and handling amount|insurance amount|uhrzeit|zeitzone|"
        "brutto|gebuhr|empfanger e mail adresse|counterparty status|quantity|country|balance impact|custom number|"
        "hora|zona horaria|bruto|comision"
    ),
)
