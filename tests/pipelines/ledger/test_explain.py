"""The story of one payment, found by its id or the bank's reference."""

from decimal import Decimal

import pytest

from pipelines import ledger
from pipelines.ledger import NoPayment
from tests.pipelines.ledger.books import allocation, apply, items, line, load, statement, writing


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    at = tmp_path_factory.mktemp("story") / "books"
    with writing(at) as books:
        load(books, statement([line("A", 980, end_to_end_id="E2E"), line("B", 500), line("B", 500)]))
        ledger.load_open_items(books, items(("1", 900)), 0.3)
        apply(books, [allocation("A", "1", 900)])
    return at


def stories(path, payment):
    with ledger.reading(path) as books:
        return ledger.explain(books, payment)


def test_it_tells_who_paid_what_for_and_why_the_rest_waits(path):
    (story,) = stories(path, "A")
    assert story.payment["amount"] == Decimal("9.8") and story.payment["unapplied_amount"] == Decimal("0.8")
    assert [payer["evidence"] for payer in story.payers] == ["named"]
    assert [(row["item_number"], row["rule"], row["evidence"]) for row in story.applications] == [
        ("1", "reference", "named")
    ]
    assert [(row["why_not_auto"], row["status"]) for row in story.exceptions] == [("nothing fits", "open")]
    causes = [str(row["cause"]).split("|")[0] for row in story.entries]
    assert causes == ["receipt", "receipt", "apply", "apply"]


def test_one_reference_may_be_several_payments(path):
    assert len(stories(path, "B")) == 2


def test_an_id_and_an_end_to_end_id_find_it_too(path):
    (story,) = stories(path, "E2E")
    assert stories(path, str(story.payment["payment_id"])) == [story]


def test_an_unknown_payment_is_said_so(path):
    with pytest.raises(NoPayment, match="payment nope\n  stands:   nothing"):
        stories(path, "nope")
