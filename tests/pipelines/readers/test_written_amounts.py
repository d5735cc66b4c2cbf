"""Amounts as people and banks write them, given the decimal mark."""

import polars as pl
import pytest

from schemas.money import as_plain, decimal_of, minor


def read(text: str, mark: str) -> int | None:
    frame = pl.DataFrame({"text": [text], "currency": ["EUR"]})
    return frame.select(minor(as_plain(pl.col("text"), mark), pl.col("currency"))).item()


@pytest.mark.parametrize(
    ("text", "mark", "cents"),
    [
        ("1.234,56", ",", 123456),
        ("1,234.56", ".", 123456),
        ("1'234.50", ".", 123450),
        ("1 234,50", ",", 123450),
        ("+31070,11", ",", 3107011),
        ("(100.00)", ".", -10000),
        ("100.00-", ".", -10000),
        ("-1,234.50", ".", -123450),
        ("100.00 CR", ".", 10000),
        ("DR 5.00", ".", -500),
        ("5,00 S", ",", -500),
        ("$1,000.00", ".", 100000),
        ("CHF 1'234.50", ".", 123450),
        ("12,50 EUR", ",", 1250),
        ("1234", ",", 123400),
    ],
)
def test_a_written_amount_is_read_by_its_decimal_mark(text, mark, cents):
    assert read(text, mark) == cents


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("1.234,56", "."),
        ("1,23.45", "."),
        ("12,34,5", ","),
        ("(5.00", "."),
        ("-5.00-", "."),
        ("-5.00 CR", "."),
        ("(5.00) DR", "."),
        ("five", "."),
        ("5.005", "."),
        ("", "."),
    ],
)
def test_what_could_mean_two_things_is_no_amount(text, mark):
    assert read(text, mark) is None


def test_minor_units_become_exact_decimals():
    assert str(decimal_of(-1234, "KWD")) == "-1.234" and str(decimal_of(5, "JPY")) == "5"
