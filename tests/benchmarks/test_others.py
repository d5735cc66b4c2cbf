"""Our matching on other people's labelled data, where it lies beside the repository; how it is graded, always."""

import polars as pl
import pytest

from benchmarks import others
from benchmarks.others import names, payment_to_invoice
from tests.matching.builders import decided, item, receipt, state

PAYMENTS, NAMES = others.folder(payment_to_invoice.NAME), others.folder(names.NAME)
needs_payments = pytest.mark.skipif(PAYMENTS is None, reason="the payments are not beside the repository")
needs_names = pytest.mark.skipif(NAMES is None, reason="the names are not beside the repository")


def test_a_payment_is_right_only_when_all_its_pairs_are():
    given = state([receipt(800, "40510 40511", key="R1"), receipt(70, "88001", key="R2")],
                  [item("40510", 500), item("40511", 300), item("88001", 70)])  # fmt: skip
    told = {"payment_id": ["R1", "R2", "R2"], "item_id": ["40510", "88001", "88002"]}
    meant = pl.DataFrame(told).with_columns(match_category=pl.lit("a"), perturbation=pl.lit("none"))
    graded = payment_to_invoice.graded(meant, decided(given))
    assert graded.select("payment_id", "pairs", "said", "right", "is_applied", "is_right").rows() == [
        ("R1", 1, 2, 1, True, False),
        ("R2", 2, 1, 1, True, False),
    ]


def test_what_was_left_alone_is_neither_right_nor_wrong():
    meant = pl.DataFrame({"payment_id": ["R1"], "item_id": ["40510"]})
    kinds = meant.with_columns(match_category=pl.lit("a"), perturbation=pl.lit("none"))
    graded = payment_to_invoice.graded(kinds, decided(state([receipt(5, "?")], [item("40510", 500)])))
    assert graded.select("is_applied", "is_right").row(0) == (False, False)


def test_data_that_is_not_there_has_no_figures(monkeypatch, tmp_path):
    monkeypatch.setattr(others, "SAMPLES", tmp_path)
    assert list(payment_to_invoice.tables()) == [] and list(names.tables()) == []


@needs_payments
def test_all_payments_and_invoices_are_read_and_amounts_lose_nothing_but_noise():
    given = payment_to_invoice.state_of(PAYMENTS)
    assert (given.receipts.height, given.items.height, given.payers.height) == (12262, 15527, 50)
    assert payment_to_invoice.truth(PAYMENTS).height == 17789
    by_id = dict(given.receipts.select("payment_id", "open_minor").rows())
    assert (by_id["0"], by_id["10"]) == (694910022, 3127061)  # yen with sen; 31270.609999999997


@needs_payments
def test_pairs_reach_what_was_asked_at_the_precision_that_was_asked():
    graded = payment_to_invoice.graded(payment_to_invoice.truth(PAYMENTS), payment_to_invoice.outcome(PAYMENTS))
    meant, said, right = (graded[column].sum() for column in ("pairs", "said", "right"))
    assert right / said >= 0.995 and right / meant >= 0.97


@needs_names
def test_names_of_companies_are_told_apart_better_than_their_published_matcher_does():
    figures = names.figures(names.ours(NAMES))
    theirs = figures.pop("their published matcher")
    assert round(theirs, 3) == 0.86
    assert all(figure > theirs for scorer, figure in figures.items() if scorer.startswith("ours"))
