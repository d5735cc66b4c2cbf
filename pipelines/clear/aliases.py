"""What people taught of payers: listed with what rests on each, and forgotten in one step."""

from datetime import date
from pathlib import Path
from typing import Any, Final

import polars as pl

from matching.taught import uses
from pipelines import ledger
from pipelines.clear.who import Clerk
from pipelines.errors import TieoutError
from pipelines.job import new_run
from pipelines.ledger import clearing
from pipelines.ledger.ids import hash_id
from pipelines.ledger.rows import Connection, select, sql
from schemas.settings import Settings

SHORTEST: Final = 6
SHOWN: Final = 5  # payments named on one line


class NoAlias(TieoutError):
    """Nothing of that id is remembered."""


def listed(ledger_file: Path, as_of: date) -> list[dict[str, Any]]:
    """Every alias with its state (learned, expired, forgotten), how often it counted, and the payments it named."""
    with ledger.reading(ledger_file) as books:
        return _listed(books, as_of)


def _listed(books: Connection, as_of: date) -> list[dict[str, Any]]:
    known = select(books, sql("clearing/aliases"))
    counted = uses(known, select(books, sql("clearing/identified")))
    state = pl.when((pl.col("status") == "learned") & (pl.col("expires_date") < as_of)).then(pl.lit("expired"))
    rows = known.join(counted, on="alias_id", how="left", maintain_order="left").with_columns(
        status=state.otherwise("status"), use_count=pl.col("payments").list.len().fill_null(0)
    )
    return rows.to_dicts()


def forget(
    wanted: str, ledger_file: Path, clerk: Clerk, reason: str, settings: Settings, as_of: date
) -> dict[str, Any]:
    """The alias is no more evidence from the next run on; what it named stays as it is, and is told.

    Raises:  NoAlias; Held.
    """
    run = new_run("aliases", as_of, "local", settings)
    with ledger.writing(ledger_file, settings.run.lock_wait_s, run) as books:
        found = [row for row in _listed(books, as_of) if row["alias_id"].startswith(wanted) and len(wanted) >= SHORTEST]
        known = [row for row in found if row["status"] != "forgotten"]
        if len(known) != 1:
            stands = f"{len(found)} of that id" + (", forgotten already" if found else "")
            raise NoAlias(
                wanted, stands, f"one alias, by at least {SHORTEST} digits of its id", "tieout aliases lists them"
            )
        (alias,) = known
        clearing.post(books, run, _forgotten(alias, clerk, reason, as_of))
        ledger.prove(books)
    return alias | {"status": "forgotten", "reason": reason}


def _forgotten(alias: dict[str, Any], clerk: Clerk, reason: str, as_of: date) -> clearing.Posting:
    said = {
        "decision_id": hash_id(f"forget|{alias['alias_id']}|{alias['decision_id']}"), "action": "forget alias",
        "prepared_by": clerk.name, "status": "posted", "reason": reason, "payment_id": alias["payment_id"],
        "cleared_by": clerk.name, "os_user": clerk.os_user, "host": clerk.host, "as_of": as_of,
    }  # fmt: skip
    row = {name: alias[name] for name in clearing.ALIASES} | {"status": "forgotten", "reason": reason}
    return clearing.empty()._replace(
        decisions=pl.DataFrame([said], schema=clearing.DECISIONS, orient="row"),
        aliases=pl.DataFrame([row], schema=clearing.ALIASES, orient="row"),
    )


def told(ended: dict[str, Any]) -> list[str]:
    """Lines for people; accounts by their last four digits."""
    lines = []
    for row in ended["aliases"]:
        value = row["value"] if row["kind"] == "name" else f"…{row['value'][-4:]}"
        whose = f"{row['kind']} {value!r} is {row['entity']}/{row['customer_id']}"
        approved = f", approved by {row['approved_by']}" if row["approved_by"] else ""
        named = ", ".join((row["payments"] or [])[:SHOWN])
        more = f" and {row['use_count'] - SHOWN} more" if row["use_count"] > SHOWN else ""
        lines += [
            f"{row['alias_id'][:8]}  {row['status']:<9}  {whose}",
            f"          taught by {row['taught_by']} on {row['taught_date']}{approved}, until {row['expires_date']}",
            f"          used {row['use_count']} times{': ' if named else ''}{named}{more}",
        ]
    return lines or ["nothing has been taught"]
