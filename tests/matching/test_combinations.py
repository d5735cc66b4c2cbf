"""How many subsets come to a sum, and the first of them."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.combinations import unique_subsets


def counted(amounts, target):
    counts, masks = unique_subsets(np.array([amounts]), np.array([target]))
    return int(counts[0]), [amount for at, amount in enumerate(amounts) if int(masks[0]) >> at & 1]


def brute(amounts, target):
    """All non-empty subsets, one by one."""
    sizes = range(1, len(amounts) + 1)
    return sum(sum(chosen) == target for size in sizes for chosen in itertools.combinations(amounts, size))


@pytest.mark.parametrize(
    ("amounts", "target", "count"),
    [
        ((100, 200, 450, 50, 100), 700, 2),  # 450 + 200 + 50, and 450 + 100 + 100 + 50
        ((100, 200, 450, 50, 100), 900, 1),
        ((100, 200, 450), 650, 1),
        ((100, 200, 450), 700, 0),
        ((100, 100), 100, 2),
        ((100, -30, 70), 70, 2),
        ((5,), 5, 1),
    ],
)
def test_every_subset_counts_not_just_the_first(amounts, target, count):
    assert counted(amounts, target)[0] == count


def test_the_subset_it_shows_comes_to_the_target():
    assert counted((100, 200, 450), 650) == (1, [200, 450])
    assert counted((100, 200, 450), 651) == (0, [])


def test_rows_are_counted_apart():
    counts, masks = unique_subsets(np.array([[1, 2], [3, 4]]), np.array([3, 9]))
    assert counts.tolist() == [1, 0] and masks.tolist() == [3, 0]


def test_a_later_instalment_is_taken_only_with_the_earlier_one():
    after = np.zeros((1, 2, 2), dtype=bool)
    after[0, 0, 1] = True
    counts, masks = unique_subsets(np.array([[250, 250]]), np.array([250]), after)
    assert counts.tolist() == [1] and masks.tolist() == [1]


@settings(max_examples=60, derandomize=True)
@given(st.lists(st.integers(-50, 50), min_size=1, max_size=7), st.integers(-60, 90))
def test_it_counts_as_many_as_trying_them_one_by_one(amounts, target):
    assert counted(amounts, target)[0] == brute(amounts, target)
