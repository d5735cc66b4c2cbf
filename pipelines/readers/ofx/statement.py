"""One statement of an OFX file: its account, its transactions, its ledger balance."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

from pipelines.readers.base import excerpt
from schemas.money import CURRENCY_DECIMALS, minor_of

RULES: Final = {
    "TRNAMT": "an amount such as -1234.50, with no more decimals than its currency has",
    "DTPOSTED": "a date such as 20261015, in the years 1990 to 2100",
    "CURRENCY": "an amount in the currency of the account",
}
NO_CHECK: Final = ("", "0")


@dataclass(slots=True)
class Statement:
    """What stands between STMTRS and its end. Values by tag; those of inner aggregates by path."""

    line: int
    usual_currency: str | None = None  # where the bank leaves CURDEF blank
    values: dict[str, str] = field(default_factory=dict)
    movement: int = 0
    line_count: int = 0
    last_date: date | None = None

    @property
    def account(self) -> str:
        """The account number, blanks taken out."""
        kinds = ("BANKACCTFROM", "CCACCTFROM", "INVACCTFROM", "LOANACCTFROM")
        found = next((self.values[f"{kind}/ACCTID"] for kind in kinds if f"{kind}/ACCTID" in self.values), "")
        return "".join(found.split())

    @property
    def currency(self) -> str:
        """CURDEF, else the currency that is usual here."""
        return (self.values.get("CURDEF") or self.usual_currency or "").upper()

    @property
    def closing(self) -> int | None:
        """The ledger balance in minor units; None when it is blank or no amount."""
        return amount(self.values.get("LEDGERBAL/BALAMT", ""), self.currency)

    @property
    def as_of_date(self) -> date | None:
        """The day of the ledger balance, else the end of the list, else of the last transaction."""
        stated = (day(self.values.get(name, "")) for name in ("LEDGERBAL/DTASOF", "DTEND"))
        return next((one for one in stated if one), self.last_date)


class Breach(NamedTuple):
    """What is wrong with a transaction."""

    field: str
    value: str | None
    rule: str


def line_of(values: dict[str, str], owner: Statement) -> dict[str, object] | Breach:
    """The bank line of a STMTTRN, or the first rule it breaks."""
    posted = day(values.get("DTPOSTED", ""))
    minor = amount(values.get("TRNAMT", ""), owner.currency)
    other = values.get("CURRENCY/CURSYM", owner.currency).upper()
    if minor is None:
        return Breach("TRNAMT", values.get("TRNAMT"), RULES["TRNAMT"])
    if posted is None:
        return Breach("DTPOSTED", values.get("DTPOSTED"), RULES["DTPOSTED"])
    if other != owner.currency:
        return Breach("CURRENCY", other, RULES["CURRENCY"])
    check = values.get("CHECKNUM", "")
    reference = values.get("REFNUM") or (check if check not in NO_CHECK else None)
    accounts = (values.get(f"{kind}/ACCTID") for kind in ("BANKACCTTO", "BANKACCTFROM", "CCACCTTO"))
    return {
        "account": owner.account,
        "currency": owner.currency,
        "booking_date": posted,
        "value_date": day(values.get("DTAVAIL", "")),
        "amount_minor": minor,
        "payer_name": values.get("NAME") or values.get("PAYEE/NAME"),
        "payer_account": next((one for one in accounts if one), None),
        "memo": _memo(values),
        "bank_reference": values.get("FITID") or None,
        "end_to_end_id": reference,
        "transaction_type": values.get("TRNTYPE") or None,
    }


def _memo(values: dict[str, str]) -> str | None:
    parts = [values.get("MEMO", ""), values.get("EXTDNAME", "")]
    if "ORIGCURRENCY/CURSYM" in values:
        parts.append(f"original currency {values['ORIGCURRENCY/CURSYM']} at {values.get('ORIGCURRENCY/CURRATE', '?')}")
    return "\n".join(part for part in parts if part) or None


def day(text: str) -> date | None:
    """A date of 8 digits with or without a time behind it; None when it is none."""
    match = re.match(r"([0-9]{4})([0-9]{2})([0-9]{2})(?![0-9]{1}(?![0-9]))", text)
    try:
        found = date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None
    return found if found and 1990 <= found.year <= 2100 else None


def amount(text: str, currency: str) -> int | None:
    """A signed amount with a decimal point or comma; None when it is none.

    Three digits behind a comma may be thousands: that is no amount, rather than a wrong one.

    >>> amount("-12,50", "EUR"), amount(".5", "EUR"), amount("1,250", "EUR"), amount("+1 250.5", "EUR")
    (-1250, 50, None, 125050)
    """
    match = re.fullmatch(r"([+-]?)([0-9]*)(?:([.,])([0-9]*))?", _ungrouped(text))
    if match is None or not (match[2] or match[4]) or (match[3] == "," and len(match[4]) == 3):
        return None
    return minor_of(f"{match[1]}{match[2] or 0}.{match[4] or ''}", currency)


def _ungrouped(text: str) -> str:
    """An amount without the marks between its thousands: blanks, or of two kinds of marks the one that comes first."""
    grouped = re.fullmatch(r"([+-]?\d{1,3})((?:([\s.,])\d{3})(?:\3\d{3})*)((?!\3)[.,]\d*)?", text.strip())
    if grouped is None or not (grouped[4] or grouped[3].isspace()):
        return text.strip()
    return grouped[1] + grouped[2].replace(grouped[3], "") + (grouped[4] or "")


def proved(statement: Statement) -> tuple[str, str] | None:
    """What a statement cannot do without and does not have: (what stands there, what was expected)."""
    if not 1 <= len(statement.account) <= 64:
        return "a statement without an account", "an ACCTID of 1 to 64 characters"
    if statement.currency not in CURRENCY_DECIMALS:
        return f"CURDEF {excerpt(statement.currency)!r}", "an ISO 4217 code such as EUR, before the transactions"
    return None
