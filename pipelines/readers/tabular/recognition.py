"""Known exports, recognised by their headings."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final

from pipelines.readers.tabular.known import KNOWN
from pipelines.readers.tabular.known.base import JOINED, Known
from pipelines.readers.tabular.meaning import Meaning
from pipelines.readers.tabular.words import word
from schemas.money import CURRENCY_DECIMALS

HEADING_CURRENCY: Final = re.compile(r"(?:^|[\s(\[,/])(?:in )?([A-Z]{3}|€|£|R\$)[)\]]?\s*$")
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
SIGNS: Final = {"€": "EUR", "£": "GBP", "R$": "BRL"}


def best(names: list[str], line: int, width: int, table: str | None = None) -> Meaning | None:
    """The export that knows most of the headings; of equals the one that needs most of them, then the first."""
    return _best(tuple(names), line, width, table)


@lru_cache(maxsize=256)  # several readers ask of the same lines whether they are theirs
def _best(names: tuple[str, ...], line: int, width: int, table: str | None) -> Meaning | None:
    plain = [word(name) for name in names]
    if len([name for name in plain if name]) < 2:
        return None
    bare, currency = _without_currency(names)
    fitting = [
        (score, meaning)
        for known in KNOWN
        if table in (None, known.table) and (meaning := _read_as(known, names, plain, bare, line, width))
        for score in [(_score(known, plain, bare), len(meaning.columns))]
    ]
    if not fitting:
        return None
    return max(fitting, key=lambda one: one[0])[1]._replace(currency=currency)


def _read_as(
    known: Known, names: Sequence[str], plain: list[str], bare: list[str], line: int, width: int
) -> Meaning | None:
    marks = known.marks.split("|")
    if known.marks and not any(name in marks for name in (*plain, *bare)):
        return None
    columns: dict[str, tuple[int, ...]] = {}
    taken: Counter[int] = Counter()
    for ours, headings in known.alternatives().items():
        places = [at for heading in headings for at in _places(heading, plain, bare)]
        free = [at for at in places if not taken[at]] or ([] if ours in JOINED else places)
        if free:
            columns[ours] = tuple(dict.fromkeys(free if ours in JOINED else free[:1]))
            taken.update(columns[ours])
    if any(not set(need.split("|")) & columns.keys() for need in known.needs):
        return None
    said = _vocabulary(known)
    others = [name for at, name in enumerate(names) if plain[at] and not taken[at] and not {plain[at], bare[at]} & said]
    return Meaning(known.table, line, width, columns, others, known=known, names=tuple(names))


def _places(heading: str, plain: list[str], bare: list[str]) -> list[int]:
    exact = [at for at, name in enumerate(plain) if name == heading]
    return exact or [at for at, name in enumerate(bare) if name == heading]


def _score(known: Known, plain: list[str], bare: list[str]) -> int:
    said = _vocabulary(known)
    return sum(1 for name, without in zip(plain, bare, strict=True) if name and {name, without} & said)


@cache
def _vocabulary(known: Known) -> set[str]:
    """All headings that this export is known to have."""
    words = {name for headings in known.columns.values() for name in headings.split("|")}
    return words | set(known.passed_over.split("|")) - {""}


def _without_currency(names: Sequence[str]) -> tuple[list[str], str | None]:
    """Headings without the currency behind them (`Betrag (EUR)`, `Amount in GBP`), and the one they all name.

    Words written together (`RunningBalance`) are parted.
    """
    bare, named = [], []
    for name in names:
        found = HEADING_CURRENCY.search(name)
        code = SIGNS.get(found[1], found[1]) if found else ""
        if found and found.start() > 0 and code in CURRENCY_DECIMALS:
            named.append(code)
            bare.append(word(name[: found.start()]))
        else:
            bare.append(word(_CAMEL.sub(" ", name)))
    return bare, named[0] if len(set(named)) == 1 else None
