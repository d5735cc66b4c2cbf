"""Commands that do a day: run, report, demo, serve."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from pipelines.cli import options
from pipelines.cli.options import AsOf, At, Config, Engine, InboxDir, Json, LedgerFile, OutDir, Port, Serve, place

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


def demo(
    out: OutDir = None, engine: Engine = None, serve: Serve = False, port: Port = 4200, json: Json = False
) -> None:
    """The sample day, start to finish, on a fresh ledger: in ./demo, or in the folder given by --out."""
    from pipelines import demo as sample

    at = sample.fresh(out or Path("demo"))
    settings = options.settings_of(at.settings)
    if serve:
        with _server(port) as url:
            job = _job("demo", at.inbox, at.ledger, at.out, sample.SAMPLE_DATE, "prefect", settings)
            _show_demo(job, json)
            _serve(job, url, SERVED_AT, sample.SAMPLE_DATE)
    elif not _show_demo(_job("demo", at.inbox, at.ledger, at.out, sample.SAMPLE_DATE, engine, settings), json):
        raise typer.Exit(FAILED)


def serve(
    inbox: InboxDir = None,
    ledger: LedgerFile = None,
    out: OutDir = None,
    config: Config = None,
    at: At = None,
    port: Port = 4200,
) -> None:
    """Serves the daily flow on a Prefect server of this machine: each weekday, and whenever somebody asks for it."""
    settings = options.settings_of(config, inbox)
    paths = (options.inbox_of(inbox, settings), place("ledger", ledger, settings), place("out", out, settings))
    with _server(port) as url:
        _serve(_job("serve", *paths, options.today(settings), "local", settings), url, at or SERVED_AT)


@contextmanager
def _server(port: int) -> Iterator[str]:
    """A Prefect server for as long as the block lasts; its address."""
    from pipelines import engine, server

    engine.prepare()
    from pipelines import flows

    with server.running(flows.server_url(), port) as url, flows.at(url):
        yield url


def _serve(job: "Job", url: str, daily_at: time, as_of: date | None = None) -> None:
    from pipelines import flows, server
    from pipelines.cli import console

    console.lines(server.told(url, daily_at, job.settings.run.time_zone))
    flows.serve(job, daily_at, as_of)


def _show_demo(job: "Job", json: bool) -> bool:
    """The sample day, its summary and its proofs; whether all of them hold."""
    from pipelines import closing
    from pipelines import demo as sample
    from pipelines.cli import console, proofs

    ended = _done(job)
    ended["proofs"] = proofs.of_ledger(job.ledger)
    console.show(ended, json, closing.told, proofs.told, sample.next_steps)
    return proofs.hold(ended["proofs"])


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
