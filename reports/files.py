"""The day's files, by name: what `tieout run` and `tieout report` write into OUT/<as_of>/."""

from io import BytesIO

import polars as pl

from reports.book import book, parquet_name
from reports.day import Day
from reports.page import page
from reports.postings import posting_files
from reports.sheets import workbook
from reports.summary import summary_json
from reports.work import work


def day_files(day: Day) -> dict[str, bytes]:
    """File name -> content: the same day gives the same bytes.

    exceptions.xlsx, postings-<batch_id>.csv for each batch, summary.html, summary.json, and a Parquet file for
    each sheet that is too long for the workbook.
    """
    ready = work(day)
    exceptions = book(workbook(ready), day.as_of)
    return {
        "exceptions.xlsx": exceptions.content,
        **posting_files(day.postings),
        "summary.html": page(ready),
        "summary.json": summary_json(ready),
        **{parquet_name(title): _parquet(rows) for title, rows in exceptions.beside.items()},
    }


def _parquet(rows: pl.DataFrame) -> bytes:
    content = BytesIO()
    rows.write_parquet(content)
    return content.getvalue()
