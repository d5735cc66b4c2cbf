"""Commands that do a day: run, report, demo, serve."""

from datetime import date, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from pipelines.cli import options
from pipelines.cli.options import AsOf, At, Config, Engine, InboxDir, Json, LedgerFile, OutDir, Port, place

if TYPE_CHECKING:
    from pipelines.job import Job
    from schemas.settings import Settings

FAILED, REJECTED = 1, 3
SERVED_AT = time(7)


def run(
    inbox: InboxDir = None,
    ledger: LedgerFile = None,
    out: OutDir = None,
    config: Config = None,
    as_of: AsOf = None,
    engine: Engine = None,
    json: Json = False,
) -> None:
    """The day: files in, cash applied and posted, exceptions and postings out. The same inbox twice changes nothing."""
    from pipelines import closing
    from pipelines.cli import console

    settings = options.settings_of(config, inbox)
    paths = (options.inbox_of(inbox, settings), place("ledger", ledger, settings), place("out", out, settings))
    ended = _done(_job("run", *paths, as_of or options.today(settings), engine, settings))
    console.show(ended, json, closing.told)
    raise typer.Exit(REJECTED if ended["rejected_now"] else 0)


def report(
    ledger: LedgerFile = None, out: OutDir = None, as_of: AsOf = None, config: Config = None, json: Json = False
) -> None:
    """Writes a day's outputs again, from the ledger alone, byte for byte."""
    from pipelines.cli import console
    from pipelines.report import write

    settings = options.settings_of(config)
    day = as_of or options.today(settings)
    folder = place("out", out, settings) / day.isoformat()
    paths = write(place("ledger", ledger, settings), folder, day, settings)
    console.show({"as_of": day, "files": paths}, json, lambda ended: map(str, ended["files"]))


def demo(out: OutDir = None, engine: Engine = None, json: Json = False) -> None:
    """The sample day, start to finish, on a fresh ledger: in ./demo, or in the folder given by --out."""
    from pipelines import closing
    from pipelines import demo as sample
    from pipelines.cli import console, proofs

    at = sample.fresh(out or Path("demo"))
    settings = options.settings_of(at.settings)
    ended = _done(_job("demo", at.inbox, at.ledger, at.out, sample.SAMPLE_DATE, engine, settings))
    ended["proofs"] = proofs.of_ledger(at.ledger)
    console.show(ended, json, closing.told, proofs.told, sample.next_steps)
    raise typer.Exit(0 if proofs.hold(ended["proofs"]) else FAILED)


def serve(
    inbox: InboxDir = None,
    ledger: LedgerFile = None,
    out: OutDir = None,
    config: Config = None,
    at: At = None,
    port: Port = 4200,
) -> None:
    """Serves the daily flow on a Prefect server of this machine: each weekday, and whenever somebody asks for it."""
    from pipelines import engine, server
    from pipelines.cli import console

    settings = options.settings_of(config, inbox)
    paths = (options.inbox_of(inbox, settings), place("ledger", ledger, settings), place("out", out, settings))
    job = _job("serve", *paths, options.today(settings), engine.LOCAL, settings)
    engine.prepare()
    from pipelines import flows

    with server.running(flows.server_url(), port) as url:
        console.lines(server.told(url, at or SERVED_AT, settings.run.time_zone))
        flows.serve(job, at or SERVED_AT, url)


def _job(
    command: str, inbox: Path, ledger: Path, out: Path, as_of: date, wanted: str | None, settings: "Settings"
) -> "Job":
    from pipelines import engine
    from pipelines.job import Job, new_run

    chosen = engine.chosen(wanted or settings.run.engine)
    return Job(inbox, ledger, out, new_run(command, as_of, chosen, settings), settings)


def _done(job: "Job") -> dict[str, Any]:
    """The day, followed on screen; how it ended."""
    from pipelines import closing, engine
    from pipelines.cli import console

    with console.following() as progress:
        figures = engine.run(job, progress)
    return closing.closing(job, figures)
