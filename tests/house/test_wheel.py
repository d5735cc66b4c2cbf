"""What is installed elsewhere: the four packages, what they read at work, and the sample day."""

import subprocess
import sys
import zipfile

import pytest

from tests.house.tree import FLOORS, HOUSE, tracked


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Name of every file in the wheel that is built from the tree as it stands."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=HOUSE, check=True, capture_output=True)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as archive:
        return set(archive.namelist())


def test_the_wheel_carries_every_file_of_the_rooms_and_nothing_else(wheel):
    rooms = {path.relative_to(HOUSE).as_posix() for path in tracked(*FLOORS)}
    carried = {name for name in wheel if not name.startswith(("pipelines/sample/", "tieout-"))}
    assert rooms <= carried
    assert {name.split("/")[0] for name in carried} == set(FLOORS)
    assert any(name.endswith(".sql") for name in carried) and any(name.endswith(".html") for name in carried)


def test_the_wheel_carries_the_sample_day(wheel):
    sample = {path.relative_to(HOUSE / "data/sample").as_posix() for path in tracked("data/sample")}
    assert {f"pipelines/sample/{name}" for name in sample} <= wheel
    assert len(sample) >= 10
