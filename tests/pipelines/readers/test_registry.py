"""How a file finds its reader."""

import importlib
import pkgutil
from types import SimpleNamespace

import pytest

import pipelines.readers
from pipelines.readers import READERS, Refused, Source, base, read
from pipelines.readers.text import head_of
from tests.pipelines.readers.support import HERE, refusal, write


def test_every_reader_in_the_folder_is_listed():
    names = [module.name for module in pkgutil.iter_modules(pipelines.readers.__path__)]
    found = {name for name in names if hasattr(importlib.import_module(f"pipelines.readers.{name}"), "claims")}
    assert found == set(READERS)


def test_a_file_nobody_claims_is_refused_with_the_formats_there_are(tmp_path):
    message = refusal(tmp_path, "hello world 12345678\n")
    assert "'hello world …5678', and no reader knows this file" in message and ", ".join(READERS) in message


@pytest.mark.parametrize("path", sorted(HERE.glob("golden/*/*[!n]")), ids=lambda path: path.name)
def test_exactly_one_reader_claims_a_file(path):
    head = head_of(Source(path.name, path))
    assert [name for name, reader in READERS.items() if reader.claims(head)] == [path.parent.name]


def test_a_format_is_told_by_content_and_never_by_name(tmp_path):
    camt = (HERE / "golden/camt/batch.xml").read_bytes()
    assert read(Source("bank/x.csv", write(tmp_path, camt, "x.csv"))).format == "camt"


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(Refused, match="FileNotFoundError"):
        read(Source("bank/gone.csv", tmp_path / "gone.csv"))


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(Refused, match="IsADirectoryError"):
        read(Source("bank", tmp_path))


def test_a_reader_that_fails_refuses_the_file_and_takes_nothing(tmp_path, monkeypatch):
    def broken(_source):
        raise KeyError("4410023987")

    monkeypatch.setattr(pipelines.readers, "READERS", {"odd": SimpleNamespace(claims=lambda _: True, read=broken)})
    message = refusal(tmp_path, "anything")
    assert "KeyError" in message and "4410023987" not in message


def test_two_claims_refuse_the_file(tmp_path, monkeypatch):
    both = SimpleNamespace(claims=lambda _: True)
    monkeypatch.setattr(pipelines.readers, "READERS", {"one": both, "two": both})
    assert "one and two both claim" in refusal(tmp_path, "anything")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("DE53999900000441002398", "…2398"),
        ("account 4410023987 of ACME", "account …3987 of ACME"),
        ("INV 4711", "INV 4711"),
        ("a\nb", "a b"),
    ],
)
def test_accounts_are_shown_by_their_last_four(written, shown):
    assert base.masked(written) == shown
