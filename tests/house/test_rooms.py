"""schemas < matching, reports < pipelines: imports only go down, and effects live in pipelines alone."""

import pytest

from tests.house.tree import FLOORS, HOUSE, modules, named, python_files, tracked

EFFECTS = {"duckdb", "prefect", "typer", "rich", "os", "pathlib", "subprocess", "socket", "time"}
BARRED = {"schemas": EFFECTS | {"openpyxl"}, "matching": EFFECTS | {"openpyxl"}, "reports": EFFECTS}
IMPORTS_PREFECT = "pipelines/flows.py"
ROOM_FILES = python_files(*FLOORS)


def breaches(name: str, source: str) -> set[str]:
    """The modules that the file `name` may not import from where it stands."""
    room = name.split("/")[0]
    tops = {module.split(".")[0] for module in modules(source)}
    up_or_across = {top for top in tops & FLOORS.keys() if top != room and FLOORS[top] >= FLOORS[room]}
    prefect = tops & {"prefect"} if name != IMPORTS_PREFECT else set()
    return up_or_across | prefect | tops & BARRED.get(room, set()) | tops & {"benchmarks", "tests", "relative"}


def test_the_wall_sees_every_file_of_every_room():
    seen = {room: sum(named(path).startswith(f"{room}/") for path in ROOM_FILES) for room in FLOORS}
    assert min(seen.values()) >= 5, seen
    assert set(tracked(*(f"{room}/*.py" for room in FLOORS))) <= set(ROOM_FILES)


def test_imports_only_go_down():
    found = {named(path): breaches(named(path), path.read_text("utf-8")) for path in ROOM_FILES}
    assert {name: modules for name, modules in found.items() if modules} == {}


@pytest.mark.parametrize(
    ("name", "source", "module"),
    [
        ("schemas/bank.py", "import matching.state", "matching"),
        ("matching/rules/exact.py", "from reports import day", "reports"),
        ("matching/rules/exact.py", "def f():\n    import duckdb", "duckdb"),
        ("reports/page.py", "from pathlib import Path", "pathlib"),
        ("pipelines/daily.py", "from prefect import flow", "prefect"),
        ("pipelines/daily.py", "from . import cli", "relative"),
        ("pipelines/daily.py", "if TYPE_CHECKING:\n    import benchmarks.world", "benchmarks"),
    ],
)
def test_the_wall_stops_what_it_should(name, source, module):
    assert breaches(name, source) == {module}


def test_no_code_folder_stands_beside_the_known_ones():
    known = {*FLOORS, "benchmarks", "tests", "conftest.py"}  # pytest looks for the last one there
    assert {named(path).split("/")[0] for path in tracked("*.py")} <= known
    assert all((HOUSE / room / "__init__.py").is_file() for room in (*FLOORS, "benchmarks"))
