"""One writer at a time, everything or nothing, and readers never wait."""

import os
import signal
import subprocess
import sys
import threading

import duckdb
import pytest

from pipelines import ledger
from pipelines.errors import Held, NoLedger
from pipelines.ledger import store
from tests.pipelines.ledger.books import read, rows, run, writing

HOLDER = """
import sys, time
from datetime import date, datetime
from pathlib import Path
from pipelines import ledger
run = ledger.Run("other", "run", date(2026, 10, 15), "local", "ben", "desk", "0", datetime(2026, 10, 15))
with ledger.writing(Path(sys.argv[1]), 1, run) as books:
    ledger.open_run(books, run)
    print("writing", flush=True)
    time.sleep(60)
"""


CRASH = """
import os
from contextlib import contextmanager
from pipelines.ledger import store
committed = store._transaction

@contextmanager
def transaction(connection):
    with committed(connection):
        yield
    os._exit(9)

store._transaction = transaction
"""


@pytest.fixture
def path(tmp_path):
    at = tmp_path / "books.duckdb"
    with writing(at):
        pass
    return at


@pytest.fixture
def other_process(path):
    """Another process in the middle of its writing."""
    process = subprocess.Popen([sys.executable, "-c", HOLDER, str(path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None and process.stdout.readline() == "writing\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def count_runs(path):
    with ledger.reading(path) as books:
        return rows(books, "select count(*) from runs")[0][0]


def test_a_writing_commits_and_publishes(path):
    with writing(path, "r2"):
        pass
    assert count_runs(path) == 2
    assert read(path, "select count(*) from runs") == [(2,)]


def test_a_writing_that_fails_leaves_nothing(path):
    with pytest.raises(ValueError, match="half way"), writing(path, "r2"):
        raise ValueError("half way")
    assert count_runs(path) == 1


def test_readers_read_on_while_somebody_writes(path):
    with writing(path, "r2"):
        assert count_runs(path) == 1
    assert count_runs(path) == 2


def test_a_second_writer_is_told_who_holds_the_ledger(path, other_process):
    with pytest.raises(Held) as refusal, ledger.writing(path, 0.1, run()):
        pass
    assert refusal.value.holder.startswith(f"process {other_process.pid} of ben on ")
    assert str(refusal.value).endswith(
        "\n  remedy:   wait for that run to end, or stop it, and run again; nothing was posted"
    )
    assert refusal.value.exit_status == 1


def test_a_lock_of_a_killed_process_is_taken_over_and_its_work_is_gone(path, other_process):
    os.kill(other_process.pid, signal.SIGKILL)
    other_process.wait()
    with writing(path, "r2") as books:
        assert rows(books, "select run_id from runs order by 1") == [("r1",), ("r2",)]


def test_a_second_writer_waits_for_the_first(path):
    entered, order = threading.Event(), []

    def second():
        entered.wait()
        with ledger.writing(path, 20, run("r3")) as books:
            order.append(rows(books, "select count(*) from runs")[0][0])

    thread = threading.Thread(target=second)
    thread.start()
    with writing(path, "r2"):
        entered.set()
        order.append("first")
    thread.join()
    assert order == ["first", 2]


def test_a_file_held_by_another_tool_is_said_so(path):
    reader = [sys.executable, "-c", f"import duckdb; c = duckdb.connect({str(path)!r}); print(1, flush=True); input()"]
    process = subprocess.Popen(reader, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None and process.stdout.readline() == "1\n"
    with pytest.raises(Held, match=rf"PID {process.pid}"), ledger.writing(path, 0.1, run()):
        pass
    process.communicate("\n")


@pytest.mark.parametrize(
    "heal", [lambda path: ledger.publish(path, 1), lambda path: ledger.writing(path, 1, run("r3")).__enter__]
)
def test_what_a_crash_left_unpublished_is_published_next_time(path, monkeypatch, heal):
    with monkeypatch.context() as crash:
        crash.setattr(store, "_publish_if_newer", lambda ledger: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt), writing(path, "r2"):
            pass
    assert count_runs(path) == 1
    ledger.publish(path, 1)
    assert count_runs(path) == 2


def test_a_process_that_dies_right_after_its_commit_has_committed(path):
    died = subprocess.run([sys.executable, "-c", CRASH + HOLDER.replace("time.sleep(60)", ""), str(path)], check=False)
    assert died.returncode == 9 and count_runs(path) == 1
    with writing(path, "r2") as books:
        assert rows(books, "select run_id from runs where status = 'aborted'") == [("other",)]


def test_nothing_is_published_twice(path):
    before = ledger.published(path).stat().st_ino
    ledger.publish(path, 1)
    assert ledger.published(path).stat().st_ino == before


def test_every_file_is_its_owners_alone(path):
    modes = {file.name: oct(file.stat().st_mode & 0o777) for file in path.parent.iterdir()}
    assert modes == dict.fromkeys(["books.duckdb", "books.duckdb.lock", "books.duckdb.read.duckdb"], "0o600")


def test_a_ledger_without_a_copy_is_read_itself(path):
    ledger.published(path).unlink()
    assert count_runs(path) == 1


@pytest.mark.parametrize("content", [None, b"account;amount\n", b""])
def test_what_is_no_ledger_is_refused(tmp_path, content):
    path = tmp_path / "notes.duckdb"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(NoLedger), ledger.reading(path):
        pass
    assert content is None or path.read_bytes() == content


def test_a_database_of_something_else_is_never_written_to(tmp_path):
    path = tmp_path / "other.duckdb"
    with duckdb.connect(path) as other:
        other.execute("create table prices (price integer)")
    with pytest.raises(NoLedger, match="something else"), ledger.writing(path, 1, run()):
        pass
    assert read(path, "show tables") == [("prices",)]


def test_a_run_that_never_ended_is_marked_by_the_next(path):
    with ledger.writing(path, 1, run("r2")) as books:
        ledger.open_run(books, run("r2"))
    with writing(path, "r3"):
        pass
    with ledger.reading(path) as books:
        assert rows(books, "select run_id, status from runs order by 1") == [
            ("r1", "done"),
            ("r2", "aborted"),
            ("r3", "done"),
        ]
        assert rows(books, "select count(*) from runs where age < interval 1 hour and finished_at is not null") == [
            (2,)
        ]
