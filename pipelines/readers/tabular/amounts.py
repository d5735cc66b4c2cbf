"""Amounts as people and banks write them to plain text; the decimal mark is decided by all amounts of a file."""

from typing import Final

import polars as pl

from schemas.money import as_plain, decimals, minor

MARKS: Final = (".", ",")
NAMES: Final = {".": "point", ",": "comma"}
PLAIN: Final = r"^[+-]?[0-9]+(?:\.[0-9]+)?$"
NUMBER: Final = r"^[+-]?[0-9]+(?:\.[0-9]*)?$"
_SIGNS: Final = r"(?i)(?:\b(?:us|ca|au|nz|hk|sg|mx|[acrs])?\$|€|£|¥|₹|₽|zł|\bkr\b\.?|kč|\bfr\.|\brs\.?\s|\bR\s?)"
_CODE: Final = r"^(?:[^A-Za-z]*([A-Z]{3})\s*[(+\-0-9.,'’].*|.*[)\-0-9.,]\s*([A-Z]{3})\s*)$"
_NOISE: Final = r"^[+-]?[0-9]+\.[0-9]{10,}$"
EXPONENT: Final = r"^[+-]?[0-9](?:[.,][0-9]+)?[eE]\+[0-9]{1,3}$"


class Ambiguous(Exception):
    """Amounts that mean one thing with a decimal point and another with a decimal comma."""

    def __init__(self, example: str) -> None:
        super().__init__(example)
        self.example = example


def tidy(text: pl.Expr) -> pl.Expr:
    """Signs of money gone, any dash a minus."""
    return text.str.replace_all("[−–—‑]", "-").str.replace_all(_SIGNS, "").str.strip_chars()


def plain(text: pl.Expr, mark: str) -> pl.Expr:
    """Amounts to plain decimal text; what is no amount under this mark stays as it stands, and is no number."""
    bare = tidy(text)
    turned = (bare if mark == "." else bare.str.replace_many([".", ","], [",", "."])).str.replace(
        r"^([^0-9.,]*)\.([0-9])", "${1}0.${2}"
    )
    grouped_zero = turned.str.contains(r"(?:^|[^0-9])0+,[0-9]")
    read = pl.when(~grouped_zero).then(as_plain(turned, ".").str.strip_suffix("."))
    odd = (
        pl.when(text.str.contains(PLAIN)).then(text + f" (other amounts have a decimal {NAMES[mark]})").otherwise(text)
    )
    return pl.when(read.str.contains(NUMBER)).then(read).otherwise(odd)


def currency_of(text: pl.Expr) -> pl.Expr:
    """The currency code written at an amount: `CHF 1'234.50`, `12,00 EUR`."""
    parts = text.str.extract_groups(_CODE)
    signed = pl.when(text.str.contains("€")).then(pl.lit("EUR")).when(text.str.contains("£")).then(pl.lit("GBP"))
    return pl.coalesce(parts.struct.field("1"), parts.struct.field("2"), signed)


def mark_of(amounts: pl.DataFrame) -> str | None:
    """The decimal mark of a file, None where no amount shows one. In: text, currency of all its amounts.

    Raises Ambiguous where both marks are shown, or none and the amounts differ: `1.500` is 1500 or 1.50.
    """
    distinct = amounts.drop_nulls("text").unique().sort("text", "currency")
    shown = {mark: distinct.select(tidy(pl.col("text")).str.contains(_shows(mark)))["text"] for mark in MARKS}
    if shown["."].any() != shown[","].any():
        return "." if shown["."].any() else ","
    read = distinct.select(
        "text",
        *(minor(plain(pl.col("text"), mark), pl.col("currency")).alias(mark) for mark in MARKS),
        decimals=decimals(pl.col("currency")),
    )
    if shown["."].any():
        point, comma = (read[mark].null_count() for mark in MARKS)
        if point != comma:
            return "." if point < comma else ","
    differing = read.filter(pl.col(".").ne_missing(pl.col(",")))
    if differing.is_empty():
        return None
    legible = [mark for mark in MARKS if differing[mark].null_count() == 0]
    if differing["decimals"].max() == 0 and len(legible) == 1:
        return legible[0]
    raise Ambiguous(differing["text"][0])


def _shows(mark: str) -> str:
    """An amount in which `mark` can be nothing but the decimal mark."""
    this, other = ("\\.", ",") if mark == "." else (",", "\\.")
    return (
        rf"{this}[0-9]{{1,2}}\D*$|{this}[0-9]{{4,}}\D*$|{other}[0-9]{{3}}{this}|{other}[0-9]{{3}}{other}|"
        rf"[0-9]{{4,}}{this}[0-9]|(?:^|[^0-9.,])0+{this}"
    )
