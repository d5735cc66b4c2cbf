"""Remittance tables as payers send them: what was paid on which of our invoices."""

from typing import Final

from pipelines.readers.tabular.known.base import Known

ADVICES: Final = Known(
    name="remittance advice",
    table="remittance",
    columns={
        "remittance_id": "remittance id|remittance number|remittance no|advice number|avis nr|avisnummer",
        "payer_name": "payer|payer name|company|company name|paying company|vendor name|zahler|auftraggeber",
        "payment_reference": (
            "payment reference|payment ref|payment number|payment no|payment id|check number|check no|cheque number|"
            "cheque no|payment document|trace number|eft number|wire reference|zahlungsreferenz|zahlungsbeleg|"
            "reference de paiement|reference paiement|referencia de pago|betalingsreferentie|betaalreferentie"
        ),
        "payment_date": "payment date|pay date|paid date|check date|cheque date|zahlungsdatum|date de paiement|"
        "date paiement|fecha de pago|fecha pago|betaaldatum|settlement date|value date",
        "payment_amount": "payment total|check amount|cheque amount|total payment|total paid|zahlbetrag gesamt",
        "currency": "currency|ccy|currency code|curr|payment currency|wahrung|devise|moneda|divisa|valuta|munt",
        "invoice_number": (
            "invoice number|invoice no|invoice num|invoice|inv no|inv number|invoice id|invoice reference|"
            "invoice ref|your invoice|supplier invoice|vendor invoice|bill number|bill no|"
            "document number|document no|doc no|reference|reference number|rechnungsnummer|rechnungsnr|"
            "rechnung nr|rechnung|ihre rechnung|belegnummer|beleg nr|referenz|numero de facture|no facture|"
            "numero facture|facture|votre facture|numero de factura|no factura|factura|factuurnummer|factuurnr|factuur"
        ),
        "gross_amount": (
            "gross amount|gross|invoice amount|original amount|invoice total|document amount|bruttobetrag|brutto|"
            "rechnungsbetrag|montant brut|montant facture|importe bruto|importe factura|brutobedrag|factuurbedrag"
        ),
        "discount_amount": (
            "discount amount|discount|discount taken|cash discount|disc|skonto|skontobetrag|escompte|remise|"
            "descuento|descuento pronto pago|korting|betalingskorting"
        ),
        "deduction_amount": (
            "deduction amount|deduction|deductions|adjustment|adjustments|adjustment amount|withholding|abzug|"
            "abzuge|kurzung|deduction montant|retenue|deduccion|retencion|inhouding"
        ),
        "deduction_code": "deduction code|reason code|reason|adjustment reason|adjustment code|abzugsgrund|motif",
        "paid_amount": (
            "paid amount|amount paid|net amount|net|payment amount|net paid|amount|paid|payment|net payment|"
            "zahlbetrag|gezahlter betrag|nettobetrag|netto|betrag|montant paye|montant net|montant|net a payer|"
            "importe pagado|importe neto|importe|neto|betaald bedrag|nettobedrag|bedrag"
        ),
        "note": "note|notes|comment|comments|remark|remarks|description|text|memo|bemerkung|commentaire|comentario",
    },
    needs=("invoice_number", "paid_amount"),
    passed_over=(
        "invoice date|document date|date|due date|po number|purchase order|voucher|voucher number|vendor number"
    ),
)
