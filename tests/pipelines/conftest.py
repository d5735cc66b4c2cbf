"""The sample day, done once for all tests of the shell."""

import os
import shutil

import pytest

from tests.pipelines.command import sample_day, tieout


@pytest.fixture(scope="session")
def no_prefect(tmp_path_factory):
    """What a run finds where nobody set Prefect up."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("PREFECT_")]:
            patch.delenv(name)
        patch.setenv("PREFECT_HOME", str(tmp_path_factory.mktemp("prefect")))
        yield


@pytest.fixture(scope="session")
def day(tmp_path_factory, no_prefect):
    """The sample day, done once: its folder and how it ended."""
    folder = tmp_path_factory.mktemp("day")
    return folder, tieout(*sample_day(folder))


@pytest.fixture
def copied(day, tmp_path):
    """The sample day's ledger and outputs, to do things to."""
    shutil.copytree(day[0], tmp_path / "day")
    return tmp_path / "day"
