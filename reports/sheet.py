"""What a sheet is, apart from any file format: tables of columns and rows, and what a person may fill in.

Text is always text: only a column with a `formula` of ours holds formulas. Amounts are numbers
in the decimals of the row's `currency`. Dates are dates.
"""

from typing import Final, Literal, NamedTuple

import polars as pl

ROW_LIMIT: Final = 20_000  # rows of one sheet; all of them then stand in a Parquet file beside the workbook
HEADING_ROW: Final = 4  # of a sheet of one table: title, note, bands, headings
FIRST_ROW: Final = HEADING_ROW + 1

Kind = Literal["text", "amount", "share", "count", "date"]
Tone = Literal["alarm", "warn", "good", "muted", "input", "rule"]


class Column(NamedTuple):
    """One column: `name` in the frame, `heading` for people, a width in characters."""

    name: str
    heading: str
    width: float
    kind: Kind = "text"
    band: str = ""  # the heading above the headings, one for neighbours that belong together
    link: str = ""  # the frame's column that says where a click leads, such as 'Candidates'!A5
    formula: str = ""  # live; {name} is that column's cell in this row
    currency: str = ""  # of all its amounts; else the row's own
    choices: str = ""  # the named list of its dropdown
    hint: str = ""  # shown when the cell is chosen; for cells to fill
    is_input: bool = False  # coloured and open; all others are locked
    is_hidden: bool = False
    is_wrapped: bool = False
    is_bold: bool = False


class Paint(NamedTuple):
    """Where `formula` ({name} is a cell of the row) is true, these columns take that tone."""

    columns: tuple[str, ...]  # () is the whole row
    formula: str
    tone: Tone


class Table(NamedTuple):
    """Rows under headings; a column that is missing from the frame is left empty."""

    columns: tuple[Column, ...]
    rows: pl.DataFrame
    title: str = ""
    is_headed: bool = True
    has_total: bool = False  # the last row adds up the others
    blank_rows: int = 0  # further rows, to be filled in


class Chart(NamedTuple):
    """Bars, to the right of all tables of its sheet: one bar a row of `table`, one series a column."""

    title: str
    table: int
    label: str
    series: tuple[str, ...]
    is_share: bool = False  # the series of each bar as parts of its whole


class Sheet(NamedTuple):
    """One sheet. With one table it has bands, filters and frozen headings; with several they stand stacked."""

    title: str
    note: str  # one or two sentences: what this is, what to do here; the Guide shows it too
    tables: tuple[Table, ...]
    row_height: float = 15
    frozen_columns: int = 0
    printed_columns: int = 0  # 0: all that are not hidden
    pages_wide: int = 1  # on paper; from 2 on the frozen columns stand on each page
    paints: tuple[Paint, ...] = ()
    charts: tuple[Chart, ...] = ()
    names: tuple[tuple[str, str, str], ...] = ()  # (name, first column, last column): a range over their rows
    tab: str = "8A94A6"
    is_hidden: bool = False
    is_opened: bool = False  # the sheet a person sees first


def for_users(columns: tuple[Column, ...], users: tuple[str, ...]) -> tuple[Column, ...]:
    """Settings that name no users leave the names free: an empty list would take none."""
    if users:
        return columns
    return tuple(column._replace(choices="") if column.choices == "users" else column for column in columns)


def place(title: str, row: pl.Expr) -> pl.Expr:
    """Where a click leads: the first cell of a row of a one-table sheet, by the row's index in its frame.

    Null for a row that no longer fits on the sheet.
    """
    return pl.when(row < ROW_LIMIT).then(pl.format("'{}'!A{}", pl.lit(title), row.cast(pl.Int64) + FIRST_ROW))


def letters(table: Table) -> dict[str, str]:
    """Column name -> its letter.

    >>> letters(Table((Column("payment_id", "Id", 8), Column("amount", "Amount", 12)), pl.DataFrame()))
    {'payment_id': 'A', 'amount': 'B'}
    """
    return {column.name: letter(number) for number, column in enumerate(table.columns, 1)}


def letter(number: int) -> str:
    """The letter of a column, from 1.

    >>> letter(1), letter(26), letter(27), letter(53)
    ('A', 'Z', 'AA', 'BA')
    """
    before, last = divmod(number - 1, 26)
    return (letter(before) if before else "") + chr(ord("A") + last)
