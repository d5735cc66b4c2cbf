"""EDIFACT REMADV: remittance advices of European retail and utilities, proved by UNT, UNE and UNZ."""

import re
from typing import Final

from pipelines.readers import interchange
from pipelines.readers.base import Reading, Source
from pipelines.readers.edifact import segments
from pipelines.readers.envelopes import Envelope
from pipelines.readers.interchange import Dialect
from pipelines.readers.remadv.advice import RemittanceAdvice
from pipelines.readers.text import text_of

DIALECT: Final = Dialect(
    "remadv",
    segments,
    (
        Envelope("UNB", "UNZ", (), 5, "groups or messages"),
        Envelope("UNG", "UNE", ("UNB",), 5, "messages"),
        Envelope("UNH", "UNT", ("UNB", "UNG"), 1, "segments"),
    ),
    identity=(2, 3, 5),
    kind=2,
    ours="REMADV",
    message=RemittanceAdvice,
)
_HEAD: Final = re.compile(r"\s*(?:UNA.{6}\s*)?UN[BH][^\w\s]", re.DOTALL)


def claims(head: bytes) -> bool:
    """An EDIFACT interchange."""
    return _HEAD.match(text_of(head)) is not None


def read(source: Source) -> Reading:
    """All REMADV messages of a file. A broken count or control number is a transport fault."""
    return interchange.read(source, DIALECT)
