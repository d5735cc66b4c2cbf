"""The command line: what it says, with which status it ends, and that the same day twice changes nothing."""

import os
import shutil
import subprocess
import sys
from datetime import date

import pytest

from pipelines import cli, ledger
from pipelines.job import new_run
from schemas.settings import Settings
from tests.pipelines.command import DAY, HOUSE, SAMPLE, books, sample_day, tieout

pytestmark = pytest.mark.usefixtures("no_prefect")
NO_SERVER = "http://127.0.0.1:9/api"


def inbox_with(folder, name, text):
    """The sample's inbox and one file more."""
    shutil.copytree(SAMPLE / "inbox", folder / "inbox")
    shutil.copyfile(SAMPLE / "tieout.toml", folder / "tieout.toml")
    (folder / "inbox" / name).write_text(text, encoding="utf-8")
    return (
        "run",
        "--inbox",
        folder / "inbox",
        "--ledger",
        folder / "ledger.duckdb",
        "--out",
        folder / "out",
        "--as-of",
        DAY,
    )


def test_help_names_every_command_and_loads_nothing_heavy():
    heavy = "polars duckdb pandera prefect openpyxl pydantic_core rich.progress"
    program = f"import sys, pipelines.cli; print([name for name in {heavy.split()} if name in sys.modules])"
    asked = subprocess.run([sys.executable, "-c", program], cwd=HOUSE, capture_output=True, text=True, check=True)
    assert asked.stdout == "[]\n"
    shown = tieout("--help")
    assert shown.status == 0
    assert [command.__name__ for command in cli.COMMANDS if f" {command.__name__} " not in shown.out] == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["run", "--nonsense"], "No such option"),
        (["run", "--as-of", "2026-13-01"], "month must be in 1..12"),
        (["run", "--engine", "dask"], "dask"),
        (["verify"], "--ledger\n  stands:   nothing"),
        (["run", "--inbox", "nowhere", "--ledger", "l", "--out", "o"], "--inbox nowhere\n  stands:   nothing there"),
        (["verify", "--ledger", "l", "--config", "nowhere.toml"], "nowhere.toml"),
    ],
)
def test_wrong_usage_says_what_is_wrong_and_exits_2(words, said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ended = tieout(*words)
    assert (ended.status, said in ended.err) == (2, True), ended.err
    assert list(tmp_path.iterdir()) == []


def test_wrong_settings_exit_2_before_anything_is_written(tmp_path):
    (tmp_path / "tieout.toml").write_text("[run]\ntime_zon = 'UTC'\n")
    ended = tieout(*sample_day(tmp_path, "--config", tmp_path / "tieout.toml"))
    assert ended.status == 2
    assert "did you mean time_zone?" in ended.err
    assert [path.name for path in tmp_path.iterdir()] == ["tieout.toml"]


def test_the_sample_day_ends_with_a_summary_of_what_was_read_applied_and_held(day):
    folder, ended = day
    assert ended.status == 0, ended.err
    assert ended.out.startswith(f"{DAY} · engine local · settings {SAMPLE / 'tieout.toml'}\n")
    assert [line.split(":")[0] for line in ended.err.splitlines()] == ["ingest", "clear", "apply", "report"]
    names = sorted(path.name for path in (folder / "out" / DAY).iterdir())
    posting = next(name for name in names if name.startswith("postings-"))
    assert names == ["exceptions.xlsx", posting, "summary.html", "summary.json"]
    assert all(f"  {name}\n" in ended.out for name in names)


def test_the_same_inbox_again_changes_nothing_but_the_list_of_runs(day, copied):
    before = books(copied)
    again = tieout(*sample_day(copied, "--json"))
    assert again.status == 0
    assert again.json["figures"]["apply"]["batch"] == "nothing posted"
    after = books(copied)
    assert {name: frame.equals(after[name]) for name, frame in before.items()} == dict.fromkeys(before, True)


def test_report_writes_the_same_bytes_again(day, tmp_path):
    folder, _ = day
    made = {path.name: path.read_bytes() for path in (folder / "out" / DAY).iterdir()}
    config = ("--config", SAMPLE / "tieout.toml")
    ended = tieout("report", "--ledger", folder / "ledger.duckdb", "--out", tmp_path, "--as-of", DAY, *config)
    assert ended.status == 0
    assert {path.name: path.read_bytes() for path in (tmp_path / DAY).iterdir()} == made


def test_json_is_one_object_on_standard_output_also_when_the_command_fails(day, tmp_path):
    folder, _ = day
    shown = tieout("verify", "--ledger", folder / "ledger.duckdb", "--json").json
    assert shown["proofs"] and all(proof["holds"] for proof in shown["proofs"])
    failed = tieout("verify", "--ledger", tmp_path / "none.duckdb", "--json")
    assert (failed.status, failed.json["status"], failed.json["exit_status"]) == (1, "failed", 1)


def test_a_row_rejected_for_the_first_time_exits_3_and_later_0(tmp_path):
    head = "entity,customer_id,item_number,item_type,currency,original_amount,open_amount,invoice_date,due_date\n"
    words = inbox_with(tmp_path, "open_items/x.csv", head + "US01,1,N1,invoice,ZZZ,1.00,1.00,2026-10-01,2026-10-31\n")
    first, again = tieout(*words), tieout(*words)
    assert (first.status, again.status) == (3, 0), first.err + again.err
    assert "open_items/x.csv" in first.out and "rejected" in first.out


def test_a_file_that_is_none_of_ours_leaves_the_rest_of_the_day_posted(day, tmp_path):
    ended = tieout(*inbox_with(tmp_path, "bank/note.txt", "Dear all, the bank was closed.\n"))
    assert ended.status == 3
    assert "bank/note.txt" in ended.out
    whole, with_note = books(day[0]), books(tmp_path)
    assert all(whole[name].equals(with_note[name]) for name in ("payments", "applications", "journal", "open_items"))


def test_a_ledger_held_by_another_run_names_the_holder_and_exits_1(tmp_path):
    (tmp_path / "tieout.toml").write_text("[run]\nlock_wait_s = 0.1\n")
    holding = new_run("clear", date(2026, 10, 15), "local", Settings())
    with ledger.writing(tmp_path / "ledger.duckdb", 1, holding):
        ended = tieout(*sample_day(tmp_path, "--config", tmp_path / "tieout.toml"))
    assert ended.status == 1
    assert f"held by process {os.getpid()} of {holding.by_user}" in ended.err
    assert books(tmp_path)["payments"].is_empty()


def test_a_server_that_is_named_but_does_not_answer_exits_1_with_nothing_posted(tmp_path, monkeypatch):
    monkeypatch.setenv("PREFECT_API_URL", NO_SERVER)
    ended = tieout(*sample_day(tmp_path))
    assert ended.status == 1
    assert NO_SERVER in ended.err and "--engine local" in ended.err
    assert list(tmp_path.iterdir()) == []
    assert tieout(*sample_day(tmp_path, "--engine", "local")).status == 0
