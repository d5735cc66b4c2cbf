"""What a run is given to work on: everything that waits, as it stands today, and nothing else."""

from datetime import timedelta

import polars as pl

from pipelines import ledger
from tests.pipelines.ledger.books import (
    DAY,
    POLICY,
    allocation,
    apply,
    day,
    items,
    line,
    load,
    post,
    statement,
    writing,
)
from tests.pipelines.ledger.masters import advice, customer

NEXT = DAY + timedelta(days=1)
NO_MOVES = pl.DataFrame(schema={"item_id": pl.String, "confirmed_minor": pl.Int64})


def state(books, as_of=DAY, policy=POLICY):
    return ledger.state(books, as_of, policy, NO_MOVES)


def receipts(books, as_of=DAY):
    found = state(books, as_of).receipts.sort("bank_reference")
    return found.select("bank_reference", "open_minor", "customer_id", "application_count").rows()


def test_new_lines_and_those_still_held_are_receipts(tmp_path):
    with writing(tmp_path / "books") as books:
        lines = [line("A", 100), line("B", 50), line("R", -9, kind="return"), line("F", -5, kind="non_ar")]
        load(books, statement(lines))
        ledger.load_open_items(books, items(("1", 60)), 0.3)
        assert receipts(books) == [("A", 100, None, 0), ("B", 50, None, 0)]
        assert state(books).returns["amount_minor"].to_list() == [-9]

        apply(books, [allocation("A", "1", 60)])
        assert receipts(books) == [("A", 40, "C1", 1), ("B", 50, None, 0)]
        assert state(books).returns["amount_minor"].to_list() == [-9]
        assert ledger.bookings(books, DAY).is_empty()


def test_a_line_of_tomorrow_waits_for_its_day(tmp_path):
    with writing(tmp_path / "books") as books:
        load(books, statement([line("A", 100, booking_date=NEXT)]))
        assert receipts(books) == [] and ledger.bookings(books, DAY).is_empty()
        assert receipts(books, NEXT) == [("A", 100, None, 0)] and ledger.bookings(books, NEXT).height == 1


def test_what_a_person_put_on_hold_is_left_alone(tmp_path):
    with writing(tmp_path / "books") as books:
        load(books, statement([line("A", 100)]))
        apply(books, [])
        assert receipts(books) == [("A", 100, None, 0)]
        books.execute("update facts.exception_states set status = 'held'")
        assert receipts(books) == []


def test_an_entity_without_a_good_list_is_barred(tmp_path):
    with writing(tmp_path / "books") as books:
        load(books, statement([line("A", 100)]))

        def is_barred(as_of):
            return state(books, as_of).receipts["is_barred"].to_list() == [True]

        assert is_barred(DAY)
        ledger.load_open_items(books, items(("1", 100)), 0.3)
        assert not is_barred(DAY)
        assert not is_barred(DAY + timedelta(days=POLICY.snapshot_max_age_days))
        assert is_barred(DAY + timedelta(days=POLICY.snapshot_max_age_days + 1))
        ledger.load_open_items(books, items(("2", 1), on=NEXT), 0.3)
        assert is_barred(NEXT) and not is_barred(DAY)


def test_items_stand_after_what_is_pending_and_closed_ones_say_when(tmp_path):
    with writing(tmp_path / "books") as books:
        load(books, statement([line("A", 100)]))
        ledger.load_open_items(books, items(("1", 60), ("2", 200), ("3", 500)), 0.9)
        apply(books, [allocation("A", "1", 60), allocation("A", "2", 30)])
        ledger.load_open_items(books, items(("1", 60), ("2", 200), on=NEXT, file="b"), 0.9)

        known = state(books, NEXT).items.sort("item_number").select("item_number", "open_minor", "closed_date")
        assert known.rows() == [("1", 0, DAY), ("2", 170, None), ("3", 0, NEXT)]
        later = NEXT + timedelta(days=POLICY.closed_item_days + 1)
        assert state(books, later).items["item_number"].to_list() == ["2"]


def test_moves_of_this_run_are_counted_before_they_are_posted(tmp_path):
    with writing(tmp_path / "books") as books:
        load(books, statement([line("A", 100)]))
        ledger.load_open_items(books, items(("1", 100)), 0.3)
        apply(books, [allocation("A", "1", 60)])
        ledger.load_open_items(books, items(("1", 40), on=NEXT, file="b"), 0.3)
        (item_id,) = state(books, NEXT).items["item_id"]
        confirmed = pl.DataFrame({"item_id": [item_id], "confirmed_minor": [60]})
        assert ledger.state(books, NEXT, POLICY, confirmed).items["open_minor"].to_list() == [40]


