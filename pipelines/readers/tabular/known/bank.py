"""Statements of banks: English, German, French, Spanish and Dutch headings, and those of `banks_abroad`."""

from typing import Final

from pipelines.readers.tabular.known.banks_abroad import HEADINGS
from pipelines.readers.tabular.known.base import Known

COLUMNS: Final = {
    "account": (
        "account|account number|account no|account iban|account id|acct no|acct number|iban account|own account|"
        "your account|iban|iban number|product iban|iban auftragskonto|auftragskonto|konto|kontonummer|konto nr|"
        "konto iban|iban konto|iban kontoinhaber|compte|numero de compte|no de compte|compte iban|iban du compte|"
        "cuenta|numero de cuenta|iban cuenta|rekening|rekeningnummer|rekeningnr|iban bban|eigen rekening|"
        "bank account"
    ),
    "currency": (
        "currency|ccy|currency code|account currency|curr|wahrung|kontowahrung|devise|devise du compte|"
        "monnaie|moneda|divisa|munt|muntsoort|valutacode|valuta code|valutasoort|cur|whrg|waers"
    ),
    "booking_date": (
        "booking date|bookingdate|date booked|booked|booked on|posting date|post date|posted date|posted|"
        "posted on|date posted|process date|processed date|entry date|completed date|completed date utc|"
        "date completed utc|transaction date|transactiondate|trans date|txn date|tran date|date of transaction|"
        "date|effective date|datum|buchungstag|buchungsdatum|buchung|buchungszeit|tag der buchung|"
        "date comptable|date de comptabilisation|date d operation|date operation|date de l operation|"
        "date op|date ope|date d ecriture|fecha|fecha contable|fecha operacion|fecha de operacion|"
        "fecha movimiento|f operativa|fecha op|boekdatum|boekingsdatum|datum boeking|transactiedatum|"
        "uitvoeringsdatum|boekings datum|created on|started date"
    ),
    "value_date": (
        "value date|valuedate|value dt|val date|wertstellung|wertstellungsdatum|wertstellungstag|valuta|"
        "valutadatum|valuta datum|wert|date valeur|date de valeur|valeur|fecha valor|fecha de valor|f valor|"
        "rentedatum|interest date|effective date"
    ),
    "amount": (
        "amount|transaction amount|amount in account currency|amount account currency|net amount|net|"
        "payment amount|signed amount|betrag|umsatz|umsatzbetrag|buchungsbetrag|betrag in kontowahrung|"
        "montant|montant de l operation|montant operation|importe|importe operacion|cantidad|monto|"
        "bedrag|transactiebedrag|mutatiebedrag|amount local currency|value|gross"
    ),
    "debit": (
        "debit|debits|debit amount|amount debit|debit amt|withdrawal|withdrawals|withdrawal amt|"
        "withdrawal amount|paid out|money out|payments out|out|dr|dr amount|amount out|soll|lastschrift|"
        "belastung|belastungen|ausgang|ausgaben|soll betrag|debets|debet|af bedrag|montant debit|debit euros|"
        "cargo|cargos|debe|importe debe|debito|debitos|retiros|uit|uitgaven|spent"
    ),
    "credit": (
        "credit|credits|credit amount|amount credit|credit amt|deposit|deposits|deposit amt|deposit amount|"
        "paid in|money in|payments in|in|cr|cr amount|amount in|haben|gutschrift|gutschriften|eingang|"
        "einnahmen|haben betrag|montant credit|credit euros|abono|abonos|haber|importe haber|credito|creditos|"
        "depositos|bij bedrag|ontvangsten|received"
    ),
    "side": (
        "d c|c d|dc|cd|dr cr|cr dr|debit credit|credit debit|debit or credit|debit credit indicator|"
        "credit debit indicator|dr cr indicator|d c indicator|db cr|sign|soll haben|s h|sh|soll haben kennzeichen|"
        "haben soll|sens|signe|af bij|bij af|creditdebet|credit debet|debet credit|debe haber|signo|"
        "umsatztyp|direction|type|transaction type|trans type|typ|credit debit code"
    ),
    "balance": (
        "balance|running balance|running bal|account balance|balance after|balance after transaction|"
        "closing balance|available balance|ledger balance|bal|saldo|saldo nach buchung|kontostand|"
        "neuer saldo|saldo nach mutatie|saldo na mutatie|saldo na trn|boeksaldo|solde|solde courant|"
        "saldo disponible|saldo contable|resulting balance|balance amount|ending balance"
    ),
    "payer_name": (
        "counterparty|counterparty name|counter party|counterpart name|other party|other party name|payer|"
        "payer name|payee|payee name|payer payee|payee payer|partner|partner name|remitter|remitter name|sender|"
        "sender name|name|customer|merchant|from|ordering party|originator|originator name|beneficiary|"
        "beneficiary name|name of counterparty|"
        "auftraggeber|auftraggeber empfanger|empfanger auftraggeber|auftraggeber begunstigter|"
        "begunstigter auftraggeber|begunstigter zahlungspflichtiger|beguenstigter zahlungspflichtiger|"
        "empfanger zahlungspflichtiger|empfaenger zahlungspflichtiger|empfanger|auftraggeber zahlungsempfanger|"
        "zahlungsempfanger|zahlungspflichtiger zahlungsempfanger|zahlungsbeteiligter|name zahlungsbeteiligter|"
        "zahlungspflichtiger|zahlungspflichtige r|gegenpartei|auftraggeber in|"
        "name des partners|partnername|nom|contrepartie|nom de la contrepartie|emetteur|tiers|donneur d ordre|"
        "contraparte|ordenante|beneficiario|nombre|remitente|naam tegenpartij|tegenpartij|naam tegenrekening|"
        "tegenrekeninghouder|naam|naam omschrijving"
    ),
    "payer_account": (
        "counterparty account|counterparty iban|counterparty account number|counter account|contra account|"
        "payer account|payer iban|other party account|partner iban|partner account|sender account|"
        "kontonummer iban|gegenkonto|iban zahlungsbeteiligter|iban des partners|iban kontonummer|"
        "iban auftraggeber empfanger|iban auftraggeber|iban zahlungspflichtige r|"
        "compte contrepartie|compte de la contrepartie|compte de contrepartie|iban contrepartie|"
        "cuenta contraparte|iban ordenante|tegenrekening|tegenrekeningnummer|tegenrekening iban bban|"
        "rekening tegenpartij|from email address"
    ),
    "remittance_information": (
        "description|transaction description|details|transaction details|detail|narrative|narration|"
        "narrative text|memo|particulars|remarks|remark|label|text|payment details|payment information|"
        "remittance information|remittance info|unstructured remittance information|message|note|notes|"
        "communication|payment reference|additional information|full description|extended details|subject|"
        "verwendungszweck|vwz|zahlungszweck|betreff|zahlungsgrund|umsatzbeschreibung|beschreibung|"
        "buchungsdetails|mitteilung|mitteilungen|buchungstext verwendungszweck|avisierungstext|"
        "libelle|libelle operation|libelle de l operation|libelle simplifie|description de l operation|"
        "motif|informations complementaires|details de l operation|communications|"
        "concepto|concepto ampliado|observaciones|descripcion|detalle|mas datos|movimiento|"
        "omschrijving|omschrijving 1|omschrijving 2|omschrijving 3|mededeling|mededelingen|betalingskenmerk|"
        "transactieomschrijving|vrije mededeling|gestructureerde mededeling"
    ),
    "bank_reference": (
        "bank reference|reference|ref|ref no|reference no|reference number|transaction reference|"
        "transaction id|transaction number|transactionid|trn|bank ref|id|fitid|cheque number|check number|"
        "cheque no|check no|chq ref no|chq ref number|chq no|cheque|check|check or slip|num|operation number|"
        "unique id|referenz|referenznummer|bankreferenz|"
        "buchungsreferenz|kundenreferenz|transaktions id|reference operation|numero d operation|"
        "reference de l operation|referencia|referencia 1|numero operacion|referentie|volgnr|volgnummer|"
        "transactiereferentie|instructie id"
    ),
    "end_to_end_id": (
        "end to end id|endtoendid|end to end reference|end to end referenz|end to end|e2e id|e2e|"
        "kundenreferenz end to end|ende zu ende referenz|e2e referenz|sepa referenz"
    ),
    "transaction_type": (
        "transaction code|type|transaction type|trans type|payment type|tran type|type of transaction|"
        "buchungstext|vorgang|vorgang verwendungszweck|umsatzart|buchungsart|transaktionstyp|umsatztyp|typ|"
        "type operation|type d operation|categorie operation|tipo|tipo de operacion|tipo movimiento|"
        "mutatiesoort|code|type betaling|betaalwijze"
    ),
    "state": "state|status|info|booking status|transaction status|umsatz status|estado|statut",
    "fee": "fee|fees|fee amount|gebuhr|frais|comision|kosten|total fee amount",
}

BANK: Final = Known(
    name="bank statement",
    table="bank",
    columns={name: "|".join(filter(None, (COLUMNS.get(name), HEADINGS.get(name)))) for name in (*COLUMNS, *HEADINGS)},
    needs=("booking_date|value_date", "amount|debit|credit"),
    passed_over=(
        "time|time zone|timezone|bic|bic swift code|category|kategorie|branch|branch code|sort code|bank|bank name|"
        "product|glaubiger id|mandatsreferenz|creditor id|mandate reference|sammlerreferenz|"
        "lastschrift ursprungsbetrag|auslagenersatz rucklastschrift|bezeichnung auftragskonto|name kontoinhaber|"
        "pointage|amount currency|exchange rate|original amount|original currency|foreign currency amount|"
        "bankname auftragskonto|bic auftragskonto|bic zahlungsbeteiligter|saldo nach buchung wahrung|"
        "bic tegenpartij|machtigingskenmerk|incassant id|tag|running balance currency"
    ),
)
