"""What one run works on, in plain values: every step is given this and nothing else, here and as a Prefect task."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import uuid4

from schemas.settings import Settings

Figures = dict[str, int | str]  # what a step counted, by the words people read: "files taken" -> 12
Progress = Callable[[str, Figures | None], None]  # a step begins (None), a step is done (its figures)


@dataclass(frozen=True)
class Job:
    """One day's work. The steps share nothing but the ledger, so a Job can be run again after a crash."""

    inbox: Path
    ledger: Path
    out: Path
    as_of: date
    run_id: str
    engine: str  # what runs it: local or prefect
    settings: Settings  # read once, before the first step

    @property
    def folder(self) -> Path:
        """Where the outputs of this day stand."""
        return self.out / self.as_of.isoformat()


def new_run_id() -> str:
    """A name for a run, of which no two are alike."""
    return uuid4().hex


def quiet(step: str, figures: Figures | None) -> None:
    """Progress that nobody follows."""
