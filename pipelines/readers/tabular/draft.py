"""A table on its way from cells to our columns."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from pipelines.readers.base import Source
from pipelines.readers.tabular.known.base import JOINED
from pipelines.readers.tabular.meaning import Meaning
from pipelines.readers.tabular.others import Other
from pipelines.readers.tabular.titles import Titles
from pipelines.readers.tabular.whole import Whole

if TYPE_CHECKING:
    from pipelines.readers.tabular.sums import Summed


class PassedOver(NamedTuple):
    """Items that the file itself calls closed: how many, the first line, why."""

    items: int
    line: int
    why: str


class Draft(NamedTuple):
    """One part of a table. `rows`: source_line, raw, c0, c1, … and, once named, our columns as text; blank is null."""

    source: Source
    meaning: Meaning
    rows: pl.DataFrame
    titles: Titles
    whole: Whole
    set_aside: Sequence[int] = ()  # lines that are rejects already: no sum can be proved without them
    others: Sequence[Other] = ()
    warnings: Sequence[str] = ()
    passed_over: Sequence[PassedOver] = ()
    sums: "Sequence[Summed]" = ()
    mark: str = "."  # the decimal mark

    def saying(self, warnings: Sequence[str]) -> "Draft":
        """The same with more warnings."""
        return self._replace(warnings=[*self.warnings, *warnings])

    def saying_once(self, warnings: Sequence[str]) -> "Draft":
        """The same with warnings on the whole table: its first part says them."""
        return self.saying(warnings) if self.whole.is_first_part else self


def named(draft: Draft) -> Draft:
    """Adds our columns and helpers as text: of several cells the first filled, for joined columns all of them."""
    columns = draft.meaning.columns
    joints = {"remittance_information": " ", "reference": ";"}
    texts = []
    for name, places in columns.items():
        cells = [pl.col(f"c{at}") for at in (sorted(places) if name == "remittance_information" else places)]
        if name in JOINED and len(cells) > 1:
            whole = pl.concat_list(cells).list.drop_nulls().list.unique(maintain_order=True).list.join(joints[name])
            texts.append(pl.when(whole != "").then(whole).alias(name))
        else:
            texts.append(pl.coalesce(cells).alias(name))
    constants = draft.meaning.profile.constants if draft.meaning.profile else {}
    rows = draft.rows.with_columns(texts).with_columns(
        pl.lit(value, pl.String).alias(name) for name, value in constants.items()
    )
    return draft._replace(rows=rows)
