"""Which engine runs the day: here in this process, or as a Prefect flow that a server keeps record of."""

import os
from collections.abc import Callable, Mapping
from contextvars import copy_context
from pathlib import Path
from threading import Thread

from pipelines.errors import TieoutError
from pipelines.job import Figures, Job, Progress

LOCAL, PREFECT = "local", "prefect"
ANSWER_WITHIN_S = 5.0
# Nothing leaves the machine and nothing is advertised; what the operator has set wins.
PREFECT_DEFAULTS = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",
}


class NoServer(TieoutError):
    """A Prefect server is named, and does not answer."""


def run(job: Job, progress: Progress) -> dict[str, Figures]:
    """The day, run by the job's engine."""
    if job.run.engine == LOCAL:
        from pipelines import daily

        return daily.daily(job, progress=progress)
    from pipelines import flows

    return flows.run(job, progress)


def chosen(wanted: str, environment: Mapping[str, str] = os.environ, folder: Path = Path()) -> str:
    """LOCAL or PREFECT for auto, local or prefect; auto takes Prefect when a server is named.

    Raises:  NoServer when the server that is named does not answer within ANSWER_WITHIN_S.
    """
    if wanted == LOCAL or (wanted == "auto" and not _may_name_a_server(environment, folder)):
        return LOCAL
    prepare()
    from pipelines import flows  # seconds of import that a local run never pays

    url = flows.server_url()
    if url is None:
        return LOCAL if wanted == "auto" else PREFECT
    must_answer(url, flows.health)
    return PREFECT


def must_answer(url: str, health: Callable[[], str | None]) -> None:
    """Raises NoServer when the server at `url`, asked by `health`, does not answer within ANSWER_WITHIN_S."""
    said = f"no answer within {ANSWER_WITHIN_S:g} s"
    answers: list[str | None] = [said]
    settings = copy_context()  # Prefect's, of this thread
    asked = Thread(target=lambda: answers.append(settings.run(health)), daemon=True)  # a name may take for ever
    asked.start()
    asked.join(ANSWER_WITHIN_S)
    if (stands := answers[-1]) is not None:
        expected = f"a Prefect server that answers within {ANSWER_WITHIN_S:g} s"
        remedy = "start it with tieout serve, correct PREFECT_API_URL, or run with --engine local; nothing was posted"
        raise NoServer(url, stands, expected, remedy)


def prepare() -> None:
    """Sets what Prefect reads from the environment when it is imported."""
    for name, value in PREFECT_DEFAULTS.items():
        os.environ.setdefault(name, value)


def _may_name_a_server(environment: Mapping[str, str], folder: Path) -> bool:
    """Whether it is worth asking Prefect: something stands where it looks for the address of a server."""
    if environment.get("PREFECT_API_URL") or environment.get("PREFECT_PROFILE"):
        return True
    home = Path(environment.get("PREFECT_HOME") or Path.home() / ".prefect")
    profiles = Path(environment.get("PREFECT_PROFILES_PATH") or home / "profiles.toml")
    return profiles.is_file() or (folder / "prefect.toml").is_file()
