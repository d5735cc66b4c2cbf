"""NACHA text to records of 94 characters, batch by batch, and what the file claims of itself."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Final

from pipelines.readers.base import Source, excerpt, masked, refused, transport
from schemas.rejects import Fault

WIDTH: Final = 94
FILLER: Final = "9" * WIDTH
CREDITS: Final = ("22", "32", "42", "52", "24", "34")  # deposits, and zero dollars with remittance
FIRST_DEBIT: Final = "5"  # second digit of a transaction code: 0 to 4 credit, 5 to 9 debit
FOLLOWS: Final = {"": "1", "1": "59", "5": "68", "6": "678", "7": "678", "8": "59", "9": ""}
NAMES: Final = {
    "1": "file header",
    "5": "batch header",
    "6": "entry",
    "7": "addenda",
    "8": "batch control",
    "9": "file control",
}


class Malformed(Exception):
    """A record that is not what the format says: (line, what stands there, what was expected)."""


@dataclass(slots=True)
class Entry:
    """A 6 record with its addenda. Amount in cents; `text` joins the payment information untrimmed."""

    line: int
    code: str
    amount: int
    individual: str
    trace: str
    stated_addenda: int | None
    texts: list[str] = field(default_factory=list)
    addenda: int = 0
    is_return: bool = False
    raw: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Totals:
    """What a control record states, or what was counted for it."""

    count: int = 0
    hash: int = 0
    debit: int = 0
    credit: int = 0

    def add(self, other: "Totals") -> None:
        """Another batch."""
        self.count += other.count
        self.hash += other.hash
        self.debit += other.debit
        self.credit += other.credit


def records(source: Source, lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Records of 94 characters: short lines lost blanks, a file without line ends is cut every 94.

    Refuses a line that is longer than a record, and one that may not stand where it does.
    """
    previous = ""
    for number, line in lines:
        text = line.rstrip()
        if len(text) > WIDTH and len(text) % WIDTH and len(text) < 2 * WIDTH:
            raise refused(source, masked(text), f"a record of {WIDTH} characters, not {len(text)}", line=number)
        for start in range(0, len(text), WIDTH):
            record = text[start : start + WIDTH].ljust(WIDTH)
            if record == FILLER and previous in ("9", "8"):
                continue
            if record[0] not in FOLLOWS[previous]:
                expected = " or ".join(NAMES[code] for code in FOLLOWS[previous]) or "nothing more"
                raise refused(source, masked(record), f"{expected} here: a record is missing", line=number)
            previous = record[0]
            yield number, record
    if previous != "9":
        last = NAMES.get(previous, "blank")
        raise refused(
            source, f"the end of the file after {last}", "a file control (9)", "the file was cut: ask for it again"
        )


def number(line: int, record: str, start: int, end: int) -> int:
    """A number of a record; blank is zero. Raises Malformed when it is none."""
    text = record[start:end].strip()
    if text and not re.fullmatch(r"[0-9]+", text):
        raise Malformed(line, masked(record), f"a number at {start + 1} to {end}, not {text!r}")
    return int(text or 0)


def entry(line: int, record: str, is_ctx: bool) -> Entry:
    """A 6 record. In CTX the receiver's name begins with the number of addenda."""
    stated = record[54:58] if is_ctx else ""
    return Entry(
        line, record[1:3], number(line, record, 29, 39), record[39:54].strip(), record[79:94].strip(),
        int(stated) if stated.isdecimal() else None, raw=[record.rstrip()],
    )  # fmt: skip


def counted(one: Entry) -> Totals:
    """What an entry adds to the totals of its batch."""
    is_debit = one.code[1:] >= FIRST_DEBIT
    routing = one.raw[0][3:11].strip()
    return Totals(
        1 + one.addenda, int(routing) if routing.isdecimal() else 0, one.amount * is_debit, one.amount * (not is_debit)
    )


def control_faults(line: int, record: str, counts: Totals) -> list[Fault]:
    """A control record (8 or 9) against what was counted."""
    at = 4 if record[0] == "8" else 13
    width = 6 if record[0] == "8" else 8
    edges = [at, at + width, at + width + 10, at + width + 22, at + width + 34]
    stated = [number(line, record, start, end) for start, end in pairwise(edges)]
    real = [counts.count, counts.hash % 10**10, counts.debit, counts.credit]
    names = ("entries and addenda", "entry hash", "cents of debits", "cents of credits")
    return [
        transport(line, excerpt(record), f"{name} {found}, as counted, not {said}")
        for name, said, found in zip(names, stated, real, strict=True)
        if said != found
    ]


def effective_date(record: str) -> date | None:
    """The effective entry date of a batch header, YYMMDD; None when it is none."""
    text = record[69:75]
    try:
        return date(2000 + int(text[:2]), int(text[2:4]), int(text[4:6]))
    except ValueError:
        return None
