"""A run that is killed, at any step or inside one, and done again leaves the ledger of a run that nobody disturbed."""

import signal

import pytest

from tests.pipelines.command import DAY, books, sample_day, started, tieout

pytestmark = pytest.mark.usefixtures("no_prefect")

# Dies without a word at the N-th call of a function, before it or after it has worked.
KILLED = """
import importlib, os, signal, sys
from pipelines import cli
module, name, after, left = importlib.import_module("{module}"), "{name}", {after}, {call}
real = getattr(module, name)
def dies(*words, **named):
    global left
    left -= 1
    result = real(*words, **named) if left or after else None
    return result if left else os.kill(os.getpid(), signal.SIGKILL)
setattr(module, name, dies)
cli.main()
"""
BEFORE, AFTER = False, True

POINTS = {
    "before the first row of the run is committed": ("pipelines.ledger", "open_run", AFTER, 1),
    "before ingest": ("pipelines.ingest", "take", BEFORE, 1),
    "in ingest, all of it written and nothing committed": ("pipelines.ingest", "take", AFTER, 1),
    "after ingest, committed and not yet published": ("pipelines.ledger.store", "_publish_if_newer", BEFORE, 2),
    "between ingest and apply": ("pipelines.ledger", "erp_items", BEFORE, 1),
    "in apply, decided and nothing posted": ("pipelines.ledger", "post", BEFORE, 1),
    "in apply, all of it posted and nothing committed": ("pipelines.ledger", "post", AFTER, 1),
    "after apply, committed and not yet published": ("pipelines.ledger.store", "_publish_if_newer", BEFORE, 3),
    "between apply and report": ("pipelines.report", "write", BEFORE, 1),
    "in report, files written aside": ("pipelines.outputs", "_keep", BEFORE, 1),
    "in report, the first file in place": ("pipelines.outputs", "_keep", AFTER, 1),
    "after report, the run not closed": ("pipelines.ledger", "close_run", BEFORE, 1),
    "in the copy that is published": ("shutil", "copyfile", AFTER, 3),
}


def postings(folder):
    return {path.name: path.read_bytes() for path in (folder / "out" / DAY).glob("postings-*.csv")}


@pytest.mark.parametrize("point", POINTS, ids=[point.replace(" ", "-") for point in POINTS])
def test_killed_and_done_again_is_as_if_nothing_had_happened(point, day, tmp_path):
    module, name, after, call = POINTS[point]
    process = started(*sample_day(tmp_path), program=KILLED.format(module=module, name=name, after=after, call=call))
    _, err = process.communicate(timeout=240)
    assert process.returncode == -signal.SIGKILL, err
    again = tieout(*sample_day(tmp_path))
    assert again.status == 0, again.err
    disturbed, whole = books(tmp_path), books(day[0])
    assert {name: frame.equals(whole[name]) for name, frame in disturbed.items()} == dict.fromkeys(whole, True)
    assert postings(tmp_path) == postings(day[0])
    assert tieout("verify", "--ledger", tmp_path / "ledger.duckdb").status == 0


def test_a_ledger_read_after_a_crash_is_whole(day, tmp_path):
    module, name, after, call = POINTS["in apply, all of it posted and nothing committed"]
    process = started(*sample_day(tmp_path), program=KILLED.format(module=module, name=name, after=after, call=call))
    process.communicate(timeout=240)
    assert tieout("verify", "--ledger", tmp_path / "ledger.duckdb").status == 0
    assert books(tmp_path)["payments"].height == 0 < books(day[0])["payments"].height
