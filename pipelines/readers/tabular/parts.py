"""The cells of a table, part by part, as often as they are asked for: one part is held, more are kept on disk."""

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import polars as pl


class Rows(NamedTuple):
    """Some rows of a table: source_line, raw, c0, c1, … (blank is null), `cells` where there are too few or too many.

    `flaws`: source_line, field, value, rule, remedy, raw of rows whose cells cannot be trusted.
    """

    cells: pl.DataFrame
    flaws: list[dict[str, object]]
    is_last: bool


class Parts:
    """Goes through the parts of a table. Where `is_once`, they are not kept."""

    def __init__(self, parts: Iterable[Rows], is_once: bool) -> None:
        self._later, self._is_once = iter(parts), is_once
        self._first = [next(self._later)]
        self.is_one = self._first[0].is_last
        self._folder: TemporaryDirectory[str] | None = None
        self._kept: list[tuple[Path, list[dict[str, object]]]] = []

    def __iter__(self) -> Iterator[Rows]:
        if self.is_one:
            yield from self._first
        elif self._is_once:
            yield self._first.pop()
            yield from self._later
        elif self._folder is None:
            self._folder = TemporaryDirectory(prefix="tieout-cells-")
            for at, part in enumerate(chain([self._first.pop()], self._later)):
                path = Path(self._folder.name) / f"{at:06}.arrow"
                part.cells.write_ipc(path)
                self._kept.append((path, part.flaws))
                yield part
        else:
            last = self._kept[-1][0]
            yield from (Rows(pl.read_ipc(path), flaws, path == last) for path, flaws in self._kept)
