"""One writer at a time: a lock file beside the ledger, held by the operating system, that names its holder.

The lock dies with its process, so a run that was killed leaves nothing to clear away; the names written in it
are for people only.
"""

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from pipelines.errors import Held
from pipelines.ledger.runs import now

POLL_S = 0.05


@contextmanager
def locked(ledger: Path, wait_s: float, user: str) -> Iterator[None]:
    """Holds `LEDGER.lock` in the name of `user` while the block runs.

    Raises:  Held, naming the holder, when it is not free within `wait_s`.
    """
    path = ledger.with_name(ledger.name + ".lock")
    lock = FileLock(path, mode=0o600, thread_local=False)
    try:
        lock.acquire(timeout=wait_s, poll_interval=POLL_S)
    except Timeout:
        raise Held(str(ledger), _holder(path), wait_s) from None
    try:
        path.write_text(json.dumps(_named(user)), encoding="utf-8")
        yield
    finally:
        path.write_text("", encoding="utf-8")
        lock.release()


def _named(user: str) -> dict[str, object]:
    return {"pid": os.getpid(), "host": socket.gethostname(), "user": user, "start": f"{now():%F %T} UTC"}


def _holder(path: Path) -> str:
    try:
        named = json.loads(path.read_text(encoding="utf-8"))
        return f"process {named['pid']} of {named['user']} on {named['host']} since {named['start']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"
