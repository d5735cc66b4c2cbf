"""The day's steps as a Prefect flow: the same list, with retries, time limits and the figures on the run's page.

The only importer of Prefect. Tasks are given paths and plain values, never a connection.
"""

import atexit
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, cast
from zoneinfo import ZoneInfo

import prefect
from prefect import flow, runtime, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy, State, TaskRun
from prefect.concurrency.sync import concurrency
from prefect.deployments.runner import RunnerDeployment
from prefect.logging import get_run_logger
from prefect.schedules import Cron
from prefect.settings import PREFECT_API_URL, get_current_settings, temporary_settings
from prefect.tasks import Task
from prefect.types.entrypoint import EntrypointType

from pipelines import closing, daily, settings
from pipelines.engine import PREFECT
from pipelines.errors import TieoutError
from pipelines.job import Figures, Job, Progress, new_run, quiet, words

RETRIES_S: Final[list[float]] = [
    5,
    30,
]  # pauses before a step is tried again; entry ids are hashes, so nothing posts twice
STEP_LIMIT_S: Final = 3600
LEASE_S: Final = 60  # a run that was killed holds its ledger no longer than this


def server_url() -> str | None:
    """The server that the environment or the active profile names."""
    return get_current_settings().api.url


def health() -> str | None:
    """None when the server answers, else what it said."""
    with get_client(sync_client=True) as client:
        fault = client.api_healthcheck()
    return None if fault is None else str(fault) or type(fault).__name__


_follower: ContextVar[Progress] = ContextVar("follower", default=quiet)  # who watches this run, if anybody does


def _progress(step: str, figures: Figures | None) -> None:
    """Tells the run's log, and whoever watches."""
    get_run_logger().info("%s %s", step, "begins" if figures is None else f"is done: {words(figures)}")
    _follower.get()(step, figures)


def _is_worth_trying_again(task: Task[..., Any], run: TaskRun, state: State) -> bool:
    """Not what a person must put right first; a disk or a network may be better in a moment."""
    return not isinstance(state.result(raise_on_failure=False), TieoutError)


def _as_task(name: str, step: daily.Step) -> Task[[Job], Figures]:
    def with_figures(job: Job) -> Figures:
        figures = step(job)
        rows = [{"figure": figure, "value": value} for figure, value in figures.items()]
        create_table_artifact(key=f"tieout-{name}", table=rows, description=f"{name}, {job.as_of}")
        return figures

    with_figures.__doc__ = step.__doc__
    return task(
        name=name,
        task_run_name=name,
        tags=["tieout", name],
        retries=len(RETRIES_S),
        retry_delay_seconds=RETRIES_S,
        retry_condition_fn=_is_worth_trying_again,
        timeout_seconds=STEP_LIMIT_S,
        cache_policy=NO_CACHE,
        persist_result=False,
    )(with_figures)


TASKS: Final = {name: _as_task(name, step) for name, step in daily.STEPS.items()}


def _scheduled(time_zone: str) -> date:
    """The day for which this run was scheduled, where `time_zone` is."""
    return cast(datetime, runtime.flow_run.scheduled_start_time).astimezone(ZoneInfo(time_zone)).date()


def _run_name() -> str:
    """The business day and the ledger, as the list of runs shows them."""
    given = runtime.flow_run.parameters
    return f"{given['as_of'] or _scheduled('UTC')} {Path(given['ledger']).stem}"


@flow(name="cash application", flow_run_name=_run_name, persist_result=False)
def cash_application(
    inbox: Path,
    ledger: Path,
    out: Path,
    config: Path | None = None,
    as_of: date | None = None,
    run_id: str | None = None,
) -> dict[str, Figures]:
    """Bank files in, books posted, workbook out. The same inbox twice changes nothing.

    `as_of` defaults to the day for which the run was scheduled, in [run] time_zone.
    """
    found = settings.read(config, inbox)
    day = as_of or _scheduled(found.run.time_zone)
    job = Job(inbox, ledger, out, new_run("run", day, PREFECT, found, run_id), found)
    with concurrency(_slot(ledger), lease_duration=LEASE_S, strict=True):
        figures = daily.daily(job, lambda name, job: TASKS[name](job), _progress)
    page = "\n".join(["```", *closing.told(closing.closing(job, figures)), "```"])
    create_markdown_artifact(page, key="tieout-day", description=f"Cash application, {job.as_of}")
    return figures


def run(job: Job, progress: Progress) -> dict[str, Figures]:
    """The job as a flow run of the server that is named."""
    config = Path(job.settings.file).absolute() if job.settings.file else None
    inbox, ledger, out = (path.absolute() for path in (job.inbox, job.ledger, job.out))
    token = _follower.set(progress)
    try:
        return cash_application(inbox, ledger, out, config, job.as_of, job.run_id)
    finally:
        _follower.reset(token)


@contextmanager
def at(url: str) -> Iterator[None]:
    """Runs and serves at this server while the block lasts."""
    with temporary_settings({PREFECT_API_URL: url}):
        yield


def serve(job: Job, daily_at: time, as_of: date | None = None) -> None:
    """Serves the flow for the job's paths until it is stopped: each weekday at a time of its zone, and on demand.

    `as_of` is the day of every run; None: the day for which it is scheduled.
    """
    config = str(Path(job.settings.file).absolute()) if job.settings.file else None
    paths = {"inbox": job.inbox, "ledger": job.ledger, "out": job.out}
    deployment = cash_application.to_deployment(
        name=job.ledger.stem,
        description=f"Cash application on {job.ledger.absolute()}, one run at a time.",
        parameters={name: str(path.absolute()) for name, path in paths.items()} | {"config": config, "as_of": as_of},
        schedule=Cron(f"{daily_at.minute} {daily_at.hour} * * 1-5", timezone=job.settings.run.time_zone),
        concurrency_limit=ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.ENQUEUE),
        tags=["tieout"],
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
    prefect.serve(cast(RunnerDeployment, deployment), limit=1, print_starting_message=False)


def _slot(ledger: Path) -> str:
    """The concurrency limit of one ledger: one run at a time, whoever starts it."""
    path = ledger.absolute()
    name = f"tieout {path.name} {sha256(str(path).encode()).hexdigest()[:8]}"
    with get_client(sync_client=True) as client:
        client.upsert_global_concurrency_limit_by_name(name, 1)
    return name


def _hush() -> None:
    """At the very end, DuckDB's binding lists on stderr what Prefect's threads still hold: nothing to act on."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


atexit.register(_hush)
