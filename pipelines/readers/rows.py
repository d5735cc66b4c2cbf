"""Rows of one table while a reader goes through its file: packed part by part, and more than one part kept on disk."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import polars as pl

from schemas.frame import Model, checked, columns

PART: Final = 10_000  # rows; Python objects of no more are held at once
KEYS: Final = ("source_line", "statement_no", "advice_no", "line_no")
Change = Callable[[pl.DataFrame], pl.DataFrame]


class Kept:
    """A table too long to be held while it is read: checked and in order, in files that go when nobody needs them."""

    def __init__(self, model: Model) -> None:
        self.height = 0
        self._model, self._changes = model, list[Change]()
        self._folder = TemporaryDirectory(prefix="tieout-rows-")
        self._paths: list[Path] = []

    def add(self, part: pl.DataFrame) -> None:
        """One more part. Raises pandera SchemaErrors."""
        path = Path(self._folder.name) / f"{len(self._paths):06}.arrow"
        checked(self._model, part).write_ipc(path)
        self._paths.append(path)
        self.height += part.height

    def changed(self, change: Change) -> "Kept":
        """The same, to be changed when it is loaded."""
        self._changes.append(change)
        return self

    def load(self) -> pl.DataFrame:
        """All rows in memory."""
        return in_order(self._model, pl.concat(self.parts()))

    def parts(self) -> Iterator[pl.DataFrame]:
        """All rows, one part after the other."""
        for path in self._paths:
            part = pl.read_ipc(path)
            for change in self._changes:
                part = change(part)
            yield part


Table = pl.DataFrame | Kept


def changed(table: Table, change: Change) -> Table:
    """A table changed now, or part by part when it is loaded: a change looks at each row by itself."""
    return change(table) if isinstance(table, pl.DataFrame) else table.changed(change)


def in_order(model: Model, data: pl.DataFrame) -> pl.DataFrame:
    """The rows in the order of the file; rows that stand in it already are not copied."""
    keys = [name for name in KEYS if name in columns(model)]
    is_later = pl.lit(False)
    for name in reversed(keys):
        before = pl.col(name).shift()
        is_later = (before > pl.col(name)) | ((before == pl.col(name)) & is_later)
    if keys and data.select(is_later.any()).item():
        return data.sort(keys, maintain_order=True)
    return data


class Tables(Mapping[str, pl.DataFrame]):
    """Tables by name. One that is kept on disk is loaded each time it is asked for."""

    def __init__(self, held: Mapping[str, Table]) -> None:
        self._held = held

    def __getitem__(self, name: str) -> pl.DataFrame:
        found = self._held[name]
        return found if isinstance(found, pl.DataFrame) else found.load()

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)

    def parts(self, name: str) -> Iterator[pl.DataFrame]:
        """A table in its parts, of which one at a time is in memory; none of no rows."""
        found = self._held[name]
        yield from found.parts() if isinstance(found, Kept) else [found]

    def height(self, name: str) -> int:
        """How many rows a table has, without loading it."""
        return self._held[name].height


class Rows:
    """Rows of one table, collected by a streaming reader.

    `written` names the columns a reader fills where they are not the model's; `finish` makes these of a part.
    """

    def __init__(self, model: Model, written: Mapping[str, pl.DataType] | None = None, finish: Change | None = None):
        self._model, self._finish = model, finish
        self._schema = written or columns(model)
        self._rows: list[tuple[object, ...]] = []
        self._kept: Kept | None = None

    def add(self, **row: object) -> None:
        """One more row, null where it says nothing."""
        self.append(tuple(map(row.get, self._schema)))

    def append(self, row: tuple[object, ...]) -> None:
        """One more row, a value for each column."""
        self._rows.append(row)
        if len(self._rows) > PART:
            self._kept = self._kept or Kept(self._model)
            self._kept.add(self._packed())

    def frame(self) -> Table:
        """All rows, typed."""
        if self._kept is None:
            return self._packed()
        if self._rows:
            self._kept.add(self._packed())
        return self._kept

    def _packed(self) -> pl.DataFrame:
        by_column = zip(*self._rows, strict=True) if self._rows else ([] for _ in self._schema)
        data = dict(zip(self._schema, by_column, strict=True))
        self._rows = []
        part = pl.DataFrame(data, schema=self._schema, strict=True)
        return self._finish(part) if self._finish else part
