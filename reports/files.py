"""The day's files, by name: what `tieout run` and `tieout report` write into OUT/<as_of>/."""

from io import BytesIO

import polars as pl

from reports.book import book, parquet_name
from reports.day import Day
from reports.page import page
from reports.postings import posting_files
from reports.sheets import workbook
from reports.summary import summary_json
from reports.work import Work, work


def day_files(day: Day) -> dict[str, bytes]:
    """File name -> content: the same day gives the same bytes."""
    ready = work(day)
    return workbook_files(ready) | plain_files(ready)


def workbook_files(ready: Work) -> dict[str, bytes]:
    """exceptions.xlsx, and a Parquet file for each sheet that is too long for it."""
    exceptions = book(workbook(ready), ready.day.as_of)
    beside = {parquet_name(title): _parquet(rows) for title, rows in exceptions.beside.items()}
    return {"exceptions.xlsx": exceptions.content, **beside}


def plain_files(ready: Work) -> dict[str, bytes]:
    """postings-<batch_id>.csv for each batch, summary.html and summary.json."""
    return {
        **posting_files(ready.day.postings),
        "summary.html": page(ready),
        "summary.json": summary_json(ready),
    }


def _parquet(rows: pl.DataFrame) -> bytes:
    content = BytesIO()
    rows.write_parquet(content)
    return content.getvalue()
