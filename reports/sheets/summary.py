"""Summary: the day in figures, the control totals, and where each statement and file stands."""

from collections.abc import Sequence

import polars as pl

from reports.book import WHOLE, beside_rows, parquet_name
from reports.figures import OUTCOMES, currencies, receipts, wide
from reports.sheet import Chart, Column, Paint, Sheet, Table
from reports.teams import stems
from reports.work import Work

_KEY = Column("key", "", 46, is_bold=True)
_COUNT = Column("count", "Count", 11, "count")
_PARTS = ("applied", "people", "held")
_LINES = Column("lines", "Lines", 11, "count")


def sheet(work: Work) -> Sheet:
    """Receipts by outcome, applied by rule, held by type and by age, control totals, statements, files."""
    return Sheet(
        "Summary",
        "The day in figures: receipts, what was applied by itself, what is held, and the totals that must agree.",
        (_receipts(work), _placed(work), _rules(work), _types(work), _ages(work), _proofs(work), _statements(work),
         _files(work), _waiting(work), _run(work)),
        row_height=16, tab="2F855A",
        paints=(Paint(("state",), 'LEFT({state},1)="✗"', "alarm"), Paint(("state",), 'LEFT({state},1)="✓"', "good")),
        charts=(
            Chart("Receipts by outcome", 0, "key", ("count",)),
            Chart("Applied against held, share of the value", 1, "key", _PARTS, is_share=True),
            Chart("Held, by type", 3, "key", ("count",)),
            Chart("Held, by age", 4, "key", ("count",)),
        ),
    )  # fmt: skip


def indexed(summary: Sheet, work: Work, others: Sequence[Sheet]) -> Sheet:
    """The summary with a list of the day's files: the workbook, the books of teams, what stands beside them."""
    whole = [(f"{WHOLE}.xlsx", work.queue.height, "all that waits for a person")]
    teams = [(f"{stem}.xlsx", work.queue.filter(team=team).height, f"what team {team} works on"
              + (f": {', '.join(members)}" if (members := dict(work.day.teams)[team].members) else ""))
             for team, stem in stems(work.day.teams).items()]  # fmt: skip
    without = work.queue["team"].null_count() if teams else 0
    rest = [("", without, f"of no team: in {WHOLE}.xlsx alone")] if without else []
    beside = [(parquet_name(sheet.title), rows, f"all rows of the sheet {sheet.title}, too many for the workbook")
              for sheet in others if (rows := beside_rows(sheet))]  # fmt: skip
    batches = work.day.postings.group_by("batch_id").len().sort("batch_id").drop_nulls().iter_rows()
    postings = [(f"postings-{batch_id}.csv", rows, "for the ERP") for batch_id, rows in batches]
    listed = pl.DataFrame(
        [*whole, *teams, *rest, *beside, *postings], schema={"key": pl.String, "count": pl.Int64, "what": pl.String},
        orient="row",
    )  # fmt: skip
    columns = (_KEY._replace(heading="File"), _COUNT._replace(heading="Rows"), Column("what", "What it holds", 11))
    *tables, run = summary.tables
    return summary._replace(tables=(*tables, Table(columns, listed, "The files of this day"), run))


def _values(frame: pl.DataFrame) -> tuple[Column, ...]:
    return tuple(Column(f"value {code}", code, 17, "amount", currency=code) for code in currencies(frame))


def _table(columns: tuple[Column, ...], rows: pl.DataFrame, key: str, title: str) -> Table:
    """The rows, and the sum of each of their figures below them."""
    keyed = rows.rename({key: "key"})
    figures = [name for name in keyed.columns if name in ("count", "lines") or name.startswith("value ")]
    total = keyed.select(pl.lit("Total").alias("key"), pl.col(figures).sum()).cast(
        {name: keyed.schema[name] for name in figures}
    )
    return Table(columns, pl.concat([keyed, total], how="diagonal"), title, has_total=True)


