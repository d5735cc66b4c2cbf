"""The month whose statement a payer says to pay: `STATEMENT 06/2026`, `Kontoauszug Juni 2026`."""

import polars as pl

from matching import text

_STATEMENT = (
    r"\b(?:STATEMENT|STMT|KONTOAUSZUG|AUSZUG|RELEVE|AFSCHRIFT|OVERZICHT|ESTRATTO|EXTRACTO)S?\b[ A-Z.:]{0,12}?\b"
)
_NAMES = {
    "JAN": 1, "FEB": 2, "FEV": 2, "MAR": 3, "MRZ": 3, "APR": 4, "AVR": 4, "MAY": 5, "MAI": 5, "MEI": 5, "JUN": 6,
    "JUL": 7, "AUG": 8, "SEP": 9, "OCT": 10, "OKT": 10, "NOV": 11, "DEC": 12, "DEZ": 12,
}  # fmt: skip


def stated(memo: pl.Expr) -> pl.Expr:
    """The first day of that month; null where a text names none.

    >>> pl.DataFrame({"memo": ["STATEMENT 06/2026", "kontoauszug Okt. 2026"]}).select(stated(pl.col("memo"))).rows()
    [(datetime.date(2026, 6, 1),), (datetime.date(2026, 10, 1),)]
    """
    told = text.folded(memo)
    number = told.str.extract(_STATEMENT + r"(0?[1-9]|1[0-2])[/. -]20[0-9]{2}\b").cast(pl.Int64)
    name = told.str.extract(rf"{_STATEMENT}({'|'.join(_NAMES)})[A-Z]*[. ]{{0,2}}20[0-9]{{2}}\b")
    month = pl.coalesce(number, name.replace_strict(_NAMES, default=None, return_dtype=pl.Int64))
    year = told.str.extract(_STATEMENT + r"[0-9A-Z]+[/. -]{1,2}(20[0-9]{2})\b").cast(pl.Int64)
    return pl.date(year, month, 1)