def pay(books, reference, number, account, customer_id, amount=100):
    """One receipt from `account` for one invoice of `customer_id`, named by its reference."""
    load(books, statement([line(reference, amount, payer_account=account)], f"{reference}.csv"))
    on = DAY + timedelta(days=len(reference))
    listed = items((number, amount), file=reference, customer_id=customer_id, on=on)
    ledger.load_open_items(books, listed.with_columns(is_accepted=pl.lit(True)), 0.3)
    apply(books, [allocation(reference, number, amount)], as_of=on)


def learned(books):
    return state(books).learned_accounts.select("payer_account", "customer_id", "receipt_count").rows()


def test_whose_items_the_receipts_of_an_account_have_named_is_told_while_a_receipt_of_it_waits(tmp_path):
    with writing(tmp_path / "books") as books:
        pay(books, "A", "1", "DE1", "C1")
        pay(books, "AA", "2", "DE1", "C1")
        assert learned(books) == []
        load(books, statement([line("WAITS", 7, payer_account="DE1")], "waits.csv"))
        assert learned(books) == [("DE1", "C1", 2)]
        pay(books, "AAA", "3", "DE1", "C9")
        assert learned(books) == [("DE1", "C1", 2), ("DE1", "C9", 1)]


def test_the_items_that_a_receipt_of_which_a_part_is_left_was_applied_to_are_told(tmp_path):
    with writing(tmp_path / "books") as books:
        load(books, statement([line("A", 100), line("B", 30)]))
        ledger.load_open_items(books, items(("1", 60), ("2", 30)), 0.9)
        assert state(books).placed.is_empty()
        apply(books, [allocation("A", "1", 60), allocation("B", "2", 30)])
        given = state(books)
        numbers = given.placed.join(given.items, on="item_id")["item_number"].to_list()
        assert given.receipts["open_minor"].to_list() == [40] and numbers == ["1"]


def test_the_last_word_on_a_customer_counts(tmp_path):
    with writing(tmp_path / "books") as books:
        assert ledger.load_customers(books, customer("C1", name="Old")) == 1
        assert ledger.load_customers(books, customer("C1", name="New")) == 1
        assert ledger.load_customers(books, customer("C1", name="New")) == 0
        assert state(books).payers.select("customer_id", "name").rows() == [("C1", "New")]


def test_an_advice_is_offered_until_a_receipt_used_it(tmp_path):
    advices, lines = advice("90001", ("INV-1", 60), ("INV-2", 40))
    with writing(tmp_path / "books") as books:
        assert ledger.load_advices(books, [advices], [lines]) == 1
        again = [data.with_columns(sha256=pl.lit("other")) for data in (advices, lines)]
        assert ledger.load_advices(books, [again[0]], [again[1]]) == 0
        found = state(books)
        assert found.advices["payment_reference"].to_list() == ["90001"]
        assert found.advice_lines.select("invoice_number", "paid_minor").rows() == [("INV-1", 60), ("INV-2", 40)]

        used = found.advices.select("remittance_id", payment_id=pl.lit("p"))
        post(books, *_posting(books, used))
        assert state(books).advices.is_empty() and state(books).advice_lines.is_empty()


def _posting(books, used):
    journal, (sure, *others), moves = day(books, [])
    return journal, (sure._replace(used_advices=used), *others), moves


def test_models_are_kept(tmp_path):
    from schemas.decision import AnnouncedLine, Announcement, Item, LearnedAccount, Payer, Receipt, Return
    from schemas.frame import checked
    from schemas.returns import Returnable, Share

    models = {
        "receipts": Receipt, "items": Item, "payers": Payer, "learned_accounts": LearnedAccount,
        "advices": Announcement, "advice_lines": AnnouncedLine, "returns": Return, "returnable": Returnable,
        "shares": Share,
    }  # fmt: skip
    with writing(tmp_path / "books") as books:
        load(books, statement([line("A", 100), line("R", -9, kind="return")]))
        ledger.load_open_items(books, items(("1", 60)), 0.3)
        found = state(books)
    for name, model in models.items():
        checked(model, getattr(found, name))
