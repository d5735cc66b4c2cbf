"""Several readings of one file as one: a mail and what is attached to it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

import polars as pl

from pipelines.readers.base import TABLES, Reading, reading
from pipelines.readers.rows import Tables
from schemas.frame import frame
from schemas.rejects import Fault, Reject

NUMBERED: Final = {"statement_no": ("statements", "bank_lines"), "advice_no": ("advices", "advice_lines")}


class Part(NamedTuple):
    """What one part of a file said; `name` is blank for the file's own text."""

    name: str
    reading: Reading


def together(form: str, encoding: str, parts: Sequence[Part], warnings: Iterable[str] = ()) -> Reading:
    """All parts as one reading, their statements and advices numbered through. A fault of a part is the file's.

    In:      `parts`, the surest first: an advice that a surer one says already is left out.
    """
    tables = [_tables(part.reading, before) for part, before in zip(parts, _before(parts), strict=True)]
    joined = {name: pl.concat([frame(model), *(one[name] for one in tables)]) for name, model in TABLES.items()}
    faults = [
        _fault(part.name, fault, before["statement_no"])
        for part, before in zip(parts, _before(parts), strict=True)
        for fault in part.reading.faults
    ]
    told = [f"{part.name}: {text}" if part.name else text for part in parts for text in part.reading.warnings]
    rejects = pl.concat([frame(Reject), *(part.reading.rejects for part in parts)])
    return reading(form, encoding, joined, rejects, faults, [*told, *warnings])


def _fault(name: str, fault: Fault, before: int) -> Fault:
    number = None if fault.statement_no is None else fault.statement_no + before
    return fault._replace(stands=f"{name}: {fault.stands}" if name else fault.stands, statement_no=number)


def without_repeats(parts: Sequence[Part]) -> list[Part]:
    """The parts without advices that a part before them says already, with the same documents and the same sum."""
    taken: list[tuple[str, frozenset[str], int]] = []
    kept = []
    for part in parts:
        own = _said(part.reading)
        fresh = [number for number, said in own.items() if not any(_is_repeat(said, other) for other in taken)]
        tables = part.reading.tables
        short = {name: tables[name].filter(pl.col("advice_no").is_in(fresh)) for name in NUMBERED["advice_no"]}
        kept.append(Part(part.name, replace(part.reading, tables=Tables({**tables, **short}))))
        taken += [own[number] for number in fresh]
    return kept


def _said(one: Reading) -> dict[int, tuple[str, frozenset[str], int]]:
    """Advice -> (currency, its documents, what was paid on them)."""
    lines = one.tables["advice_lines"].group_by("advice_no").agg("invoice_number", pl.col("paid_minor").sum())
    joined = one.tables["advices"].select("advice_no", "currency").join(lines, on="advice_no", how="left")
    return {
        number: (currency, frozenset(filter(None, numbers or [])), paid or 0)
        for number, currency, numbers, paid in joined.sort("advice_no").iter_rows()
    }


def _is_repeat(said: tuple[str, frozenset[str], int], other: tuple[str, frozenset[str], int]) -> bool:
    """The same once more, or less of it: no documents that are new, and no amounts, or the same sum."""
    return said[0] == other[0] and said[1] <= other[1] and said[2] in (0, other[2])


def _before(parts: Sequence[Part]) -> list[dict[str, int]]:
    """For each part, the highest numbers of the parts before it."""
    found, highest = [], dict.fromkeys(NUMBERED, 0)
    for part in parts:
        found.append(dict(highest))
        for number, (heads, _) in NUMBERED.items():
            last = part.reading.tables[heads][number].max()
            highest[number] += last if isinstance(last, int) else 0
    return found


def _tables(one: Reading, before: dict[str, int]) -> dict[str, pl.DataFrame]:
    shifted = dict(one.tables)
    for number, names in NUMBERED.items():
        for name in names:
            shifted[name] = shifted[name].with_columns(pl.col(number) + before[number])
    return shifted
