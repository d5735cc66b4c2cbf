"""Open items: each entity's list of a date, from all files together. A rejected row never closes its item."""

import polars as pl

from pipelines import ledger
from pipelines.ingest.files import Arrival
from pipelines.ingest.tables import rejects_of, together
from pipelines.ledger import lookups
from pipelines.ledger.rows import Connection
from pipelines.readers.base import told

KEY = ["entity", "customer_id", "item_type", "item_number", "instalment"]
CELL = r"[^,;\t|\"\r\n]+"
OBJECTION = "rejected rows may be items that vanished from the list: "


def listed(arrivals: list[Arrival]) -> pl.DataFrame:
    """The open items of all files, dated, for `take`: what takes their bank lines need not wait for it."""
    dated = pl.coalesce("snapshot_date", "undated_as_of")
    return together(arrivals, "open_items").with_columns(snapshot_date=dated)


def take(
    connection: Connection, arrivals: list[Arrival], items: pl.DataFrame, drop_limit: float
) -> tuple[list[Arrival], list[str]]:
    """Takes the snapshots in all files that can be trusted, one date after the other.

    In:      `items`: `listed` of the arrivals, whatever stands against them by now.
    Out:     the arrivals, each with what stands against it; messages: older lists, items kept for a rejected row.
    """
    usable = [one for one in arrivals if one.reading and not one.refusals]
    if len(usable) < len(arrivals):
        items = items.filter(pl.col("sha256").is_in([one.found.sha256 for one in usable]))
    rejects = rejects_of(usable)
    said: list[str] = []
    for day in items["snapshot_date"].unique().sort():
        of_day = items.filter(pl.col("snapshot_date") == day)
        kept, objections = _kept(connection, of_day, rejects)
        whole = pl.concat([of_day, kept.select(of_day.columns)])
        verdicts = ledger.load_open_items(connection, whole.join(objections, on="entity", how="left"), drop_limit)
        for row in verdicts.filter(status="quarantined").iter_rows(named=True):
            files = of_day.filter(pl.col("entity") == row["entity"])["sha256"].unique()
            arrivals = [_refused(one, row) if one.found.sha256 in files else one for one in arrivals]
        said += [
            f"open items of {row['entity']} of {day} are not used: {row['reason']}"
            for row in verdicts.filter(status="older").iter_rows(named=True)
        ]
        said += [
            f"open items of {entity} of {day}: {count} stay as they were, because their rows were rejected"
            for entity, count in kept.group_by("entity").len().sort("entity").iter_rows()
        ]
    return arrivals, said


def _kept(connection: Connection, items: pl.DataFrame, rejects: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """What a file's rejected rows keep on the list.

    An item of the list before that is missing now stays as it was when its number stands in a rejected row. Where a
    rejected row cannot be told apart, because its key itself is wrong, and other items are missing, nobody can say
    whether one of them is this row.
    Out:     rows like `items`; (entity, objection) where nobody can say.
    """
    files = items.select("sha256", "entity").unique()
    rows = rejects.join(files, on="sha256").with_columns(cell=pl.col("raw").fill_null("").str.extract_all(CELL))
    if rows.is_empty():
        return items.clear(), pl.DataFrame(schema={"entity": pl.String, "objection": pl.String})
    before = lookups.listed_items(connection, rows["entity"].unique())
    older = before.filter(pl.col("list_date") < items["snapshot_date"].first())  # a list of the same day is added to
    missing = older.join(items, on=KEY, how="anti")
    cells = rows.explode("cell").with_columns(pl.col("cell").str.strip_chars()).drop_nulls("cell")
    named = cells.join(missing, left_on=["entity", "cell"], right_on=["entity", "item_number"])
    kept = missing.join(named, left_on=["entity", "item_number"], right_on=["entity", "cell"], how="semi")
    others = missing.join(kept, on=KEY, how="anti").select("entity").unique()
    nameless = (
        rows.filter(pl.col("field").is_null() | pl.col("field").is_in(KEY))
        .join(named, on=["sha256", "source_line"], how="anti")
        .filter(_may_be_of_entity())
        .join(others, on="entity", how="semi")
    )
    lines = pl.col("source_line").unique().sort().head(5).cast(pl.String).str.join(", ")
    objections = nameless.group_by("entity").agg(objection=pl.lit(OBJECTION + "line ") + lines)
    template = items.clear()
    marks = items.select("snapshot_date", "format", "undated_as_of").head(1)
    carried = kept.join(marks, how="cross").with_columns(sha256=pl.lit(None, pl.String), is_accepted=pl.lit(False))
    return pl.concat([template, carried.select(template.columns)], how="vertical_relaxed"), objections


def _may_be_of_entity() -> pl.Expr:
    """A rejected row that names an entity of its file is of that one; one that names none may be of any."""
    is_named = pl.col("cell").list.contains(pl.col("entity"))
    return is_named | ~is_named.any().over("sha256", "source_line")


def _refused(arrival: Arrival, verdict: dict[str, object]) -> Arrival:
    reason = str(verdict["reason"])
    stands = f"open items of {verdict['entity']} of {verdict['snapshot_date']}: {reason}"
    if reason.startswith(OBJECTION):
        code, expected, remedy = (
            "rejected rows",
            "rows whose item can be told",
            "correct the rows and send the file again",
        )
    elif reason.endswith("%"):
        code, expected, remedy = "snapshot drop", "the whole list", "send the whole list"
    else:
        return arrival.refused("snapshot", told(arrival.found.name, 1, stands, "each item once", "send the list again"))
    remedy += f"; if it is right: {arrival.how_to_accept}"
    return arrival.refused(code, told(arrival.found.name, 1, stands, expected, remedy))
