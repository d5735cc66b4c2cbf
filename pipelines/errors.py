"""What stops a run: where it happened, what stands there, what was expected, what to do about it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar


class TieoutError(Exception):
    """A run, or a command, that cannot go on. The command line shows its text and exits with `exit_status`."""

    exit_status: ClassVar[int] = 1

    def __init__(self, where: str, stands: str, expected: str, remedy: str) -> None:
        super().__init__(f"{where}\n  stands:   {stands}\n  expected: {expected}\n  remedy:   {remedy}")
        self.where, self.stands, self.expected, self.remedy = where, stands, expected, remedy


class Held(TieoutError):
    """Somebody else is writing to the ledger, and went on for longer than we wait."""

    def __init__(self, where: str, holder: str, waited_s: float) -> None:
        super().__init__(
            where,
            f"held by {holder}",
            f"the ledger free within {waited_s:g} s",
            "wait for that run to end, or stop it, and run again; nothing was posted",
        )
        self.holder = holder


class CannotWrite(TieoutError):
    """The disk is full, or a place cannot be written to."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(
            where,
            why,
            "a place that can be written to, with room enough",
            "make room, or give another path, and run again: what was committed stays, nothing is posted twice",
        )


@contextmanager
def written_to(where: Path) -> Iterator[None]:
    """Writing at `where`. Raises CannotWrite for what the operating system refuses."""
    try:
        yield
    except OSError as error:
        raise CannotWrite(str(error.filename or where), error.strerror or str(error)) from None


class NoLedger(TieoutError):
    """There is no ledger at that path, or what stands there is none."""


class NewerLedger(TieoutError):
    """The ledger was written by a newer tieout than this one."""


class BooksDoNotHold(TieoutError):
    """An invariant of the books would be broken by what is about to be committed, or is broken already."""


class Contradiction(TieoutError):
    """What is to be posted and what the books already hold exclude each other."""
