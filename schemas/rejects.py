"""What could not be taken: rows, and whole files with the reason."""

from typing import Literal, NamedTuple

import pandera.polars as pa
import polars as pl


class Reject(pa.DataFrameModel):
    """One row that was not taken: where it stands, what stands there, which rule it broke, what to do."""

    source_line: pl.Int64 = pa.Field(ge=0)
    field: pl.String = pa.Field(nullable=True)
    value: pl.String = pa.Field(nullable=True, description="what stands there, at most 200 characters")
    rule: pl.String = pa.Field(description="what was expected, in a few words; stable")
    message: pl.String = pa.Field(description="the sentence for people, with the remedy")
    raw: pl.String = pa.Field(nullable=True, description="the whole row as it stood")


class Fault(NamedTuple):
    """Why a whole file cannot be trusted.

    transport: truncated, counts or totals of the format broken, hostile: always quarantined.
    balance: only its balance does not hold: a person may accept it.
    """

    kind: Literal["transport", "balance"]
    line: int
    stands: str
    expected: str
    remedy: str
    statement_no: int | None = None  # of a balance: which statement of the file it is of
