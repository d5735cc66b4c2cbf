"""Fields of BAI2 records: amounts, counts, days, and the summaries of an account."""

import re
from datetime import date
from typing import Final

from pipelines.readers.bai2.records import Record

PLAIN_FUNDS: Final = ("", "0", "1", "2", "Z")  # funds types without fields of their own
_AMOUNT: Final = re.compile(r"[+-]?[0-9]{1,18}")
TYPE: Final = re.compile(r"[0-9]{3}")


class Malformed(Exception):
    """A field that is not what the format says: (what stands there, what was expected)."""


def fields(record: Record) -> list[str]:
    """All fields of a record without free text, over its continuations."""
    return [name.strip() for part in record.parts() for name in part.text.split(",")]


def amount(text: str) -> int:
    """An amount in minor units; blank is zero. Raises Malformed for anything else."""
    if not text:
        return 0
    if not (text.isdecimal() and text.isascii() and len(text) < 19) and not _AMOUNT.fullmatch(text):
        raise Malformed(f"amount {text!r}", "digits only: BAI2 implies the decimals of the currency")
    return int(text)


def count(text: str) -> int:
    """A count of a trailer. Raises Malformed when it is none."""
    if not text.isascii() or not text.isdecimal():
        raise Malformed(f"count {text!r}", "a whole number")
    return int(text)


def day(text: str) -> date:
    """YYMMDD (or YYYYMMDD) as a date. Raises Malformed when there is no such day."""
    try:
        if not re.fullmatch(r"[0-9]{6}|[0-9]{8}", text):
            raise ValueError
        year = int(text[:-4]) if len(text) == 8 else 2000 + int(text[:2]) - (100 if int(text[:2]) >= 90 else 0)
        return date(year, int(text[-4:-2]), int(text[-2:]))
    except ValueError:
        raise Malformed(f"date {text!r}", "a date as YYMMDD") from None


def summaries(record: Record) -> list[tuple[str, int]]:
    """(type code, amount) of the status and summary groups of a 03 record.

    A group has four fields or more by its funds type. A blank type code is a group left out, or
    just a blank field where a physical line ends with it.
    """
    values: list[str] = []
    line_ends: set[int] = set()
    for part in record.parts():
        values += [name.strip() for name in part.text.split(",")]
        line_ends.add(len(values) - 1)
    found: list[tuple[str, int]] = []
    at = 2
    while at < len(values):
        if not values[at]:
            at += 1 if at in line_ends else 4
            continue
        if not TYPE.fullmatch(values[at]):
            raise Malformed(f"type code {values[at]!r}", "three digits")
        group = [*values[at : at + 4], "", "", ""]
        found.append((group[0], amount(group[1])))
        at += 4 + extra(group[3], values[at + 4 :])
    return found


def extra(funds: str, following: list[str]) -> int:
    """How many fields the funds type adds."""
    if funds == "D":
        return 1 + 2 * count(following[0] if following else "")
    if funds in PLAIN_FUNDS:
        return 0
    if funds not in ("V", "S"):
        raise Malformed(f"funds type {funds!r}", "one of 0 1 2 V S D Z, or none")
    return 2 if funds == "V" else 3
