"""How often a line counts that stands in several statements."""

from collections import Counter
from itertools import combinations, pairwise, permutations

import pytest
from hypothesis import assume, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.pipelines.ingest.support import Desk


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def test_statements_whose_balances_chain_both_count_their_equal_lines(desk):
    desk.bank("morning.csv", "2026-03-04,5.00,105.00,ACME")
    desk.bank("evening.csv", "2026-03-04,5.00,110.00,ACME")

    desk.run()

    assert desk.payments() == [("ACME", 500, 1), ("ACME", 500, 2)]


def test_an_overlap_that_moves_nothing_is_no_chain_although_the_balances_meet(desk):
    desk.bank("a.csv", "2026-03-03,10.00,110.00,ACME", "2026-03-04,50.00,160.00,BETA", "2026-03-04,-50.00,110.00,BETA")
    desk.bank("b.csv", "2026-03-04,50.00,160.00,BETA", "2026-03-04,-50.00,110.00,BETA", "2026-03-05,5.00,115.00,GAMMA")

    desk.run()

    assert [(name, amount) for name, amount, _ in desk.payments()] == [
        ("ACME", 1000), ("BETA", -5000), ("BETA", 5000), ("GAMMA", 500)
    ]  # fmt: skip


@pytest.mark.parametrize("balances", [(",", ","), ("105.00,110.00", "105.00,110.00")])
def test_an_export_that_repeats_lines_counts_them_once(desk, balances):
    first, second = (pair.split(",") for pair in balances)
    desk.bank("a.csv", f"2026-03-04,5.00,{first[0]},ACME", f"2026-03-04,5.00,{first[1]},ACME")
    desk.bank("b.csv", f"2026-03-04,5.00,{second[1]},ACME", f"2026-03-05,7.00,{'117.00' if second[1] else ''},BETA")

    desk.run()

    assert desk.payments() == [("ACME", 500, 1), ("ACME", 500, 2), ("BETA", 700, 1)]


def test_the_order_of_the_files_changes_nothing(tmp_path):
    days = {
        "a": ("2026-03-03,5.00,105.00,ACME", "2026-03-04,5.00,110.00,ACME"),
        "b": ("2026-03-04,5.00,110.00,ACME", "2026-03-04,7.00,117.00,BETA"),
        "c": ("2026-03-04,5.00,,ACME", "2026-03-04,5.00,,ACME", "2026-03-05,9.00,,GAMMA"),
    }
    seen = set()
    for number, order in enumerate(permutations(days)):
        folder = tmp_path / str(number)
        folder.mkdir()
        one = Desk(folder)
        for place, name in enumerate(order):
            one.bank(f"{place}.csv", *days[name])
        one.run()
        seen.add(tuple(one.rows("select payment_id, source_line from facts.bank_lines order by 1")))

    assert len(seen) == 1


@given(
    amounts=st.lists(st.sampled_from([500, 500, -500, 700]), min_size=1, max_size=7),
    cuts=st.sets(st.integers(1, 6)),
    dice=st.randoms(use_true_random=False),
    is_one_run=st.booleans(),
)
@hypothesis_settings(max_examples=8)
def test_however_the_bank_cuts_its_lines_into_statements_each_counts_once(
    tmp_path_factory, amounts, cuts, dice, is_one_run
):
    desk = Desk(tmp_path_factory.mktemp("cut"))
    balances = [100_000 + sum(amounts[: at + 1]) for at in range(len(amounts))]
    before = [100_000, *balances]
    rows = [f"2026-03-04,{a / 100:.2f},{b / 100:.2f},ACME" for a, b in zip(amounts, balances, strict=True)]
    edges = [0, *sorted(cut for cut in cuts if cut < len(rows)), len(rows)]
    files = [rows[start:end] for start, end in pairwise(edges)]
    spans = {(before[start], before[end]) for start, end in pairwise(edges)}
    assume(len(spans) == len(files) and all(start != end for start, end in spans))  # else they are one statement
    counts = [Counter(amounts[start:end]) for start, end in pairwise(edges)]
    repeats = [one & other for one, other in combinations(counts, 2)]
    assume(all(sum(repeat.elements()) for repeat in repeats if repeat))  # else they look like exports that overlap
    if is_one_run:  # over several runs a chain that arrives with holes is not seen as one
        dice.shuffle(files)
    for number, lines in enumerate(files):
        desk.bank(f"{number}.csv", *lines)
        if not is_one_run:
            desk.run()

    desk.run()

    assert sorted(amount for _, amount, _ in desk.payments()) == sorted(amounts)
