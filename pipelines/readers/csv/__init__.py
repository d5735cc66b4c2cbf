"""CSV: text parted into cells; what they mean is told in `tabular`."""

from functools import partial
from itertools import islice

import polars as pl

from pipelines.readers.base import Reading, Source, reading, rejected
from pipelines.readers.csv import headings
from pipelines.readers.csv.parts import line_parts
from pipelines.readers.csv.records import Records, cells, padded, records
from pipelines.readers.prose.letter import is_letter, is_mail
from pipelines.readers.tabular import Cells, read_cells
from pipelines.readers.tabular.cast import CORRECT_THE_ROW
from pipelines.readers.tabular.lines import SEARCHED_LINES
from pipelines.readers.tabular.meaning import Meaning
from pipelines.readers.tabular.parts import Rows
from pipelines.readers.text import encoding_of, lines, text_of


def claims(head: bytes) -> bool:
    """A line of headings first: words parted by a comma, semicolon, tab or bar."""
    text = text_of(head)
    return headings.is_table(text) and not is_letter(text) and not is_mail(text)


def read(source: Source) -> Reading:
    """One CSV file as the table its headings say. A row that breaks a rule is a reject, the others are taken."""
    encoding = encoding_of(source)
    meaning, separator, above = headings.found(source, _beginning(source, encoding))
    if meaning.profile and meaning.profile.encoding and source.encoding is None:
        encoding = meaning.profile.encoding
        meaning, separator, above = headings.found(source, _beginning(source, encoding))
    found = records(line_parts(source, encoding, meaning.line), separator)
    part = read_cells(source, Cells(meaning, map(partial(_rows, meaning, separator), found), above))
    return reading("csv", encoding, part.tables, rejected(source, part.rejects), part.faults, part.warnings)


def _beginning(source: Source, encoding: str) -> str:
    """The lines among which the headings stand."""
    return "\n".join(line for _, line in islice(lines(source, encoding), SEARCHED_LINES))


def _rows(meaning: Meaning, separator: str, found: Records) -> Rows:
    """The rows below the headings as cells; those with another number of cells are filled up or cut."""
    rows, ragged = cells(found.whole, meaning.width, separator)
    if rows.is_empty() and _lacks_the_same(ragged, meaning):
        rows, ragged = padded(ragged, meaning.width, separator).drop("cells"), ragged.clear()
    if not ragged.is_empty():
        rows = pl.concat([rows, padded(ragged, meaning.width, separator)], how="diagonal").sort("source_line")
    return Rows(rows, _unclosed(found), found.is_last)


def _lacks_the_same(ragged: pl.DataFrame, meaning: Meaning) -> bool:
    """Whether all rows end before the same headings, of which we need none, nor the cell that may be cut."""
    last = max(at for places in meaning.columns.values() for at in places)
    return ragged["cells"].n_unique() == 1 and last + 1 < ragged["cells"][0] < meaning.width


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
