"""A table on its way from cells to our columns."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

import polars as pl

from pipelines.readers.base import Source
from pipelines.readers.tabular.known.base import JOINED
from pipelines.readers.tabular.meaning import Meaning
from pipelines.readers.tabular.others import Other
from pipelines.readers.tabular.titles import Titles
from schemas.rejects import Fault


class Draft(NamedTuple):
    """`rows`: source_line, raw, c0, c1, … and, once named, our columns as text; blank is null."""

    source: Source
    meaning: Meaning
    rows: pl.DataFrame
    titles: Titles
    set_aside: Sequence[int] = ()  # lines that are rejects already: no sum can be proved without them
    others: Sequence[Other] = ()
    faults: Sequence[Fault] = ()
    warnings: Sequence[str] = ()
    stated: Mapping[str, int] = MappingProxyType({})  # opening and closing balance in minor units

    def saying(self, warnings: Sequence[str], faults: Sequence[Fault] = ()) -> "Draft":
        """The same with more warnings and faults."""
        return self._replace(warnings=[*self.warnings, *warnings], faults=[*self.faults, *faults])


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
