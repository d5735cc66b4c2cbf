"""What holds for every file: short, finished, and speaking of the product alone."""

import re
from pathlib import Path

from tests.house.tree import CODE, functions, named, python_files, tracked

HERE = Path(__file__)
LONGEST_FILE = 200
LONGEST_FUNCTION = 40
PYTHON = python_files(*CODE)
TEXT = [
    path for path in tracked() if path.suffix in {"", ".py", ".md", ".toml", ".lock", ".yaml", ".sql", ".html", ".css"}
]
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|raise NotImplementedError")
OF_A_MACHINE = re.compile(r"(^|[\s\"'(=])/(root|home|work|Users)/|https?://[^\s/]*/(simple|packages)/")


def lines(pattern: re.Pattern[str], text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if pattern.search(line)]


def test_files_are_short():
    lengths = {named(path): path.read_text("utf-8").count("\n") for path in PYTHON}
    assert len(lengths) > 100
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_functions_are_short():
    lengths = {(named(path), name): length for path in PYTHON for name, length in functions(path.read_text("utf-8"))}
    assert len(lengths) > 500
    assert {where: length for where, length in lengths.items() if length > LONGEST_FUNCTION} == {}


def test_no_file_is_left_unfinished():
    left = {named(path): lines(UNFINISHED, path.read_text("utf-8")) for path in PYTHON if path != HERE}
    assert {name: found for name, found in left.items() if found} == {}


def test_no_file_names_a_path_of_a_machine_or_a_package_host():
    said = {
        named(path): lines(OF_A_MACHINE, path.read_text("utf-8", errors="replace")) for path in TEXT if path != HERE
    }
    assert len(said) > 100
    assert {name: found for name, found in said.items() if found} == {}


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
