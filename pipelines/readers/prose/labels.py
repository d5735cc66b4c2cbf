"""The words payers put beside figures, as data: which amount is the payment, which is a sum, which is neither."""

import re
from typing import Final

from pipelines.readers.tabular.known.advices import ADVICES

# Before an amount: this much was paid in all.
PAYMENT: Final = (
    "payment amount|amount paid|paid amount|total paid|total payment|payment total|total amount paid|net payment|"
    "total payment amount|amount of payment|remittance amount|remittance total|total remittance|amount remitted|"
    "total remitted|check amount|cheque amount|check total|cheque total|transfer amount|wire amount|ach amount|"
    "eft amount|settlement amount|payment of|payment for|payment in the amount of|payment totaling|payment totalling|"
    "we have paid|we paid|we have transferred|we transferred|we have remitted|we have sent|we are paying|"
    "we will pay|has been paid|in the amount of|"
    "zahlbetrag|zahlungsbetrag|uberweisungsbetrag|zahlung uber|zahlung von|uberweisung uber|uberweisung von|"
    "uberweisen wir|wir uberweisen|haben wir|uberwiesener betrag|gezahlter betrag|gesamtzahlung|"
    "montant paye|montant regle|montant du paiement|montant du reglement|montant du virement|montant vire|"
    "montant total paye|total paye|total regle|virement de|paiement de|reglement de|"
    "importe pagado|importe del pago|importe transferido|importe total pagado|total pagado|pago de|pago por|"
    "transferencia de|betaald bedrag|totaal betaald|betaling van|bedrag betaald|importo pagato|totale pagato"
)
# Before an amount: the sum of the lines above.
TOTAL: Final = (
    "total|totals|grand total|total amount|net total|total net|total net amount|sum|sum total|invoice total|"
    "summe|gesamt|gesamtsumme|gesamtbetrag|endsumme|endbetrag|total netto|summe netto|"
    "total general|montant total|total net a payer|net a payer|somme|"
    "importe total|suma|totaal|totaalbedrag|totale|totale importo"
)
# Before an amount, whatever else stands there: neither the payment nor the sum of what it pays.
NEITHER: Final = (
    "sub total|subtotal|page total|carried forward|brought forward|zwischensumme|ubertrag|sous total|subtotaal|"
    "discount|skonto|escompte|descuento|korting|sconto|gross|brutto|brut|bruto|deduction|deductions|abzug|abzuge|"
    "retenue|deduccion|tax|vat|mwst|ust|tva|iva|btw|balance|outstanding|still open|open amount|amount due|total due|"
    "saldo|offen|reste|pendiente|fee|fees|gebuhr|frais|interest|zinsen|limit"
)
DOCUMENT: Final = (
    "invoices|invoice|inv|bills|bill|rechnungen|rechnung|rechnungsnummer|rechnungsnr|re nr|rg nr|factures|facture|"
    "facturas|factura|fattura|facturen|factuur|faktura|credit note|credit memo|gutschrift|avoir|nota de credito|"
    "creditnota|debit note|debit memo"
)
CREDIT: Final = re.compile(
    r"\b(?:credit (?:note|memo)s?|gutschrift(?:en)?|avoirs?|notas? de credito|creditnotas?|note di credito)\b"
)
NUMBER_WORD: Final = r"(?:[\s.:]*\b(?:numbers?|nummer|num|nos?|nr|no|ref|reference)\b|[\s.:]*[#№]|[\s.:]*n[°º])?"
# Words of a cell that say what kind of document its number is.
IS_KIND: Final = re.compile(rf"(?:(?:{DOCUMENT}|credit|debit|document|doc|beleg){NUMBER_WORD}[\s.:#]*)+")
# What advices have beside the headings of a table.
_MORE: Final = {
    "payment_reference": "payment ref no|payment reference number|check|cheque|transaction id|transaction reference|"
    "transaction number|transfer reference|bank reference|confirmation number|end to end id|end to end reference|"
    "zahlungsnummer|transaktionsnummer|numero de paiement|numero de cheque|numero de pago",
    "payment_date": "date of payment|transfer date|date paid|remittance date|execution date|uberweisungsdatum|"
    "datum der zahlung|date du paiement|date de reglement|date de virement|fecha del pago|paid on",
    "payer_name": "paid by|payor|payor name|remitter|remitter name|ordering customer|zahlungspflichtiger|"
    "donneur d ordre|ordenante|ordinante|opdrachtgever",
    "remittance_id": "remittance advice number|remittance advice no|payment advice number|payment advice no|avis",
}
CHEQUE: Final = re.compile(r"\bche(?:ck|que) (?:no|number|num|#|nr)|\bnumero de cheque|\bscheck(?:nummer|nr)")


def pattern(words: str, before: str = r"(?<![a-z0-9])", after: str = r"(?![a-z0-9])") -> re.Pattern[str]:
    """Words parted by | as one pattern over folded text, the longest first; blanks stand for any punctuation."""
    listed = sorted(words.split("|"), key=len, reverse=True)
    return re.compile(before + "(?:" + "|".join(r"[\W_]{1,3}".join(one.split()) for one in listed) + ")" + after)


def _labels(column: str) -> re.Pattern[str]:
    words = "|".join(filter(None, (ADVICES.columns.get(column), _MORE.get(column))))
    return pattern(words, after=r"(?![a-z0-9])\s*[.:#]*\s*")


LABELS: Final = {column: _labels(column) for column in _MORE} | {"currency": _labels("currency")}
IS_PAYMENT: Final = pattern(PAYMENT)
IS_TOTAL: Final = pattern(TOTAL)
IS_NEITHER: Final = pattern(NEITHER)
IS_DOCUMENT: Final = pattern(DOCUMENT, after=rf"(?![a-z0-9]){NUMBER_WORD}[\s.:#]*")
# Headings of letters, beside those of tables: our own number of a document is surer than the payer's.
HEADINGS: Final = {
    **dict.fromkeys(
        ("your ref", "your reference", "your ref no", "your invoice no", "your invoice number", "your document",
         "ihre referenz", "ihre rechnungsnummer", "ihr beleg", "votre reference", "su referencia", "su factura"),
        ("invoice_number", -1),
    ),
    **dict.fromkeys(("document", "beleg", "documento", "document ref", "ref"), ("invoice_number", 98)),
    "total": ("paid_amount", 99),
}  # fmt: skip
# Before a number: it is no document of ours.
IS_OTHER: Final = pattern(
    "po|p o|purchase order|order|orders|bestellung|auftrag|commande|pedido|customer|customer id|kunde|kundennummer|"
    "kundennr|client|cliente|account|acct|konto|kontonr|compte|cuenta|vendor|vendor id|supplier|lieferant|"
    "lieferantennummer|kreditor|fournisseur|proveedor|phone|tel|telefon|fax|zip|plz|page|seite|check|cheque|trace|"
    "routing|blz|bic|swift|batch|payment|zahlung|paiement|pago|voucher|box|ticket|id",
    after=rf"(?![a-z0-9]){NUMBER_WORD}[\s.:#]*$",
)
