"""How tests of readers write a file, read it, and lay out what it said."""

import json
from pathlib import Path
from typing import Any

from pipelines.readers import Reading, Refused, Source, read

HERE = Path(__file__).parent
SAMPLES = HERE.parents[3] / "shared" / "samples"


def write(folder: Path, text: str | bytes, name: str = "file.txt") -> Path:
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def said(path: Path, name: str | None = None, **source: Any) -> Reading:
    return read(Source(name or f"inbox/{path.name}", path, **source))


def of_text(folder: Path, text: str | bytes, **source: Any) -> Reading:
    return said(write(folder, text), **source)


def refusal(folder: Path, text: str | bytes, **source: Any) -> str:
    """The message of a file that is refused; fails when it is not."""
    try:
        reading = of_text(folder, text, **source)
    except Refused as error:
        return str(error)
    raise AssertionError(f"taken: {reading}")


def plain(reading: Reading) -> dict[str, Any]:
    """A reading as plain values, as the golden files keep it: nulls and empty tables left out."""
    tables = {
        name: [{key: value for key, value in row.items() if value is not None} for row in table.to_dicts()]
        for name, table in reading.tables.items()
        if not table.is_empty()
    }
    laid_out = {
        "format": reading.format,
        "encoding": reading.encoding,
        **tables,
        "rejects": reading.rejects.select("source_line", "field", "rule").to_dicts(),
        "faults": [
            {key: value for key, value in fault._asdict().items() if value is not None} for fault in reading.faults
        ],
        "warnings": reading.warnings,
    }
    return json.loads(json.dumps({key: value for key, value in laid_out.items() if value}, default=str))
