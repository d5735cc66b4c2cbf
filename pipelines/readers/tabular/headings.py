"""Which table a row of headings begins: by a profile of tieout.toml, our own names, or a known export."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

from pipelines.readers.base import Refused, Source, excerpt, refused
from pipelines.readers.tabular.layouts import LAYOUTS, needed
from pipelines.readers.tabular.meaning import Meaning
from pipelines.readers.tabular.recognition import best
from schemas.settings import CsvProfile

MAX_COLUMNS: Final = 1000
# What a profile may name beside the columns of its table.
HELPERS: Final = {
    "bank": {"debit", "credit", "side", "state", "fee"},
    "open_items": {"customer_name", "document_type", "state", "cleared_by", "settled_amount"},
}
# What a table of our own headings may not pass over.
DECISIVE: Final = {
    "side", "debit", "credit", "state", "document_type", "cleared_by", "cleared_on", "settled_amount", "special",
}  # fmt: skip
# Of these a known export has one column; a second of the same name could be either.
ALONE: Final = {"amount", "debit", "credit", "balance", "item_number", "open_amount", "invoice_number", "paid_amount"}


def meanings(source: Source, names: list[str], line: int) -> list[Meaning]:
    """All that a row of headings may mean: what tieout.toml says before our names, these before known exports."""
    if len(names) > MAX_COLUMNS:
        raise refused(source, f"{len(names):,} columns", f"at most {MAX_COLUMNS:,} columns", line=line)
    width = _width(names)
    own = [_profiled(profile, names, line, width) for profile in source.profiles.values() if _fits(profile, names)]
    return own or known(names, line)


def known(names: list[str], line: int) -> list[Meaning]:
    """What a row of headings means without settings: our own names, else the one known export that fits best."""
    width = _width(names)
    found, recognised = _canonical(names, line, width), best(names, line, width)
    if found and not (recognised and len(found) == 1 and _decides_more(recognised, found[0])):
        return found
    return [recognised] if recognised else []


def _decides_more(recognised: Meaning, ours: Meaning) -> bool:
    """Whether a column that is not ours says in which direction an amount counts, or whether it counts at all."""
    places = [at for name in DECISIVE & recognised.columns.keys() for at in recognised.columns[name]]
    return recognised.table == ours.table and any(canonical(ours.names[at]) in ours.unknown for at in places)


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
    known = None if profile.columns else best(names, line, width, profile.table)
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


def _width(names: list[str]) -> int:
    """Cells up to the last heading that is not blank."""
    return max((at for at, name in enumerate(names, start=1) if name), default=0)
