"""An older ledger is brought up to date after a copy; a newer one is left alone."""

import duckdb
import pytest

from pipelines import ledger
from pipelines.errors import NewerLedger, NoLedger
from pipelines.ledger import migrations
from tests.pipelines.ledger.books import read, rows, run, writing


@pytest.fixture
def first_version(tmp_path, monkeypatch):
    """A ledger as the first script alone makes it, with one run in it."""
    path = tmp_path / "books.duckdb"
    with monkeypatch.context() as past:
        past.setattr(migrations, "scripts", lambda: sorted(migrations.FOLDER.glob("0001_*.sql")))
        with ledger.writing(path, 1, run("old")) as books:
            ledger.open_run(books, run("old"))
    return path


def test_an_older_ledger_is_migrated_after_a_copy(first_version):
    with writing(first_version, "new") as books:
        assert rows(books, "select run_id from runs order by 1") == [("new",), ("old",)]
        assert rows(books, "select version, script from schema_version") == [
            (number, script.name) for number, script in enumerate(migrations.scripts(), 1)
        ]
    copy = first_version.with_name("books.duckdb.v1.bak")
    assert copy.stat().st_mode & 0o777 == 0o600
    assert read(copy, "select max(version) from schema_version") == [(1,)]


def test_an_older_ledger_is_not_read_before_it_is_migrated(first_version):
    with pytest.raises(NoLedger, match="tieout run migrates it"), ledger.reading(first_version):
        pass


def test_a_migration_that_fails_leaves_the_ledger_as_it_was(first_version, monkeypatch, tmp_path):
    broken = tmp_path / "0002_broken.sql"
    broken.write_text("create table facts.half (x integer); select no_such_column from facts.runs;")
    with monkeypatch.context() as bad:
        bad.setattr(migrations, "scripts", lambda: [*sorted(migrations.FOLDER.glob("0001_*.sql")), broken])
        with pytest.raises(duckdb.Error), writing(first_version, "new"):
            pass
    with duckdb.connect(first_version, read_only=True) as books:
        assert rows(books, "select max(version) from schema_version") == [(1,)]
        assert rows(books, "select count(*) from duckdb_tables() where table_name = 'half'") == [(0,)]


@pytest.mark.parametrize("how", [ledger.reading, lambda path: ledger.writing(path, 1, run())])
def test_a_newer_ledger_is_refused_with_the_two_versions(tmp_path, how):
    path = tmp_path / "books.duckdb"
    with writing(path) as books:
        books.execute("insert into schema_version values (99, '0099_future.sql')")
    before = path.read_bytes()
    with pytest.raises(NewerLedger) as refusal, how(path):
        pass
    known = len(migrations.scripts())
    assert f"stands:   a ledger of version 99\n  expected: version {known} or older" in str(refusal.value)
    assert path.read_bytes() == before


def test_scripts_are_numbered_without_a_gap():
    assert [int(script.name[:4]) for script in migrations.scripts()] == list(range(1, len(migrations.scripts()) + 1))
