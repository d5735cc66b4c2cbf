"""A disk that fills up, or a place that cannot be written to, is told in a sentence; done again, nothing is missing."""

import sys

import pytest

from tests.pipelines.command import books, sample_day, started, tieout

pytestmark = [
    pytest.mark.usefixtures("no_prefect"),
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the size of files"),
]

# No file may grow beyond so many bytes: the kernel then says what it says of a full disk.
SMALL_DISK = """
import resource, signal
from pipelines import cli
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))
cli.main()
"""
TOLD = "a place that can be written to, with room enough"
FULL = (4_096, 1_400_000, 4_500_000)  # bytes: in making the ledger, in taking the inbox, in posting


@pytest.mark.parametrize("size", FULL)
def test_a_full_disk_is_told_and_the_run_done_again_is_whole(size, day, tmp_path):
    process = started(*sample_day(tmp_path), program=SMALL_DISK.format(size=size))
    _, err = process.communicate(timeout=240)
    assert process.returncode == 1
    assert TOLD in err and "Traceback" not in err
    assert tieout(*sample_day(tmp_path)).status == 0
    whole = books(day[0])
    assert {name: frame.equals(whole[name]) for name, frame in books(tmp_path).items()} == dict.fromkeys(whole, True)
    assert tieout("verify", "--ledger", tmp_path / "ledger.duckdb").status == 0


def test_outputs_that_have_no_place_are_told_and_written_by_the_next_run(tmp_path):
    (tmp_path / "out").write_text("a file where the folder should be")
    told = tieout(*sample_day(tmp_path))
    assert told.status == 1
    assert "Not a directory" in told.err and TOLD in told.err
    (tmp_path / "out").unlink()
    assert tieout(*sample_day(tmp_path)).status == 0
    assert {path.suffix for path in next((tmp_path / "out").iterdir()).iterdir()} == {".csv", ".html", ".json", ".xlsx"}
