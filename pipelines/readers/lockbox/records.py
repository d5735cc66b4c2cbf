"""Records of a lockbox file: columns of a bank's layout as values, and which layout a file is in."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from schemas.lockbox import Lockbox, Place

KINDS: Final = "12456789"
_AMOUNT: Final = re.compile(r"(-?)([0-9]{1,15})(-?)")


class Malformed(Exception):
    """A value that is not what the layout says: (line, what stands there, what was expected)."""


class Record:
    """One line; columns beyond its end are blank."""

    def __init__(self, line: int, text: str) -> None:
        self.line, self.text = line, text

    @property
    def kind(self) -> str:
        """The record type, its first character."""
        return self.text[0]

    def at(self, place: Place, shift: int = 0) -> str:
        """What stands at a place, without blanks around it."""
        first = place[0] - 1 + shift
        return self.text[first : first + place[1]].strip()

    def number(self, place: Place, what: str) -> int | None:
        """Digits at a place; None when blank. Raises Malformed for anything else."""
        found = self.at(place)
        if found and not (found.isascii() and found.isdecimal()):
            raise self.malformed(place, what)
        return int(found) if found else None

    def amount(self, place: Place, what: str, shift: int = 0) -> int | None:
        """Minor units at a place, a minus before or after; None when blank. Raises Malformed for anything else."""
        found = self.at(place, shift)
        parts = _AMOUNT.fullmatch(found)
        if found and (parts is None or parts[1] + parts[3] == "--"):
            raise self.malformed(place, what, shift)
        return None if parts is None else -int(parts[2]) if parts[1] or parts[3] else int(parts[2])

    def day(self, place: Place, form: str) -> date | None:
        """A date at a place; None where there is none."""
        try:
            return datetime.strptime(self.at(place), form).date()  # noqa: DTZ007
        except ValueError:
            return None

    def malformed(self, place: Place, what: str, shift: int = 0) -> Malformed:
        """What is wrong at a place."""
        first = place[0] + shift
        where = f"columns {first} to {first + place[1] - 1} of record {self.kind}"
        return Malformed(self.line, repr(self.at(place, shift)), f"{what} in {where}")


def chosen(header: Record, layouts: Iterable[Lockbox]) -> Lockbox:
    """The layout that names the lockbox of a record 5, else the one for all others, else the usual one."""
    general = Lockbox()
    for layout in layouts:
        named = {number.lstrip("0") for number in layout.lockboxes}
        if header.at(layout.deposit.lockbox).lstrip("0") in named:
            return layout
        general = general if named else layout
    return general
