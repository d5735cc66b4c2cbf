"""The whole way back: books in, posted, and for each an answer beside the day's outputs."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

import polars as pl

from pipelines import ledger
from pipelines.clear.handed_in import Cleared, clerk_of, hand_in
from pipelines.ingest import inbox
from pipelines.job import Figures, Job
from pipelines.ledger import lookups
from pipelines.outputs import publish
from reports.answers import answer_files
from reports.files import plain_files
from schemas.settings import Settings

FORM: Final = "answers"  # what a cleared workbook is called in `files`


def clear(
    paths: Sequence[Path], ledger_file: Path, out: Path, by: str, settings: Settings, as_of: date
) -> list[Cleared]:
    """Clears books one after the other and writes their answers, the postings and the page into OUT/<as_of>/.

    Raises:  Held, BooksDoNotHold: the books before are posted and answered when they are cleared again.
    """
    done = [hand_in(path, ledger_file, clerk_of(by), settings, as_of) for path in paths]
    _answer(done, ledger_file, out / as_of.isoformat(), settings, as_of)
    return done


def run(job: Job) -> Figures:
    """The clear step of a day: new workbooks in the inbox's folder decisions, before cash is applied.

    Nobody names who hands them in: every row says who prepared it, and the file's owner must be that user's os_user.
    """
    found = inbox.workbooks(job.inbox)
    known = _known(job) if found else set()
    done = [_taken(job, one) for one in found if one.sha256 not in known]
    _answer(done, job.ledger, job.folder, job.settings, job.as_of)
    answers = pl.concat([one.answers["status"] for one in done]) if done else pl.Series(dtype=pl.String)
    refused = answers.eq("refused").sum() + sum(one.fault is not None for one in done)
    posted = answers.is_in(["posted", "noted"]).sum()
    return {"books": len(done), "answers posted": int(posted), "refused": int(refused)}


def _known(job: Job) -> set[str]:
    with ledger.reading(job.ledger) as books:
        return set(lookups.file_states(books)["sha256"])


def _taken(job: Job, found: inbox.Found) -> Cleared:
    """One workbook of the inbox, entered in `files` so that no run takes it again."""
    done = hand_in(found.path, job.ledger, clerk_of(None, found.path), job.settings, job.as_of)
    row = {
        "sha256": found.sha256, "name": found.name, "format": FORM, "encoding": None, "rows": done.answers.height,
        "status": "unreadable" if done.fault else "taken", "reason": done.fault,
    }  # fmt: skip
    with ledger.writing(job.ledger, job.settings.run.lock_wait_s, job.run) as books:
        ledger.load_files(books, pl.DataFrame([row], schema_overrides={"encoding": pl.String, "reason": pl.String}))
    return done


def _answer(done: Sequence[Cleared], ledger_file: Path, folder: Path, settings: Settings, as_of: date) -> None:
    """The answers, and the day's files but for the workbook: people may be working in it."""
    if not any(one.book for one in done):
        return
    with ledger.reading(ledger_file) as books:
        day = ledger.day(books, as_of, settings)
    files: dict[str, bytes] = {}
    for one in done:
        if one.book:
            named = answer_files(day, one.book.name, one.book.decisions, one.book.lines, one.answers)
            files |= {_free(name, files, one.book.sha256): content for name, content in named.items()}
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    publish(folder, files | plain_files(day))


def _free(name: str, taken: dict[str, bytes], sha256: str) -> str:
    """Two books of one name have two answers."""
    stem, _, suffix = name.rpartition(".")
    return name if name not in taken else f"{stem}-{sha256[:8]}.{suffix}"
