"""Amounts as people and banks write them, given the decimal mark."""

import polars as pl
import pytest

from pipelines.readers.tabular import amounts
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


@pytest.mark.parametrize(
    ("text", "mark", "plain"),
    [
        ("1,000,000.00", ".", "1000000.00"),
        ("1.000.123,5", ",", "1000123.5"),
        ("$ 1,000,000.00", ".", "1000000.00"),
        ("1,35,000.00", ".", "135000.00"),
        ("₹12,34,567.00 Cr", ".", "1234567.00"),
        ("'579,68 USD", ",", "579.68"),
        ("+5,", ",", "5"),
        (".50", ".", "0.50"),
        ("0,500", ".", "0,500"),
        ("1,35,00.00", ".", "1,35,00.00"),
        ("12.34.567,00", ",", "12.34.567,00"),
        ("1.50", ",", "1.50 (other amounts have a decimal point)"),
    ],
)
def test_amounts_of_a_table_become_plain_under_its_decimal_mark(text, mark, plain):
    usual = "1.00" if mark == "." else "1,00"
    read = pl.DataFrame({"text": [usual, text, None]}).select(amounts.plain(pl.col("text"), mark))["text"]
    assert read.to_list() == ["1.00", plain.replace("point", amounts.NAMES[mark]), None]
