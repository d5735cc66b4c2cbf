"""A Prefect server on this machine: joined when it answers, started when it does not, ended when we end."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import time as time_of_day
from typing import Final
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import ProxyHandler, build_opener

from pipelines import engine
from pipelines.errors import TieoutError

HOST: Final = "127.0.0.1"
START_WITHIN_S: Final = 180
PAUSE_S: Final = 0.25
_direct = build_opener(ProxyHandler({}))  # this machine is never behind a proxy


class NoStart(TieoutError):
    """The server did not come up."""


@contextmanager
def running(named: str | None, port: int) -> Iterator[str]:
    """The address of a server's API, for as long as the block runs: the one that is named, else on this machine.

    Raises:  NoStart when it does not come up; NoServer when one that is named on another machine does not answer.
    """
    url = named or f"http://{HOST}:{port}/api"
    os.environ["PREFECT_API_URL"] = url  # for the runs, which are processes of their own
    address = urlsplit(url)
    if address.hostname not in (HOST, "localhost"):
        from pipelines import flows

        engine.must_answer(url, flows.health)
        yield url
    elif answers(url):
        yield url
    else:
        yield from _started(url, address.port or 80)


def _started(url: str, port: int) -> Iterator[str]:
    command = [sys.executable, *"-m prefect server start --analytics-off --host".split(), HOST, "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        try:
            _await(process, url)
            yield url
        finally:
            process.terminate()


def answers(url: str) -> bool:
    """Whether a Prefect server stands at this address."""
    try:
        with _direct.open(f"{url}/health", timeout=2) as reply:
            return bool(reply.read() == b"true")
    except (URLError, OSError):
        return False


def _await(process: subprocess.Popen[bytes], url: str) -> None:
    until = time.monotonic() + START_WITHIN_S
    while not answers(url):
        if process.poll() is not None or time.monotonic() > until:
            raise NoStart(
                url,
                "no answer",
                f"a Prefect server within {START_WITHIN_S} s",
                "see what it says above; or give another --port",
            )
        time.sleep(PAUSE_S)


def told(url: str, at: time_of_day, time_zone: str) -> list[str]:
    """What a server that is up offers."""
    return [
        f"Prefect stands at {url.removesuffix('/api')}; the daily flow runs on weekdays at {at:%H:%M} {time_zone}.",
        f"For a run of your own to be seen there: PREFECT_API_URL={url} tieout run ...",
        "Ctrl-C ends it.",
    ]
