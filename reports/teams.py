"""Whose row it is: the first team of the settings whose entities and exception types both fit; a row may have none."""

import re
from collections.abc import Sequence
from itertools import count

import polars as pl

from schemas.settings import Team

Teams = Sequence[tuple[str, Team]]


def team_of(teams: Teams) -> pl.Expr:
    """The team of each row of a frame with `entity` and `exception_type`; an empty list of a team means all."""
    found = pl.lit(None, pl.String)
    for name, team in reversed(teams):
        fits = _among("entity", team.entities) & _among("exception_type", team.exception_types)
        found = pl.when(fits).then(pl.lit(name)).otherwise(found)
    return found


def _among(column: str, allowed: tuple[str, ...]) -> pl.Expr:
    return pl.col(column).is_in(allowed).fill_null(False) if allowed else pl.lit(True)


def stems(teams: Teams) -> dict[str, str]:
    """Team -> the name of its book, without the ending; two names that come to one file are told apart.

    >>> stems([("EU / East", Team()), ("eu-east", Team())])
    {'EU / East': 'exceptions-eu-east', 'eu-east': 'exceptions-eu-east-2'}
    """
    named: dict[str, str] = {}
    for name, _ in teams:
        stem = f"exceptions-{re.sub(r'[^a-z0-9]+', '-', name.lower()).strip('-') or 'team'}"
        tries = (stem if n == 1 else f"{stem}-{n}" for n in count(1))
        named[name] = next(each for each in tries if each not in named.values())
    return named
