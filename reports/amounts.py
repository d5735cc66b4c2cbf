"""Amounts as text: exact, in the decimals of their currency."""

from decimal import Decimal

import polars as pl

from schemas.money import CURRENCY_DECIMALS


def plain(amount: Decimal, currency: str | None, thousands: str = "") -> str:
    """An amount as decimal text. More decimals than the currency has are shown, never rounded.

    >>> plain(Decimal("-1234.5000"), "EUR"), plain(Decimal("1234.0000"), "JPY", ","), plain(Decimal("0.1250"), "USD")
    ('-1234.50', '1,234', '0.125')
    """
    decimals = CURRENCY_DECIMALS.get(currency or "", 2)
    whole, _, fraction = f"{amount:{thousands}.4f}".partition(".")
    kept = fraction.rstrip("0").ljust(decimals, "0")
    return f"{whole}.{kept}" if kept else whole


def plain_column(amount: pl.Expr, currency: pl.Expr) -> pl.Expr:
    """`plain` for whole columns of Decimal(19, 4)."""
    decimals = currency.replace_strict(CURRENCY_DECIMALS, default=2, return_dtype=pl.Int64)
    text = amount.cast(pl.String)  # always with four decimals
    shortest = text.str.len_bytes().cast(pl.Int64) - 4 + decimals
    length = pl.max_horizontal(shortest, text.str.strip_chars_end("0").str.len_bytes())
    return text.str.slice(0, length).str.strip_chars_end(".")
