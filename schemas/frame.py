"""Frames from models: an empty table has its types, a full one is checked once, at the door."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import pandera.polars as pa
import polars as pl

Model = type[pa.DataFrameModel]


@cache
def columns(model: Model) -> dict[str, pl.DataType]:
    """Column name -> Polars type of a model, in the model's order."""
    return {name: column.dtype.type for name, column in model.to_schema().columns.items()}


def frame(model: Model, rows: Iterable[Mapping[str, Any]] = ()) -> pl.DataFrame:
    """Rows as a frame of exactly the model's columns and types; what a row leaves out is null.

    Raises polars' SchemaError or TypeError when a value is not of its column's type.
    """
    return pl.DataFrame(list(rows), schema=columns(model), strict=True, orient="row")


def shaped(model: Model, data: pl.DataFrame) -> pl.DataFrame:
    """The model's columns of `data`, in its order and types; missing ones are null, others dropped."""
    wanted = columns(model)
    return data.select(
        (pl.col(name) if name in data.columns else pl.lit(None)).cast(dtype).alias(name)
        for name, dtype in wanted.items()
    )


def checked(model: Model, data: pl.DataFrame) -> pl.DataFrame:
    """`data`, proved to be the model's table. Raises pandera SchemaErrors naming every breach."""
    model.validate(data, lazy=True)
    return data
