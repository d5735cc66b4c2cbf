"""Posting: entries once each by their cause, with all the evidence they rest on, in the caller's transaction."""

import polars as pl

from matching.state import Outcome
from pipelines.errors import Contradiction
from pipelines.ledger import chain, exceptions
from pipelines.ledger.rows import Connection, given, insert, scalar, select, sql
from pipelines.ledger.runs import Run
from schemas.books import JournalLine
from schemas.frame import shaped


def post_lists(connection: Connection, run: Run, journal: pl.DataFrame, moves: pl.DataFrame) -> None:
    """Begins a run's batch with what the ERP's lists moved: it depends on no decision. `post` ends the batch.

    In:      `journal`: JournalLine; `moves`: the SnapshotMove rows it posts.
    Raises:  Contradiction when a snapshot is posted in part, or its entries come again with other legs.
    """
    _begin(connection)
    _offer(connection, journal)
    with given(connection, moves=moves):
        _confirm(connection, run)


def post(connection: Connection, run: Run, journal: pl.DataFrame, outcome: Outcome) -> str | None:
    """Adds what a run decided to the batch that `post_lists` began, and ends it; what the books hold is passed over.

    In:      `journal`: JournalLine; `outcome`: what matching decided.
    Out:     batch_id, the hash of the ids of the entries that are new; None when none is.
    Raises:  Contradiction when a cause comes again with other legs, or an allocation has no entry.
    """
    _offer(connection, journal)
    batch_id = _end(connection)
    begun = chain.begin(connection, batch_id) if batch_id is not None else None
    with given(connection, allocations=outcome.allocations, reversals=outcome.reversals):
        _apply(connection, run)
    with given(connection, identified=outcome.identifications, used=outcome.used_advices):
        connection.execute(sql("posting/evidence"))
    exceptions.set_held(connection, run, outcome.held, ["payment", "advice"])
    exceptions.set_candidates(connection, outcome)
    if batch_id is not None:
        chain.seal(connection, batch_id, begun)
        connection.execute("update facts.runs set batch_id = ? where run_id = ?", [batch_id, run.run_id])
    return batch_id


def enter(connection: Connection, journal: pl.DataFrame) -> str | None:
    """A batch of one journal, each entry once by its cause; what is new stands in `fresh_entries`.

    Out:     batch_id; None when no entry is new.
    Raises:  Contradiction when a cause comes again with other legs.
    """
    _begin(connection)
    _offer(connection, journal)
    return _end(connection)


def _begin(connection: Connection) -> None:
    connection.execute(sql("posting/begin"))


def _offer(connection: Connection, journal: pl.DataFrame) -> None:
    """The entries of a journal beside those offered before, and the legs of those that are new."""
    offered = scalar(connection, "select count(*) from offered_entries")
    legs = _numbered(journal, offered)
    with given(connection, journal=legs):
        connection.execute(sql("posting/entries"))
        _refuse(connection, "entry", sql("posting/other_legs"), "the same legs as when it was posted")
    fresh = select(
        connection, "select place, entry_no from fresh_entries where place >= $offered", {"offered": offered}
    )
    new = legs.drop("cause", "is_first").join(fresh, on="place", maintain_order="left")
    insert(connection, "legs", new.drop("place"), stamped=False)


def _end(connection: Connection) -> str | None:
    """All entries that are new go into the books under the id they have together."""
    batch_id = scalar(connection, "select facts.batch_id(entry_id) from fresh_entries")
    connection.execute("set variable batch_id = ?", [batch_id])
    connection.execute(sql("posting/post"))
    return str(batch_id) if batch_id is not None else None


def _numbered(journal: pl.DataFrame, before: object) -> pl.DataFrame:
    """JournalLine rows, the legs of an entry together, with a number for each entry and a mark at its first leg."""
    legs = shaped(JournalLine, journal)
    is_first = pl.col("cause").ne_missing(pl.col("cause").shift())
    in_order = pl.when(is_first).then(1).otherwise(pl.col("line_no").shift() + 1)
    if not legs.select((pl.col("line_no") == in_order).all()).item():
        legs = legs.sort("cause", "line_no")
    return legs.with_columns(place=pl.col("cause").rle_id() + pl.lit(before, pl.Int64), is_first=is_first)


def _apply(connection: Connection, run: Run) -> None:
    connection.execute(sql("posting/applications"), {"as_of": run.as_of, "by_user": run.by_user})
    connection.execute(sql("posting/reversals"))
    _refuse(connection, "allocation or reversal", sql("posting/without_entry"), "an entry for each, and nothing else")
    connection.execute(sql("posting/made_items"), {"as_of": run.as_of})


def _confirm(connection: Connection, run: Run) -> None:
    connection.execute("create or replace temp table snapshot_changes as from facts.erp_changes(?)", [run.as_of])
    _refuse(connection, "snapshot", sql("posting/posted_in_part"), "a move for every item that its list changed")
    connection.execute("create or replace temp table posted_now as " + sql("posting/posted_now"), [run.as_of])
    connection.execute(sql("posting/confirm"))


def _refuse(connection: Connection, what: str, query: str, expected: str) -> None:
    """Raises when the query finds something that must not be posted."""
    found = connection.execute(query + " limit 3").fetchall()
    if found:
        stands = ", ".join(str(row[0]) for row in found)
        raise Contradiction(f"posting: {what}", stands, expected, "nothing was posted; report this to the maintainers")
