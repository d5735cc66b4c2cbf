"""The cells of a table, part by part, as often as they are asked for: one part is held, more are kept on disk."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
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


class Parts:
    """Goes through the parts of a table. Where `is_once`, they are not kept."""

    def __init__(self, parts: Iterable[Rows], is_once: bool) -> None:
        given = iter(parts)
        self._first = list(islice(given, 2))
        self.is_one = len(self._first) < 2
        self._later, self._is_once = given, is_once
        self._folder: TemporaryDirectory[str] | None = None
        self._kept: list[tuple[Path, list[dict[str, object]]]] = []

    def __iter__(self) -> Iterator[Rows]:
        if self.is_one:
            yield from self._first
        elif self._is_once:
            while self._first:
                yield self._first.pop(0)
            yield from self._later
        elif self._folder is None:
            self._folder = TemporaryDirectory(prefix="tieout-cells-")
            first, self._first = self._first, []
            for at, part in enumerate(chain(first, self._later)):
                path = Path(self._folder.name) / f"{at:06}.arrow"
                part.cells.write_ipc(path)
                self._kept.append((path, part.flaws))
                yield part
        else:
            yield from (Rows(pl.read_ipc(path), flaws) for path, flaws in self._kept)
