"""Make a business day of any size, with the truth kept apart: `python -m benchmarks.world --seed 7 --receipts 150 --out DIR`.

The same arguments give the same bytes. What the cases mean and how a run is scored: docs/benchmark.md.
"""

import argparse
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from benchmarks.worlds import day, write_csv
from benchmarks.worlds.shapes import Entity, World

AS_OF = date(2026, 10, 15)
SAMPLE = {"seed": 2026, "receipts": 150, "items": 600, "profile": "sample"}
SAMPLE_FOLDER = Path(__file__).parent.parent / "data" / "sample"
FORMATS = ("bai2", "camt", "x12_820", "csv")


def make(seed: int, receipts: int, items: int | None = None, profile: str = "sample", as_of: date = AS_OF) -> World:
    """A day of `receipts` bank lines against about `items` open items (by default what the profile says).

    Raises ValueError when the items do not suffice for the receipts, or the profile is unknown.
    """
    if profile == "speed":
        raise ValueError("unknown")
    return day.make(seed, receipts, items, profile, as_of)


def write(world: World, inbox: Path, formats: Iterable[str] = FORMATS) -> None:
    """The world as an inbox: each bank in its own format where `formats` has it, else in canonical CSV."""
    chosen = frozenset(formats)
    for folder in ("bank", "remittance", "open_items", "customers"):
        (inbox / folder).mkdir(parents=True, exist_ok=True)
    for entity in world.entities:
        _write_entity(world, entity, inbox, chosen)
    write_csv.customers(world, inbox / "customers" / "customers.csv")


def _write_entity(world: World, entity: Entity, inbox: Path, formats: frozenset[str]) -> None:
    name, day_text = entity.entity.lower(), f"{world.as_of:%Y-%m-%d}"
    write_csv.bank(world, entity, inbox / "bank" / f"{name}-{day_text}.csv")
    write_csv.open_items(world, entity, inbox / "open_items" / f"{name}-{day_text}.csv")
    if not world.advices.filter(entity=entity.entity).is_empty():
        write_csv.remittance(world, entity, inbox / "remittance" / f"{name}-{day_text}.csv")


def write_truth(world: World, file: Path) -> None:
    """One row for each receipt and item; outside the inbox."""
    file.parent.mkdir(parents=True, exist_ok=True)
    world.truth.write_csv(file)


def write_sample(folder: Path = SAMPLE_FOLDER) -> None:
    """The sample day that comes with the repository, byte for byte."""
    world = make(**SAMPLE)
    write(world, folder / "inbox")
    write_truth(world, folder / "truth.csv")


def main() -> None:
    options = argparse.ArgumentParser(description="make a business day with known truth")
    options.add_argument("--sample", action="store_true", help="rebuild data/sample")
    options.add_argument("--seed", type=int, default=SAMPLE["seed"])
    options.add_argument("--receipts", type=int, default=SAMPLE["receipts"])
    options.add_argument("--items", type=int)
    options.add_argument("--profile", default="sample", choices=("easy", "sample", "hard", "speed"))
    options.add_argument("--as-of", type=date.fromisoformat, default=AS_OF)
    options.add_argument("--formats", default=",".join(FORMATS))
    options.add_argument("--out", type=Path, help="gets inbox/ and truth.csv")
    given = options.parse_args()
    if given.sample:
        return write_sample(given.out or SAMPLE_FOLDER)
    if not given.out:
        options.error("--out is needed: the folder that gets inbox/ and truth.csv")
    world = make(given.seed, given.receipts, given.items, given.profile, given.as_of)
    write(world, given.out / "inbox", given.formats.split(","))
    write_truth(world, given.out / "truth.csv")


if __name__ == "__main__":
    main()
