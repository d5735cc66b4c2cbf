"""Frames from models: an empty table has its types, a full one is checked once, at the door."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, Final

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
    """`data`, proved to be the model's table. Raises pandera SchemaErrors naming every breach.

    All rules of a model in one pass over the columns; only where that finds a breach, or does not know a rule, pandera
    goes through them one by one and says what it found.
    """
    breaches = _breaches(model)
    if breaches is None or data.schema != columns(model) or any(data.select(breaches).row(0)):
        model.validate(data, lazy=True)
    return data


@cache
def _breaches(model: Model) -> list[pl.Expr] | None:
    """Whether any value of the model's table breaks a rule, an expression a rule; None for a rule not known here."""
    schema = model.to_schema()
    if schema.checks or schema.unique:
        return None
    found = [pl.lit(False)]
    for name, column in schema.columns.items():
        value = pl.col(name)
        found += [] if column.nullable else [value.is_null().any()]
        found += [value.is_duplicated().any()] if column.unique else []
        for check in column.checks:
            if check.name not in _BROKEN or any(flag is False for flag in check.statistics.values()):
                return None
            found.append(_BROKEN[check.name](value, check.statistics).any())
    return [one.alias(str(at)) for at, one in enumerate(found)]


_BROKEN: Final[Mapping[str, Callable[[pl.Expr, Mapping[str, Any]], pl.Expr]]] = {
    "greater_than_or_equal_to": lambda value, rule: value < rule["min_value"],
    "greater_than": lambda value, rule: value <= rule["min_value"],
    "not_equal_to": lambda value, rule: value == rule["value"],
    "in_range": lambda value, rule: (value < rule["min_value"]) | (value > rule["max_value"]),
    "isin": lambda value, rule: ~value.is_in(list(rule["allowed_values"])),
    "str_matches": lambda value, rule: ~value.str.contains(rf"^(?:{rule['pattern']})"),
    "str_length": lambda value, rule: ~value.str.len_chars().is_between(rule["min_value"], rule["max_value"]),
}


def in_order(rows: pl.DataFrame, *keys: str) -> pl.DataFrame:
    """The rows sorted by these columns; at no cost where they stand so already, as most do that the ledger gives.

    >>> in_order(pl.DataFrame({"a": [2, 1, 1], "b": [1, 3, 2]}), "a", "b").rows()
    [(1, 2), (1, 3), (2, 1)]
    """
    rises, same = pl.lit(False), pl.lit(True)
    for key in keys:
        rises |= same & (pl.col(key) > pl.col(key).shift())
        same &= pl.col(key) == pl.col(key).shift()
    stands = rows.select((rises | same).slice(1).fill_null(False).all()).item()
    return rows if stands else rows.sort(keys, maintain_order=True)
