"""A week at the desk: run, answer from the truth, clear, day after day: `python -m benchmarks.week --receipts 200`.

Each day one more of the payers who pay under names that nobody knows is taught; the table shows what that is worth.
"""

import argparse
import dataclasses
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Final, NamedTuple

import polars as pl
from rich.console import Console
from rich.table import Table

from benchmarks import associate, world
from benchmarks.worlds import week
from pipelines import settings
from pipelines.clear.answered import clear
from pipelines.daily import daily
from pipelines.job import Job, new_run
from reports.postings import AMOUNTS, COLUMNS
from schemas.money import minor

SEED: Final = 29
DAYS: Final = 5
BY: Final = "ana"
LEDGER: Final = "tieout.duckdb"
USERS: Final = '\n[users.ana]\nlimits = { USD = "1000000.00", GBP = "1000000.00", EUR = "1000000.00" }\n'


class Desk(NamedTuple):
    """One day's figures."""

    as_of: date
    lines: int  # of the bank
    waiting: int  # rows of the workbook
    of_strangers: int  # of them, of payers under trading names
    refused: tuple[str, ...]  # what was said of answers that were not taken


def spent(folder: Path, receipts: int, seed: int = SEED, strangers: int = 4) -> Iterator[Desk]:
    """Works through the week in `folder`, `receipts` a day, and one more day on which nothing new comes."""
    made = world.make(seed, receipts * DAYS, None, "sample")
    days = week.spread(made, DAYS, strangers)
    (folder / "tieout.toml").write_text(world.settings(made) + USERS, encoding="utf-8")
    truth = days[0].truth.clear()
    for number, one in enumerate(days):
        known = week.erp_list(one.open_items, _posted(folder / "out"), one.as_of)
        world.write(dataclasses.replace(one, open_items=known), folder / "inbox", ["csv"])
        truth = truth.vstack(one.truth)
        teach = week.TRADING_NAMES[: min(number + 1, strangers)]
        yield _day(folder, one.as_of, one.bank.height, truth, teach)
    yield _day(folder, days[-1].as_of + timedelta(days=1), 0, truth, week.TRADING_NAMES)


def _posted(out: Path) -> pl.DataFrame:
    """The rows of every posting file, as the ERP takes them over each night."""
    texts = dict.fromkeys(COLUMNS, pl.String) | {"instalment": pl.Int64}
    files = sorted(out.glob("*/postings-*.csv"))
    read = [pl.read_csv(file, schema=texts) for file in files]
    rows = pl.concat([pl.DataFrame(schema=texts), *read])
    return rows.with_columns(minor(pl.col(name), pl.col("currency")).alias(f"{name}_minor") for name in AMOUNTS)


def _day(folder: Path, as_of: date, lines: int, truth: pl.DataFrame, teach: tuple[str, ...]) -> Desk:
    """Run, answer, clear."""
    chosen = settings.read(folder / "tieout.toml")
    book, ledger_file, out = f"desk-{as_of}.xlsx", folder / LEDGER, folder / "out"
    daily(Job(folder / "inbox", ledger_file, out, new_run("run", as_of, "local", chosen), chosen))
    written = out / as_of.isoformat() / "exceptions.xlsx"
    said = associate.answer(written, truth, teach, BY, folder / book)
    (done,) = clear([folder / book], ledger_file, out, BY, chosen, as_of)
    strangers = sum(one.payer_name in week.TRADING_NAMES for one in said)
    refused = done.answers.filter(status="refused")
    return Desk(as_of, lines, len(said), strangers, tuple(refused["message"]))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--receipts", type=int, default=200, help="bank lines a day")
    given = options.parse_args()
    table = Table(*Desk._fields, title="a week at the desk")
    with tempfile.TemporaryDirectory() as folder:
        for one in spent(Path(folder), given.receipts):
            table.add_row(str(one.as_of), f"{one.lines:,}", f"{one.waiting:,}", str(one.of_strangers),
                          "; ".join(one.refused) or "none")  # fmt: skip
    Console(width=140).print(table)


if __name__ == "__main__":
    main()
