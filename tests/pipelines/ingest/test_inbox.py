"""What counts as a file of the inbox."""

import os

import pytest

from pipelines.ingest import inbox


@pytest.fixture
def folder(tmp_path):
    for name in ("bank", "open_items", "decisions", "other"):
        (tmp_path / name).mkdir()
    return tmp_path


def names(folder):
    found, strange = inbox.walk(folder)
    return [one.name for one in found], {one.name: one.message for one in strange}


def test_files_come_in_the_order_of_their_content_not_of_their_names(folder):
    (folder / "bank" / "a").write_text("one")
    (folder / "bank" / "b").write_text("two")
    (folder / "open_items" / "c").write_text("two")

    found, _ = inbox.walk(folder)

    assert found == sorted(found) and [one.sha256[:4] for one in found] == ["3fc4", "3fc4", "7692"]
    assert [one.name for one in found] == ["bank/b", "open_items/c", "bank/a"]


def test_folders_that_are_not_the_inboxs_and_hidden_files_are_left_alone(folder):
    (folder / "other" / "x").write_text("x")
    (folder / "loose").write_text("x")
    (folder / "bank" / ".part").write_text("x")
    (folder / "bank" / "2026").mkdir()
    (folder / "bank" / "2026" / "deep").write_text("x")

    assert names(folder) == (["bank/2026/deep"], {})
    assert [line.split(" (")[0] for line in inbox.strays(folder)] == [
        "loose is not in a folder of the inbox",
        "other is not in a folder of the inbox",
    ]


def test_a_link_is_refused_and_never_followed(folder):
    (folder / "secret").write_text("outside")
    (folder / "bank" / "link").symlink_to(folder / "secret")
    (folder / "bank" / "folder").symlink_to(folder / "other")

    found, strange = names(folder)

    assert found == []
    assert strange["bank/link"] == (
        "bank/link:0\n  stands:   a symbolic link\n  expected: a regular file\n  remedy:   put the file itself there"
    )
    assert "bank/folder" in strange


def test_a_pipe_is_refused_without_being_opened(folder):
    os.mkfifo(folder / "bank" / "pipe")

    assert "a pipe, socket or device" in names(folder)[1]["bank/pipe"]


def test_a_file_too_large_is_refused_without_being_read(folder):
    with (folder / "bank" / "huge").open("wb") as file:
        file.truncate(inbox.MAX_BYTES + 1)

    found, strange = names(folder)

    assert found == [] and "at most 2,147,483,648 bytes" in strange["bank/huge"]


def test_a_name_that_would_break_a_line_is_shown_by_its_codes(folder):
    (folder / "bank" / "a\nstands: nothing").write_text("x")
    os.fdopen(os.open(os.fsencode(folder) + b"/bank/\xff", os.O_CREAT | os.O_WRONLY), "w").close()

    found, _ = names(folder)

    assert sorted(found) == ["bank/\\udcff", "bank/a\\nstands: nothing"]


def test_a_cleared_workbook_waits_for_the_command_that_clears(folder):
    (folder / "decisions" / "cleared.xlsx").write_bytes(b"PK\x03\x04...")
    (folder / "decisions" / "statement.csv").write_text("a,b")

    assert names(folder)[0] == ["decisions/statement.csv"]


def test_a_file_that_somebody_is_still_writing_is_seen_to_change(folder):
    path = folder / "bank" / "growing"
    path.write_text("one")
    [one], _ = inbox.walk(folder)
    assert inbox.is_unchanged(one)

    path.write_text("one and more")
    assert not inbox.is_unchanged(one)
    path.unlink()
    assert not inbox.is_unchanged(one)
