"""Subsets that come to a sum: counted, not just found. *Found one* is not *the only one*."""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


def unique_subsets(amounts: Ints, targets: Ints, after: NDArray[np.bool_] | None = None) -> tuple[Ints, Ints]:
    """For each row, how many non-empty subsets of its amounts come to its target, and the first of them.

    In:   amounts (rows, n), n at most 16; targets (rows,); after (rows, n, n), optional: after[r, i, j] says that
          of row r amount j may be taken only with amount i (instalments of one invoice, in their order).
    Out:  counts (rows,) and masks (rows,): bit i of a mask says that amount i is in the subset; 0 when none is.

    >>> unique_subsets(np.array([[100, 200, 300]]), np.array([500]))
    (array([1]), array([6]))
    """
    rows, n = amounts.shape
    masks = np.arange(1, 1 << n, dtype=np.int64)
    taken = (masks[:, None] >> np.arange(n)) & 1
    hits = amounts @ taken.T == targets[:, None]
    if after is not None:
        for i, j in zip(*np.nonzero(after.any(axis=0)), strict=True):
            breaks = (taken[:, j] == 1) & (taken[:, i] == 0)
            hits &= ~(after[:, i, j][:, None] & breaks[None, :])
    first = masks[hits.argmax(axis=1)]
    counts = hits.sum(axis=1)
    return counts.astype(np.int64), np.where(counts > 0, first, 0)
