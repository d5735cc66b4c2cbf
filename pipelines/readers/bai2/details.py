"""A BAI2 detail (record 16): its fields over all its lines, and the text behind them."""

import re
from datetime import date
from typing import Final, NamedTuple

from pipelines.readers.bai2.fields import PLAIN_FUNDS, TYPE, Malformed, amount, count, day, extra
from pipelines.readers.bai2.records import Part, Record

_TAGGED: Final = re.compile(r"[A-Z][A-Z0-9 #./-]{0,24}[:=]")
ENDED: Final = "\x1e"  # stands for the end of a line that a slash closed
_BREAK: Final = r"[,\x1e\n]"  # what ends a field
_REFERENCE: Final = rf"(?:,|[\x1e\n](?!{_TAGGED.pattern}))([^,\x1e\n]*)"
_USUAL: Final = re.compile(
    rf"16,([0-9]{{3}}){_BREAK}([0-9]{{1,18}})"
    rf"(?:{_BREAK}(?:[012Z]?|V{_BREAK}([0-9]{{6}}|[0-9]{{8}})?{_BREAK}[^,\x1e\n]*|S(?:{_BREAK}[0-9]{{1,18}}){{3}})"
    rf"(?:{_REFERENCE}(?:{_REFERENCE})?)?(?:{_BREAK}(.*))?)?",
    re.DOTALL,
)


class Detail(NamedTuple):
    """A 16 record. Amount in minor units as written, without direction."""

    type_code: str
    amount: int
    value_date: date | None
    bank_reference: str | None
    customer_reference: str | None
    text: str | None


def detail(record: Record) -> Detail:
    """The fields of a 16 record over its lines, and the text behind them. Raises Malformed for the first that is none.

    A line's end ends a field too. A continuation that starts with a tag like `OBI:` begins the text, references or not.
    Most records are of one shape and told by one pattern; others are walked field by field.
    """
    usual = _usual(record)
    if usual:
        type_code, size, written, bank_reference, customer_reference, text = usual.groups()
        return Detail(
            type_code, int(size), day(written) if written else None, (bank_reference or "").strip() or None,
            (customer_reference or "").strip() or None, _lines(text) if text else None,
        )  # fmt: skip
    cursor = Cursor(record.parts())
    type_code, size, funds = cursor.fields(3)
    if not TYPE.fullmatch(type_code):
        raise Malformed(f"type code {type_code!r}", "three digits")
    value = amount(size)
    value_date = _availability(cursor, funds, value) if funds not in PLAIN_FUNDS else None
    return Detail(type_code, value, value_date, cursor.reference(), cursor.reference(), cursor.text())


def _usual(record: Record) -> re.Match[str] | None:
    """The record by its usual shape; None for one of another, and for lines that are cut by their width or wrapped."""
    if record.wrapped or max(map(len, record.lines)) >= record.width:
        return None
    flat = record.raw.replace("/\n88,", ENDED).replace("\n88,", "\n")
    return _USUAL.fullmatch(flat[:-1] if flat[-1] == "/" else flat)


def _lines(text: str) -> str | None:
    """Text of several lines, without blanks around them or empty ones."""
    text = text.replace(ENDED, "\n").strip()
    if "\n" not in text:
        return text or None
    return "\n".join([line for piece in text.split("\n") if (line := piece.strip())])


class Cursor:
    """Walks a record field by field over its lines, until the rest is text."""

    __slots__ = ("at", "is_fresh", "parts", "rest")

    def __init__(self, parts: list[Part]) -> None:
        self.parts, self.at, self.is_fresh = parts, 0, False
        self.rest: str | None = parts[0].text

    def fields(self, number: int) -> list[str]:
        """The next fields; blank where there are no more."""
        found: list[str] = []
        while len(found) < number:
            if self.rest is None and not self._next_line():
                return found + [""] * (number - len(found))
            values = (self.rest or "").split(",", number - len(found))
            self.is_fresh = False
            self.rest = values.pop() if len(values) > number - len(found) else None
            found += [value.strip() for value in values]
        return found

    def reference(self) -> str | None:
        """The next field, unless the text has begun."""
        if self.rest is None and not self._next_line():
            return None
        if self.is_fresh and _TAGGED.match(self.rest or ""):
            return None
        return self.fields(1)[0] or None

    def text(self) -> str | None:
        """What is left, a line each; a line that fills the record length runs on without a break."""
        following = self.parts[self.at + 1 :]
        if not following:
            return (self.rest or "").strip() or None
        pieces = [Part(self.rest or "", self.parts[self.at].is_full), *following]
        if not any(is_full for _, is_full in pieces):
            return _lines("\n".join(text for text, _ in pieces))
        text = "".join(
            piece if is_full and not piece[-1:].isspace() else piece.strip() + "\n" for piece, is_full in pieces
        )
        return re.sub(r"\s*\n\s*", "\n", text).strip() or None

    def _next_line(self) -> bool:
        if self.at + 1 == len(self.parts):
            return False
        self.at += 1
        self.rest, self.is_fresh = self.parts[self.at].text, True
        return True


def _availability(cursor: Cursor, funds: str, value: int) -> date | None:
    """Passes over the fields of the funds type; gives the value date if it has one."""
    if funds == "V":
        written, _ = cursor.fields(2)
        return day(written) if written else None
    if funds == "D":
        shares = [(count(days), amount(share)) for days, share in
                  (cursor.fields(2) for _ in range(count(cursor.fields(1)[0])))]  # fmt: skip
        if sum(share for _, share in shares) != value:
            raise Malformed(f"{len(shares)} availabilities that do not add up to {value}", "their sum to be the amount")
        return None
    for share in cursor.fields(extra(funds, [])):
        amount(share)
    return None
