"""Subsets that come to a sum: counted, not just found. *Found one* is not *the only one*."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

Ints = NDArray[np.int64]


def unique_subsets(
    amounts: Ints, targets: Ints, after: NDArray[np.bool_] | None = None, slack: Ints | None = None
) -> tuple[Ints, Ints]:
    """For each row, how many non-empty subsets of its amounts come to its target, and the first of them.

    In:   amounts (rows, n), n at most 16; targets (rows,); after (rows, n, n), optional: after[r, i, j] says that
          of row r amount j may be taken only with amount i (instalments of one invoice, in their order);
          slack (rows,), optional: how far off a sum may be.
    Out:  counts (rows,) and masks (rows,): bit i of a mask says that amount i is in the subset; 0 when none is.

    >>> unique_subsets(np.array([[100, 200, 300]]), np.array([500]))
    (array([1]), array([6]))
    """
    n = amounts.shape[1]
    masks = np.arange(1, 1 << n, dtype=np.int64)
    off = _sums(amounts)[:, 1:] - targets[:, None]
    hits = off == 0 if slack is None else np.abs(off) <= slack[:, None]
    if after is not None:
        taken = (masks[:, None] >> np.arange(n)) & 1 == 1
        for i, j in zip(*np.nonzero(after.any(axis=0)), strict=True):
            breaks = taken[:, j] & ~taken[:, i]
            hits &= ~(after[:, i, j][:, None] & breaks[None, :])
    first = masks[hits.argmax(axis=1)]
    counts = hits.sum(axis=1)
    return counts.astype(np.int64), np.where(counts > 0, first, 0)


def _sums(amounts: Ints) -> Ints:
    """The sum of each subset, by its mask: those without the last amount, then the same with it."""
    sums = np.zeros((len(amounts), 1), dtype=np.int64)
    for column in amounts.T:
        sums = np.concatenate([sums, sums + column[:, None]], axis=1)
    return sums


def only_subset(lines: pl.DataFrame, by: str, amount: str, target: str, slack: str | None = None) -> pl.DataFrame:
    """The lines of each group of `by` whose `amount`s come to the group's `target`; none where several choices do.

    Groups have at most 16 lines; columns of money are Int64.
    """
    counted = subsets(lines, by, amount, target, slack)
    return counted.filter(pl.col("subsets") == 1, "is_taken").drop("subsets", "is_taken")


def subsets(lines: pl.DataFrame, by: str, amount: str, target: str, slack: str | None = None) -> pl.DataFrame:
    """`lines` with `subsets`, how many choices of the group's lines come to its target, and the first: `is_taken`."""
    sized = lines.with_columns(size=pl.len().over(by)).sort(by, maintain_order=True)
    counted = [sized.clear().with_columns(subsets=pl.lit(0, dtype=pl.Int64), is_taken=pl.lit(False))]
    for (size,), part in sorted(sized.partition_by("size", as_dict=True).items()):
        amounts = part[amount].to_numpy().reshape(-1, size)
        of_group = part.gather_every(size)
        off = None if slack is None else of_group[slack].to_numpy()
        counts, masks = unique_subsets(amounts, of_group[target].to_numpy(), slack=off)
        taken = np.repeat(masks, size) >> np.tile(np.arange(size), len(masks)) & 1
        counted.append(part.with_columns(subsets=pl.Series(np.repeat(counts, size)), is_taken=pl.Series(taken == 1)))
    return pl.concat(counted).drop("size")
