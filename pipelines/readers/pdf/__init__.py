"""PDF with a text layer: its words by their places on the page, and ruled tables where these alone tell the columns.

A document is opened in a process of its own, within limits of time and memory; `line` is the page.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Final

from pipelines.readers.advices import Advices
from pipelines.readers.base import Reading, Source, reading, refused, rejected
from pipelines.readers.pdf import worker
from pipelines.readers.prose.advice import Found, advice_of
from pipelines.readers.prose.page import MAX_ROW, Cell, Row
from pipelines.readers.text import PDF

MAX_BYTES: Final = 20 << 20
MAX_S: Final = 2 * worker.MAX_CPU_S
_WORKER: Final = Path(worker.__file__)


def claims(head: bytes) -> bool:
    """A PDF document."""
    return head.startswith(PDF)


def read(source: Source) -> Reading:
    """One PDF, one advice. Refuses what is encrypted, has no text, or takes more than the limits."""
    size = source.path.stat().st_size
    if size > MAX_BYTES:
        raise refused(source, f"a PDF of {size:,} bytes", f"at most {MAX_BYTES:,} bytes", "split the file")
    rows = _rows(source, "text")
    if not rows:
        remedy = "it is a picture of a text: ask the payer for the PDF itself, or for a list"
        raise refused(source, "a PDF with no text layer", "a PDF whose text can be marked and copied", remedy)
    found = advice_of(rows, source.usual_currency, is_whole=True)
    found = found if found.names_all else _by_tables(source, found)
    if found.advice is None:
        raise refused(source, *found.why_not)
    advices = Advices()
    advices.add(found.advice)
    warnings = [*found.warnings, *advices.warnings]
    return reading("pdf", "utf-8", advices.tables(), rejected(source, found.rejects), warnings=warnings)


def _by_tables(source: Source, found: Found) -> Found:
    """The same document by its ruled tables, where these prove it and name every document."""
    answer = _answer(source, "tables")
    better = (
        advice_of(_as_rows(answer.get("rows", [])), source.usual_currency, is_whole=True)
        if answer.get("rows")
        else found
    )
    return better if better.names_all else found


def _rows(source: Source, how: str) -> list[Row]:
    answer = _answer(source, how)
    if "refused" in answer:
        stands, expected, remedy = answer["refused"]
        raise refused(source, stands, expected, remedy)
    if "rows" not in answer:
        expected = f"a document that opens within {worker.MAX_CPU_S} s and {worker.MAX_MEMORY >> 20:,} MB"
        raise refused(
            source, "a PDF that takes more than its pages are worth", expected, "ask for another export of it"
        )
    return _as_rows(answer["rows"])


def _answer(source: Source, how: str) -> dict[str, list]:  # type: ignore[type-arg]
    """What the worker says; nothing when it was stopped."""
    command = [sys.executable, "-I", str(_WORKER), str(source.path.absolute()), how]
    try:
        done = subprocess.run(command, capture_output=True, timeout=MAX_S, check=False, stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        return {}
    return dict(json.loads(done.stdout)) if done.returncode == 0 else {}


def _as_rows(rows: list) -> list[Row]:  # type: ignore[type-arg]
    return [Row(page, [Cell(text[:MAX_ROW], left, right) for text, left, right in cells]) for page, cells in rows]
