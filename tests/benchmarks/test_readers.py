"""The product's readers and the made-up files agree, in both directions: nothing is rejected and nothing differs."""

import polars as pl
import pytest

from pipelines.readers import Source, read


@pytest.fixture
def readings(inbox):
    files = sorted(file for file in inbox.rglob("*") if file.is_file())
    return [read(Source(str(file.relative_to(inbox)), file)) for file in files]


def test_readers_take_every_made_up_file_whole(readings):
    assert {reading.format for reading in readings} >= {"bai2", "camt", "csv"}
    assert not [reading.format for reading in readings if len(reading.rejects) or reading.faults]


def test_readers_find_the_lines_that_were_meant(day, readings):
    found = pl.concat([reading.tables["bank_lines"] for reading in readings])
    found = found.with_columns(pl.col("value_date").fill_null(pl.col("booking_date")))  # BAI2 names only other ones
    columns = ["bank_reference", "account", "currency", "amount_minor", "booking_date", "value_date"]
    assert found.select(columns).sort(columns).equals(day.bank.select(columns).sort(columns))


def test_readers_find_the_advices_that_were_meant(day, readings):
    advices = pl.concat([reading.tables["advices"] for reading in readings])
    columns = ["payment_reference", "payment_minor", "currency", "payment_date"]
    assert advices.select(columns).sort(columns).equals(day.advices.select(columns).sort(columns))
    lines = pl.concat([reading.tables["advice_lines"] for reading in readings])
    columns = ["invoice_number", "gross_minor", "discount_minor", "deduction_minor", "paid_minor"]
    assert lines.select(columns).sort(columns).equals(day.advice_lines.select(columns).sort(columns))
