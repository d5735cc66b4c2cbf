"""Amounts and document numbers in running text."""

import re
from typing import Final, NamedTuple

from pipelines.readers.prose.dates import without_dates
from pipelines.readers.prose.page import Row
from schemas.money import CURRENCY_DECIMALS, minor_of

SIGNS: Final = {"€": "EUR", "£": "GBP", "¥": "JPY", "US$": "USD", "C$": "CAD", "A$": "AUD", "$": "USD", "Fr.": "CHF"}
DOLLARS: Final = frozenset(
    "AUD BBD BMD BND BSD BZD CAD FJD GYD HKD JMD KYD LRD NAD NZD SBD SGD SRD TTD TWD XCD".split()
)
_CODE: Final = rf"(?:{'|'.join(CURRENCY_DECIMALS)}|US\$|C\$|A\$|Fr\.|[€£¥$])"
_WHOLE: Final = r"(?:[0-9]{1,3}(?:[.,'’][0-9]{3})+|[0-9]+)"
_SPACED: Final = r"[0-9]{1,3}(?: [0-9]{3})+"  # 1 234,56
_IN_LINE: Final = re.compile(
    rf"(?<![\w.,/#-])(?:(?P<before>{_CODE})\s?)?(?:[-−–+]\s?)?(?:(?P<inner>[€£¥$])\s?)?"
    rf"(?P<number>{_SPACED},[0-9]{{2}}|{_WHOLE}(?:[.,][0-9]{{1,3}})?)[-−]?(?:\s?(?P<after>{_CODE})(?!\s?[-−–+]?[0-9]))?"
    r"(?![\w/]|\s?%|[.,:][0-9]|-\w)"
)
_ALONE: Final = re.compile(
    rf"(?P<open>\()?\s*(?:(?P<before>{_CODE})\s*)?(?P<sign>[-−–+])?\s*(?:(?P<inner>[€£¥$])\s*)?"
    rf"(?P<number>(?:{_SPACED}|{_WHOLE})(?:[.,][0-9]*)?)\s*(?P<back>[-−])?(?:\s*(?P<after>{_CODE}))?\s*(?P<close>\))?"
    r"\s*(?P<side>CR|DR)?"
)
_DECIMALS: Final = re.compile(r"[.,][0-9]{2}$")
_DAY: Final = re.compile(r"(?:0?[1-9]|[12][0-9]|3[01])\.(?:0[1-9]|1[0-2])\.")  # 15.10. without its year
_NUMBER: Final = re.compile(r"(?<![\w@.,€£$-])[A-Za-z]{0,10}[-/_]?[A-Za-z0-9][\w/.-]*[A-Za-z0-9](?![\w@%])")
_IBAN: Final = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
_LINK: Final = re.compile(r"(?i)www\.|^http|\.(?:com|net|org|de|eu|co|io)\b")
_PREFIXED: Final = re.compile(r"[A-Z]{2,10}[-/_][0-9]{1,2}")  # INV-7
LEAST_DIGITS: Final = 3  # so that no day, page or quarter is taken for a document


class Amount(NamedTuple):
    """An amount as it stands in a row."""

    text: str
    currency: str | None
    start: int
    end: int


class Token(NamedTuple):
    """What may be a document's number."""

    text: str
    start: int
    end: int


def amounts(row: Row) -> list[Amount]:
    """The amounts of a row. A number alone may be anything: two decimals or a currency beside it make it one."""
    found, shift = [], 0
    for cell in row.cells:
        alone = _ALONE.fullmatch(cell.text)
        parts = [alone] if alone else _IN_LINE.finditer(without_dates(cell.text))
        for part in parts:
            beside = part["before"] or part["inner"] or part["after"]
            is_day = not beside and _DAY.match(cell.text, part.start("number"))
            if beside or (_DECIMALS.search(part["number"]) and not is_day):
                found.append(Amount(part[0].strip(), _currency(beside), shift + part.start(), shift + part.end()))
        shift += len(cell.text) + 2
    return found


def minor(text: str, currency: str) -> int | None:
    """An amount as people write it, in minor units; None where it cannot be told, or is of another currency.

    The last mark before one or two digits is the decimal mark, before three it parts thousands; where the currency has
    three decimals, that cannot be told. Brackets, CR, and a minus before or after mean below zero.

    >>> minor("1.234,56 EUR", "EUR"), minor("$1,234.5", "USD"), minor("(20.00)", "USD"), minor("1.234", "EUR")
    (123456, 123450, -2000, 123400)
    >>> minor("1.234", "KWD"), minor("1,2,3", "EUR"), minor("12.345", "JPY"), minor("USD 5.00", "EUR")
    (None, None, 12345, None)
    """
    parts = _ALONE.fullmatch(text.strip())
    if parts is None or bool(parts["open"]) != bool(parts["close"]):
        return None
    beside = {parts[name] for name in ("before", "inner", "after") if parts[name]}
    is_foreign = any(_currency(sign) != currency and not (sign == "$" and currency in DOLLARS) for sign in beside)
    minus = [parts["open"], parts["sign"] not in (None, "+"), parts["back"], parts["side"] == "CR"]
    plain = _plain(parts["number"], CURRENCY_DECIMALS[currency])
    if is_foreign or plain is None or sum(map(bool, minus)) > 1:
        return None
    found = minor_of(plain, currency)
    return -found if found and any(minus) else found


def _plain(number: str, places: int) -> str | None:
    """`1.234,56` as `1234.56`; None where it cannot be told which mark is the decimal one."""
    bare = re.sub(r"[ '’]", "", number)
    marks = re.findall(r"[.,]", bare)
    if not marks:
        return bare
    whole, rest = re.split(rf"\{marks[-1]}(?=[^{marks[-1]}]*$)", bare)
    is_grouped = len(rest) == 3 and len(set(marks)) == 1 and re.fullmatch(r"[1-9][0-9]{0,2}(?:[.,][0-9]{3})*", whole)
    if is_grouped:
        return None if places == 3 and len(marks) == 1 else re.sub(r"[.,]", "", bare)
    if len(rest) > max(places, 2) or marks[-1] in marks[:-1]:
        return None
    return f"{re.sub(r'[.,]', '', whole)}.{rest}"


def _currency(beside: str | None) -> str | None:
    return None if beside is None else SIGNS.get(beside, beside)


def numbers(row: Row) -> list[Token]:
    """What may be a document's number in a row: no date, amount, account or link."""
    bare = without_dates(row.text)
    for amount in amounts(row):
        bare = bare[: amount.start] + " " * (amount.end - amount.start) + bare[amount.end :]
    return [
        Token(part[0], part.start(), part.end())
        for part in _NUMBER.finditer(bare)
        if (sum(sign.isdecimal() for sign in part[0]) >= LEAST_DIGITS or _PREFIXED.fullmatch(part[0]))
        and not _LINK.search(part[0])
        and not _IBAN.fullmatch(part[0])
    ]
