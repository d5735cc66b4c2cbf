"""What the lines above and below a table say: the account, the currency, balances, dates; label and value."""

import re
from typing import Final, NamedTuple

from stdnum import iban

from pipelines.readers.tabular import dates
from pipelines.readers.tabular.words import word
from schemas.money import CURRENCY_DECIMALS

LABELS: Final = {
    "account": (
        "account|account number|account no|account nr|acct number|acct no|a c no|a c number|iban|account iban|"
        "konto|kontonummer|konto nr|konto iban|iban konto|girokonto|kontokorrent|geschaftskonto|"
        "numero de compte|no de compte|compte|compte n|compte courant|cuenta|numero de cuenta|iban cuenta|"
        "rekening|rekeningnummer|rekeningnr|for account|bank account"
    ),
    "currency": "currency|account currency|ccy|wahrung|kontowahrung|devise|devise du compte|moneda|divisa|munt|valuta",
    "entity": "company code|company|entity|buchungskreis|legal entity|subsidiary",
    "snapshot_date": (
        "as of|as at|as of date|open at key date|key date|stichtag|au|a la fecha|per|report date|aging date"
    ),
    "payment_reference": (
        "payment reference|payment ref|payment number|payment no|check number|check no|cheque number|cheque no|"
        "payment document|remittance number|eft number|trace number|zahlungsreferenz|reference de paiement|"
        "referencia de pago|betalingsreferentie"
    ),
    "payment_date": (
        "payment date|pay date|check date|cheque date|value date|zahlungsdatum|date de paiement|fecha de pago"
    ),
    "payment_amount": (
        "payment amount|total payment|check amount|cheque amount|amount paid|total paid|total amount|zahlbetrag|"
        "montant du paiement|importe total|paid amount"
    ),
    "payer_name": "payer|paid by|from|remitter|company name|zahler|emetteur|ordenante",
}
_LABEL_OF: Final = {label: name for name, labels in LABELS.items() for label in labels.split("|")}
_IBAN: Final = re.compile(r"\b[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")
_CODE: Final = re.compile(r"(?:^|[0-9]\s?)([A-Z]{3})$")  # alone, or behind an amount
_WORDS: Final = {"ALL", "TOP", "CUP", "MOP"}  # codes that are words too
_AS_OF: Final = re.compile(
    r"(?i)^(?:as of|as at|stand|stand vom|stichtag|open at key date|situation au|a fecha)[:\s]+(.*\d.*)$"
)
_ACCOUNT: Final = re.compile(r"[A-Z0-9][A-Z0-9 ./-]*[0-9][A-Z0-9 ./-]*")


class Titles(NamedTuple):
    """Values by what they are called, the first of each; all IBANs; the text of all cells."""

    values: dict[str, str]
    ibans: list[str]
    cells: list[tuple[int, list[str]]]


def read(rows: list[tuple[int, list[str]]]) -> Titles:
    """Titles from line and cells: `Label : value` in one cell, or a label and the next cell."""
    values: dict[str, str] = {}
    ibans: list[str] = []
    for _, cells in rows:
        filled = [cell.strip() for cell in cells if cell and cell.strip()]
        if as_of := _AS_OF.match(", ".join(filled)):
            values.setdefault("snapshot_date", as_of[1])
        for cell, following in zip(filled, [*filled[1:], ""], strict=False):
            label, _, rest = cell.partition(":")
            name = _LABEL_OF.get(word(label))
            value = rest.strip() or following
            if name and value and name not in values:
                values[name] = value
            elif not word(label) and rest.strip() in CURRENCY_DECIMALS:
                values.setdefault("currency", rest.strip())
            ibans += [found for found in _ibans(cell) if found not in ibans]
    return Titles(values, ibans, rows)


def account(titles: Titles) -> str | None:
    """The one account the titles name; None when they name none, or several."""
    if len(titles.ibans) == 1:
        return titles.ibans[0]
    stated = titles.values.get("account", "")
    found = _ACCOUNT.search(stated.upper())
    number = found[0].strip(" ./-") if found else ""
    return number[:64] if sum(sign.isdigit() for sign in number) >= 4 and "*" not in stated else None


def currency(titles: Titles) -> str | None:
    """The currency the titles name."""
    code = titles.values.get("currency", "").strip().upper()[:3]
    if code in CURRENCY_DECIMALS:
        return code
    alone = {found[1] for _, cells in titles.cells for cell in cells if cell and (found := _CODE.search(cell.strip()))}
    codes = alone & CURRENCY_DECIMALS.keys() - _WORDS
    return codes.pop() if len(codes) == 1 else None


def day(titles: Titles, name: str = "snapshot_date") -> str | None:
    """A date of the titles as ISO text; None where they say none, or one that could be two."""
    return dates.one(titles.values.get(name, ""), False)


def _ibans(cell: str) -> list[str]:
    found = [iban.compact(text[0]) for text in _IBAN.finditer(cell.upper())]
    return [number for number in found if iban.is_valid(number)]
