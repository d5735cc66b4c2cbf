"""Money is Int64 minor units beside its ISO 4217 currency; text becomes a number here and nowhere else."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

import polars as pl

# ISO 4217 list one, currencies whose minor unit is not 2 decimals.
_DECIMALS_NOT_TWO: Final = {
    "BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0, "PYG": 0,
    "RWF": 0, "UGX": 0, "UYI": 0, "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
    "BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3,
    "CLF": 4, "UYW": 4,
}  # fmt: skip
_TWO_DECIMALS: Final = """
AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF
CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD
GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL
MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR
PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP
TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG
""".split()
CURRENCY_DECIMALS: Final[dict[str, int]] = dict.fromkeys(_TWO_DECIMALS, 2) | _DECIMALS_NOT_TWO
MAX_DECIMALS: Final = 4
LIMIT_MINOR: Final = 10**15 - 1  # what DECIMAL(19, 4) holds of any currency; more is a broken file, not a payment

_PLAIN: Final = re.compile(r"([+-]?)([0-9]{1,14})(?:\.([0-9]*))?")
# A cast to Decimal rounds in silence: it is given only what it need not round.
_NOTHING_TO_ROUND: Final = rf"^[+-]?[0-9]{{1,14}}(?:\.[0-9]{{0,{MAX_DECIMALS}}}0*)?$"

_CODES: Final = pl.Enum(list(CURRENCY_DECIMALS))
_UNITS: Final = pl.Series([10 ** (MAX_DECIMALS - places) for places in CURRENCY_DECIMALS.values()], dtype=pl.Int64)


def decimals(currency: pl.Expr) -> pl.Expr:
    """Decimals of each ISO 4217 code as Int64; null for a code that is none."""
    return currency.replace_strict(CURRENCY_DECIMALS, default=None, return_dtype=pl.Int64)


def minor(text: pl.Expr, currency: pl.Expr) -> pl.Expr:
    """Plain decimal text (`-1234.50`) -> Int64 minor units; null where it is no such amount.

    Null also where it has more decimals than its currency (trailing zeros excepted), is beyond
    LIMIT_MINOR, or the currency is not ISO 4217. Nothing is rounded.
    """
    return pl.map_batches([text, currency], _minor, return_dtype=pl.Int64, is_elementwise=True)


def _minor(columns: Sequence[pl.Series]) -> pl.Series:
    """Step by step: one expression would read the text again for every place that uses it."""
    text, currency = (pl.lit(column) for column in columns)
    bare = text.str.strip_chars()
    exact = pl.when(bare.str.contains(_NOTHING_TO_ROUND)).then(bare).cast(pl.Decimal(38, MAX_DECIMALS), strict=False)
    code = currency.cast(_CODES, strict=False).to_physical()
    read = pl.select(parts=exact.to_physical().cast(pl.Int64, strict=False), unit=pl.lit(_UNITS).gather(code))
    amount, is_whole = pl.col("parts") // pl.col("unit"), pl.col("parts") % pl.col("unit") == 0
    return read.select(pl.when(is_whole & (amount.abs() <= LIMIT_MINOR)).then(amount)).to_series()


def minor_of(text: str, currency: str) -> int | None:
    """One amount as `minor` reads a column of them; None where it is no such amount.

    >>> minor_of("-12.50", "EUR"), minor_of("12.5", "JPY"), minor_of("12.500", "EUR")
    (-1250, None, 1250)
    """
    match, places = _PLAIN.fullmatch(text.strip()), CURRENCY_DECIMALS.get(currency)
    if match is None or places is None:
        return None
    sign, whole, fraction = match[1], match[2], (match[3] or "").rstrip("0")
    if len(fraction) > places:
        return None
    amount = int(whole + fraction.ljust(places, "0"))
    return None if amount > LIMIT_MINOR else -amount if sign == "-" else amount


def written(amount_minor: int, currency: str) -> str:
    """An amount as people read it, with its currency.

    >>> written(-123456789, "EUR"), written(500, "JPY")
    ('EUR -1,234,567.89', 'JPY 500')
    """
    return f"{currency} {plain(amount_minor, currency, ',')}"


def plain(amount_minor: int, currency: str, thousands: str = "") -> str:
    """An amount in plain decimal text with all decimals of its currency.

    >>> plain(-5, "EUR"), plain(1234, "KWD")
    ('-0.05', '1.234')
    """
    places = CURRENCY_DECIMALS[currency]
    whole, rest = divmod(abs(amount_minor), 10**places)
    number = f"{whole:{thousands}}" + (f".{rest:0{places}d}" if places else "")
    return f"-{number}" if amount_minor < 0 else number


def decimal_of(amount_minor: int, currency: str) -> Decimal:
    """An amount as an exact decimal number, for sums that a file states without a currency.

    >>> decimal_of(-1250, "EUR")
    Decimal('-12.50')
    """
    return Decimal(amount_minor).scaleb(-CURRENCY_DECIMALS[currency])


def plain_text(amount_minor: pl.Expr, currency: pl.Expr) -> pl.Expr:
    """`plain` for whole columns: Int64 minor units -> decimal text."""
    places = decimals(currency)
    digits = amount_minor.abs().cast(pl.String).str.pad_start(MAX_DECIMALS + 1, "0")
    keep = digits.str.len_bytes().cast(pl.Int64) - places
    whole = digits.str.slice(0, keep).str.strip_chars_start("0")
    shown = pl.when(whole == "").then(pl.lit("0")).otherwise(whole)
    fraction = pl.when(places > 0).then("." + digits.str.slice(keep)).otherwise(pl.lit(""))
    return pl.when(amount_minor < 0).then(pl.lit("-")).otherwise(pl.lit("")) + shown + fraction


def as_plain(text: pl.Expr, decimal_mark: str) -> pl.Expr:
    """Amounts as people and banks write them -> plain decimal text, given the decimal mark; else as it stands.

    Takes thousands in groups of three (`1.234,56`, `1'234.56`, `1 234,56`), a sign before or after
    (`-5`, `5-`), brackets (`(5.00)`), CR / DR or H / S behind or before it, and a currency code or sign.
    """
    bare = text.str.replace_all(r"[\s\u{a0}\u{202f}$€£¥]", "").str.to_uppercase()
    bare = bare.str.replace(r"^(?:[A-Z]{3}([(+\-0-9.,'’].*)|(.*[)\-0-9.,])[A-Z]{3})$", "${1}${2}")
    parts = bare.str.extract_groups(r"^(CR|DR|H|S)?([(+-]?)([0-9.,'’]+)([)+-]?)(CR|DR|C|D|H|S)?$")
    group = "." if decimal_mark == "," else ","
    number, front, back = (parts.struct.field(name) for name in ("3", "2", "4"))
    grouped = number.str.extract_groups(
        rf"^([0-9]+|[0-9]{{1,3}}(?:[{group}'’][0-9]{{3}})+)(?:\{decimal_mark}([0-9]*))?$"
    )
    whole = grouped.struct.field("1").str.replace_all(r"[.,'’]", "")
    fraction = grouped.struct.field("2").fill_null("")
    side = parts.struct.field("1").fill_null(parts.struct.field("5")).fill_null("")
    marks = pl.concat_str(front, back)
    is_one_sign = marks.is_in(["", "+", "-", "()"]) & ((marks == "") | (side == ""))
    known = is_one_sign & whole.is_not_null()
    is_minus = marks.is_in(["-", "()"]) | side.is_in(["DR", "D", "S"])
    shown = pl.when(is_minus).then(pl.lit("-")).otherwise(pl.lit("")) + whole + "." + fraction
    return pl.when(known).then(shown).otherwise(text)
