"""The files of the project as they stand, and what they say: for the tests of this folder."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

HOUSE = Path(__file__).parents[2]
FLOORS = {"schemas": 1, "matching": 2, "reports": 2, "pipelines": 3}
CODE = (*FLOORS, "benchmarks", "tests")


def named(path: Path) -> str:
    return path.relative_to(HOUSE).as_posix()


def python_files(*rooms: str) -> list[Path]:
    return sorted(path for room in rooms for path in (HOUSE / room).rglob("*.py"))


def tracked(*patterns: str) -> list[Path]:
    """What git keeps and is still there; nothing where this is no clone."""
    command = ["git", "ls-files", "-z", "--", *patterns]
    listed = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=False).stdout.split("\0")
    return [HOUSE / name for name in listed if name and (HOUSE / name).is_file()]


def modules(source: str) -> set[str]:
    """Every module a source imports, also inside functions and type-checking blocks; `relative` for `from . import`."""
    nodes = list(ast.walk(ast.parse(source)))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return plain | {
        "relative" if node.level else node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)
    }


def functions(source: str) -> Iterator[tuple[str, int]]:
    """Name and length in lines of every function."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1
