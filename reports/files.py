"""The day's files, by name: what `tieout run` and `tieout report` write into OUT/<as_of>/."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import polars as pl

from reports.book import WHOLE, book, parquet_name
from reports.day import Day
from reports.page import page
from reports.postings import posting_files
from reports.sheet import Sheet
from reports.sheets import team_workbook, workbook
from reports.summary import summary_json
from reports.teams import stems
from reports.work import Work, part, work


def day_files(day: Day) -> dict[str, bytes]:
    """File name -> content: the same day gives the same bytes."""
    return _files(day, lambda ready: workbook_files(ready) | summaries(ready))


def plain_files(day: Day) -> dict[str, bytes]:
    """All of them but for the workbooks."""
    return _files(day, summaries)


def _files(day: Day, made: Callable[[Work], dict[str, bytes]]) -> dict[str, bytes]:
    """What is made of the day's work, and postings-<batch_id>.csv for each batch: the long ones, written aside."""
    with ThreadPoolExecutor(1) as aside:
        postings = aside.submit(posting_files, day.postings)
        return made(work(day)) | postings.result()


def workbook_files(ready: Work) -> dict[str, bytes]:
    """exceptions.xlsx, one more for each team, and a Parquet file for each sheet that is too long for its workbook."""
    files = _book_files(workbook(ready), ready, WHOLE)
    for team, stem in stems(ready.day.teams).items():
        own = part(ready, ready.queue.filter(team=team)["exception_id"])
        files |= _book_files(team_workbook(own, team), own, stem)
    return files


def _book_files(sheets: Sequence[Sheet], ready: Work, stem: str) -> dict[str, bytes]:
    made = book(sheets, ready.day.as_of, stem)
    beside = {parquet_name(title, stem): _parquet(rows) for title, rows in made.beside.items()}
    return {f"{stem}.xlsx": made.content, **beside}


def summaries(ready: Work) -> dict[str, bytes]:
    """summary.html and summary.json."""
    return {"summary.html": page(ready), "summary.json": summary_json(ready)}


def _parquet(rows: pl.DataFrame) -> bytes:
    content = BytesIO()
    rows.write_parquet(content)
    return content.getvalue()
