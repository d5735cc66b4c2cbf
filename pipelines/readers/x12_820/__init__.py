"""X12 820: payment order and remittance advice, proved by its SE, GE and IEA."""

import re
from typing import Final

from pipelines.readers import interchange
from pipelines.readers.base import Reading, Source
from pipelines.readers.envelopes import Envelope
from pipelines.readers.interchange import Dialect
from pipelines.readers.text import text_of
from pipelines.readers.x12 import segments
from pipelines.readers.x12_820.advice import PaymentOrder

DIALECT: Final = Dialect(
    "x12_820",
    segments,
    (
        Envelope("ISA", "IEA", (), 13, "groups"),
        Envelope("GS", "GE", ("ISA",), 6, "transaction sets"),
        Envelope("ST", "SE", ("GS",), 2, "segments"),
    ),
    identity=(6, 8, 13),
    kind=1,
    ours="820",
    message=PaymentOrder,
)
_HEAD: Final = re.compile(r"\s*ISA[^\w\s]")


def claims(head: bytes) -> bool:
    """An X12 interchange."""
    return _HEAD.match(text_of(head)) is not None


def read(source: Source) -> Reading:
    """All 820 transaction sets of a file. A broken count or control number is a transport fault."""
    return interchange.read(source, DIALECT)
