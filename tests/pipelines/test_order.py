"""The same day, whatever its files are called, however its rows are spread over them, and in whatever order."""

from itertools import groupby
from pathlib import Path
from random import Random

import polars as pl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from benchmarks import world
from tests.pipelines.command import books, tieout

MADE = world.make(31, 40, None, "hard")
FEW = settings(max_examples=2, derandomize=True, deadline=None, phases=[Phase.generate],
               suppress_health_check=list(HealthCheck))  # fmt: skip
# What speaks of files and not of money.
OF_FILES = ("files", "statements", "rejects")


def day(folder: Path) -> Path:
    """A hard day in canonical CSV, with the list of the day before; a balance after each line would tell an order."""
    world.write(MADE, folder / "inbox", ["csv"], yesterday=True)
    (folder / "tieout.toml").write_text(world.settings(MADE), encoding="utf-8")
    for file in (folder / "inbox" / "bank").iterdir():
        pl.read_csv(file, infer_schema=False).drop("balance").write_csv(file)
    return folder


def shuffle(folder: Path, random: Random) -> None:
    """Each file as two, under other names, its rows in another order; the lines of one advice stay as they are."""
    for file in sorted((folder / "inbox").rglob("*.csv")):
        head, *rows = file.read_text(encoding="utf-8").splitlines(keepends=True)
        is_advice = file.parent.name == "remittance"
        blocks = [list(own) for _, own in groupby(rows, key=lambda row: row.split(",")[0] if is_advice else row)]
        random.shuffle(blocks)
        cut = random.randint(0, len(blocks)) if file.parent.name != "customers" else 0
        for at, part in enumerate((blocks[:cut], blocks[cut:])):
            if part:
                name = file.with_name(f"{random.randint(10, 99)}-{file.stem}-{at}.csv")
                name.write_text(head + "".join(row for block in part for row in block), encoding="utf-8")
        file.unlink()


def decided(folder: Path) -> dict[str, pl.DataFrame]:
    at = ("--inbox", folder / "inbox", "--ledger", folder / "ledger.duckdb", "--out", folder / "out")
    ended = tieout("run", *at, "--as-of", MADE.as_of, "--config", folder / "tieout.toml")
    assert ended.status == 0, ended.err
    told = books(folder)
    return {name: told[name].drop("source_line", strict=False).sort(pl.all()) for name in told if name not in OF_FILES}


@pytest.fixture(scope="module")
def as_it_came(tmp_path_factory):
    return decided(day(tmp_path_factory.mktemp("came")))


@FEW
@given(random=st.randoms(use_true_random=False))
def test_the_order_of_files_and_rows_is_irrelevant(tmp_path_factory, as_it_came, random):
    folder = day(tmp_path_factory.mktemp("shuffled"))
    shuffle(folder, random)
    again = decided(folder)
    assert as_it_came["applications"].height > 40
    assert [name for name in as_it_came if not as_it_came[name].equals(again[name])] == []
