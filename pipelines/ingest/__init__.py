"""The inbox into the ledger: every file seen, told by content, proved, and taken once; what cannot be taken says why.

Never a matching rule in here, and no posting: what the files say is kept as facts.
"""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

from pipelines import ledger
from pipelines.ingest import archives, files, inbox, masters, records, snapshots, statements
from pipelines.ingest.accept import NotAcceptable, accept
from pipelines.ingest.records import Ingested
from pipelines.job import Figures, Job
from pipelines.ledger import lookups
from pipelines.ledger.exceptions import set_held
from pipelines.ledger.rows import Connection
from schemas.settings import Settings

__all__ = ["Ingested", "NotAcceptable", "accept", "run", "take"]


def run(job: Job) -> Figures:
    """The ingest step: the whole inbox in one transaction. Again with nothing new, it changes nothing.

    Raises:  Held when another writer keeps the ledger.
    """
    with ThreadPoolExecutor(1) as aside, ledger.writing(job.ledger, job.settings.run.lock_wait_s, job.run) as books:
        ingested = take(books, job.inbox, job.settings, job.as_of)
        set_held(books, job.run, ingested.held, ["file"])
        aside.submit(ingested.arrivals.clear)  # the files of long tables go while the ledger is written
    return ingested.figures


def take(connection: Connection, folder: Path, settings: Settings, as_of: date) -> Ingested:
    """Takes every file of the inbox that is new and can be trusted.

    In:      a ledger open for writing, its run begun; `as_of` dates open items that say no date.
    Out:     figures, messages, and every file that waits for a person. A bad file leaves the others untouched.
    """
    found, strange = inbox.walk(folder)
    with archives.opened(found) as opened:
        known = files.sort(opened.found, lookups.file_states(connection), as_of)
        read = files.read_all(known.arrivals, settings)
    strange += opened.strange
    growing = opened.growing + [one.found.name for one, done in zip(known.arrivals, read, strict=True) if done is None]
    arrivals = [one for one in read if one is not None]
    with ThreadPoolExecutor(1) as aside:
        listed = aside.submit(snapshots.listed, arrivals)
        arrivals, of_banks = statements.take(connection, arrivals, settings)
    arrivals, of_items = snapshots.take(connection, arrivals, listed.result(), settings.policy.snapshot_drop_limit)
    rejects = masters.take(connection, arrivals)
    unfinished = [f"{name} changed while it was read: the next run takes it" for name in sorted(growing)]
    done = files.Sorted(arrivals, known.copies, known.passed_over)
    return records.keep(connection, done, strange, rejects, [*of_banks, *of_items, *unfinished, *inbox.strays(folder)])
