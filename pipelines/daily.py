"""The day's steps, once, as data: whoever runs them, here or as a Prefect flow, runs this list."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Final

from pipelines import apply, ingest, ledger, report
from pipelines.clear import answered
from pipelines.errors import TieoutError
from pipelines.job import Figures, Job, Progress, quiet

Step = Callable[[Job], Figures]
Perform = Callable[[str, Job], Figures]

# In order. Each finds what it needs in the ledger and leaves what it did there, so each may be done again.
STEPS: Final[dict[str, Step]] = {
    "ingest": ingest.run,  # files in, proved and validated; what cannot be taken says why
    "clear": answered.run,  # what people answered in workbooks of the inbox is posted first
    "apply": apply.run,  # what banks and ERP say is booked, receipts meet items, and all of it posts at once
    "report": report.run,  # the day's files for people and for the ERP
}


def perform(name: str, job: Job) -> Figures:
    """One step, in this process."""
    return STEPS[name](job)


def daily(job: Job, perform: Perform = perform, progress: Progress = quiet) -> dict[str, Figures]:
    """The whole day; the same job twice changes nothing but the list of runs.

    Raises:  TieoutError when a step cannot go on. What the steps before it committed stays, and the next run goes on.
    """
    figures: dict[str, Figures] = {}
    with _recorded(job):
        for name in STEPS:
            progress(name, None)
            figures[name] = perform(name, job)
            progress(name, figures[name])
    return figures


@contextmanager
def _recorded(job: Job) -> Iterator[None]:
    """A row in `runs`, first thing, and how it ended, last thing."""
    with ledger.writing(job.ledger, job.settings.run.lock_wait_s, job.run) as books:
        ledger.open_run(books, job.run)
    try:
        yield
    except BaseException:
        with suppress(TieoutError):  # the first fault is the one to tell
            _close(job, "failed")
        raise
    _close(job, "done")


def _close(job: Job, status: str) -> None:
    with ledger.writing(job.ledger, job.settings.run.lock_wait_s, job.run) as books:
        ledger.close_run(books, job.run, status, None)
