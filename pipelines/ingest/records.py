"""What became of the inbox: files and rejects into the ledger, figures and messages for people."""

from typing import NamedTuple

import polars as pl

from pipelines import ledger
from pipelines.ingest.files import PASSED_OVER, Arrival, Sorted
from pipelines.ingest.inbox import Strange
from pipelines.ingest.tables import rejects_of
from pipelines.job import Figures
from pipelines.ledger import lookups
from pipelines.ledger.rows import Connection
from schemas.exceptions import Held
from schemas.frame import frame

FILE_SCHEMA = {
    "sha256": pl.String, "name": pl.String, "format": pl.String, "encoding": pl.String,
    "rows": pl.Int64, "status": pl.String, "reason": pl.String,
}  # fmt: skip
UNKNOWN = "unknown"


class Ingested(NamedTuple):
    """What one run took in."""

    figures: Figures
    messages: list[str]
    held: pl.DataFrame  # schemas.exceptions.Held: every file, of this run or before, that is not taken yet
    is_rejected_first: bool  # a file or row was rejected for the first time in this run
    arrivals: list[Arrival]  # what was read; what is kept of it on disk goes with it


def keep(
    connection: Connection, sorted_: Sorted, strange: list[Strange], rejects: pl.DataFrame, messages: list[str]
) -> Ingested:
    """Writes down what is new about files and rows. `sorted_.arrivals` have gone through every step."""
    arrivals = sorted_.arrivals
    silent_files, silent_rows = lookups.unreported(connection)  # of runs that died before they could say so
    states = lookups.file_states(connection)
    known = dict(states.select("sha256", "status").iter_rows())
    bad = [one for one in arrivals if one.status not in PASSED_OVER]
    fresh_bad = [one for one in bad if known.get(one.found.sha256) not in ("quarantined", "unreadable")]
    fresh_strange = [one for one in strange if one.sha256 not in known]
    ledger.load_files(connection, _files(sorted_, strange))
    fresh_rejects = _fresh(connection, pl.concat([rejects_of(arrivals), rejects]))
    ledger.load_rejects(connection, fresh_rejects)
    waiting = lookups.file_states(connection).filter(~pl.col("status").is_in(PASSED_OVER))
    refused = len(fresh_bad) + len(fresh_strange) + silent_files
    taken = [one for one in arrivals if one.status == "taken"]
    duplicates = [one for one in arrivals if one.status == "duplicate"]
    figures: Figures = {
        "files": len(arrivals) + len(sorted_.copies) + len(strange) + sorted_.passed_over,
        "taken": len(taken),
        "passed over": sorted_.passed_over,
        "duplicate": len(duplicates) + len(sorted_.copies),
        "quarantined": refused,
        "lines": sum(one.row_count for one in taken),
        "rows rejected": fresh_rejects.height + silent_rows,
        "outstanding": waiting.height - refused,
    }
    return Ingested(
        figures,
        [*_told(arrivals, sorted_, strange, fresh_rejects), *messages],
        _held(waiting),
        bool(refused or fresh_rejects.height or silent_rows),
        arrivals,
    )


def _files(sorted_: Sorted, strange: list[Strange]) -> pl.DataFrame:
    """One row a file of this run. A copy stands before its original, whose state is then the newest."""
    copies = [
        (one.sha256, one.name, UNKNOWN, None, 0, "duplicate", "the same bytes under another name")
        for one in sorted_.copies
    ]
    odd = [(one.sha256, one.name, UNKNOWN, None, 0, "unreadable", f"unreadable: {one.message}") for one in strange]
    read = [
        (
            one.found.sha256,
            one.found.name,
            one.reading.format if one.reading else UNKNOWN,
            one.reading.encoding if one.reading else None,
            one.row_count,
            one.status,
            one.reason,
        )
        for one in sorted_.arrivals
    ]
    return pl.DataFrame([*copies, *odd, *read], schema=FILE_SCHEMA, orient="row")


def _fresh(connection: Connection, rejects: pl.DataFrame) -> pl.DataFrame:
    """Rejects that no earlier run has written down: a file that is not taken is read again every time."""
    marks = ["sha256", "source_line", "field", "rule"]
    known = lookups.rejected_rows(connection, rejects["sha256"].unique())
    return rejects.join(known, on=marks, how="anti", nulls_equal=True)


def _told(arrivals: list[Arrival], sorted_: Sorted, strange: list[Strange], rejects: pl.DataFrame) -> list[str]:
    """Every message of files, then of rows, then what readers found odd; by name of the file."""
    of_files = sorted((one.name, one.message) for one in strange)
    of_files += sorted((one.found.name, reason) for one in arrivals for reason in one.refusals)
    warned = sorted(
        f"{one.found.name}: {text}"
        for one in arrivals
        if one.reading and one.status == "taken"
        for text in one.reading.warnings
    )
    return [message for _, message in of_files] + rejects.sort("name", "source_line")["message"].to_list() + warned


def _held(waiting: pl.DataFrame) -> pl.DataFrame:
    """The files that wait for a person, each an exception of its own."""
    return frame(
        Held,
        (
            {
                "subject": "file",
                "file_sha256": row["sha256"],
                "exception_type": "INPUT_INVALID",
                "why_not_auto": row["reason"] or f"{row['name']} is not taken",
                "amount_minor": 0,
            }
            for row in waiting.iter_rows(named=True)
        ),
    )
