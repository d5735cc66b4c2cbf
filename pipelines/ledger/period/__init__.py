"""One month of the books for its close: each frame is the .sql file of its name, over the as-of macros."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple

import polars as pl

from pipelines.ledger import chain
from pipelines.ledger.rows import STAMPED, Connection, given, scalar, select, sql
from reports.close import SHAPES


class Month(NamedTuple):
    """A month, written 2026-10."""

    text: str
    first_day: date
    last_day: date


COMPARED: Final = ("entity", "account", "currency", "difference")


def month(text: str) -> Month:
    """The month of a text like 2026-10. Raises ValueError for any other text."""
    first = date.fromisoformat(f"{text}-01")
    return Month(f"{first:%Y-%m}", first, first.replace(day=monthrange(first.year, first.month)[1]))


def period(connection: Connection, of: Month) -> dict[str, pl.DataFrame]:
    """The frames of `reports.close.SHAPES`, sorted, but for those of a general ledger, which are empty.

    Temporary tables stay behind for `general_ledger`.
    """
    for name, value in (("first_day", of.first_day), ("last_day", of.last_day)):
        connection.execute(f"set variable {name} = ?::date", [value])
    connection.execute("set variable period = ?", [of.text])
    connection.execute(sql("period/prepare"))
    return {
        name: select(connection, sql(f"period/{name}")) if not name.startswith("gl") else pl.DataFrame(schema=shape)
        for name, shape in SHAPES.items()
    }


def general_ledger(connection: Connection, balances: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """`gl` and `gl_rows` of SHAPES: each account of the month beside ours, and the rows of those that differ.

    In:  GlBalance rows; `period` has been asked for the month.
    """
    with given(connection, gl=balances):
        compared = select(connection, sql("period/gl"))
    asked = compared.filter("is_theirs", pl.col("difference") != 0).select(COMPARED)
    with given(connection, asked=asked):
        rows = select(connection, sql("period/rows_of_accounts"))
    return {"gl": compared, "gl_rows": rows}


def entities(connection: Connection) -> list[str]:
    """Every entity the books know."""
    return select(connection, sql("period/entities"))["entity"].to_list()


def closed(connection: Connection, period: str) -> list[str]:
    """The entities for which this month is closed."""
    query = "select entity from facts.periods_now where period = $period and status = 'closed' order by entity"
    return select(connection, query, {"period": period})["entity"].to_list()


def change(connection: Connection, of: Iterable[str], period: str, status: str, who: str, reason: str) -> None:
    """Opens or closes a month of these entities, once a run, in the caller's transaction; it is sealed like a batch."""
    rows = pl.DataFrame({"entity": list(of)}, schema={"entity": pl.String})
    with given(connection, changed=rows):
        connection.execute(
            f"""
            insert into facts.period_changes by name
            select entity, ? as period, ? as status, ? as changed_by, ? as reason, {STAMPED}
            from changed order by entity
            """,
            [period, status, who, reason],
        )
    chain.seal(connection, str(scalar(connection, "select getvariable('run_id')")))
