"""A cleared workbook, read: rows that a person filled in, told by their headings, whatever became of the file."""

import re
import zipfile
from hashlib import file_digest
from pathlib import Path
from typing import Final, NamedTuple

import fastexcel
import polars as pl

from pipelines.clear import cells
from pipelines.readers.base import Refused, Source, excerpt, refused
from pipelines.readers.excel.parts import sheet_parts
from pipelines.readers.text import LOCKED, ZIP
from pipelines.readers.zipped import DAMAGED, damaged, directory
from reports.sheet import Column, letter
from reports.sheets import allocations, pending_approval, to_clear
from schemas.clearing import AllocationLine, Decision
from schemas.frame import frame

MOST_BYTES: Final = 200 << 20
MOST_COLUMNS: Final = 500
HEADING_ROWS: Final = 20  # where headings are looked for
EXPECTED: Final = "the exceptions workbook of a day, as Excel or LibreOffice saves it (.xlsx, .xlsm, .xlsb, .xls, .ods)"
HASH: Final = "row_hash"
# What is read: the sheet's columns, and the headings without which it is not that sheet.
SHEETS: Final[dict[str, tuple[tuple[Column, ...], tuple[str, ...]]]] = {
    "To clear": (to_clear.COLUMNS, ("exception_id", "action", "apply_to", HASH)),
    "Allocations": (allocations.COLUMNS, ("exception_id", "item_number", "cash_amount", "check")),
    "Pending approval": (pending_approval.COLUMNS, ("decision_id", "approval")),
}
_WITHOUT_RESULT: Final = re.compile(
    rb'<c r="([A-Z]{1,3})([0-9]{1,7})"[^>]*><f\b(?:[^>]*/>|[^>]*>[^<]*</f>)(?:<v ?/>|<v></v>)?</c>'
)
_FILLED: Final = re.compile(rb'<c r="([A-Z]{1,3})[0-9]{1,7}"[^>]*(?<!/)>(?!</c>)')
_HEAD: Final = 1 << 20  # of a sheet: the headings and more


class Book(NamedTuple):
    """One workbook of answers."""

    name: str
    sha256: str
    decisions: pl.DataFrame  # Decision: rows with anything filled in
    lines: pl.DataFrame  # AllocationLine


class _Sheet(NamedTuple):
    kind: str
    title: str
    rows: pl.DataFrame  # row, and a text column for each of ours that stands there
    places: dict[str, int]  # column of ours -> how many columns stand before it, empty ones at the left not counted


def read(path: Path) -> Book:
    """The answers of one workbook. Formulas are never worked out: what was saved with them counts.

    Raises:  Refused, with what stands there and what to do.
    """
    source = Source(path.name, path)
    book, sha256 = _opened(source)
    sheets = [sheet for name in book.sheet_names if (sheet := _sheet(source, book, name))]
    if not any(sheet.kind in ("To clear", "Pending approval") for sheet in sheets):
        stands = f"sheets {', '.join(repr(excerpt(name)) for name in book.sheet_names[:8])}"
        raise refused(source, stands, "a sheet with the headings of To clear, the hidden columns too",
                      "take the workbook of a day again and fill in that one")  # fmt: skip
    lost = _without_result(source, {sheet.title: sheet for sheet in sheets})
    decisions: list[cells.Row] = []
    lines: list[cells.Row] = []
    for sheet in sheets:
        rows = [row for row in sheet.rows.to_dicts() if cells.says_something(sheet.kind, row)]
        read_rows = [cells.READ[sheet.kind](sheet.title, row, lost.get((sheet.title, row["row"]))) for row in rows]
        (lines if sheet.kind == "Allocations" else decisions).extend(read_rows)
    return Book(path.name, sha256, frame(Decision, decisions), frame(AllocationLine, lines))


