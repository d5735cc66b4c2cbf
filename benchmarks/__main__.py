"""`make bench`: time, memory and the ratio to a floor measured in the same run; then how often matching is right.

Worlds of 1k, 10k and 100k receipts against twice as many items, as CSV. The floor reads the same files with Polars,
joins them once by hash on a reference column and writes the result to DuckDB. Every row is a process of its own;
ratios compare medians of runs taken in turn, so a machine that drifts does not flatter either side.
"""

import argparse
import tempfile
from itertools import chain
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks import formats, measure, memory, quality, world
from benchmarks.others import names, payment_to_invoice

SEED = 7


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", default="1000,10000,100000", help="receipts, by comma")
    options.add_argument("--runs", type=int, default=3, help="runs of each, the median counts")
    options.add_argument("--entries", type=int, default=5000, help="bank lines in the file of each other format")
    options.add_argument("--no-quality", action="store_true", help="time only")
    given = options.parse_args()
    console = Console(width=120)
    for size in map(int, given.sizes.split(",")):
        console.print(_speed(size, given.runs))
    for table in formats.tables(given.entries, given.runs):
        console.print(table)
    console.print(memory.table())
    if not given.no_quality:
        for table in chain(quality.tables(), payment_to_invoice.tables(), names.tables()):
            console.print(table)


def _speed(size: int, runs: int) -> Table:
    with tempfile.TemporaryDirectory() as folder:
        at = Path(folder)
        made = world.make(SEED, size, 2 * size, "speed")
        world.write(made, at / "inbox", ["csv"])
        (at / "tieout.toml").write_text(world.settings(made), encoding="utf-8")
        turns = [{name: measure.apart(name, at) for name in measure.MEASURES} for _ in range(runs)]
    floor = measure.median(turns, "floor", "wall_s")
    table = Table(
        "step", "wall s", "cpu s", "peak MB", "x floor", "what", title=f"{size:,} receipts, {2 * size:,} items"
    )
    for name in measure.MEASURES:
        wall, cpu, peak = (measure.median(turns, name, figure) for figure in ("wall_s", "cpu_s", "peak_mb"))
        table.add_row(
            name, f"{wall:.2f}", f"{cpu:.2f}", f"{peak:.0f}", f"{wall / floor:.1f}", str(turns[-1][name]["what"])
        )
    end_to_end = sum(measure.median(turns, name, "wall_s") for name in measure.END_TO_END)
    table.add_row(
        "end to end", f"{end_to_end:.2f}", "", "", f"{end_to_end / floor:.1f}", " + ".join(measure.END_TO_END)
    )
    matching, join = (measure.median(turns, name, "wall_s") for name in ("matching", "one join"))
    table.add_row("matching alone", "", "", "", "", f"{matching / join:.0f} x one join of its receipts and items")
    return table


if __name__ == "__main__":
    main()
