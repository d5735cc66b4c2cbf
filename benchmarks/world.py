"""Make a business day of any size with the truth apart: `python -m benchmarks.world --receipts 150 --out DIR`.

The same arguments give the same bytes. What the cases mean and how a run is scored: docs/benchmark.md.
"""

import argparse
import dataclasses
import shutil
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import polars as pl

from benchmarks.worlds import (
    day,
    write_820,
    write_ach,
    write_bai2,
    write_camt,
    write_csv,
    write_excel,
    write_iso_advice,
    write_lockbox,
    write_mt940,
    write_ofx,
    write_remadv,
    write_text,
)
from benchmarks.worlds.cases_short import BANK_FEES
from benchmarks.worlds.money import written
from benchmarks.worlds.profiles import PROFILES
from benchmarks.worlds.shapes import Entity, World
from benchmarks.worlds.speed import day as speed_day

AS_OF = date(2026, 10, 15)
SAMPLE_SEED, SAMPLE_RECEIPTS, SAMPLE_ITEMS = 2145, 150, 600
SAMPLE_FOLDER = Path(__file__).parent.parent / "data" / "sample"
FORMATS = ("bai2", "camt", "x12_820", "csv")
Writer = Callable[[World, Entity, Path], None]
BANK_WRITERS: dict[str, tuple[str, Writer]] = {
    "bai2": ("bai", write_bai2.bank), "camt": ("xml", write_camt.bank), "csv": ("csv", write_csv.bank),
    "mt940": ("sta", write_mt940.bank), "ofx": ("ofx", write_ofx.bank), "excel": ("xlsx", write_excel.bank),
    **{f"camt.{version}": ("xml", partial(write_camt.bank, version=version)) for version in write_camt.VERSIONS},
}  # fmt: skip
REMITTANCE_WRITERS: dict[str, tuple[str, Writer]] = {
    "x12_820": ("820", write_820.remittance), "csv": ("csv", write_csv.remittance),
    "remadv": ("edi", write_remadv.remittance), "remt001": ("xml", write_iso_advice.remt),
    "pain001": ("xml", write_iso_advice.pain), "excel": ("xlsx", write_excel.remittance),
    "letter": ("txt", write_text.letters), "mail": ("eml", write_text.mails),
    "nacha": ("ach", write_ach.remittance), "lockbox": ("lbx", write_lockbox.remittance),
}  # fmt: skip


def make(seed: int, receipts: int, items: int | None = None, profile: str = "sample", as_of: date = AS_OF) -> World:
    """A day of `receipts` bank lines against about `items` open items (by default as many as the profile says).

    Profiles: easy, sample, hard, and speed (whole columns, any size). Raises ValueError when there are too few items.
    """
    if profile == "speed":
        return speed_day.make(seed, receipts, items, as_of)
    return day.make(seed, receipts, items, profile, as_of)


def write(
    world: World,
    inbox: Path,
    formats: Iterable[str] = FORMATS,
    *,
    yesterday: bool = False,
    statements: str | None = None,
    remittances: str | None = None,
) -> None:
    """The world as an inbox: each bank in its own format where `formats` has it, else in canonical CSV.

    `statements` and `remittances` name one of BANK_WRITERS and REMITTANCE_WRITERS for all of them.
    With `yesterday` the snapshots of the day before are there too, in which what is closed now was still open.
    """
    chosen = frozenset(formats)
    for folder in ("bank", "remittance", "open_items", "customers"):
        (inbox / folder).mkdir(parents=True, exist_ok=True)
    for entity in world.entities:
        _write_entity(world, entity, inbox, chosen, statements, remittances)
        if yesterday:
            _write_yesterday(world, entity, inbox)
    write_csv.customers(world, inbox / "customers" / "customers.csv")


