"""Each file in broken/ gives exactly the messages that stand beside it, and only sound rows are taken."""

import pytest

from pipelines.readers import Refused
from pipelines.readers.base import told
from tests.pipelines.readers.support import HERE, said

FILES = sorted(path for path in (HERE / "broken").iterdir() if path.suffix != ".expected")


def messages(path) -> str:
    """All a file is reproached with, refusals, faults and rejects, as people read it."""
    try:
        reading = said(path)
    except Refused as error:
        return f"refused\n{error}\n"
    faults = [f"{fault.kind}\n{told(f'inbox/{path.name}', *fault[1:5])}\n" for fault in reading.faults]
    rejects = [f"reject\n{message}\n" for message in reading.rejects["message"]]
    taken = sum(table.height for table in reading.tables.values())
    return "\n".join([*faults, *rejects, f"rows taken: {taken}\n"])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_broken_file_says_what_is_wrong_where_and_what_to_do(path):
    assert messages(path) == path.with_suffix(path.suffix + ".expected").read_text("utf-8")


def test_a_broken_file_never_surprises_its_reader():
    assert [path.name for path in FILES if "did not foresee" in messages(path)] == []


def test_no_message_shows_a_whole_account_number():
    accounts = ("4410023987", "DE53999900000441002398")
    assert [path.name for path in FILES if any(account in messages(path) for account in accounts)] == []


def test_a_transport_fault_takes_nothing():
    assert {
        path.name for path in FILES if "transport\n" in messages(path) and "rows taken: 0" not in messages(path)
    } == set()
