"""CSV: our canonical columns, or a bank's or ERP's own through a profile of tieout.toml."""

import polars as pl

from pipelines.readers.base import Reading, Source, reading, rejected
from pipelines.readers.csv import headings, layouts
from pipelines.readers.csv.cast import CORRECT_THE_ROW, cast, sifted
from pipelines.readers.csv.headings import Headings
from pipelines.readers.csv.records import Records, cells, records
from pipelines.readers.csv.tables import TABLES
from pipelines.readers.text import encoding_of, text_of, whole


def claims(head: bytes) -> bool:
    """A line of headings first: words parted by a comma, semicolon, tab or bar."""
    return headings.is_table(text_of(head))


def read(source: Source) -> Reading:
    """One CSV file as the table its headings say. A row that breaks a rule is a reject, the others are taken."""
    encoding = encoding_of(source)
    text = whole(source, encoding)
    meaning = headings.found(source, text)
    if meaning.profile and meaning.profile.encoding and source.encoding is None:
        encoding = meaning.profile.encoding
        text = whole(source, encoding)
    body = text.split("\n", meaning.line)[meaning.line :]
    found = records(body[0] if body else "", meaning.line + 1, meaning.separator)
    rows, ragged = cells(found.whole, meaning.width, meaning.separator)
    table, layout = TABLES[meaning.table], layouts.LAYOUTS[meaning.table]
    typed, checks = cast(_named(rows, meaning), layout, meaning.profile)
    secret = {column.heading for column in layout if column.kind == "account"}
    legible, rejects = sifted(typed, checks, secret)
    good, more = sifted(table.defaults(legible), table.checks(), secret)
    rejects = sorted(
        [*rejects, *more, *_unreadable(found, ragged, meaning)], key=lambda row: int(str(row["source_line"]))
    )
    built = table.build(_final(good, layout), [int(str(row["source_line"])) for row in rejects])
    passed_over = [f"column {name!r} is not known and is passed over" for name in meaning.unknown]
    return reading(
        "csv", encoding, built.tables, rejected(source, rejects), built.faults, [*passed_over, *built.warnings]
    )


def _named(rows: pl.DataFrame, meaning: Headings) -> pl.DataFrame:
    """The cells by canonical heading; what the file has no column for is null or the profile's constant."""
    constants = meaning.profile.constants if meaning.profile else {}
    return rows.select(
        "source_line",
        "raw",
        *(
            pl.col(f"c{meaning.columns[column.heading]}").alias(column.heading)
            if column.heading in meaning.columns
            else pl.lit(constants.get(column.heading), pl.String).alias(column.heading)
            for column in layouts.LAYOUTS[meaning.table]
        ),
    )


def _final(good: pl.DataFrame, layout: tuple[layouts.Column, ...]) -> pl.DataFrame:
    return good.select("source_line", "raw", *(pl.col("=" + column.name).alias(column.name) for column in layout))


def _unreadable(found: Records, ragged: pl.DataFrame, meaning: Headings) -> list[dict[str, object]]:
    """Rows whose cells cannot be told apart, as rejects."""
    unclosed = "every quoted cell closed by a quote"
    counted = f"{meaning.width} cells, as many as there are headings"
    return [
        {"source_line": line, "field": None, "value": value, "rule": rule, "remedy": CORRECT_THE_ROW, "raw": raw}
        for line, raw, value, rule in (
            *((line, raw, "a quote that never closes", unclosed) for line, raw in found.unclosed.iter_rows()),
            *((line, raw, f"{count} cells", counted) for line, raw, count in ragged.iter_rows()),
        )
    ]
