"""Summary: the day in figures, the control totals, and where each statement and file stands."""

import polars as pl

from reports.figures import OUTCOMES, currencies, wide
from reports.sheet import Chart, Column, Sheet, Table
from reports.work import Work

_KEY = Column("key", "", 30, is_bold=True)
_COUNT = Column("count", "Count", 11, "count")
_LINES = Column("lines", "Lines", 11, "count")


def sheet(work: Work) -> Sheet:
    """Receipts by outcome, applied by rule, held by type and by age, control totals, statements, files."""
    run, day = work.day.run, work.day
    calibrated = "measured" if run.is_calibrated else "set by policy, not yet measured"
    return Sheet(
        "Summary",
        f"{day.as_of}. Engine {run.engine}; {run.lines_read:,} lines read; settings {run.settings}; confidence "
        f"{calibrated}; of {run.auto_count:,} receipts ever applied by themselves {run.auto_reversed_count:,} were "
        "reversed. Currencies are never added up.",
        (_receipts(work), _rules(work), _types(work), _ages(work), _proofs(work), _statements(work), _files(work)),
        row_height=16, tab="2F855A",
        charts=(
            Chart("Receipts by outcome", 0, "key", ("count",), "L4"),
            Chart("Held, by type", 2, "key", ("count",), "L19"),
            Chart("Held, by age", 3, "key", ("count",), "L37"),
        ),
    )  # fmt: skip


def _values(frame: pl.DataFrame) -> tuple[Column, ...]:
    return tuple(Column(f"value {code}", code, 17, "amount", currency=code) for code in currencies(frame))


def _totalled(rows: pl.DataFrame, key: str) -> pl.DataFrame:
    """The rows, and the sum of each of their figures below them."""
    if rows.is_empty():
        return rows.rename({key: "key"})
    figures = [name for name in rows.columns if name in ("count", "lines") or name.startswith("value ")]
    total = rows.select(pl.lit("Total").alias(key), pl.col(figures).sum())
    return pl.concat([rows, total.cast({name: rows.schema[name] for name in figures})], how="diagonal").rename(
        {key: "key"}
    )


def _receipts(work: Work) -> Table:
    frame = work.figures.by_outcome
    every = pl.DataFrame({"outcome": OUTCOMES})
    rows = every.join(wide(frame, "outcome"), on="outcome", how="left", maintain_order="left").fill_null(0)
    words = {"applied": "Applied by itself", "part applied": "Applied in part", "by hand": "Applied by hand",
             "placed": "On account, returned, other", "held": "Held"}  # fmt: skip
    named = rows.with_columns(pl.col("outcome").replace(words))
    columns = (_KEY._replace(heading="Receipts"), _COUNT, _LINES._replace(heading="Lines applied"), *_values(frame))
    return Table(columns, _totalled(named, "outcome"), "Receipts by outcome, value of the whole receipt")


def _rules(work: Work) -> Table:
    frame = work.figures.by_rule
    rows = wide(frame, "rule").sort("count", "rule", descending=[True, False])
    columns = (_KEY._replace(heading="Rule"), _COUNT._replace(heading="Receipts"), _LINES, *_values(frame))
    return Table(columns, _totalled(rows, "rule"), "Applied by itself today, by rule")


def _types(work: Work) -> Table:
    frame = work.figures.by_type
    rows = wide(frame, "exception_type").sort("count", "exception_type", descending=[True, False])
    oldest = Column("oldest_days", "Oldest, days", 11, "count")
    columns = (_KEY._replace(heading="Type"), _COUNT, oldest, *_values(frame))
    return Table(columns, _totalled(rows, "exception_type"), "Held for a person, by type: what is left of each payment")


def _ages(work: Work) -> Table:
    frame = work.figures.by_age
    columns = (_KEY._replace(heading="Waiting for"), _COUNT, Column("none", "", 11), *_values(frame))
    return Table(columns, _totalled(wide(frame, "age_band"), "age_band"), "Held for a person, by age")


def _proofs(work: Work) -> Table:
    columns = (
        _KEY._replace(name="name", heading="These must agree"),
        Column("entity", "Entity", 11),
        Column("currency", "Cur.", 11),
        Column("left_amount", "Books", 17, "amount"),
        Column("right_amount", "Proof", 17, "amount"),
        Column("difference", "Difference", 17, "amount"),
        Column("state", "", 17, is_bold=True),
    )
    state = pl.when(pl.col("difference") == 0).then(pl.lit("✓ agrees")).otherwise(pl.lit("✗ does not agree"))
    rows = work.day.proofs.with_columns(state=state).sort("name", "entity", "currency")
    return Table(columns, rows, "Control totals")


def _statements(work: Work) -> Table:
    columns = (
        _KEY._replace(name="account", heading="Statement of account"),
        Column("entity", "Entity", 11),
        Column("currency", "Cur.", 11),
        Column("opening", "Opening", 17, "amount"),
        Column("movement", "Lines", 17, "amount"),
        Column("closing", "Closing", 17, "amount"),
        Column("as_of_date", "Day", 17, "date"),
        Column("proof", "Proved by", 22),
    )
    rows = work.day.statements.sort("account", "as_of_date", "number", nulls_last=True)
    return Table(columns, rows, "Statements")


def _files(work: Work) -> Table:
    columns = (
        _KEY._replace(name="name", heading="File", is_bold=False),
        Column("format", "Format", 11),
        Column("rows", "Rows", 11, "count"),
        Column("status", "Status", 17),
        Column("reason", "Reason", 17),
    )
    return Table(columns, work.day.files.sort("name", "sha256"), "Files")
