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
    r"datum|dato\b|\bdata\b|bokfor|paiva|dag\b|"
    r"tag\b|buchung|valuta|wertst|fecha|f valor|falligk|fallig|echeance|vencimiento|verval|boek|"
    r"\bdate (?:d|de|du|op|ope|operation|comptable|valeur|facture|paiement|escompte)\b"
)


def written(draft: Draft, money: Iterable[str], days: list[str]) -> Draft:
    """The draft with its decimal mark, and its dates in ISO form. Refuses a table whose amounts or dates could mean two
    things.

    In:      `money` and `days` name columns; rows with their `currency` where any of `money` is there.
    """
    profile = draft.meaning.profile
    stated = profile.date_format if profile else None
    present = [name for name in money if name in draft.rows.columns]

    def own() -> tuple[set[str], pl.DataFrame]:
        texts = [draft.rows[name].alias("text") for name in present]
        shown = amounts.shown(pl.concat(texts)) if texts else set()
        return shown, dates.differing(draft.rows, [] if stated else days)

    shown, differing = draft.whole.decided("written", own, _together)
    mark = profile.decimal_mark if profile and profile.decimal_mark else _mark(draft, present, shown)
    order = _order(draft, differing, mark, days)
    return draft._replace(rows=dates.iso(draft.rows, days, stated, order), mark=mark)


def _together(said: list[tuple[set[str], pl.DataFrame]]) -> tuple[set[str], pl.DataFrame]:
    return set().union(*(shown for shown, _ in said)), pl.concat(differing for _, differing in said)


def _mark(draft: Draft, present: list[str], shown: set[str]) -> str:
    if len(shown) == 1 or not present:
        return next(iter(shown), ".")

    def own() -> pl.DataFrame:
        currency = pl.col("currency").str.to_uppercase()
        return amounts.both_ways(pl.concat(draft.rows.select(pl.col(name).alias("text"), currency) for name in present))

    def decide(said: list[pl.DataFrame]) -> str:
        try:
            return amounts.likelier(said, len(shown) > 1) or "."
        except amounts.Ambiguous as error:
            expected = "amounts that show their decimal mark somewhere in the file"
            raise _undecided(draft, f"amounts such as {error.example}", expected, 'decimal_mark = "."') from None

    return draft.whole.decided("mark", own, decide)


def _order(draft: Draft, said: pl.DataFrame, mark: str, columns: list[str]) -> dates.Order:
    """The day comes before the month where headings are not English, or amounts have a decimal comma."""
    places = (at for name in columns for at in draft.meaning.columns.get(name, ()))
    is_day_first = mark == "," or any(_DAY_FIRST.search(word(draft.meaning.names[at])) for at in places)
    try:
        return dates.order_of(said, is_day_first)
    except dates.Ambiguous as error:
        expected = "dates of which one shows whether the day or the month comes first"
        raise _undecided(draft, f"dates such as {error.example}", expected, 'date_format = "%d/%m/%Y"') from None


def _undecided(draft: Draft, stands: str, expected: str, line: str) -> Refused:
    remedy = f"add to tieout.toml: {profile_line(draft.meaning, line)}"
    return refused(draft.source, stands, expected, remedy, draft.meaning.line)
