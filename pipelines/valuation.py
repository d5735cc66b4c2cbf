"""Entries of foreign currencies in functional currency, by the rates that are known and what the books hold."""

import polars as pl

from matching import functional
from matching.journal import Chart
from pipelines import ledger
from pipelines.ledger.rows import Connection


def in_functional_currency(connection: Connection, journal: pl.DataFrame, chart: Chart) -> pl.DataFrame:
    """JournalLine rows that are about to be posted, valued where a rate is known; as they are where none is."""
    legs = functional.foreign(journal)
    if legs.is_empty():
        return journal
    return functional.valued(journal, ledger.carried(connection, legs), ledger.rates(connection, legs), chart)
