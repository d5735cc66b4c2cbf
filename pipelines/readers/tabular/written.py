"""How a draft writes its amounts and dates: decided once for the whole table, settings first."""

import re
from collections.abc import Iterable
from typing import Final

import polars as pl

from pipelines.readers.base import Refused, refused
from pipelines.readers.tabular import amounts, dates
from pipelines.readers.tabular.draft import Draft
from pipelines.readers.tabular.home import profile_line
from pipelines.readers.tabular.words import word

_DAY_FIRST: Final = re.compile(
    r"datum|tag\b|buchung|valuta|wertst|fecha|f valor|falligk|fallig|echeance|vencimiento|verval|boek|"
    r"\bdate (?:d|de|du|op|ope|operation|comptable|valeur|facture|paiement|escompte)\b"
)


def mark(draft: Draft, columns: Iterable[str]) -> str:
    """The decimal mark of these columns. Refuses a table whose amounts could mean two things."""
    profile = draft.meaning.profile
    if profile and profile.decimal_mark:
        return profile.decimal_mark
    present = [name for name in columns if name in draft.rows.columns]
    texts = [draft.rows.select(pl.col(name).alias("text"), pl.col("currency").str.to_uppercase()) for name in present]
    try:
        return (amounts.mark_of(pl.concat(texts)) if texts else None) or "."
    except amounts.Ambiguous as error:
        expected = "amounts that show their decimal mark somewhere in the file"
        raise _undecided(draft, f"amounts such as {error.example}", expected, 'decimal_mark = "."') from None


def is_day_first(draft: Draft, decimal_mark: str, columns: Iterable[str]) -> bool:
    """The day comes before the month where headings are not English, or amounts have a decimal comma."""
    places = (at for name in columns for at in draft.meaning.columns.get(name, ()))
    return decimal_mark == "," or any(_DAY_FIRST.search(word(draft.meaning.names[at])) for at in places)


def dated(draft: Draft, columns: list[str], decimal_mark: str) -> Draft:
    """The draft with dates in ISO form. Refuses a table whose days and months cannot be told apart."""
    profile = draft.meaning.profile
    stated = profile.date_format if profile else None
    first = is_day_first(draft, decimal_mark, columns)
    try:
        return draft._replace(rows=dates.iso(draft.rows, columns, stated, first))
    except dates.Ambiguous as error:
        expected = "dates of which one shows whether the day or the month comes first"
        raise _undecided(draft, f"dates such as {error.example}", expected, 'date_format = "%d/%m/%Y"') from None


def _undecided(draft: Draft, stands: str, expected: str, line: str) -> Refused:
    remedy = f"add to tieout.toml: {profile_line(draft.meaning, line)}"
    return refused(draft.source, stands, expected, remedy, draft.meaning.line)
