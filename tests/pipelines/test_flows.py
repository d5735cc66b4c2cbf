"""The same day as a Prefect flow, on a real server of this machine: the same steps, the same ledger."""

import json
import signal
import socket
import time
from http import HTTPStatus
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from pipelines import daily, server
from tests.pipelines.command import DAY, SAMPLE, books, sample_day, started

PATIENCE_S = 240  # for what takes seconds, so that a busy machine does not fail a test


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A home of its own for Prefect, and no long wait between two looks at what is due."""
    return {"PREFECT_HOME": str(tmp_path_factory.mktemp("prefect")), "PREFECT_RUNNER_POLL_FREQUENCY": "1"}


@pytest.fixture(scope="module")
def api(home):
    """The address of a real server."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in home.items():
            patch.setenv(name, value)
        patch.setenv("PREFECT_API_URL", "")
        with server.running(None, free_port()) as url:
            yield url


@pytest.fixture(scope="module")
def flown(api, home, tmp_path_factory):
    """The sample day, run by Prefect because a server is named: its folder, and how it ended."""
    folder = tmp_path_factory.mktemp("flown")
    process = started(*sample_day(folder, "--json"), PREFECT_API_URL=api, **home)
    out, err = process.communicate(timeout=PATIENCE_S)
    assert (process.returncode, "leaked" in err) == (0, False), err
    return folder, json.loads(out)


def free_port():
    with socket.socket() as probe:
        probe.bind((server.HOST, 0))
        return probe.getsockname()[1]


def asked(api, path, **body):
    """What the server's API answers; while its database is busy it says so, and wants to be asked again."""
    request = Request(f"{api}/{path}", json.dumps(body).encode(), {"content-type": "application/json"})
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            with urlopen(request, timeout=PATIENCE_S) as reply:
                return json.loads(reply.read())
        except HTTPError as error:
            if error.code != HTTPStatus.SERVICE_UNAVAILABLE or time.monotonic() > until:
                raise
        time.sleep(0.2)


def runs_of(api, ledger):
    return [run for run in asked(api, "flow_runs/filter") if run["parameters"]["ledger"] == str(ledger)]


def test_both_engines_leave_the_same_ledger(flown, day):
    assert flown[1]["engine"] == "prefect"
    by_prefect, by_hand = books(flown[0]), books(day[0])
    assert {name: frame.equals(by_hand[name]) for name, frame in by_prefect.items()} == dict.fromkeys(by_hand, True)


def test_the_server_keeps_a_task_for_every_step_and_the_figures_of_the_run(flown, api):
    folder, ended = flown
    (run,) = runs_of(api, folder / "ledger.duckdb")
    assert (run["name"], run["state_type"]) == (f"{DAY} ledger", "COMPLETED")
    tasks = asked(api, "task_runs/filter", task_runs={"flow_run_id": {"any_": [run["id"]]}})
    assert {task["name"]: task["state_type"] for task in tasks} == dict.fromkeys(daily.STEPS, "COMPLETED")
    kept = {one["key"]: one["data"] for one in asked(api, "artifacts/filter")}
    assert json.loads(kept["tieout-apply"]) == [{"figure": k, "value": v} for k, v in ended["figures"]["apply"].items()]
    assert f"{DAY} · engine prefect" in kept["tieout-day"]


def test_a_ledger_takes_one_run_at_a_time(flown, api):
    limits = asked(api, "v2/concurrency_limits/filter")
    assert [(one["name"].split()[:2], one["limit"], one["active_slots"]) for one in limits] == [
        (["tieout", "ledger.duckdb"], 1, 0)
    ]


def test_a_run_that_fails_on_prefect_says_why_and_exits_1(api, home, tmp_path):
    (tmp_path / "ledger.duckdb").write_text("no database")
    process = started(*sample_day(tmp_path), "--engine", "prefect", PREFECT_API_URL=api, **home)
    _, err = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 1
    assert "expected: a DuckDB file" in err and "Traceback" not in err
    (run,) = runs_of(api, tmp_path / "ledger.duckdb")
    assert run["state_type"] == "FAILED"


def test_serve_joins_the_server_and_a_run_is_for_the_day_it_was_scheduled_for(api, home, day, tmp_path):
    ledger = tmp_path / "ledger.duckdb"
    paths = ("--inbox", SAMPLE / "inbox", "--ledger", ledger, "--out", tmp_path / "out")
    process = started("serve", *paths, "--at", "06:30", PREFECT_API_URL=api, **home)
    try:
        served = eventually(lambda: asked(api, "deployments/filter"))[0]
        schedule = served["schedules"][0]["schedule"]
        assert (schedule["cron"], schedule["timezone"]) == ("30 6 * * 1-5", "Europe/London")
        assert served["global_concurrency_limit"]["limit"] == 1
        eventually(lambda: [run for run in runs_of(api, ledger) if run["auto_scheduled"]])
        scheduled = {"type": "SCHEDULED", "state_details": {"scheduled_time": f"{DAY}T05:30:00Z"}}
        asked(api, f"deployments/{served['id']}/create_flow_run", state=scheduled)
        eventually(lambda: "COMPLETED" in [run["state_type"] for run in runs_of(api, ledger)])
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=PATIENCE_S)
    assert (tmp_path / "out" / DAY / "summary.html").is_file()
    assert books(tmp_path)["journal"].equals(books(day[0])["journal"])


def eventually(look):
    until = time.monotonic() + PATIENCE_S
    while not (found := look()):
        assert time.monotonic() < until, look.__code__.co_firstlineno
        time.sleep(0.3)
    return found
