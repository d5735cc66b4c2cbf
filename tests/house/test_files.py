"""What holds for every file: short, finished, and speaking of the product alone."""

import re

import pytest

from tests.house.tree import CODE, functions, named, python_files, tracked

LONGEST_FILE = 200
LONGEST_FUNCTION = 40
PYTHON = python_files(*CODE)
TEXT = [
    path for path in tracked() if path.suffix in {"", ".py", ".md", ".toml", ".lock", ".yaml", ".sql", ".html", ".css"}
]
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|NotImplemented" "Error")
OF_A_MACHINE = re.compile(r"(^|[\s\"'(=])/(root|home|work|Users)/|https?://[^\s/]*/(simple|packages)/")


def lines(pattern: re.Pattern[str], text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if pattern.search(line)]


@pytest.mark.parametrize("path", PYTHON, ids=named)
def test_files_and_functions_are_short_and_finished(path):
    source = path.read_text("utf-8")
    assert source.count("\n") <= LONGEST_FILE
    assert [name for name, length in functions(source) if length > LONGEST_FUNCTION] == []
    assert path.name == "test_files.py" or lines(UNFINISHED, source) == []


@pytest.mark.parametrize("path", [path for path in TEXT if path.name != "test_files.py"], ids=named)
def test_no_file_names_a_path_of_a_machine_or_a_package_host(path):
    assert lines(OF_A_MACHINE, path.read_text("utf-8", errors="replace")) == []


def test_the_patterns_find_what_they_look_for():
    assert lines(UNFINISHED, "x = 1  # TODO later\nraise NotImplementedError") == [
        "x = 1  # TODO later",
        "raise NotImplementedError",
    ]
    assert lines(OF_A_MACHINE, 'at = "/home/anna/inbox"') and lines(
        OF_A_MACHINE, "https://mirror.example/simple/polars"
    )
    assert lines(OF_A_MACHINE, "OUT/2026-10-15/summary.html and https://example.com/docs") == []
    assert list(functions("def f():\n    return 1\n")) == [("f", 2)]
