"""One table that is built from frames, part by part: a single part is held, several are kept on disk."""

import polars as pl

from pipelines.readers.rows import Kept, Table
from schemas.frame import Model, columns


class Frames:
    """The rows of one table so far."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._table: Table = pl.DataFrame(schema=columns(model))

    def add(self, part: pl.DataFrame) -> None:
        """One more part; columns that are not the model's are left out. Raises pandera SchemaErrors."""
        part = part.select(columns(self._model).keys())
        if not self._table.height:
            self._table = part
        elif part.height:
            if isinstance(self._table, pl.DataFrame):
                held, self._table = self._table, Kept(self._model)
                self._table.add(held)
            self._table.add(part)

    def table(self) -> Table:
        """All rows so far."""
        return self._table
