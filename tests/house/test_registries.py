"""Whatever a registry should list is listed, and whatever it lists is in the README or in docs/."""

import ast
from importlib import import_module

import pytest

from matching.rules import WATERFALL
from pipelines.cli import COMMANDS
from pipelines.readers import READERS
from tests.house.tree import HOUSE, named

# folder -> what a module that belongs to the registry defines
FOLDERS = {
    "matching/rules": {"propose"},
    "pipelines/readers": {"claims", "read"},
    "reports/sheets": {"sheet"},
}


def listed(folder):
    """Modules that the folder's registry leads to."""
    room = import_module(folder.replace("/", "."))
    if folder == "matching/rules":
        return {rule.propose.__module__ for rule in room.WATERFALL.values()}
    if folder == "reports/sheets":
        return {sheet.__module__ for sheet in room.WORKBOOK} | {room.guide.__name__}  # the Guide names the others
    return {getattr(reader, "__name__", "") for reader in room.READERS.values()}


def standing(folder):
    """Modules of the folder that define what makes a member."""
    paths = [*(HOUSE / folder).glob("*.py"), *(HOUSE / folder).glob("*/__init__.py")]
    names = {
        path: {node.name for node in ast.parse(path.read_text("utf-8")).body if hasattr(node, "name")} for path in paths
    }
    found = [
        path.parent if path.name == "__init__.py" else path.with_suffix("")
        for path in paths
        if FOLDERS[folder] <= names[path]
    ]
    return {named(path).replace("/", ".") for path in found if path != HOUSE / folder}


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_file_of_a_registry_is_listed(folder):
    assert standing(folder) == listed(folder)
    assert len(standing(folder)) >= 3


def test_every_command_is_in_the_readme():
    readme = (HOUSE / "README.md").read_text("utf-8")
    assert [command.__name__ for command in COMMANDS if f"`tieout {command.__name__}" not in readme] == []


def test_every_rule_is_in_the_docs():
    text = (HOUSE / "docs/matching.md").read_text("utf-8")
    assert [rule for rule in WATERFALL if f"### {rule}\n" not in text] == []


def test_every_format_has_a_page_and_every_page_a_format():
    pages = {path.stem for path in (HOUSE / "docs/formats").glob("*.md")} - {"README", "erp-exports"}
    assert pages == set(READERS)
