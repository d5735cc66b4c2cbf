"""Customers, advices, rates and GL balances: what is new goes in, what contradicts itself is rejected row by row."""

import polars as pl

from pipelines import ledger
from pipelines.ingest.files import Arrival
from pipelines.ingest.tables import pieces, together
from pipelines.ledger import lookups
from pipelines.ledger.rows import Connection
from pipelines.readers.base import told
from schemas.frame import columns, shaped
from schemas.receivables import Customer, GlBalance, Rate
from schemas.rejects import Reject


def take(connection: Connection, arrivals: list[Arrival]) -> pl.DataFrame:
    """Takes these tables of all files that can be trusted. Out: Reject with `sha256`, `name`."""
    usable = [one for one in arrivals if one.reading and not one.refusals]
    customers, customer_rejects = _customers(_stated(connection, usable))
    rates, rate_rejects = _once(
        together(usable, "rates"), ["date", "from_currency", "to_currency"], list(columns(Rate))
    )
    balances, gl_rejects = _once(
        together(usable, "gl"), ["entity", "account", "currency", "period"], list(columns(GlBalance))
    )
    ledger.load_customers(connection, customers)
    ledger.load_advices(connection, pieces(usable, "advices"), pieces(usable, "advice_lines"))
    ledger.load_rates(connection, rates)
    ledger.load_gl(connection, balances)
    return pl.concat([customer_rejects, rate_rejects, gl_rejects])


def _stated(connection: Connection, usable: list[Arrival]) -> pl.DataFrame:
    """What files say of customers. Names in a list of open items count only for customers that nothing else knows."""
    keys = ["entity", "customer_id"]
    rows = together(usable, "customers")
    is_named = pl.col("sha256").is_in([one.found.sha256 for one in usable if one.lists_items])
    stated = rows.filter(~is_named)
    named = rows.filter(is_named).unique(keys, keep="first", maintain_order=True)
    for known in (stated, lookups.customer_keys(connection)):
        named = named.join(known, on=keys, how="anti", maintain_order="left")
    return pl.concat([stated, named])


def _customers(rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """One row a customer; of several that differ, the last in the order of what they say, whatever file brought it."""
    said = [name for name in columns(Customer) if name != "source_line"]
    ordered = rows.sort(*said, "source_file", "source_line").unique(said, keep="first", maintain_order=True)
    is_kept = pl.int_range(pl.len()).over("entity", "customer_id") == pl.len().over("entity", "customer_id") - 1
    marked = ordered.with_columns(is_kept=is_kept)
    expected = "one row for each customer of an entity"
    remedy = "take the wrong row out; another row of this customer was taken"
    return marked.filter("is_kept").drop("is_kept"), _rejects(marked.filter(~pl.col("is_kept")), expected, remedy)


def _once(rows: pl.DataFrame, keys: list[str], names: list[str]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Rows that say a thing once; those that say it differently are all rejected: who knows which is right?"""
    said = [name for name in names if name != "source_line"]
    distinct = rows.sort(*said, "source_file", "source_line").unique(said, keep="first", maintain_order=True)
    is_alone = pl.len().over(keys) == 1
    expected = f"one row for each {', '.join(keys)}"
    remedy = "none of the rows that differ was taken: send the right one in a new file"
    return distinct.filter(is_alone), _rejects(distinct.filter(~is_alone), expected, remedy)


def _rejects(rows: pl.DataFrame, expected: str, remedy: str) -> pl.DataFrame:
    """Rows as rejects; they are few."""
    key = next(name for name in ("customer_id", "rate", "period") if name in rows.columns)
    messages = [
        told(row["source_file"], row["source_line"], f"{key} {row[key]!r} again with other data", expected, remedy)
        for row in rows.select("source_file", "source_line", key).iter_rows(named=True)
    ]
    table = rows.with_columns(
        field=pl.lit(key),
        value=pl.col(key),
        rule=pl.lit(expected),
        message=pl.Series(messages, dtype=pl.String),
        raw=pl.lit(None, pl.String),
    )
    return shaped(Reject, table).with_columns(table["sha256"], table["source_file"].alias("name"))
