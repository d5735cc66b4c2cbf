"""What one run works on, in plain values: every step is given this and nothing else, here and as a Prefect task."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from schemas.settings import Settings


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
