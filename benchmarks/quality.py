"""How often matching is right, on worlds whose truth it never sees. Whole receipts count, not pairs."""

from collections.abc import Iterator
from decimal import Decimal

import polars as pl
from rich.table import Table

from benchmarks import desk, world
from benchmarks.worlds.cases_short import BANK_FEES
from matching.decide import decide
from schemas.policy import Limits, Policy

SEEDS = (301, 302, 303, 304, 305)
RECEIPTS = 1000
TOP = 3


def tables() -> Iterator[Table]:
    """Figures over all seeds, by rule and by case."""
    runs = [_graded(seed) for seed in SEEDS]
    graded, options = pl.concat(run[0] for run in runs), pl.concat(run[1] for run in runs)
    yield _overall(graded, options)
    yield _table("by rule", graded.filter("is_applied"), "rule")
    yield _table("by case", graded, "case")


def _graded(seed: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    made = world.make(seed, RECEIPTS, None, "hard")
    fees = {one.currency: tuple(Decimal(fee) / 100 for fee in BANK_FEES) for one in made.entities}
    outcome = decide(desk.state_of(made), Policy(limits=Limits(bank_fees=fees)), made.as_of)
    rules = outcome.allocations.group_by("payment_id").agg(pl.col("rule").first(), cash=pl.col("cash_minor").sum())
    graded = desk.graded(made, outcome).join(rules, on="payment_id", how="left")
    named = pl.format("{} {}", pl.lit(seed), "payment_id")  # worlds number their payments alike
    return graded.with_columns(payment_id=named), desk.hits(made, outcome, TOP).with_columns(payment_id=named)


def _overall(graded: pl.DataFrame, options: pl.DataFrame) -> Table:
    answer, applied = graded.filter("has_answer"), graded.filter("is_applied")
    waiting = graded.filter(~pl.col("is_applied"), pl.col("has_answer"))
    whole = applied.filter(pl.col("cash") == pl.col("value_minor"))
    shown = options.join(waiting, on="payment_id", how="semi").height
    right, value = answer.filter("is_right"), pl.col("value_minor").sum()
    lines = pl.col("meant").str.split(";").list.len().sum()  # the true items of each receipt
    table = Table("figure", "share", "of", title=f"{len(SEEDS)} hard worlds of {RECEIPTS:,} receipts")
    rows = {
        "applied by themselves, of all receipts": (whole.height, graded.height),
        "applied in part, of all receipts": (applied.height - whole.height, graded.height),
        "right lines applied by themselves, of all true lines": (
            graded.filter("is_right").select(lines).item(),
            graded.select(lines).item(),
        ),
        "applied by themselves, of their value": (whole.select(value).item(), graded.select(value).item()),
        "applied and right, of receipts that have an answer": (right.height, answer.height),
        "applied wrongly, of receipts applied": (applied.filter(~pl.col("is_right")).height, applied.height),
        f"answer among the first {TOP} candidates, of those held that have one": (shown, waiting.height),
    }
    for name, (count, of) in rows.items():
        table.add_row(name, f"{count / of:.2%}" if of else "none", f"{count:,} / {of:,}")
    return table


def _table(title: str, graded: pl.DataFrame, by: str) -> Table:
    counts = graded.group_by(by).agg(
        pl.len().alias("receipts"),
        pl.col("has_answer").sum().alias("have an answer"),
        pl.col("is_applied").sum().alias("applied"),
        pl.col("is_right").sum().alias("right"),
        (pl.col("is_applied") & ~pl.col("is_right")).sum().alias("wrong"),
    )
    table = Table(*counts.columns, "wrong of applied", title=title)
    for row in counts.sort("receipts", by, descending=[True, False]).iter_rows():
        table.add_row(*map(str, row), f"{row[-1] / row[3]:.2%}" if row[3] else "none applied")
    return table
