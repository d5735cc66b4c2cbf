"""The day's files are there whole or not at all, and nothing a person typed is lost."""

import pytest

from pipelines.outputs import publish


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_files_appear_whole_and_for_their_owner_only(tmp_path):
    day = tmp_path / "out" / "2026-10-15"
    publish(day, {"summary.json": b"{}", "exceptions.xlsx": b"one"})
    assert contents(tmp_path / "out") == {"2026-10-15/summary.json": b"{}", "2026-10-15/exceptions.xlsx": b"one"}
    assert {path.stat().st_mode & 0o777 for path in day.iterdir()} == {0o600}


def test_the_same_files_again_change_nothing(tmp_path):
    for _ in range(2):
        publish(tmp_path / "day", {"exceptions.xlsx": b"one"})
    assert contents(tmp_path) == {"day/exceptions.xlsx": b"one"}


def test_a_workbook_that_somebody_worked_in_is_kept_beside_the_new_one(tmp_path):
    publish(tmp_path / "day", {"exceptions.xlsx": b"one", "summary.json": b"1"})
    (tmp_path / "day" / "exceptions.xlsx").write_bytes(b"one, answered")
    publish(tmp_path / "day", {"exceptions.xlsx": b"two", "summary.json": b"2"})
    assert contents(tmp_path / "day") == {
        "exceptions.xlsx": b"two",
        "summary.json": b"2",
        "replaced/exceptions-41f52384.xlsx": b"one, answered",
    }


def test_a_file_of_another_batch_stays(tmp_path):
    publish(tmp_path / "day", {"postings-a.csv": b"a"})
    publish(tmp_path / "day", {"postings-b.csv": b"b"})
    assert contents(tmp_path) == {"day/postings-a.csv": b"a", "day/postings-b.csv": b"b"}


def test_what_cannot_be_written_whole_is_not_written_at_all(tmp_path):
    publish(tmp_path / "day", {"summary.json": b"old"})
    with pytest.raises(TypeError):
        publish(tmp_path / "day", {"summary.json": b"new", "exceptions.xlsx": None})
    assert contents(tmp_path / "day") == {"summary.json": b"old"}
    publish(tmp_path / "day", {"summary.json": b"new"})
    assert contents(tmp_path) == {"day/summary.json": b"new"}
