"""CSV: text parted into cells; what they mean is told in `tabular`."""

import polars as pl

from pipelines.readers.base import Reading, Source, reading, rejected
from pipelines.readers.csv import headings
from pipelines.readers.csv.records import Records, cells, padded, records
from pipelines.readers.prose.letter import is_letter, is_mail
from pipelines.readers.tabular import Cells, read_cells
from pipelines.readers.tabular.cast import CORRECT_THE_ROW
from pipelines.readers.text import encoding_of, text_of, whole


def claims(head: bytes) -> bool:
    """A line of headings first: words parted by a comma, semicolon, tab or bar."""
    text = text_of(head)
    return headings.is_table(text) and not is_letter(text) and not is_mail(text)


def read(source: Source) -> Reading:
    """One CSV file as the table its headings say. A row that breaks a rule is a reject, the others are taken."""
    encoding = encoding_of(source)
    text = whole(source, encoding)
    meaning, separator, above = headings.found(source, text)
    if meaning.profile and meaning.profile.encoding and source.encoding is None:
        encoding = meaning.profile.encoding
        text = whole(source, encoding)
    body = text.split("\n", meaning.line)[meaning.line :]
    found = records(body[0] if body else "", meaning.line + 1, separator)
    rows, ragged = cells(found.whole, meaning.width, separator)
    if not ragged.is_empty():
        rows = pl.concat([rows, padded(ragged, meaning.width, separator)], how="diagonal").sort("source_line")
    part = read_cells(source, Cells(meaning, rows, above, _unclosed(found)))
    return reading("csv", encoding, part.tables, rejected(source, part.rejects), part.faults, part.warnings)


def _unclosed(found: Records) -> list[dict[str, object]]:
    """Rows whose quote never closes: their cells cannot be told apart."""
    rule = "every quoted cell closed by a quote"
    return [
        {
            "source_line": line,
            "field": None,
            "value": "a quote that never closes",
            "rule": rule,
            "remedy": CORRECT_THE_ROW,
            "raw": raw,
        }
        for line, raw in found.unclosed.iter_rows()
    ]
