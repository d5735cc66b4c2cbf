"""The day's steps, once, as data: whoever runs them, here or as a Prefect flow, runs this list."""

from collections.abc import Callable
from typing import Final

from pipelines import apply, ingest, report
from pipelines.job import Figures, Job, Progress, quiet
from pipelines.ledger import runs

Step = Callable[[Job], Figures]
Perform = Callable[[str, Job], Figures]

# In order. Each reads what it needs from the ledger and leaves what it did there, so each may be run again.
STEPS: Final[dict[str, Step]] = {
    "ingest": ingest.run,  # files in, proved and validated; what cannot be taken says why
    "apply": apply.run,  # what the bank and the ERP say is booked; receipts meet items; all of it posts at once
    "report": report.run,  # the day's files for people and for the ERP
}


def perform(name: str, job: Job) -> Figures:
    """One step, in this process."""
    return STEPS[name](job)


def daily(job: Job, perform: Perform = perform, progress: Progress = quiet) -> dict[str, Figures]:
    """The whole day; the same job twice changes nothing but the list of runs.

    Raises:  TieoutError when a step cannot go on; what earlier steps committed stays, and the next run goes on there.
    """
    figures: dict[str, Figures] = {}
    with runs.recorded(job):
        for name in STEPS:
            progress(name, None)
            figures[name] = perform(name, job)
            progress(name, figures[name])
    return figures
