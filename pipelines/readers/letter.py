"""Advices as plain text: letters, and what people copy from mails. Taken as far as its figures prove themselves."""

from pipelines.readers.advices import Advices
from pipelines.readers.base import Reading, Source, reading, refused, rejected
from pipelines.readers.prose.advice import advice_of
from pipelines.readers.prose.letter import is_letter
from pipelines.readers.prose.page import rows_of_text
from pipelines.readers.text import encoding_of, lines, text_of


def claims(head: bytes) -> bool:
    """Text for people that speaks of a payment."""
    return is_letter(text_of(head))


def read(source: Source) -> Reading:
    """One text, one advice. Refuses a text that names no document, or no currency."""
    encoding = encoding_of(source)
    found = advice_of(rows_of_text(source, lines(source, encoding)), source.usual_currency, is_whole=False)
    if found.advice is None:
        raise refused(source, *found.why_not)
    advices = Advices()
    advices.add(found.advice)
    warnings = [*found.warnings, *advices.warnings]
    return reading("letter", encoding, advices.tables(), rejected(source, found.rejects), warnings=warnings)
