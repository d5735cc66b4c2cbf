"""Which table a row of headings begins: by a profile of tieout.toml, our own names, or a known export."""

import re
from collections import Counter
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final, NamedTuple

from pipelines.readers.base import Refused, Source, excerpt, refused
from pipelines.readers.csv.layouts import LAYOUTS, needed
from pipelines.readers.tabular.known import KNOWN
from pipelines.readers.tabular.known.base import JOINED, Known
from pipelines.readers.tabular.words import word
from schemas.money import CURRENCY_DECIMALS
from schemas.settings import CsvProfile

SEARCHED_LINES: Final = 40  # titles may stand above the headings
MAX_COLUMNS: Final = 1000
HEADING_CURRENCY: Final = re.compile(r"(?:^|[\s(\[,/])(?:in )?([A-Z]{3}|€|£)[)\]]?\s*$")
SIGNS: Final = {"€": "EUR", "£": "GBP"}
# What a profile may name beside the columns of its table.
HELPERS: Final = {
    "bank": {"debit", "credit", "side", "state", "fee"},
    "open_items": {"customer_name", "document_type", "state", "cleared_by", "settled_amount"},
}
# Of these a known export has one column; a second of the same name could be either.
ALONE: Final = {"amount", "debit", "credit", "balance", "item_number", "open_amount", "invoice_number", "paid_amount"}


class Meaning(NamedTuple):
    """What headings mean: our column -> its positions, the best first. `known` is None for our own names."""

    table: str
    line: int
    width: int
    columns: dict[str, tuple[int, ...]]
    unknown: list[str]
    profile: CsvProfile | None = None
    known: Known | None = None
    currency: str | None = None  # what the heading of the amount names
    names: tuple[str, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Our own names: amounts and dates are written our way too."""
        return self.known is None and self.profile is None


def meanings(source: Source, names: list[str], line: int) -> list[Meaning]:
    """All that a row of headings may mean: what tieout.toml says before our names, these before known exports."""
    if len(names) > MAX_COLUMNS:
        raise refused(source, f"{len(names):,} columns", f"at most {MAX_COLUMNS:,} columns", line=line)
    width = max((at for at, name in enumerate(names, start=1) if name), default=0)
    return (
        [_profiled(profile, names, line, width) for profile in source.profiles.values() if _fits(profile, names)]
        or _canonical(names, line, width)
        or _known(names, line, width)
    )


def only(source: Source, found: list[Meaning]) -> Meaning:
    """The one meaning of a row of headings. Refuses two, a heading that stands twice, a profile that leaves out one."""
    if len(found) > 1:
        tables = ", ".join(meaning.table for meaning in found)
        raise refused(source, f"headings of {tables}", "headings of one table", "name one [csv.<profile>] more closely")
    meaning = found[0]
    names = [canonical(name) for name in meaning.names] if meaning.is_plain else list(meaning.names)
    alone = meaning.columns.keys() & ALONE if meaning.known else meaning.columns.keys()
    used = {names[at] for ours in alone for at in meaning.columns[ours]}
    twice = next((name for name in names if name in used and names.count(name) > 1), None)
    if twice:
        remedy = "remove one of the two columns"
        raise refused(source, f"the heading {twice!r} twice", "each heading once", remedy, meaning.line)
    return meaning


def unknown(source: Source, rows: Iterable[tuple[int, list[str]]]) -> Refused:
    """The refusal of a file in which no row of headings is known, with the nearest table and what it lacks."""
    line, names = next(iter(rows), (1, []))
    known = {canonical(name) for name in names}
    nearest = max(LAYOUTS, key=lambda table: len(known & {column.heading for column in LAYOUTS[table]}))
    missing = sorted(needed(nearest) - known)
    foreign = known - {column.heading for layout in LAYOUTS.values() for column in layout}
    alike = {name: near[0] for name in missing if (near := get_close_matches(name, sorted(foreign), 1))}
    hint = "".join(f"; {near!r} may be {name!r}" for name, near in alike.items())
    return refused(
        source,
        f"headings {excerpt(', '.join(names))}",
        f"headings of a known table; for {nearest} these are missing: {', '.join(missing)}{hint}",
        "rename the headings, or describe them in a [csv.<profile>] of tieout.toml",
        line,
    )


def canonical(name: str) -> str:
    """A heading without its case and blanks: `Booking Date` is booking_date."""
    return re.sub(r"[\s\-]+", "_", name.strip().lower())


def _fits(profile: CsvProfile, names: list[str]) -> bool:
    return set(profile.headings) <= set(names)


def _profiled(profile: CsvProfile, names: list[str], line: int, width: int) -> Meaning:
    """A profile without `columns` only adds constants to what is recognised anyway."""
    known = None if profile.columns else _best(names, line, width, profile.table)
    if known:
        return known._replace(profile=profile)
    own = {column.heading for column in LAYOUTS[profile.table]} | HELPERS.get(profile.table, set())
    places: dict[str, tuple[int, ...]] = {}
    for at, name in enumerate(names):
        ours = profile.columns.get(name)
        if ours in own:
            places[ours] = (*places.get(ours, ()), at)
    others = [name for name in names if name and name not in profile.columns]
    return Meaning(profile.table, line, width, places, others, profile, names=tuple(names))


def _canonical(names: list[str], line: int, width: int) -> list[Meaning]:
    own = [canonical(name) for name in names]
    found = []
    for table, layout in LAYOUTS.items():
        if needed(table) <= set(own):
            headings = {column.heading for column in layout}
            columns = {
                name: tuple(at for at, other in enumerate(own) if other == name) for name in own if name in headings
            }
            others = list(dict.fromkeys(name for name in own if name and name not in headings))
            found.append(Meaning(table, line, width, columns, others, names=tuple(names)))
    return found


def _known(names: list[str], line: int, width: int) -> list[Meaning]:
    best = _best(names, line, width)
    return [best] if best else []


def _best(names: list[str], line: int, width: int, table: str | None = None) -> Meaning | None:
    """The export that knows most of the headings; of equals the one that needs most of them, then the first."""
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
    known: Known, names: list[str], plain: list[str], bare: list[str], line: int, width: int
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
    over = set(known.passed_over.split("|"))
    others = [name for at, name in enumerate(names) if plain[at] and not taken[at] and not {plain[at], bare[at]} & over]
    return Meaning(known.table, line, width, columns, others, known=known, names=tuple(names))


def _places(heading: str, plain: list[str], bare: list[str]) -> list[int]:
    exact = [at for at, name in enumerate(plain) if name == heading]
    return exact or [at for at, name in enumerate(bare) if name == heading]


def _score(known: Known, plain: list[str], bare: list[str]) -> int:
    words = {name for headings in known.columns.values() for name in headings.split("|")}
    words |= set(known.passed_over.split("|")) - {""}
    return sum(1 for name, without in zip(plain, bare, strict=True) if name and ({name, without} & words))


def _without_currency(names: list[str]) -> tuple[list[str], str | None]:
    """Headings without the currency behind them (`Betrag (EUR)`, `Amount in GBP`), and the one they all name."""
    bare, named = [], []
    for name in names:
        found = HEADING_CURRENCY.search(name)
        code = SIGNS.get(found[1], found[1]) if found else ""
        if found and found.start() > 0 and code in CURRENCY_DECIMALS:
            named.append(code)
            bare.append(word(name[: found.start()]))
        else:
            bare.append(word(name))
    return bare, named[0] if len(set(named)) == 1 else None
