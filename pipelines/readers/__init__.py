"""One module a format: text of a bank, payer or ERP in, validated frames and rejects out.

Never a decision about money in here, and nothing of the ledger: a reader says what a file says.
"""

from types import MappingProxyType
from typing import Final, Protocol

from pipelines.readers import (
    bai2,
    camt,
    csv,
    excel,
    letter,
    lockbox,
    mail,
    mt940,
    nacha,
    ofx,
    outlook,
    pain001,
    pdf,
    remadv,
    remt001,
    x12_820,
)
from pipelines.readers.base import Reading, Refused, Source, masked, refused
from pipelines.readers.text import head_of, text_of

__all__ = ["READERS", "Reading", "Refused", "Source", "read"]


class Reader(Protocol):
    """What each module of the registry offers."""

    def claims(self, head: bytes) -> bool:
        """True when the first bytes of a file are of this format; exactly one reader may say so."""

    def read(self, source: Source) -> Reading:
        """The whole file. Raises Refused when nothing of it can be trusted."""


READERS: Final[MappingProxyType[str, Reader]] = MappingProxyType(
    {
        "bai2": bai2,
        "camt": camt,
        "mt940": mt940,
        "ofx": ofx,
        "nacha": nacha,
        "remadv": remadv,
        "x12_820": x12_820,
        "pain001": pain001,
        "remt001": remt001,
        "lockbox": lockbox,
        "letter": letter,
        "mail": mail,
        "outlook": outlook,
        "pdf": pdf,
        "excel": excel,
        "csv": csv,
    }
)


def read(source: Source) -> Reading:
    """One file, by the only reader that claims its content. Raises Refused, and nothing else."""
    try:
        return _claimant(source).read(source)
    except Refused:
        raise
    except Exception as error:
        raise refused(
            source,
            f"something its reader did not foresee ({type(error).__name__}: {masked(str(error))})",
            "a file of a known format",
            "report it with the file; nothing of it was taken",
        ) from error


def _claimant(source: Source) -> Reader:
    head = head_of(source)
    claimants = [name for name, reader in READERS.items() if reader.claims(head)]
    if len(claimants) == 1:
        return READERS[claimants[0]]
    known = ", ".join(READERS)
    if claimants:
        raise refused(source, f"a file that {' and '.join(claimants)} both claim", "one format", "report it")
    raise refused(
        source,
        f"{masked(text_of(head).strip()[:60])!r}, and no reader knows this file",
        f"one of: {known}",
        "export it in one of these formats; a CSV can be described in a [csv.<profile>] of tieout.toml",
    )