def _opened(source: Source) -> tuple[fastexcel.ExcelReader, str]:
    try:
        with source.path.open("rb") as file:
            sha256, size = file_digest(file, "sha256").hexdigest(), file.tell()
            file.seek(0)
            head = file.read(8)
            if LOCKED.encode("utf-16-le") in file.read(1 << 16):
                raise refused(source, "a workbook locked by a password", EXPECTED, "save it without a password")
    except OSError as error:
        raise refused(
            source, error.strerror or "nothing", "a workbook that can be opened", "correct the path"
        ) from None
    if size > MOST_BYTES:
        raise refused(source, f"{size:,} bytes", f"at most {MOST_BYTES:,} bytes", "take the workbook of a day again")
    if head.startswith(ZIP):
        directory(source, source.path)
    try:
        return fastexcel.read_excel(source.path), sha256
    except fastexcel.FastExcelError:
        what = "an archive that is no workbook" if head.startswith(ZIP) else f"a file that begins {head[:8]!r}"
        raise refused(source, what, EXPECTED, "save it as an Excel workbook (.xlsx); a CSV loses sheets") from None


def _sheet(source: Source, book: fastexcel.ExcelReader, name: str) -> _Sheet | None:
    """A sheet that holds answers, told by its headings; None for any other."""
    try:
        loaded = book.load_sheet(name, header_row=None, dtypes="string", skip_rows=0).to_polars()
    except fastexcel.FastExcelError:
        return None  # a chart, or a sheet of nothing
    if loaded.width > MOST_COLUMNS:
        raise refused(source, f"{loaded.width:,} columns on {excerpt(name)!r}", f"at most {MOST_COLUMNS}")
    texts = loaded.with_columns(pl.all().str.strip_chars())
    for at, row in enumerate(texts.head(HEADING_ROWS).iter_rows()):
        for kind, (columns, needed) in SHEETS.items():
            places = {column.name: row.index(column.heading) for column in columns if column.heading in row}
            missing = [column for column in needed if column not in places]
            if not missing:
                return _Sheet(kind, name, _rows(texts, at + 1, places), places)
            if missing == [HASH]:
                raise _without(source, name, f"its hidden column {HASH}")
    if name in SHEETS:
        raise _without(source, name, "its headings")
    return None


def _without(source: Source, sheet: str, what: str) -> Refused:
    stands, expected = f"the sheet {excerpt(sheet)!r} without {what}", "the sheet as written, the hidden columns too"
    return refused(source, stands, expected, "take the workbook of a day again and fill in that one")


def _rows(texts: pl.DataFrame, skipped: int, places: dict[str, int]) -> pl.DataFrame:
    names = texts.columns
    cut = texts.select(
        row=pl.int_range(1, pl.len() + 1, dtype=pl.Int64),
        **{name: pl.when(pl.col(names[at]) != "").then(pl.col(names[at])) for name, at in places.items()},
    )
    return cut.slice(skipped).filter(pl.any_horizontal(pl.col(list(places)).is_not_null()))


def _without_result(source: Source, sheets: dict[str, _Sheet]) -> dict[tuple[str, int], str]:
    """(sheet, row) -> the cell to fill in that holds a formula saved without its result: its value is not known."""
    if not zipfile.is_zipfile(source.path):
        return {}
    found = {}
    try:
        with zipfile.ZipFile(source.path) as archive:
            parts = sheet_parts(source, archive)
            for part, title in parts.items():
                if (sheet := sheets.get(title)) and part in archive.namelist():
                    content = archive.read(part)
                    first = min(map(_number, _FILLED.findall(content[:_HEAD])), default=1)
                    filled = [sheet.places[name] for name in cells.FILLED[sheet.kind] if name in sheet.places]
                    asked = {letter(place + first) for place in filled}
                    for column, row in _WITHOUT_RESULT.findall(content):
                        if column.decode() in asked:
                            found[title, int(row)] = f"{column.decode()}{int(row)}"
    except DAMAGED as error:
        raise damaged(source, str(error)) from None
    return found


def _number(column: bytes) -> int:
    """The number of a column's letters, from 1.

    >>> _number(b"A"), _number(b"BA")
    (1, 53)
    """
    number = 0
    for at in column:
        number = 26 * number + at - ord("A") + 1
    return number


__all__ = ["Book", "Refused", "read"]
