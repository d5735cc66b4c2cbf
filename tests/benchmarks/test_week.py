"""A week at the desk: five days of run and clear, answered from the truth, and a last day on which nothing is left."""

from datetime import date
from itertools import pairwise

import pytest

from benchmarks import week, world
from benchmarks.worlds import week as days
from pipelines import ledger

RECEIPTS, STRANGERS = 10, 3


@pytest.fixture(scope="module")
def spent(tmp_path_factory):
    folder = tmp_path_factory.mktemp("week")
    return folder, list(week.spent(folder, RECEIPTS, strangers=STRANGERS))


def test_each_payer_that_is_taught_is_asked_about_no_more(spent):
    assert [one.of_strangers for one in spent[1]] == [3, 2, 1, 0, 0, 0]


def test_every_answer_from_the_truth_is_taken(spent):
    assert [one.refused for one in spent[1]] == [()] * 6


def test_at_the_end_every_receipt_is_accounted_for_and_the_books_hold(spent):
    with ledger.reading(spent[0] / week.LEDGER) as books:
        left = books.sql("select payment_id from payments where unapplied_amount <> 0 or unidentified_amount <> 0")
        assert left.fetchall() == []
        assert books.sql("select count(*) from payments").fetchall() == [(sum(one.lines for one in spent[1]),)]
        assert all(proof.holds for proof in ledger.verify(books))


def test_what_was_taught_is_applied_by_itself_and_right(spent):
    made = days.spread(world.make(week.SEED, RECEIPTS * week.DAYS, None, "sample"), week.DAYS, STRANGERS)
    meant = {line: item for one in made for line, item, case in
             one.truth.select("bank_reference", "item_number", "case").iter_rows() if case == days.CASE}  # fmt: skip
    with ledger.reading(spent[0] / week.LEDGER) as books:
        found = books.sql(
            "select bank_reference, item_number from applications join payments using (payment_id) "
            "where decided_by = 'auto' and not reversed and bank_reference like '%-T%'"
        ).fetchall()
    assert len(found) == 5 + 4 + 3  # taught one a day: each from the receipt that taught it on
    assert all(meant[line] == item for line, item in found)


def test_days_are_weekdays_whose_statements_follow_each_other():
    made = days.spread(world.make(3, 60, None, "sample", date(2026, 10, 15)), 5, 2)
    assert [f"{one.as_of:%a}" for one in made] == ["Thu", "Fri", "Mon", "Tue", "Wed"]
    for before, after in pairwise(made):
        assert before.statements["closing_minor"].to_list() == after.statements["opening_minor"].to_list()
    lines = [line for one in made for line in one.bank["bank_reference"]]
    assert len(lines) == len(set(lines)) == 60 + 5 * 2
