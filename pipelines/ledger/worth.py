"""What the books and the rates say of the worth of foreign currencies."""

import polars as pl

from pipelines.ledger.rows import Connection, given, select, sql


def carried(connection: Connection, legs: pl.DataFrame) -> pl.DataFrame:
    """functional.CARRIED: what the books hold of the keys of these `functional.foreign` legs."""
    asked = legs.drop_nulls("key").select("key", "item_id", "payment_id", "account_class", "currency", "is_item")
    with given(connection, asked=asked.unique("key")):
        return select(connection, sql("state/carried"))


def rates(connection: Connection, legs: pl.DataFrame) -> pl.DataFrame:
    """functional.RATES: the rate of each currency and day of these legs, where one is known."""
    with given(connection, asked=legs.select("currency", "functional_currency", "gl_date").unique()):
        return select(connection, sql("state/rates"))
