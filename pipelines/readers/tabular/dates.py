"""Dates as people and banks write them to ISO text; the order of day and month is decided by whole columns."""

import re
from typing import Final, Literal

import polars as pl

from pipelines.readers.tabular.words import word

_MONTHS: Final = (
    "jan januar january janvier janv enero ene januari janner",
    "feb februar february fevrier fevr febrero februari",
    "mar mrz marz march mars marzo maart mrt maerz",
    "apr april avril avr abril abr",
    "may mai mayo mei",
    "jun juni june juin junio",
    "jul juli july juillet juil julio",
    "aug august aout agosto ago augustus",
    "sep sept september septembre septiembre",
    "oct okt oktober october octobre octubre",
    "nov november novembre noviembre",
    "dec dez dezember december decembre diciembre dic",
)
MONTHS: Final = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}
_TIME: Final = (
    r"(?i)[T ,]+[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2}(?:\.[0-9]+)?)?\s*(?:[ap]\.?m\.?)?"
    r"(?:\s*[A-Z]{3,4}|Z|[+-][0-9:]{2,5})?$"
)
_YEAR_FIRST: Final = r"^([0-9]{4})[-/.: ]?([0-9]{1,2})[-/.: ]?([0-9]{1,2})$"
_YEAR_LAST: Final = r"^([0-9]{1,2})\s?([-/. ])\s?([0-9]{1,2})\s?[-/. ]\s?([0-9]{4}|[0-9]{2})$"
_TOGETHER: Final = r"^([0-9]{2})([0-9]{2})([0-9]{4})$"
_NAMED: Final = re.compile(
    r"^(?:[a-z]{2,9} )?(?:(\d{1,2}) ?([a-z]{3,10}) ?(\d{4}|\d{2})|([a-z]{3,10}) (\d{1,2}) (\d{4}))$"
)
Order = Literal["day", "month"]
FIRST_YEAR: Final = 1990
LAST_YEAR: Final = 2100


class Ambiguous(Exception):
    """Dates that are days in one order and other days in the other, and nothing in the file says which."""

    def __init__(self, example: str) -> None:
        super().__init__(example)
        self.example = example


def iso(rows: pl.DataFrame, columns: list[str], stated: str | None, order: Order) -> pl.DataFrame:
    """The rows with these columns as ISO text; what is no date stays as it stands.

    In:      `stated` the format of tieout.toml; without it `order`, as `order_of` says it.
    """
    distinct = _distinct(rows, columns)
    if distinct.is_empty():
        return rows
    read = _stated(distinct, stated) if stated else _told(distinct, order)
    known = read.drop_nulls("iso")
    table = dict(zip(known["text"], known["iso"], strict=True))
    return rows.with_columns(
        pl.coalesce(pl.col(name).replace_strict(table, default=None, return_dtype=pl.String), name).alias(name)
        for name in columns
        if name in rows.columns
    )


def differing(rows: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
    """The dates of these columns that are another day, or none, when read month first: text, day, month."""
    read = _read(_distinct(rows, columns))
    told = read.filter(pl.col("day").ne_missing(pl.col("month"))).sort("text")
    return told.unique("bare", keep="first", maintain_order=True).drop("bare")


def order_of(said: pl.DataFrame, is_day_first: bool) -> Order:
    """Which comes first in the dates of a file. In: `differing` of all its parts. Raises Ambiguous.

    `is_day_first` when the file's language or amounts say so.
    """
    read = said.unique("text").sort("text")
    missing_day, missing_month = read["day"].null_count(), read["month"].null_count()
    if missing_day != missing_month:
        return "day" if missing_day < missing_month else "month"
    both = read.drop_nulls()
    if both.is_empty() or is_day_first:
        return "day"
    raise Ambiguous(both["text"][0])


def one(text: str, is_day_first: bool) -> str | None:
    """One date of a title as ISO text; None where it is none, or could be two."""
    read = pl.DataFrame({"text": [text.strip()]})
    try:
        day = _told(read, order_of(differing(read, ["text"]), is_day_first))["iso"][0]
    except Ambiguous:
        return None
    return None if day is None else str(day)


def _distinct(rows: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
    present = [rows[name].alias("text") for name in columns if name in rows.columns]
    return pl.DataFrame({"text": pl.concat(present or [pl.Series("text", [], pl.String)])}).drop_nulls().unique()


def _stated(distinct: pl.DataFrame, written: str) -> pl.DataFrame:
    day = pl.col("text").str.to_date(written, strict=False)
    own = pl.when(pl.col("text").str.contains(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")).then(pl.col("text"))
    return distinct.with_columns(pl.coalesce(_sane(day).dt.to_string("%Y-%m-%d"), own).alias("iso"))


def _told(distinct: pl.DataFrame, order: Order) -> pl.DataFrame:
    return _read(distinct).select("text", pl.col(order).dt.to_string("%Y-%m-%d").alias("iso"))


def _read(distinct: pl.DataFrame) -> pl.DataFrame:
    """The dates with the day first, and with the month first; `bare` is the date without its time."""
    bare = distinct.with_columns(pl.col("text").str.replace(_TIME, "").str.strip_chars(" .,'").alias("bare"))
    if bare["bare"].str.contains(r"\p{L}").any():
        bare = bare.with_columns(pl.col("bare").map_elements(_without_names, return_dtype=pl.String))
    first, last = pl.col("bare").str.extract_groups(_YEAR_FIRST), pl.col("bare").str.extract_groups(_YEAR_LAST)
    together = pl.col("bare").str.extract_groups(_TOGETHER)
    year_first = _day(*(first.struct.field(str(at)) for at in (1, 2, 3)))
    a, mark, b, year = (last.struct.field(str(at)) for at in (1, 2, 3, 4))
    year = pl.when(year.str.len_bytes() == 2).then("20" + year).otherwise(year)
    packed = _day(*(together.struct.field(str(at)) for at in (3, 2, 1)))
    is_open = mark.is_in(["/", "-", " "])
    month_first = pl.when(is_open).then(_day(year, a, b)).otherwise(_day(year, b, a))
    return bare.select(
        "text",
        "bare",
        pl.coalesce(year_first, packed, _day(year, b, a)).alias("day"),
        pl.coalesce(year_first, packed, month_first).alias("month"),
    )


def _day(year: pl.Expr, month: pl.Expr, day: pl.Expr) -> pl.Expr:
    text = year + "-" + month.str.zfill(2) + "-" + day.str.zfill(2)
    return _sane(text.str.to_date("%Y-%m-%d", strict=False))


def _sane(day: pl.Expr) -> pl.Expr:
    return pl.when(day.dt.year().is_between(FIRST_YEAR, LAST_YEAR)).then(day)


def _without_names(text: str) -> str:
    """`3. März 2026`, `03-Mar-26`, `Mar 3, 2026` with the month as a number, year first."""
    found = _NAMED.match(word(text))
    if not found:
        return text
    day, name, year = (found[1], found[2], found[3]) if found[1] else (found[5], found[4], found[6])
    number = MONTHS.get(name)
    return f"{year if len(year) == 4 else '20' + year}-{number:02}-{int(day):02}" if number else text
