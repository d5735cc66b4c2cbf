"""One exception a subject, stable over runs; a new row only when there is something new to say."""

from datetime import timedelta

import polars as pl
import pytest

from matching.state import Doubts
from pipelines import ledger
from pipelines.ledger.exceptions import set_candidates
from schemas.decision import Candidate, CandidateLine
from schemas.exceptions import Held
from schemas.frame import frame
from tests.pipelines.ledger.books import DAY, apply, line, load, rows, run, statement, writing

NEXT = DAY + timedelta(days=1)
SHOWN = "select why_not_auto, status, first_seen, resolved_at from exceptions"
COUNT = "select count(*) from facts.exception_states"


def held(*subjects, why="no payer"):
    base = {"subject": "payment", "exception_type": "UNIDENTIFIED_PAYER", "amount_minor": 100, "currency": "USD"}
    return frame(Held, [base | {"payment_id": name, "why_not_auto": why} for name in subjects])


@pytest.fixture
def books(tmp_path):
    with writing(tmp_path / "books") as connection:
        yield connection


def say(books, frame, as_of=DAY, subjects=("payment",)):
    ledger.set_held(books, run("r1", as_of), frame, list(subjects))


def test_an_exception_is_said_once_and_again_only_when_it_changes(books):
    say(books, held("P"))
    say(books, held("P"), NEXT)
    assert rows(books, COUNT) == [(1,)]
    say(books, held("P", why="two payers"), NEXT)
    assert rows(books, COUNT) == [(2,)]
    assert rows(books, SHOWN) == [("two payers", "open", DAY, None)]


def test_what_is_no_longer_held_is_resolved_and_may_come_back_under_its_id(books):
    say(books, held("P"))
    before = rows(books, "select exception_id from exceptions")
    say(books, held(), NEXT)
    assert rows(books, SHOWN) == [("no payer", "resolved", DAY, NEXT)]
    say(books, held("P"), NEXT)
    assert rows(books, SHOWN) == [("no payer", "open", DAY, None)]
    assert rows(books, "select exception_id from exceptions") == before


def test_what_a_person_put_on_hold_stays_so(books):
    say(books, held("P"))
    books.execute("update facts.exception_states set status = 'held'")
    say(books, held(), NEXT)
    assert rows(books, SHOWN) == [("no payer", "held", DAY, None)]


def test_only_the_subjects_spoken_for_are_resolved(books):
    advice = {"subject": "advice", "remittance_id": "A", "exception_type": "REMITTANCE_WITHOUT_PAYMENT"}
    late = frame(Held, [advice | {"why_not_auto": "no money", "amount_minor": 5, "currency": "USD"}])
    say(books, pl.concat([held("P"), late]), subjects=["payment", "advice"])
    say(books, held(), subjects=["payment"])
    assert rows(books, "select subject, status from exceptions order by 1") == [
        ("advice", "open"),
        ("payment", "resolved"),
    ]


def test_a_file_waits_until_it_is_taken(books):
    def state(status):
        row = {"sha256": "f", "name": "bank/a.bai", "format": "bai2", "encoding": None, "rows": 3, "status": status}
        ledger.load_files(books, pl.DataFrame([row | {"reason": "cut"}], schema_overrides={"encoding": pl.String}))

    bad = {
        "subject": "file",
        "file_sha256": "f",
        "exception_type": "INPUT_INVALID",
        "why_not_auto": "cut",
        "amount_minor": 0,
    }
    state("quarantined")
    say(books, frame(Held, [bad]), subjects=["file"])
    say(books, frame(Held), NEXT, subjects=["file"])
    assert rows(books, "select status, amount::varchar, currency from exceptions") == [("open", "0.0000", None)]
    state("accepted")
    say(books, frame(Held), NEXT, subjects=["file"])
    assert rows(books, "select status from exceptions") == [("resolved",)]
    assert rows(books, "select status from files") == [("accepted",)]


def offer(books, payment_id, *numbers):
    """Offers these items, one candidate each, best first."""
    base = {
        "payment_id": payment_id,
        "difference_minor": 0,
        "rule": "payer_amount",
        "evidence": "same amount",
        "cash_minor": 100,
    }
    best = [base | {"rank": rank, "confidence": 0.5} for rank, _ in enumerate(numbers, 1)]
    parts = dict.fromkeys(("discount_minor", "deduction_minor", "write_off_minor", "fee_minor"), 0)
    lines = [
        {"payment_id": payment_id, "rank": rank, "item_id": number, "item_number": number, "cash_minor": 100} | parts
        for rank, number in enumerate(numbers, 1)
    ]
    set_candidates(books, Doubts(frame(Candidate, best), frame(CandidateLine, lines), held(payment_id)))


def test_the_newest_set_is_offered_and_only_while_the_payment_waits(books):
    load(books, statement([line("A", 100)]))
    apply(books, [])
    ((payment_id,),) = rows(books, "select payment_id from payments")
    shown = 'select "rank", item_numbers from candidates order by 1'
    sets = "select count(*) from facts.candidate_sets"

    offer(books, payment_id, "1", "2")
    offer(books, payment_id, "1", "2")
    assert rows(books, shown) == [(1, ["1"]), (2, ["2"])] and rows(books, sets) == [(1,)]
    offer(books, payment_id, "2")
    assert rows(books, shown) == [(1, ["2"])]
    offer(books, payment_id, "1", "2")
    assert rows(books, shown) == [(1, ["1"]), (2, ["2"])] and rows(books, "select count(*) from facts.candidates") == [
        (3,)
    ]
    assert rows(books, "select item_id, cash_amount::varchar from candidate_lines order by 1") == [
        ("1", "1.0000"),
        ("2", "1.0000"),
    ]
    offer(books, payment_id)
    assert rows(books, shown) == []
    offer(books, payment_id, "1")
    say(books, held(), NEXT)
    assert rows(books, shown) == []
