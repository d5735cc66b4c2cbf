"""The report step: the day's files for people and for the ERP, made from the ledger alone."""

from datetime import date
from pathlib import Path

from pipelines import ledger
from pipelines.job import Figures, Job
from pipelines.outputs import publish
from reports.files import day_files
from schemas.settings import Settings


def run(job: Job) -> Figures:
    """Writes the day's folder. Raises NoLedger, and OSError where the folder cannot be written."""
    return {"files written": len(write(job.ledger, job.folder, job.as_of, job.settings))}


def write(ledger_file: Path, folder: Path, as_of: date, settings: Settings) -> list[Path]:
    """The files of one day, the same bytes as long as the ledger is the same."""
    with ledger.reading(ledger_file) as books:
        day = ledger.day(books, as_of, settings)
    return publish(folder, day_files(day))
