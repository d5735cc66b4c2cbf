"""Each file in golden/ says exactly what stands beside it in JSON."""

import json

import pytest

from pipelines.readers import READERS
from tests.pipelines.readers.support import HERE, plain, said

FILES = sorted(path for path in (HERE / "golden").glob("*/*") if path.suffix != ".json")


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_file_says_what_stands_beside_it(path):
    expected = json.loads(path.with_suffix(path.suffix + ".json").read_text("utf-8"))
    assert plain(said(path)) == expected


def test_every_format_has_its_golden_files_and_every_expectation_its_file():
    assert {path.parent.name for path in FILES} == set(READERS)
    assert {path.with_suffix(path.suffix + ".json") for path in FILES} == set((HERE / "golden").glob("*/*.json"))
