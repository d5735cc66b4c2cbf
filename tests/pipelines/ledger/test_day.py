"""A day for the reports: of exactly its shapes, and the same again whatever runs come after that change nothing."""

from datetime import timedelta
from decimal import Decimal

import pytest

from pipelines import ledger
from reports.day import SHAPES
from schemas.settings import Settings
from tests.pipelines.ledger.books import DAY, allocation, apply, items, line, load, statement, writing
from tests.pipelines.ledger.masters import customer

NEXT = DAY + timedelta(days=1)


@pytest.fixture
def path(tmp_path):
    """A: short by 0.20, a deduction made; B: nothing fits; T: booked tomorrow."""
    at = tmp_path / "books"
    with writing(at) as books:
        load(
            books, statement([line("A", 980), line("B", 500), line("T", 7, booking_date=NEXT)], opening=0, closing=1487)
        )
        ledger.load_open_items(books, items(("1", 1000), ("2", 700), due_date=DAY - timedelta(days=1)), 0.3)
        ledger.load_customers(books, customer("C1", name="Acme Corp."))
        apply(books, [allocation("A", "1", 980, deduction_minor=20, new_item_number="1-D1")])
    return at


def the_day(path, as_of=DAY):
    with ledger.reading(path) as books:
        return ledger.day(books, as_of, Settings())


def test_every_frame_has_its_shape(path):
    found = the_day(path)
    assert {name: dict(getattr(found, name).schema) for name in SHAPES} == SHAPES


def test_the_day_tells_what_happened_and_what_waits(path):
    found = the_day(path)
    booked = found.payments.sort("bank_reference").select("bank_reference", "amount", "is_new", "customer_name")
    assert booked.rows() == [("A", Decimal("9.8"), True, "Acme Corp."), ("B", Decimal(5), True, None)]
    assert found.waiting["amount"].to_list() == [Decimal("0.07")]
    assert found.exceptions.select("amount", "payment_amount", "source_file", "bank_account").rows() == [
        (Decimal(5), Decimal(5), "bank/a.csv", "1001")
    ]
    assert found.postings.select("cash", "deduction", "new_item_number", "bank_reference").rows() == [
        (Decimal("9.8"), Decimal("0.2"), "1-D1", "A")
    ]
    assert found.open_items.select("item_number", "open_amount").rows() == [("1-D1", Decimal("0.2"))]
    assert found.run.auto_count == 1 and found.run.engine == "local" and found.run.run_id == "r1"


def test_proofs_are_pairs_of_figures_that_agree(path):
    proofs = the_day(path).proofs
    assert proofs["difference"].unique().to_list() == [Decimal(0)]
    assert proofs["name"].to_list() == [
        "bank lines = statements", "booked lines = bank account", "received = placed", "applied = applications",
        "open items = AR control", "open items = deductions receivable",
        "open items - our postings = ERP interface",
    ]  # fmt: skip
    assert Decimal("14.87") in proofs["left_amount"].to_list()


def test_a_run_that_changes_nothing_changes_no_day(path):
    before = the_day(path)
    with writing(path, "again") as books:
        apply(books, [], "again")
    after = the_day(path)
    assert after.run == before.run
    assert all(getattr(after, name).equals(getattr(before, name)) for name in SHAPES)


def test_the_next_day_shows_only_its_own_as_new(path):
    with writing(path, "r2", NEXT) as books:
        apply(books, [allocation("B", "2", 500)], "r2", NEXT)
    found = the_day(path, NEXT)
    assert dict(found.payments.select("bank_reference", "is_new").rows()) == {"B": False, "T": True}
    assert found.applications["is_new"].to_list() == [True] and found.run.auto_count == 2
    assert found.postings.height == 1 and found.waiting.is_empty()
    assert the_day(path).postings.height == 1


def test_a_day_without_runs_is_empty(path):
    found = the_day(path, DAY - timedelta(days=9))
    assert found.run.run_id == "" and found.postings.is_empty() and found.files.is_empty()


def test_a_customer_in_question_comes_with_its_balance_and_habit(path):
    with writing(path, "r2", NEXT) as books:
        load(books, statement([line("C", 600)], "c.csv", on=NEXT))
        apply(books, [allocation("C", "2", 550)], "r2", NEXT)
    (asked,) = the_day(path, NEXT).exceptions.filter(customer_id="C1").to_dicts()
    assert asked["customer_name"] == "Acme Corp." and asked["balance"] == Decimal("1.7") == asked["past_due"]
    assert asked["habit"] == "1 of the last 1 applied by themselves, the last on 2026-10-15"
    assert asked["customer_evidence"] == "named"
