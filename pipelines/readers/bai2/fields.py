"""Fields of BAI2 records: account summaries, and the fields and text of a detail."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from pipelines.readers.bai2.records import Record

_AMOUNT: Final = re.compile(r"[+-]?[0-9]{1,18}")
_TYPE: Final = re.compile(r"[0-9]{3}")
_TAGGED: Final = re.compile(r"[A-Z][A-Z0-9 #./-]{0,24}[:=]")


class Malformed(Exception):
    """A field that is not what the format says: (what stands there, what was expected)."""


class Detail(NamedTuple):
    """A 16 record. Amount in minor units as written, without direction."""

    type_code: str
    amount: int
    value_date: date | None
    bank_reference: str | None
    customer_reference: str | None
    text: str | None


def fields(record: Record) -> list[str]:
    """All fields of a record without free text, over its continuations."""
    return [name.strip() for part in record.parts for name in part.text.split(",")]


def amount(text: str) -> int:
    """An amount in minor units; blank is zero. Raises Malformed for anything else."""
    if not text:
        return 0
    if not _AMOUNT.fullmatch(text):
        raise Malformed(f"amount {text!r}", "digits only: BAI2 implies the decimals of the currency")
    return int(text)


def count(text: str) -> int:
    """A count of a trailer. Raises Malformed when it is none."""
    if not text.isascii() or not text.isdigit():
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
    for part in record.parts:
        values += [name.strip() for name in part.text.split(",")]
        line_ends.add(len(values) - 1)
    found: list[tuple[str, int]] = []
    at = 2
    while at < len(values):
        if not values[at]:
            at += 1 if at in line_ends else 4
            continue
        if not _TYPE.fullmatch(values[at]):
            raise Malformed(f"type code {values[at]!r}", "three digits")
        group = [*values[at : at + 4], "", "", ""]
        found.append((group[0], amount(group[1])))
        at += 4 + _extra(group[3], values[at + 4 :])
    return found


def _extra(funds: str, following: list[str]) -> int:
    """How many fields the funds type adds."""
    if funds == "D":
        return 1 + 2 * count(following[0] if following else "")
    known = {"": 0, "0": 0, "1": 0, "2": 0, "Z": 0, "V": 2, "S": 3}
    if funds not in known:
        raise Malformed(f"funds type {funds!r}", "one of 0 1 2 V S D Z, or none")
    return known[funds]


@dataclass(slots=True)
class Cursor:
    """Walks a 16 record field by field over its lines, until the rest is text."""

    record: Record
    part: int = 0
    rest: str | None = None
    is_fresh: bool = True  # at the start of a physical line

    def __post_init__(self) -> None:
        self.rest = self.record.parts[0].text

    def field(self) -> str:
        """The next field; a line ended by a slash ends its last field too."""
        if not self._has_rest():
            return ""
        head, comma, tail = (self.rest or "").partition(",")
        self.rest, self.is_fresh = (tail if comma else None), False
        return head.strip()

    def reference(self) -> str | None:
        """The next field, unless the text has begun: a continuation that starts with a tag like `OBI:`."""
        if self._has_rest() and self.is_fresh and self.part and _TAGGED.match(self.rest or ""):
            return None
        return self.field() or None

    def text(self) -> str | None:
        """What is left, a line each; a line that fills the record length runs on without a break."""
        parts = self.record.parts
        if self.part + 1 == len(parts):
            return (self.rest or "").strip() or None
        pieces = [("" if self.rest is None else self.rest, parts[self.part].is_full)]
        pieces += [(part.text, part.is_full) for part in parts[self.part + 1 :]]
        text = ""
        for piece, is_full in pieces:
            text += piece if is_full and not piece[-1:].isspace() else piece.strip() + "\n"
        return re.sub(r"\s*\n\s*", "\n", text).strip() or None

    def _has_rest(self) -> bool:
        if self.rest is None and self.part + 1 < len(self.record.parts):
            self.part += 1
            self.rest, self.is_fresh = self.record.parts[self.part].text, True
        return self.rest is not None


def detail(record: Record) -> Detail:
    """The fields of a 16 record. Raises Malformed naming the first field that is none."""
    cursor = Cursor(record)
    type_code = cursor.field()
    if not _TYPE.fullmatch(type_code):
        raise Malformed(f"type code {type_code!r}", "three digits")
    value = amount(cursor.field())
    value_date = _availability(cursor, cursor.field(), value)
    return Detail(type_code, value, value_date, cursor.reference(), cursor.reference(), cursor.text())


def _availability(cursor: Cursor, funds: str, value: int) -> date | None:
    """Passes over the fields of the funds type; gives the value date if it has one."""
    if funds == "V":
        written = cursor.field()
        cursor.field()
        return day(written) if written else None
    if funds == "D":
        shares = [(count(cursor.field()), amount(cursor.field())) for _ in range(count(cursor.field()))]
        if sum(share for _, share in shares) != value:
            raise Malformed(f"{len(shares)} availabilities that do not add up to {value}", "their sum to be the amount")
        return None
    for _ in range(_extra(funds, [])):
        amount(cursor.field())
    return None
