"""Values of MT940 fields: amounts, dates, balances, and the statement line :61:."""

import re
from contextlib import suppress
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, NamedTuple

from pipelines.readers.mt940.fields import Field
from schemas.money import CURRENCY_DECIMALS, minor_of

NO_REFERENCE: Final = ("NONREF", "KREF+", "EREF+", "KREF", "EREF", "NOTPROVIDED", "")
DAYS: Final = 1024  # dates remembered: a file is of few
_LINE: Final = re.compile(
    r"(?P<value>[0-9]{6})(?P<entry>[0-9]{4}|\s{4})?(?P<mark>[RE]?[CD])(?P<funds>[A-Z])?(?P<amount>[0-9.,]*)\s?"
    r"(?P<type>[A-Z][A-Z0-9 ]{3})(?P<reference>.*?)(?://(?P<bank>.*))?"
)
_BALANCE: Final = re.compile(r"(?P<mark>[CD])(?P<date>[0-9]{6})(?P<currency>[A-Z]{3})(?P<amount>[0-9.,]*)\s*")
_TOTAL: Final = re.compile(r"(?P<count>[0-9]{1,5})(?P<currency>[A-Z]{3})(?P<amount>[0-9.,]*)\s*")


class Malformed(Exception):
    """A field that is not what the format says: (field, what was expected)."""


class Balance(NamedTuple):
    """A balance in signed minor units."""

    amount: int
    currency: str
    on: date
    is_page: bool  # of a page (60M, 62M), not of the whole statement


class Line(NamedTuple):
    """A :61:. Signed minor units: a reversed credit (RC) is money that went out."""

    value_date: date
    entry_date: date | None
    amount: int
    is_reversal: bool
    is_expected: bool  # EC, ED of MT942: announced, not booked
    type_code: str
    reference: str | None
    bank_reference: str | None
    name: str | None  # old Dutch statements write it behind the reference
    supplement: list[str]
    odd_date: str | None  # a 30 February, as interest days are counted in German banking
    is_unmarked: bool  # its amount has no decimal comma: only the balances can prove how it is meant


def balance(found: Field) -> Balance:
    """A :60: or :62:. Raises Malformed when it is none."""
    match = _BALANCE.fullmatch(found.lines[0])
    if match is None or match["currency"] not in CURRENCY_DECIMALS:
        raise Malformed(found, "C or D, date, ISO 4217 currency and amount, such as C261015EUR1000,00")
    amount = money(found, match["amount"], match["currency"])
    on = _day(found, match["date"])[0]
    return Balance(amount if match["mark"] == "C" else -amount, match["currency"], on, found.tag.endswith("M"))


def total(found: Field) -> tuple[int, int]:
    """A :90C: or :90D: as (count, minor units). Raises Malformed when it is none."""
    match = _TOTAL.fullmatch(found.lines[0])
    if match is None or match["currency"] not in CURRENCY_DECIMALS:
        raise Malformed(found, "number, ISO 4217 currency and amount, such as 5EUR100,00")
    return int(match["count"]), money(found, match["amount"], match["currency"])


def money(found: Field, text: str, currency: str) -> int:
    """An amount with its decimal comma as minor units. Raises Malformed for one with a point, or without comma."""
    digits = re.fullmatch(r"([0-9]*),([0-9]*)", text)
    amount = minor_of(f"{digits[1] or 0}.{digits[2]}", currency) if digits and text != "," else None
    if amount is None:
        raise Malformed(found, f"an amount with a decimal comma, in the decimals of {currency}, not {text!r}")
    return amount


def statement_line(found: Field, currency: str) -> Line:
    """A :61: with its supplementary details. Raises Malformed when it is none."""
    match = _LINE.fullmatch(found.lines[0].rstrip())
    supplement = found.lines[1:]
    if match is None and supplement:  # the line was wrapped in the middle
        match, supplement = _LINE.fullmatch((found.lines[0] + found.lines[1]).rstrip()), found.lines[2:]
    if match is None:
        raise Malformed(found, "date, C or D, amount and type, such as 2610151015C100,00NTRFREF1//BANKREF1")
    amount, is_unmarked = _amount(found, match["amount"], currency)
    mark = match["mark"]
    is_reversal, is_expected = mark.startswith("R"), mark.startswith("E")
    reference, _, name = match["reference"].partition("  ")
    is_credit = (mark[-1] == "C") != is_reversal
    value_date, odd = _day(found, match["value"])
    return Line(
        value_date,
        _entry_date(found, value_date, (match["entry"] or "").strip()),
        amount if is_credit else -amount,
        is_reversal,
        is_expected,
        match["type"].strip(),
        _reference(reference),
        _reference(match["bank"] or ""),
        name.strip() or None,
        [line for text in supplement if (line := text.strip())],
        odd,
        is_unmarked,
    )


def _amount(found: Field, text: str, currency: str) -> tuple[int, bool]:
    """Minor units, and whether the comma is missing: whole units then, or a decimal point of at most two digits."""
    unmarked = re.fullmatch(r"([0-9]+)(?:\.([0-9]{1,2}))?", text)
    if unmarked is None:
        return money(found, text, currency), False
    return money(found, f"{unmarked[1]},{unmarked[2] or ''}", currency), True


def _reference(text: str) -> str | None:
    found = text.strip()
    return None if found.upper() in NO_REFERENCE else found


def day(found: Field) -> date:
    """The date of a :13: or :13D:. Raises Malformed when it is none."""
    return _day(found, found.lines[0][:6])[0]


def _day(found: Field, text: str) -> tuple[date, str | None]:
    """YYMMDD, and the text itself where it is a 29 or 30 February that does not exist: the month's last day then."""
    read = _date(text)
    if read is None:
        raise Malformed(found, f"a date as YYMMDD, not {text!r}")
    return read


@lru_cache(DAYS)
def _date(text: str) -> tuple[date, str | None] | None:
    if not re.fullmatch(r"[0-9]{6}", text):
        return None
    year, month, of_month = int(text[:2]), int(text[2:4]), int(text[4:6])
    year += 1900 if year >= 80 else 2000
    if month == 2 and of_month in (29, 30):
        last = date(year, 3, 1) - timedelta(days=1)
        return last, text if last.day < of_month else None
    try:
        return date(year, month, of_month), None
    except ValueError:
        return None


def _entry_date(found: Field, value_date: date, text: str) -> date | None:
    """MMDD in the year that is nearest to the value date: entries of January may be of value in December."""
    if not text:
        return None
    nearest = _nearest(value_date, text)
    if nearest is None:
        raise Malformed(found, f"an entry date as MMDD, not {text!r}")
    return nearest


@lru_cache(DAYS)
def _nearest(value_date: date, text: str) -> date | None:
    days = []
    for year in (value_date.year - 1, value_date.year, value_date.year + 1):
        with suppress(ValueError):
            days.append(date(year, int(text[:2]), int(text[2:])))
    return min(days, key=lambda one: abs(one - value_date), default=None)
