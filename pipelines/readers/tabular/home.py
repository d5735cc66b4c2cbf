"""What a file does not say and our settings do: the entity, the account, the currency."""

from collections.abc import Iterable
from typing import Final

import polars as pl

from pipelines.readers.base import Refused, Source, excerpt, refused
from pipelines.readers.tabular import amounts
from pipelines.readers.tabular.meaning import Meaning

DOLLARS: Final = frozenset("USD CAD AUD NZD SGD HKD TWD MXN BRL ARS CLP COP JMD TTD BSD BBD FJD".split())
LAKHS: Final = frozenset(["INR", "PKR", "BDT", "NPR", "LKR", "BTN"])
# What a file may leave out when our settings leave no choice about it, and an example of saying it there.
LEFT_OUT: Final = {
    "entity": ("one entity in tieout.toml", "<entity>"),
    "account": ("one account under [bank_accounts] in tieout.toml, or its number in the name of the file", "<account>"),
    "currency": ("one functional_currency for all [entities] in tieout.toml", "EUR"),
}


def filled(rows: pl.DataFrame, column: str, value: str | None) -> pl.DataFrame:
    """The rows with blanks of a column filled; the column is there afterwards."""
    if column not in rows.columns:
        return rows.with_columns(pl.lit(value, pl.String).alias(column))
    return rows.with_columns(pl.col(column).fill_null(value)) if value is not None else rows


def entity(source: Source) -> str | None:
    """The only entity there is."""
    return next(iter(source.entities)) if len(source.entities) == 1 else None


def account(source: Source) -> str | None:
    """Our account the file's name holds, else the only account there is."""
    letters = "".join(sign for sign in source.name.upper() if sign.isalnum())
    named = [own for own in source.accounts if "".join(sign for sign in own.upper() if sign.isalnum()) in letters]
    owned = named or list(source.accounts)
    return owned[0] if len(owned) == 1 else None


def currency(source: Source, entity_id: str | None = None) -> str | None:
    """The functional currency of the entity; without one, the currency all our entities share."""
    return source.usual_currency if entity_id is None else source.entities.get(entity_id)


def strange(texts: Iterable[pl.Expr], code: pl.Expr) -> pl.Expr:
    """Whether amounts are written as this currency is not: with a dollar sign, or in lakhs (1,23,456.00)."""
    told = []
    for text in texts:
        told.append(text.str.contains("$", literal=True) & ~code.is_in(list(DOLLARS)))
        told.append(text.str.contains(rf"(?:^|[^0-9,]){amounts.LAKHS}") & ~code.is_in(list(LAKHS)))
    return pl.any_horizontal(pl.lit(False), *(one.fill_null(False) for one in told))


def missing(source: Source, meaning: Meaning, column: str, entity: str | None = None) -> Refused:
    """The refusal of a file that does not say its entity, account or currency, with what to add."""
    stands = "a profile" if meaning.profile else f"{meaning.known.name} headings" if meaning.known else "headings"
    instead, example = LEFT_OUT[column]
    line = f'constants = {{ {column} = "{example}" }}'
    if column == "currency" and entity:
        line = f'[entities."{entity}"] functional_currency = "{example}"'
    elif not meaning.profile:
        line = profile_line(meaning, line)
    expected = f"a column or title with the {column}, or {instead}"
    return refused(source, f"{stands} without {column}", expected, f"add to tieout.toml: {line}", meaning.line)


def profile_line(meaning: Meaning, setting: str) -> str:
    """A profile that recognises these headings, as people add it to tieout.toml."""
    words = ", ".join(f'"{name}"' for name in meaning.names if name)
    return f'[csv.<name>] table = "{meaning.table}", headings = [{excerpt(words)}], {setting}'


def shown(account_id: str) -> str:
    """An account as messages show it."""
    return f"…{account_id[-4:]}"


def either(rows: pl.DataFrame, column: str, other: str) -> pl.Expr:
    """A column where the rows have it, else another under its name."""
    return pl.col(column if column in rows.columns else other).alias(column)
