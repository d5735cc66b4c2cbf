"""docs/clearing.md is kept: every action, status and command stands in it, and every action in the list of the code."""

import re

import pytest

from schemas.actions import ACTIONS
from schemas.clearing import ANSWER_STATUSES
from tests.pipelines.command import HOUSE, tieout

TEXT = (HOUSE / "docs/clearing.md").read_text("utf-8")


def test_every_action_and_status_is_described_and_no_other():
    section = TEXT.partition("## The actions")[2].partition("## ")[0]
    told = re.findall(r"^\| ([a-zA-Z /]+?) \|", section, re.MULTILINE)
    assert [name.removesuffix(" n") for name in told if name != "action"] == list(
        dict.fromkeys(action.name.rstrip(" 123") for action in ACTIONS)
    )
    assert [status for status in ANSWER_STATUSES if f"| {status} |" not in TEXT] == []


@pytest.mark.parametrize("command", [("clear", "x.xlsx"), ("undo", "12345678", "--reason", "x"), ("aliases",)])
def test_a_mistyped_ledger_is_not_made(command, tmp_path):
    words = (*command, "--ledger", tmp_path / "none.duckdb", "--out", tmp_path)
    by = ("--by", "anna") if command[0] != "aliases" else ()
    out = words if command[0] == "clear" else words[:-2]
    ended = tieout(*out, *by)
    assert (ended.status, "no file" in ended.err, (tmp_path / "none.duckdb").exists()) == (1, True, False)
