"""Posting: entries once each by their cause, with all the evidence they rest on, in the caller's transaction."""

from collections.abc import Callable
from typing import NamedTuple

import polars as pl

from matching.state import Doubts, Sure
from pipelines.errors import Contradiction
from pipelines.ledger import chain, exceptions
from pipelines.ledger.rows import Connection, given, insert, scalar, select, sql
from pipelines.ledger.runs import Run
from schemas.books import JournalLine
from schemas.frame import in_order, shaped

_SHOWN = 3  # of what must not be posted, in its message


class Batch(NamedTuple):
    """The entries that one run posts together, as they went into the books."""

    entries: pl.DataFrame  # entry_no, cause, entry_id, gl_date: those that are new
    known: pl.DataFrame  # the same of those that the books held already, by their causes
    legs: pl.DataFrame  # JournalLine without cause, and entry_no: of those that are new


def post_lists(
    connection: Connection, run: Run, journal: pl.DataFrame, changes: pl.DataFrame, moves: pl.DataFrame
) -> Batch:
    """Begins a run's batch with what the ERP's lists moved: it depends on no decision. `post` ends the batch.

    In:      `journal`: JournalLine; `changes`: the ErpItem rows of this moment; `moves`: the SnapshotMove rows of them.
    Raises:  Contradiction when a snapshot is posted in part, or its entries come again with other legs.
    """
    batch = _offered(connection, journal)
    _confirm(connection, run, changes, moves)
    return batch


def post(
    connection: Connection,
    run: Run,
    journal: pl.DataFrame,
    sure: Sure,
    applied: pl.DataFrame,
    lists: Batch,
    doubts: Callable[[], Doubts],
) -> str | None:
    """Adds what a run decided to the batch that `post_lists` began, and ends it; what the books hold is passed over.

    In:      `journal`: JournalLine; `applied`: the allocations of `sure` as they post (matching.journal.applied);
             `doubts` is asked last: what is in doubt may be explained while what is sure posts.
    Out:     batch_id, the hash of the ids of the entries that are new; None when none is.
    Raises:  Contradiction when a cause comes again with other legs, or an allocation has no entry.
    """
    batch = _offered(connection, journal, lists)
    batch_id = _named(connection, batch)
    begun = chain.begin(batch.entries, batch.legs) if batch_id is not None else None
    _apply(connection, run, batch, sure, applied)
    with given(connection, identified=sure.identifications, used=sure.used_advices):
        connection.execute(sql("posting/evidence"))
    waiting = doubts()
    exceptions.set_held(connection, run, waiting.held, ["payment", "advice"])
    exceptions.set_candidates(connection, waiting)
    if batch_id is not None:
        chain.seal(connection, batch_id, begun)
        connection.execute("update facts.runs set batch_id = ? where run_id = ?", [batch_id, run.run_id])
    return batch_id


def enter(connection: Connection, journal: pl.DataFrame) -> tuple[str | None, pl.DataFrame]:
    """A batch of one journal, each entry once by its cause.

    Out:     batch_id, None when no entry is new; the entries that are: entry_no, cause, entry_id, gl_date.
    Raises:  Contradiction when a cause comes again with other legs.
    """
    batch = _offered(connection, journal)
    return _named(connection, batch), batch.entries


def _offered(connection: Connection, journal: pl.DataFrame, before: Batch | None = None) -> Batch:
    """A journal's entries beside those of the batch before them; the legs of what is new are in the books."""
    numbered = _numbered(journal)
    first = numbered.filter("is_first").select("place", "cause", "gl_date")
    with given(connection, journal=first):
        offered = in_order(select(connection, sql("posting/offered")), "place")
    known = offered.drop_nulls("entry_no")
    if known.height:
        with given(connection, journal=numbered, known_entries=known):
            _refuse("entry", _found(connection, sql("posting/other_legs")), "the same legs as when it was posted")
    last_no = pl.lit(scalar(connection, "select coalesce(max(entry_no), 0) from facts.entries"))
    number = pl.int_range(1, pl.len() + 1, dtype=pl.Int64) + last_no + (before.entries.height if before else 0)
    fresh = offered.filter(pl.col("entry_no").is_null()).with_columns(entry_no=number)
    legs = numbered.drop("cause", "is_first").join(fresh.select("place", "entry_no"), on="place", maintain_order="left")
    insert(connection, "legs", legs.drop("place"), stamped=False)
    own = Batch(fresh.drop("place"), known.drop("place"), legs.drop("place"))
    return own if before is None else Batch(*(pl.concat(both) for both in zip(before, own, strict=True)))