def _receipts(work: Work) -> Table:
    frame = work.figures.by_outcome
    every = pl.DataFrame({"outcome": OUTCOMES})
    rows = every.join(wide(frame, "outcome"), on="outcome", how="left", maintain_order="left").fill_null(0)
    words = {"applied": "Applied by itself", "part applied": "Applied in part", "by hand": "Applied by hand",
             "placed": "On account, returned, other", "held": "Held"}  # fmt: skip
    named = rows.with_columns(pl.col("outcome").replace(words))
    columns = (_KEY._replace(heading="Receipts"), _COUNT, _LINES._replace(heading="Lines applied"), *_values(frame))
    return _table(columns, named, "outcome", "Receipts by outcome, value of the whole receipt")


def _placed(work: Work) -> Table:
    left = pl.col("unapplied_amount") + pl.col("unidentified_amount")
    rows = (
        receipts(work.day)
        .group_by("currency")
        .agg(
            count=pl.len().cast(pl.Int64),
            received=pl.col("amount").sum(),
            applied=pl.col("applied").sum(),
            held=left.sum(),
        )
        .with_columns(people=pl.col("received") - pl.col("applied") - pl.col("held"), key="currency")
        .sort("currency")
    )
    columns = (
        _KEY._replace(heading="Currency"),
        Column("count", "Receipts", 11, "count"),
        Column("none", "", 11),
        Column("received", "Received", 17, "amount"),
        Column("applied", "Applied by itself", 17, "amount"),
        Column("people", "Placed by people", 17, "amount"),
        Column("held", "Held", 17, "amount"),
    )
    return Table(columns, rows, "Applied against held")


def _rules(work: Work) -> Table:
    frame = work.figures.by_rule
    rows = wide(frame, "rule").sort("count", "rule", descending=[True, False])
    columns = (_KEY._replace(heading="Rule"), _COUNT._replace(heading="Receipts"), _LINES, *_values(frame))
    return _table(columns, rows, "rule", "Applied by itself today, by rule")


def _types(work: Work) -> Table:
    frame = work.figures.by_type
    rows = wide(frame, "exception_type").sort("count", "exception_type", descending=[True, False])
    oldest = Column("oldest_days", "Oldest, days", 11, "count")
    columns = (_KEY._replace(heading="Type"), _COUNT, oldest, *_values(frame))
    return _table(columns, rows, "exception_type", "Held for a person, by type: what is left of each payment")


def _ages(work: Work) -> Table:
    frame = work.figures.by_age
    columns = (_KEY._replace(heading="Waiting for"), _COUNT, Column("none", "", 11), *_values(frame))
    return _table(columns, wide(frame, "age_band"), "age_band", "Held for a person, by age")


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


def _waiting(work: Work) -> Table:
    columns = (
        _KEY._replace(name="payer_name", heading="Payer", is_bold=False),
        Column("entity", "Entity", 11),
        Column("currency", "Cur.", 11),
        Column("amount", "Amount", 17, "amount"),
        Column("booking_date", "Booked on", 17, "date"),
        Column("source", "File: line", 17),
    )
    rows = work.day.waiting.with_columns(source=pl.format("{}: {}", "source_file", "source_line"))
    title = "Booked after this day: left for their own day"
    return Table(columns, rows.sort("booking_date", "payment_id"), title)


def _run(work: Work) -> Table:
    run = work.day.run
    facts = {
        "Day": str(work.day.as_of),
        "Run": run.run_id,
        "Engine": run.engine,
        "Lines read": f"{run.lines_read:,}",
        "Settings": f"{run.settings} (sha256 {run.settings_sha256[:12]})",
        "Confidence": "measured" if run.is_calibrated else "set by policy, not measured yet",
        "Ever applied by itself": f"{run.auto_count:,} receipts, {run.auto_reversed_count:,} of them reversed later",
    }
    rows = pl.DataFrame({"key": list(facts), "value": list(facts.values())})
    return Table((_KEY, Column("value", "", 11)), rows, "The run", is_headed=False)
