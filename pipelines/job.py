"""What one run works on, in plain values: every step is given this and nothing else, here and as a Prefect task."""

import getpass
import socket
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import uuid4

from pipelines.ledger.runs import Run, now
from schemas.settings import Settings

Figures = dict[str, int | str]  # what a step counted, by the words people read: "files taken" -> 12
Progress = Callable[[str, Figures | None], None]  # a step begins (None), a step is done (its figures)


@dataclass(frozen=True)
class Job:
    """One day's work. The steps share nothing but the ledger, so a job can be done again after a crash."""

    inbox: Path
    ledger: Path
    out: Path
    run: Run
    settings: Settings  # read once, before the first step

    @property
    def as_of(self) -> date:
        return self.run.as_of

    @property
    def run_id(self) -> str:
        return self.run.run_id

    @property
    def folder(self) -> Path:
        """Where the outputs of this day stand."""
        return self.out / self.as_of.isoformat()


def new_run(command: str, as_of: date, engine: str, settings: Settings, run_id: str | None = None) -> Run:
    """A run that begins now, of this user on this machine."""
    return Run(
        run_id=run_id or uuid4().hex,
        command=command,
        as_of=as_of,
        engine=engine,
        by_user=getpass.getuser(),
        host=socket.gethostname(),
        settings_sha256=settings.sha256,
        started_at=now(),
        settings_file=settings.file or "built-in",
    )


def quiet(step: str, figures: Figures | None) -> None:
    """Progress that nobody follows."""


def words(figures: Figures) -> str:
    """Figures in one line.

    >>> words({"files": 12, "rows rejected": 1, "batch": "4c1e"})
    '12 files, 1 rows rejected, batch 4c1e'
    """
    return ", ".join(
        f"{value} {name}" if isinstance(value, int) else f"{name} {value}" for name, value in figures.items()
    )
