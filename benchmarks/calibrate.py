"""How often each gate of each rule is right, counted on worlds of known truth: `python -m benchmarks.calibrate`.

Prints the table that stands as reviewed data in schemas/confidence.py, from seeds that nothing else uses, and a
reliability table from other seeds: what was promised against what was right. Every option of a rule is counted,
also those below the threshold, as if it were 0.
"""

import argparse
from collections.abc import Iterable
from decimal import Decimal

import polars as pl
from rich.console import Console
from rich.table import Table

from benchmarks import desk, world
from benchmarks.worlds.cases_short import BANK_FEES
from benchmarks.worlds.shapes import World
from matching import evidence, waterfall
from matching.proposal import AMOUNTS
from schemas.policy import Limits, Policy

RECEIPTS = 1000
FIT = range(1000, 1120)  # never judged by
JUDGE = range(2000, 2010)  # never fitted on


def tried(seeds: Iterable[int], threshold: float = 0.0) -> pl.DataFrame:
    """One row per receipt that a rule would apply at `threshold`: (gate, confidence, is_right).

    In every second world the ledger knows the items that were closed the day before.
    """
    return pl.concat(
        _graded(world.make(seed, RECEIPTS, None, "hard"), threshold, knows_yesterday=seed % 2 == 1) for seed in seeds
    )


def _graded(made: World, threshold: float, *, knows_yesterday: bool) -> pl.DataFrame:
    fees = {one.currency: tuple(Decimal(fee) / 100 for fee in BANK_FEES) for one in made.entities}
    policy = Policy(limits=Limits(bank_fees=fees), auto_apply_threshold=threshold)
    state = desk.state_of(made)
    known = desk.with_closed(state, made) if knows_yesterday else state
    walk = waterfall.run(evidence.gather(known, policy), policy)
    line = pl.concat_str("item_id", *AMOUNTS, separator="|").sort().str.join(";")
    said = walk.sure.group_by("payment_id").agg(pl.col("gate", "confidence").first(), said=line)
    truth = made.truth.filter(pl.col("kind") == "receipt", pl.col("item_number") != "")
    meant = truth.select(*AMOUNTS, payment_id="bank_reference", item_id=desk.item_id())
    both = said.join(meant.group_by("payment_id").agg(meant=line), on="payment_id", how="left")
    return both.select("gate", "confidence", is_right=(pl.col("said") == pl.col("meant")).fill_null(False))


def counts(graded: pl.DataFrame) -> pl.DataFrame:
    """(gate, right, tried), most tried first."""
    by_gate = graded.group_by("gate").agg(right=pl.col("is_right").sum(), tried=pl.len())
    return by_gate.sort("tried", "gate", descending=[True, False])


def reliability(graded: pl.DataFrame) -> pl.DataFrame:
    """(gate, confidence, receipts, right): what each gate promises, and the share that was right."""
    by_gate = graded.group_by("gate", "confidence").agg(pl.len().alias("receipts"), right=pl.col("is_right").mean())
    return by_gate.sort("confidence", "gate", descending=[True, False])


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--worlds", type=int, default=len(FIT), help="worlds to fit on")
    given = options.parse_args()
    console = Console(width=100)
    for gate, right, count in counts(tried(FIT[: given.worlds])).iter_rows():
        console.print(f'    "{gate}": ({right}, {count}),', highlight=False)
    table = Table("gate", "promised", "receipts", "right", title="reliability on worlds not fitted on")
    for gate, promised, receipts, right in reliability(tried(JUDGE)).iter_rows():
        table.add_row(gate, f"{promised:.3f}", str(receipts), f"{right:.4f}")
    console.print(table)


if __name__ == "__main__":
    main()