def _named(connection: Connection, batch: Batch) -> str | None:
    """The entries that are new go into the books, under the id they have together."""
    with given(connection, fresh_entries=batch.entries):
        batch_id = scalar(connection, "select facts.batch_id(entry_id) from fresh_entries")
        connection.execute("set variable batch_id = ?", [batch_id])
        connection.execute(sql("posting/entries"))
    return str(batch_id) if batch_id is not None else None


def _numbered(journal: pl.DataFrame) -> pl.DataFrame:
    """JournalLine rows, the legs of an entry together, with a number for each entry and a mark at its first leg."""
    legs = shaped(JournalLine, journal)
    is_first = pl.col("cause").ne_missing(pl.col("cause").shift())
    in_turn = pl.when(is_first).then(1).otherwise(pl.col("line_no").shift() + 1)
    if not legs.select((pl.col("line_no") == in_turn).all()).item():
        legs = legs.sort("cause", "line_no")
    return legs.with_columns(place=pl.col("cause").rle_id(), is_first=is_first)


def _apply(connection: Connection, run: Run, batch: Batch, sure: Sure, applied: pl.DataFrame) -> None:
    frames = {"allocations": sure.allocations, "applied": applied, "reversals": sure.reversals}
    with given(connection, fresh_entries=batch.entries, known_entries=batch.known, **frames):
        added = scalar(connection, sql("posting/applications"), {"by_user": run.by_user})
        fallen = scalar(connection, sql("posting/reversals"))
        counts = (added, fallen, sure.allocations.height, sure.reversals.height)
        new, known = (_applying(entries) for entries in (batch.entries, batch.known))
        if counts != (*new, new[0] + known[0], 0):  # only then is it worth while to look for what is amiss
            amiss = _found(connection, sql("posting/without_entry"))
            _refuse("allocation or reversal", amiss, "an entry for each, and nothing else")
    connection.execute(sql("posting/made_items"), {"as_of": run.as_of})


def _applying(entries: pl.DataFrame) -> tuple[int, int]:
    """How many of these entries apply, and how many let an application fall."""
    cause = pl.col("cause").str
    return entries.select(apply=cause.starts_with("apply|").sum(), fall=cause.starts_with("reverse|").sum()).row(0)


def _confirm(connection: Connection, run: Run, changes: pl.DataFrame, moves: pl.DataFrame) -> None:
    """What snapshots show of our own postings. A posting may leave one out, but not be about a part of it."""
    key = ["snapshot_id", "item_id"]
    moved = moves.select(*key, moved_minor=pl.col("delta_minor") - pl.col("confirmed_minor"))
    asked = changes.join(moves, on="snapshot_id", how="semi").join(moved, on=key, how="left")
    amiss = asked.filter(pl.col("moved_minor").ne_missing(pl.col("latest_minor") - pl.col("previous_minor")))
    first = amiss.sort(key).head(_SHOWN).select(pl.format("{}: {}", *key)).to_series().to_list()
    _refuse("snapshot", first, "a move for every item that its list changed")
    with given(connection, moves=moves, changed=changes.select("snapshot_id").unique()):
        connection.execute("create or replace temp table posted_now as " + sql("posting/posted_now"), [run.as_of])
        connection.execute(sql("posting/confirm"))


def _found(connection: Connection, query: str) -> list[str]:
    return [str(row[0]) for row in connection.execute(f"{query} limit {_SHOWN}").fetchall()]


def _refuse(what: str, found: list[str], expected: str) -> None:
    """Raises when something was found that must not be posted."""
    if found:
        remedy = "nothing was posted; report this to the maintainers"
        raise Contradiction(f"posting: {what}", ", ".join(found), expected, remedy)
