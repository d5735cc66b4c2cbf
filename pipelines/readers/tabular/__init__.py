"""Tables of cells, whether from CSV or a workbook: which table it is, what its rows say, what is wrong with them.

Never a decision about bytes or files in here: rows of text come in, tables and rejects go out.
"""

from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

import polars as pl

from pipelines.readers.base import Source
from pipelines.readers.tabular import bank, items, plainer, titles
from pipelines.readers.tabular.draft import Draft
from pipelines.readers.tabular.findings import Findings, Part
from pipelines.readers.tabular.meaning import Meaning
from pipelines.readers.tabular.parts import Parts, Rows
from pipelines.readers.tabular.whole import Undecided, Whole

SHAPES: Final[dict[str, Callable[[Draft], Draft]]] = {
    "bank": bank.shaped,
    "open_items": items.shaped,
    "customers": plainer.customers,
    "remittance": plainer.advices,
    "gl": plainer.ledgers,
    "rates": plainer.ledgers,
}


class Cells(NamedTuple):
    """One table of text: its rows below the headings, part by part (at least one), and the lines above them."""

    meaning: Meaning
    parts: Iterable[Rows]
    above: list[tuple[int, list[str]]]


def read_cells(source: Source, given: Cells) -> Part:
    """One table of cells as the table its headings say. A row that breaks a rule is a reject, the others are taken.

    Its parts are gone through until all that only the whole can decide is decided.
    Raises:  Refused where the file leaves open what settings would have to say.
    """
    parts = Parts(given.parts, is_once=given.meaning.is_plain)
    whole = Whole(parts.is_one)
    found = _through(source, given, parts, whole)
    while whole.settle():
        found = _through(source, given, parts, whole)
    return found.part()


def _through(source: Source, given: Cells, parts: Parts, whole: Whole) -> Findings:
    """One pass: what was found, of no use where a question is left open."""
    found, told = Findings(given.meaning), titles.read(given.above)
    whole.begin()
    for rows, flaws, _ in parts:
        flawed = sorted({int(str(flaw["source_line"])) for flaw in flaws})
        good = rows.filter(~pl.col("source_line").is_in(flawed)) if flawed else rows
        _add(found, Draft(source, given.meaning, good, told, whole, flawed), flaws)
        whole.is_first_part = False
        del rows, good  # before the next part is read
    return found


def _add(found: Findings, raw: Draft, flaws: list[dict[str, object]]) -> None:
    shape = _plainly if raw.meaning.is_plain else SHAPES[raw.meaning.table]
    try:
        draft = shape(raw)
    except Undecided:
        return
    if not raw.whole.is_asking:
        found.add(draft, flaws)


def _plainly(draft: Draft) -> Draft:
    """Our own names need no shaping: each column as it stands."""
    cells = [pl.col(f"c{places[0]}").alias(name) for name, places in draft.meaning.columns.items()]
    extra = [name for name in ("cells",) if name in draft.rows.columns]
    return draft._replace(rows=draft.rows.select("source_line", "raw", *extra, *cells))
