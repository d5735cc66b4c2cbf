"""What holds for every file whatever stands in it."""

from pathlib import Path

import polars as pl

from pipelines.readers import Reading, Refused, Source, read
from tests.pipelines.readers.support import HERE

UNFORESEEN = "did not foresee"
SEEDS = sorted(file for file in (HERE / "golden").glob("*/*") if file.suffix != ".json")


def prove(content: bytes, folder: Path) -> None:
    """A file of this content is refused with a reason, or read into tables that agree with one another."""
    path = folder / "file"
    path.write_bytes(content)
    try:
        reading = read(Source("inbox/file", path))
    except Refused as error:
        assert UNFORESEEN not in str(error), str(error)
        return
    _agrees(reading)


def _agrees(reading: Reading) -> None:
    if any(fault.kind == "transport" for fault in reading.faults):
        assert all(table.is_empty() for table in reading.tables.values())
    heads, lines = reading.tables["statements"], reading.tables["bank_lines"]
    sums = lines.group_by("statement_no").agg(pl.len().cast(pl.Int64).alias("lines"), pl.col("amount_minor").sum())
    both = heads.join(sums, on="statement_no", how="full").fill_null(0)
    assert (both["line_count"] == both["lines"]).all()
    assert (both["movement_minor"] == both["amount_minor"]).all()
    advices, documents = reading.tables["advices"], reading.tables["advice_lines"]
    assert documents.join(advices, on="advice_no", how="anti").is_empty()
