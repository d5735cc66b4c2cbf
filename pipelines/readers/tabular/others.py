"""The rows of a table that are no data: totals, group heads, balances, repeated headings, notes."""

import re
from collections.abc import Iterable
from typing import Final, Literal, NamedTuple

import polars as pl

from pipelines.readers.tabular.meaning import Meaning
from pipelines.readers.tabular.words import CLOSING, OPENING, TOTAL, word

Role = Literal["data", "total", "opening", "closing", "group", "heading", "note"]
KEYS: Final = ("account", "currency", "entity", "customer_id", "customer_name", "local_currency")
_TOTAL: Final = re.compile(TOTAL)
_NUMBER: Final = re.compile(
    r"^[^\w]*(?:[A-Z]{2,3}|[CD])?\s*[(+\-−]?\s*(?:[$€£]\s*)?[0-9.,'’\s]*[0-9][.,]?[)\-+]?\s*(?:[A-Z]{2,3}|[€$£%])?$",
    re.I,
)
_NO_LABEL: Final = re.compile(
    r"^[A-Z]{2}[0-9]{2}[A-Z0-9 ]{6,}$|[0-9][-. ]?(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
)
_DAY: Final = re.compile(r"^[0-9]{1,4}[-./][0-9]{1,2}[-./][0-9]{1,4}\b")
_DATED: Final = re.compile(r"(?: (?:on|at|as of|am|vom|per|au|al|op))?(?: \d.*)?$")


class Other(NamedTuple):
    """One row that is no data. `amounts` are its cells in columns of amounts; `only` its one number, wherever."""

    line: int
    role: Role
    label: str
    text: str  # its first cell, as it stands
    amounts: dict[str, str]
    only: str | None
    currency: str | None


def parted(
    rows: pl.DataFrame, meaning: Meaning, is_data: pl.Expr, amounts: Iterable[str]
) -> tuple[pl.DataFrame, list[Other]]:
    """The rows of data, and all others with what they are. A row that is neither stays with the data, to be rejected.

    In:      rows with c0, c1, …; `is_data` true for what is surely data; `amounts` names columns of sums.
    """
    judged = rows.with_columns(is_data.fill_null(False).alias("sure"))
    doubtful = judged.filter(~pl.col("sure"))
    if doubtful.is_empty():
        return rows, []
    places = {name: meaning.columns[name][0] for name in amounts if name in meaning.columns}
    keys = {at for name in KEYS for at in meaning.columns.get(name, ())}
    cells = doubtful.select(pl.col("^c[0-9]+$")).iter_rows()
    lines = doubtful["source_line"].to_list()
    others = [_told(line, list(row), meaning, places, keys) for line, row in zip(lines, cells, strict=True)]
    data = pl.Series([other.role == "data" for other in others], dtype=pl.Boolean)
    kept = pl.concat([judged.filter("sure"), doubtful.filter(data)]).drop("sure").sort("source_line")
    return kept, [other for other in others if other.role != "data"]


def _told(line: int, row: list[str | None], meaning: Meaning, places: dict[str, int], keys: set[int]) -> Other:
    filled = {at: cell for at, cell in enumerate(row) if cell}
    numbers = {at: cell for at, cell in filled.items() if at not in keys and is_number(cell)}
    texts = [cell for at, cell in filled.items() if at not in numbers and not _NO_LABEL.search(cell)]
    label = next((word(cell.rstrip(" :")) for cell in texts if re.search(r"[^\W\d_]", cell)), "")
    amounts = {name: row[at] or "" for name, at in places.items() if at < len(row) and row[at]}
    at_currency = meaning.columns.get("currency", (len(row),))[0]
    currency = row[at_currency] if at_currency < len(row) else None
    role = _role(row, meaning, filled, numbers, keys, label, bool(amounts))
    only = next(iter(numbers.values())) if len(numbers) == 1 else None
    return Other(line, role, label, next(iter(filled.values()), ""), amounts, only, currency)


def _role(
    row: list[str | None],
    meaning: Meaning,
    filled: dict[int, str],
    numbers: dict[int, str],
    keys: set[int],
    label: str,
    has_amount: bool,
) -> Role:
    if (
        all(word(cell) == word(name) for cell, name in zip(row, meaning.names, strict=False) if cell)
        and len(filled) > 1
    ):
        return "heading"
    if numbers and (balance := balance_word(label)):
        return balance
    if (has_amount or numbers) and _TOTAL.search(label):
        return "total"
    if has_amount:
        return "total" if all(at in keys or at in numbers for at in filled) else "data"
    return "group" if len(filled) == 1 and not numbers and not _TOTAL.search(label) else "note"


def is_number(cell: str) -> bool:
    """An amount, however it is written; never a date."""
    return bool(_NUMBER.match(cell)) and not _DAY.match(cell)


def balance_word(label: str) -> Literal["opening", "closing"] | None:
    """Whether words name an opening or closing balance, perhaps with its date."""
    bare = _DATED.sub("", label, count=1)
    return "opening" if bare in OPENING else "closing" if bare in CLOSING else None


def balances(titles: list[tuple[int, list[str]]]) -> list[Other]:
    """Opening and closing balances among the titles: `Opening balance: 500.00`, or label and number apart."""
    found = []
    for line, row in titles:
        filled = [part.strip() for cell in row if cell for part in cell.split(":") if part.strip()]
        numbers = [cell for cell in filled if is_number(cell)]
        role = balance_word(word(filled[0])) if filled else None
        if role and len(numbers) == 1:
            found.append(Other(line, role, word(filled[0]), filled[0], {}, numbers[0], None))
    return found
