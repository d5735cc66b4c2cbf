"""What ingest asks of the ledger before it takes a file, and after."""

from datetime import date

import polars as pl

from pipelines.ledger.rows import Connection, given, select

FOREVER = date(9999, 12, 31)


def file_states(connection: Connection) -> pl.DataFrame:
    """One row a file ever seen, by sha256: its newest state, the business day it was first seen on, who accepted it."""
    return select(
        connection,
        """
        select n.sha256, n.name, n.format, n.status, n.reason, f.first_as_of, f.accepted_by
        from facts.files_now n
        join (
            select sha256, min(r.as_of) as first_as_of, max(f.by_user) filter (f.status = 'accepted') as accepted_by
            from facts.files f join facts.runs r using (run_id) group by sha256
        ) f using (sha256)
        order by n.sha256
        """,
    )


def rejected_rows(connection: Connection, sha256s: pl.Series) -> pl.DataFrame:
    """sha256, source_line, field, rule of the rejects that are known of these files."""
    with given(connection, asked=sha256s.alias("sha256").to_frame()):
        return select(
            connection,
            "select distinct sha256, source_line, field, rule from facts.rejects semi join asked using (sha256)",
        )


def unreported(connection: Connection) -> tuple[int, int]:
    """Files and rows that were refused since the last day's run that came to its end: nobody was told of them yet."""
    (counts,) = connection.execute(
        """
        with told as (
            select coalesce(max(finished_at), timestamp '0001-01-01') as until
            from facts.runs where status = 'done' and command in ('run', 'demo', 'serve')
        )
        select
            (select count(*) from facts.files_now
                where status in ('quarantined', 'unreadable') and recorded_at > until),
            (select count(*) from facts.rejects where recorded_at > until)
        from told
        """
    ).fetchall()
    return counts[0], counts[1]


def account_entities(connection: Connection) -> pl.DataFrame:
    """account, entity: as the latest statement of each account was taken."""
    return select(
        connection,
        "select account, arg_max(entity, rowid) as entity from facts.statements group by account order by account",
    )


def customer_keys(connection: Connection) -> pl.DataFrame:
    """entity, customer_id of every customer that is known."""
    return select(connection, "select entity, customer_id from facts.current_customers order by all")


def item_currencies(connection: Connection) -> pl.DataFrame:
    """entity, currency of every open item ever listed."""
    return select(connection, "select distinct entity, currency from facts.item_versions order by entity, currency")


def listed_items(connection: Connection, entities: pl.Series) -> pl.DataFrame:
    """The latest snapshot of these entities: each item still on it, as it stands there, and `list_date`."""
    with given(connection, asked=entities.alias("entity").to_frame()):
        return select(
            connection,
            """
            select v.* exclude (snapshot_no, snapshot_date, is_gone), s.snapshot_date as list_date
            from facts.listed_items($until) v semi join asked using (entity)
            join facts.latest_snapshots($until) l using (entity) join facts.snapshots s on s.snapshot_no = l.snapshot_no
            where not is_gone order by item_id
            """,
            {"until": FOREVER},
        )


def gaps(connection: Connection) -> pl.DataFrame:
    """Statements of this run that do not open where one before them closed.

    Out:     account (masked), currency, opening_amount, first_date (of its lines), and previous_date,
             previous_amount of the latest statement that closed before. Overlapping statements and the first of an
             account are no gap.
    """
    return select(
        connection,
        """
        select concat('…', right(g.account, 4)) as account, g.currency, g.first_date,
            money(g.opening_minor, c.unit) as opening_amount, g.previous_date,
            money(g.previous_minor, c.unit) as previous_amount
        from facts.gaps g join facts.currencies c using (currency)
        where g.run_id = getvariable('run_id') order by g.account, g.currency, g.first_date
        """,
    )
