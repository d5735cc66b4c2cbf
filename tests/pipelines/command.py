"""The command line as the tests call it: in this process, or in one of its own."""

import io
import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import polars as pl

from pipelines import cli, ledger
from pipelines.ledger.export import views

HOUSE = Path(__file__).parents[2]
SAMPLE = HOUSE / "data" / "sample"
DAY = "2026-10-15"
# Nothing of the machine's own Prefect profile, no server: what a run finds where nobody set anything up.
BARE = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
# What differs between two runs that did the same.
OF_THE_RUN = ("run_id", "recorded_at", "batch_id", "source_file", "resolved_at")


class Ended(NamedTuple):
    """How a command ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def tieout(*words: object) -> Ended:
    """The command in this process."""
    out, err = io.StringIO(), io.StringIO()
    status: Any = 0
    with patch.object(sys, "argv", ["tieout", *map(str, words)]), redirect_stdout(out), redirect_stderr(err):
        try:
            cli.main()
        except SystemExit as end:
            status = end.code
    return Ended(status or 0, out.getvalue(), err.getvalue())


def started(
    *words: object, program: str = "from pipelines.cli import main; main()", **environment: str
) -> subprocess.Popen[str]:
    """The command in a process of its own; `program` may do something before it."""
    return subprocess.Popen(
        [sys.executable, "-c", program, *map(str, words)],
        cwd=HOUSE,
        env=BARE | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def sample_day(folder: Path, *more: object) -> tuple[object, ...]:
    """The words of a run of the sample day with ledger and outputs in `folder`."""
    at = ("--inbox", SAMPLE / "inbox", "--ledger", folder / "ledger.duckdb", "--out", folder / "out")
    return ("run", *at, "--as-of", DAY, *more)


def books(folder: Path) -> dict[str, pl.DataFrame]:
    """All public views but `runs`, sorted, without what differs from run to run: equal books, equal frames."""
    with ledger.reading(folder / "ledger.duckdb") as connection:
        names = [name for name in views(connection) if name != "runs"]
        frames = {name: connection.sql(f"select * from {name} order by all").pl() for name in names}
    kept = {name: frame.drop(OF_THE_RUN, strict=False) for name, frame in frames.items()}
    return {name: frame.sort(pl.all()) if frame.width else frame for name, frame in kept.items()}