def _write_entity(
    world: World, entity: Entity, inbox: Path, formats: frozenset[str], statements: str | None, remittances: str | None
) -> None:
    name = f"{entity.entity.lower()}-{world.as_of:%Y-%m-%d}"
    suffix, write_bank = BANK_WRITERS[statements or (entity.statement if entity.statement in formats else "csv")]
    write_bank(world, entity, inbox / "bank" / f"{name}.{suffix}")
    write_csv.open_items(world, entity, inbox / "open_items" / f"{name}.csv")
    if not world.advices.filter(entity=entity.entity).is_empty():
        is_edi = "x12_820" in formats and entity.currency == "USD"
        suffix, write_advices = REMITTANCE_WRITERS[remittances or ("x12_820" if is_edi else "csv")]
        write_advices(world, entity, inbox / "remittance" / f"{name}.{suffix}")


def _write_yesterday(world: World, entity: Entity, inbox: Path) -> None:
    day = world.as_of - timedelta(days=1)
    still_open = world.open_items.with_columns(snapshot_date=pl.lit(day))
    before = dataclasses.replace(world, open_items=pl.concat([still_open, world.closed_items]))
    write_csv.open_items(before, entity, inbox / "open_items" / f"{entity.entity.lower()}-{day:%Y-%m-%d}.csv")


def write_truth(world: World, file: Path) -> None:
    """One row for each receipt and item; outside the inbox."""
    file.parent.mkdir(parents=True, exist_ok=True)
    write_csv.write(world.truth, " ".join(world.truth.columns), file)


def settings(world: World) -> str:
    """A `tieout.toml` that goes with the world: whose accounts these are, and which fees their banks keep."""
    accounts = "\n".join(f'"{one.account}" = "{one.entity}"' for one in world.entities)
    kept = ", ".join(f'"{written(fee)}"' for fee in BANK_FEES)
    fees = "\n".join(f"{one.currency} = [{kept}]" for one in world.entities)
    return f"[bank_accounts]\n{accounts}\n\n[policy.bank_fees]\n{fees}\n"


def write_sample(folder: Path = SAMPLE_FOLDER) -> None:
    """The sample day that comes with the repository, byte for byte; its tieout.toml is written by hand."""
    world = make(SAMPLE_SEED, SAMPLE_RECEIPTS, SAMPLE_ITEMS)
    shutil.rmtree(folder / "inbox", ignore_errors=True)
    write(world, folder / "inbox")
    write_truth(world, folder / "truth.csv")


def main() -> None:
    options = argparse.ArgumentParser(description="make a business day with known truth")
    options.add_argument("--sample", action="store_true", help="rebuild data/sample")
    options.add_argument("--seed", type=int, default=SAMPLE_SEED)
    options.add_argument("--receipts", type=int, default=SAMPLE_RECEIPTS)
    options.add_argument("--items", type=int, help="open items; by default as many as the profile says")
    options.add_argument("--profile", default="sample", choices=(*PROFILES, "speed"))
    options.add_argument("--as-of", type=date.fromisoformat, default=AS_OF)
    options.add_argument("--formats", default=",".join(FORMATS), help="what is not named here is written as CSV")
    options.add_argument("--statements", choices=BANK_WRITERS, help="all statements in this format")
    options.add_argument("--remittances", choices=REMITTANCE_WRITERS, help="all advices in this format")
    options.add_argument("--yesterday", action="store_true", help="also the open items of the day before")
    options.add_argument("--out", type=Path, help="gets inbox/, truth.csv and tieout.toml")
    given = options.parse_args()
    if given.sample:
        write_sample()
    elif given.out is None:
        options.error("--out is needed: the folder that gets inbox/, truth.csv and tieout.toml")
    else:
        world = make(given.seed, given.receipts, given.items, given.profile, given.as_of)
        write(
            world, given.out / "inbox", given.formats.split(","), yesterday=given.yesterday,
            statements=given.statements, remittances=given.remittances,
        )  # fmt: skip
        write_truth(world, given.out / "truth.csv")
        (given.out / "tieout.toml").write_text(settings(world), encoding="utf-8")


if __name__ == "__main__":
    main()
