"""Readers of other formats against the library each is cross-checked with: processor time per entry, in turn."""

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from rich.table import Table

from benchmarks import world
from benchmarks.worlds import write_bai2
from benchmarks.worlds.shapes import World
from pipelines.readers import Source, read
from schemas.money import plain

SEED = 7
PER_STATEMENT = 1000


def tables(entries: int = 5000, runs: int = 3) -> Iterator[Table]:
    """One row a format; `entries` is about how many lines its file has."""
    made = world.make(SEED, 3 * entries, 6 * entries, "speed")
    table = Table("format", "entries", "ours µs", "library µs", "ratio", title="readers, processor time per entry")
    with tempfile.TemporaryDirectory() as folder:
        for name, (write, library) in FORMATS.items():
            file = Path(folder) / name
            write(made, file)
            count = read(Source(file.name, file)).tables["bank_lines"].height
            if count != library(file):
                raise SystemExit(f"{name}: we read {count} entries, the library {library(file)}")
            ours, theirs = _in_turn(partial(read, Source(file.name, file)), partial(library, file), runs)
            table.add_row(
                name, f"{count:,}", f"{1e6 * ours / count:.1f}", f"{1e6 * theirs / count:.1f}", f"{ours / theirs:.2f}"
            )
    yield table


def mt940(made: World, file: Path) -> None:
    """One entity's lines as MT940 statements whose balances follow each other."""
    one = next(one for one in made.entities if one.currency == "EUR")
    lines = made.bank.filter(entity=one.entity)
    opening = int(made.statements.filter(entity=one.entity)["opening_minor"][0])
    text = ""
    for number, part in enumerate(lines.iter_slices(PER_STATEMENT), start=1):
        closing = opening + int(part["amount_minor"].sum())
        entries = "".join(map(_entry, part.iter_rows(named=True)))
        day = f"{made.as_of:%y%m%d}"
        text += f":20:S{number}\n:25:{one.account}\n:28C:{number}/1\n{_balance('60F', day, opening)}{entries}"
        text += f"{_balance('62F', day, closing)}-\n"
        opening = closing
    file.write_text(text, encoding="ascii")


def bai2(made: World, file: Path) -> None:
    """One entity's lines as BAI2."""
    one = next(one for one in made.entities if one.statement == "bai2")
    write_bai2.bank(made, one, file)


def _balance(tag: str, day: str, minor: int) -> str:
    return f":{tag}:{'C' if minor >= 0 else 'D'}{day}EUR{_comma(abs(minor))}\n"


def _entry(line: dict[str, object]) -> str:
    minor, day = int(str(line["amount_minor"])), line["booking_date"]
    memo = str(line["remittance_information"] or "")[:60]
    mark = "C" if minor > 0 else "D"
    return f":61:{day:%y%m%d}{day:%m%d}{mark}{_comma(abs(minor))}NTRFNONREF\n:86:{memo or 'PAYMENT'}\n"


def _comma(minor: int) -> str:
    return plain(minor, "EUR").replace(".", ",")


def _mt940_library(file: Path) -> int:
    import mt940 as library

    options = library.Options(reversal_sign=True)
    return sum(len(one.transactions) for one in library.parse_statements(file.read_text("ascii"), options=options))


def _bai2_library(file: Path) -> int:
    from bai2 import bai2 as library  # type: ignore[import-untyped]

    with file.open() as lines:
        found = library.parse_from_file(lines)
    return sum(len(account.children) for group in found.children for account in group.children)


FORMATS: dict[str, tuple[Callable[[World, Path], None], Callable[[Path], int]]] = {
    "mt940": (mt940, _mt940_library),
    "bai2": (bai2, _bai2_library),
}


def _in_turn(ours: Callable[[], object], theirs: Callable[[], object], runs: int) -> tuple[float, float]:
    """The median processor seconds of both, taken in turn."""
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(runs):
        for work, times in zip((ours, theirs), taken, strict=True):
            start = time.process_time()
            work()
            times.append(time.process_time() - start)
    return statistics.median(taken[0]), statistics.median(taken[1])
