"""Statements of banks and lists of ERPs without settings: each file in tables/ says what stands beside it."""

import json

import pytest

from pipelines.readers import text
from pipelines.readers.csv import parts
from tests.pipelines.readers.support import HERE, plain, said

HOME = {"entities": {"US01": "USD"}, "accounts": {"9900112233": "US01"}}
FILES = sorted((HERE / "tables").glob("*/*.csv"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_table_says_what_stands_beside_it(path):
    expected = json.loads(path.with_suffix(".json").read_text("utf-8"))
    assert plain(said(path, **HOME)) == expected


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_table_read_row_by_row_says_the_same(path, monkeypatch):
    monkeypatch.setattr(text, "BLOCK", 50)
    monkeypatch.setattr(parts, "PART", 1)
    test_a_table_says_what_stands_beside_it(path)


def test_every_expectation_has_its_file():
    assert {path.with_suffix(".json") for path in FILES} == set((HERE / "tables").glob("*/*.json"))
