"""Many read while one writes, and each of them sees a ledger whole."""

import subprocess
import sys

from pipelines import ledger
from tests.pipelines.ledger.books import read, writing

# Reads on and on until it is told to stop; each reading is whole: as many runs as it counted, none fewer than before.
READER = """
import sys, threading
from pathlib import Path
from pipelines import ledger
told = threading.Event()
threading.Thread(target=lambda: (sys.stdin.readline(), told.set()), daemon=True).start()
seen = [0]
while not told.wait(0.4):
    with ledger.reading(Path(sys.argv[1])) as books:
        (runs, last), = books.execute("select count(*), max(run_id) from runs").fetchall()
        held = int(last[1:])
    assert runs == held >= seen[-1], (runs, held, seen[-1])
    seen.append(runs)
    len(seen) == 2 and print("reading", flush=True)
print(len(set(seen)), flush=True)
"""


def test_ten_readers_through_a_hundred_runs_see_each_ledger_whole(tmp_path):
    path = tmp_path / "books.duckdb"
    with writing(path, "r001"):
        pass
    command = [sys.executable, "-c", READER, str(path)]
    readers = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(10)
    ]
    assert [reader.stdout.readline() for reader in readers] == ["reading\n"] * 10
    for number in range(2, 101):
        with writing(path, f"r{number:03}"):
            pass
    ended = [reader.communicate("stop\n", timeout=120) for reader in readers]
    assert [err for _, err in ended] == [""] * 10
    assert all(int(out) > 1 for out, _ in ended)
    assert read(ledger.published(path), "select count(*) from runs") == [(100,)]
