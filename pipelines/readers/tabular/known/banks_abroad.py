"""Headings of bank statements in Polish, Czech, Swedish, Danish, Norwegian, Finnish, Italian and Portuguese."""

from collections.abc import Mapping
from typing import Final

HEADINGS: Final[Mapping[str, str]] = {
    "account": (
        "numer rachunku|nr rachunku|rachunek|numer konta|cislo uctu|conto|numero conto|conta|numero da conta|"
        "iban auftraggeberkonto|auftraggeberkonto|client account"
    ),
    "currency": (
        "devies|waluta|waluta rachunku|waluta operacji|mena|mena uctu|moeda|valuutta|waehrung|buchungswahrung|"
        "buchungswaehrung|monn|currency of account"
    ),
    "booking_date": (
        "booked at|"
        "data operacji|data transakcji|data ksiegowania|data zaksiegowania|datum zauctovani|datum provedeni|"
        "datum pohybu|bokforingsdag|bokforingsdatum|bokford|transaktionsdag|transaktionsdatum|bogforingsdato|"
        "bogfort|bokforingsdato|bokfort dato|bokfort|dato|utforelsesdato|kirjauspaiva|kirjauspaivamaara|"
        "maksupaiva|data contabile|data operazione|data movimento|data di registrazione|data registrazione|"
        "data|data mov|data do movimento|data lancamento|data do lancamento|data de lancamento|"
        "datum verrekening"
    ),
    "value_date": (
        "valuta date|"
        "data waluty|wertstellung valuta|valutadag|rantedatum|rentedato|valordato|data valuta|data valor|"
        "data de valor|data do valor|arvopaiva"
    ),
    "amount": (
        "credit debit amount|montant operation en euro|"
        "kwota|kwota operacji|kwota transakcji|kwota transakcji waluta rachunku|castka|zauctovana castka|"
        "castka v mene uctu|objem|belopp|transaktionsbelopp|belob|belop|maara|summa|importo|importo in euro|"
        "valor|quantia|montante|valor do lancamento|valor do movimento|bedrag in eur"
    ),
    "debit": (
        "outflow|"
        "obciazenia|obciazenie|kwota obciazenia|uttag|haevet|ut fra konto|ut av konto|dare|uscite|addebiti|"
        "addebito|saida|saidas"
    ),
    "credit": (
        "inflow|"
        "uznania|uznanie|kwota uznania|insattning|insattningar|indsat|inn|inn pa konto|avere|entrate|"
        "accrediti|accredito|entrada|entradas"
    ),
    "balance": (
        "saldo po operacji|saldo po transakcji|saldo ksiegowe|saldo po|bokfort saldo|kontostallning|zustatek|"
        "zustatek po pohybu|saldo contabilistico|saldo disponivel|saldo apos|saldo progressivo|guthaben"
    ),
    "payer_name": (
        "naam tegenpartij bevat|"
        "beneficiary payer|op name|kontrahent|nazwa kontrahenta|dane kontrahenta|nadawca|nadawca odbiorca|"
        "odbiorca nadawca|nazwa nadawcy|nazev protiuctu|nazev protistrany|jmeno protistrany|"
        "counteraccount name|motpart|mottagare|avsandare|betalare|afsender|modpart|navn|avsender|"
        "saaja maksaja|maksaja|ordinante|controparte|beneficiario ordinante|nome|favorecido"
    ),
    "payer_account": (
        "op bank account number|payee account number|numer rachunku kontrahenta|rachunek kontrahenta|"
        "nr rachunku kontrahenta|numer konta kontrahenta|rachunek nadawcy|cislo protiuctu|protiucet|motkonto|"
        "rekeningnummer tegenpartij|iban controparte"
    ),
    "remittance_information": (
        "beschreibung1|beschreibung2|beschreibung3|beschrijving|transactie|libelle court|"
        "tytul|tytulem|tytul operacji|opis operacji|opis transakcji|opis|zprava|zprava pro prijemce|poznamka|"
        "popis|vs|variabilni symbol|variable symbol|message for payee|meddelande|rubrik|beskrivning|"
        "specifikation|tekst|posteringstekst|besked|forklaring|beskrivelse|melding|kid|viesti|selite|"
        "descrizione|descrizione operazione|descrizione estesa|descrizione completa|tittel|"
        "transaction remarks|memo description|dettagli|descricao|descritivo|historico|descricao do movimento|"
        "transaktionsbeschreibung|reason|transaction ref1|transaction ref2|transaction ref3|description 1|"
        "description 2|description 3|" + "|".join(f"vwz{at}" for at in range(1, 15))
    ),
    "bank_reference": (
        "transaktions nr|zkb referenz|transactienummer|"
        "ref no cheque no|arkivref|op ref|transferwise id|numer transakcji|nr transakcji|numer referencyjny|"
        "id transakce|id pohybu|referens|verifikationsnummer|riferimento|documento|docto|identificador|"
        "checknumber|n de transaction|no de transaction"
    ),
    "end_to_end_id": ("sepa reference"),
    "transaction_type": (
        "typ operacji|rodzaj operacji|typ transakcji|rodzaj transakcji|typ transakce|typ operace|typ pohybu|"
        "transaktionstype|causale|tipologia|tipo de transacao|art der transaktion|posting text"
    ),
    "state": ("stato|situacao|stan|stav"),
}
