"""Amounts as people and banks write them to plain text; the decimal mark is decided by all amounts of a file."""

from collections.abc import Sequence
from typing import Final

import polars as pl

from schemas.money import as_plain, decimals, minor

MARKS: Final = (".", ",")
NAMES: Final = {".": "point", ",": "comma"}
PLAIN: Final = r"^[+-]?[0-9]+(?:\.[0-9]+)?$"
NUMBER: Final = r"^[+-]?[0-9]+(?:\.[0-9]*)?$"
_SIGNS: Final = r"(?i)(?:\b(?:us|ca|au|nz|hk|sg|mx|[acrs])?\$|€|£|¥|₹|₽|zł|\bkr\b\.?|kč|\bfr\.|\brs\.?\s|\bR\s?)"
_CODE: Final = r"^(?:[^A-Za-z]*([A-Z]{3})\s*[(+\-0-9.,'’].*|.*[)\-0-9.,]\s*([A-Z]{3})\s*)$"
_ONE_CURRENCY: Final = {"€": "EUR", "£": "GBP", "R$": "BRL", "₹": "INR", "zł": "PLN", "Kč": "CZK"}
LAKHS: Final = r"[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}"  # 12,34,567 in India
_NOISE: Final = r"^[+-]?[0-9]+\.[0-9]{10,}$"
EXPONENT: Final = r"^[+-]?[0-9](?:[.,][0-9]+)?[eE]\+[0-9]{1,3}$"


class Ambiguous(Exception):
    """Amounts that mean one thing with a decimal point and another with a decimal comma."""

    def __init__(self, example: str) -> None:
        super().__init__(example)
        self.example = example


def tidy(text: pl.Expr) -> pl.Expr:
    """Signs of money gone, any dash a minus, no apostrophe of a spreadsheet before it."""
    return text.str.strip_prefix("'").str.replace_all("[−–—‑]", "-").str.replace_all(_SIGNS, "").str.strip_chars()


def plain(text: pl.Expr, mark: str) -> pl.Expr:
    """Amounts to plain decimal text; what is no amount under this mark stays as it stands, and is no number."""
    return pl.map_batches([text], lambda columns: _plain(columns[0], mark), return_dtype=pl.String, is_elementwise=True)


def _plain(text: pl.Series, mark: str) -> pl.Series:
    """Most amounts are digits with their marks and a sign, and quickly read; only the others are looked at closely."""
    group = "," if mark == "." else "."
    groups = rf"[1-9][0-9]{{0,2}}(?:\{group}[0-9]{{3}})+|{LAKHS}" if mark == "." else r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+"
    usual = text.str.contains(rf"^[+-]?(?:[0-9]+|{groups})(?:\{mark}[0-9]*)?$")
    bare = text.str.replace_all(group, "", literal=True).str.replace(mark, ".", literal=True)
    read = bare.str.strip_prefix("+").str.strip_suffix(".")
    if usual.all():
        return read
    odd = (~usual).arg_true()
    return read.scatter(odd, pl.select(_closely(pl.lit(text.gather(odd)), mark)).to_series())


def _closely(text: pl.Expr, mark: str) -> pl.Expr:
    bare = tidy(text)
    if mark == ".":
        is_indian = bare.str.contains(rf"^[^0-9]*{LAKHS}(?:\.[0-9]*)?[^0-9]*$")
        bare = pl.when(is_indian).then(bare.str.replace_all(",", "", literal=True)).otherwise(bare)
    turned = (bare if mark == "." else bare.str.replace_many([".", ","], [",", "."])).str.replace(
        r"^([^0-9.,]*)\.([0-9])", "${1}0.${2}"
    )
    grouped_zero = turned.str.contains(r"(?:^|[^0-9,])0+,[0-9]")
    read = pl.when(~grouped_zero).then(as_plain(turned, ".").str.strip_suffix("."))
    odd = (
        pl.when(text.str.contains(PLAIN)).then(text + f" (other amounts have a decimal {NAMES[mark]})").otherwise(text)
    )
    return pl.when(read.str.contains(NUMBER)).then(read).otherwise(odd)


def currency_of(text: pl.Expr) -> pl.Expr:
    """The currency code written at an amount: `CHF 1'234.50`, `12,00 EUR`."""
    parts = text.str.extract_groups(_CODE)
    signs = [pl.when(text.str.contains(sign, literal=True)).then(pl.lit(code)) for sign, code in _ONE_CURRENCY.items()]
    return pl.coalesce(parts.struct.field("1"), parts.struct.field("2"), *signs)


def shown(text: pl.Series) -> set[str]:
    """The decimal marks that some of these amounts show."""
    bare = pl.DataFrame({"text": text.drop_nulls().unique()}).select(tidy(pl.col("text")))["text"]
    return {mark for mark in MARKS if bare.str.contains(_shows(mark)).any()}


def both_ways(amounts: pl.DataFrame) -> pl.DataFrame:
    """How amounts read with either mark, in one row. In: text, currency."""
    distinct = amounts.drop_nulls("text").unique()
    text, currency = pl.col("text"), pl.col("currency")
    read = distinct.select(
        "text",
        *(minor(plain(text, mark), currency).alias(mark) for mark in MARKS),
        decimals=decimals(currency),
    )
    differs = pl.col(".").ne_missing(pl.col(","))
    return read.select(
        *(pl.col(mark).null_count().cast(pl.Int64).alias(f"no{mark}") for mark in MARKS),
        *(pl.col(mark).filter(differs).null_count().cast(pl.Int64).alias(f"differing no{mark}") for mark in MARKS),
        pl.col("decimals").filter(differs).max(),
        pl.col("text").filter(differs).min().alias("example"),
    )


def likelier(said: Sequence[pl.DataFrame], are_both_shown: bool) -> str | None:
    """The decimal mark of a file where no amount shows one, or some show one and some the other.

    In:      what `both_ways` says of its parts.   Out: None where the mark does not matter.
    Raises Ambiguous where `1.500` is 1500 or 1.50.
    """
    told = pl.concat(said).select(pl.col("^.*no.$").sum(), pl.col("decimals").max(), pl.col("example").min())
    one = told.row(0, named=True)
    if are_both_shown and one["no."] != one["no,"]:
        return "." if one["no."] < one["no,"] else ","
    if one["example"] is None:
        return None
    legible = [mark for mark in MARKS if one[f"differing no{mark}"] == 0]
    if one["decimals"] == 0 and len(legible) == 1:
        return legible[0]
    raise Ambiguous(str(one["example"]))


def _shows(mark: str) -> str:
    """An amount in which `mark` can be nothing but the decimal mark."""
    this, other = ("\\.", ",") if mark == "." else (",", "\\.")
    return (
        rf"{this}[0-9]{{1,2}}\D*$|{this}[0-9]{{4,}}\D*$|{other}[0-9]{{3}}{this}|{other}[0-9]{{3}}{other}|"
        rf"[0-9]{{4,}}{this}[0-9]|(?:^|[^0-9.,])0+{this}"
    )
