"""Every leg of a receipt that the bank took back is mirrored, and both lines leave where they stood."""

from datetime import date

import polars as pl

from matching import returned
from matching.periods import FIRST_OPEN
from schemas.books import JournalLine
from schemas.frame import checked, frame
from schemas.returns import Reversal, StandingLeg
from tests.matching.builders import AS_OF

BACK = frame(Reversal, [{"return_payment_id": "T1", "payment_id": "R1", "evidence": "same id"}])
OPEN = pl.DataFrame(schema=FIRST_OPEN)


def leg(kind, amount, payment="R1", application=None, line_no=1, item=None):
    return {
        "payment_id": payment, "application_id": application, "line_no": line_no, "entity": "DE01", "account": kind,
        "account_class": kind, "currency": "EUR", "amount_minor": amount, "functional_currency": "EUR",
        "functional_minor": amount, "item_id": item,
    }  # fmt: skip


APPLIED = [leg("unapplied", 480, application="A1"), leg("discount", 20, application="A1", line_no=2),
           leg("ar", -500, application="A1", line_no=3, item="40510")]  # fmt: skip


def posted(standing, fresh=(), first_open=OPEN):
    journal = returned.legs(BACK, frame(StandingLeg, standing), frame(JournalLine, fresh), first_open, AS_OF)
    return checked(JournalLine, journal)


def told(journal):
    return journal.select("cause", "line_no", "account_class", "amount_minor", "payment_id").rows()


def test_an_application_falls_leg_by_leg_and_both_lines_are_tied():
    journal = posted([*APPLIED, leg("unapplied", -480), leg("unidentified", 480, payment="T1")])
    assert told(journal) == [
        ("reverse|A1", 1, "unapplied", -480, "R1"), ("reverse|A1", 2, "discount", -20, "R1"),
        ("reverse|A1", 3, "ar", 500, "R1"),
        ("return|T1|R1", 1, "unapplied", 480, "R1"), ("return|T1|R1", 2, "unidentified", -480, "T1"),
    ]  # fmt: skip
    assert journal["functional_minor"].to_list() == journal["amount_minor"].to_list()


def test_lines_that_are_booked_in_the_same_run_are_tied_from_its_own_legs():
    facts = {"cause": "receipt|x", "gl_date": AS_OF}
    fresh = [
        facts | leg("bank", 480), facts | leg("unidentified", -480, line_no=2),
        facts | leg("unidentified", 480, payment="T1"), facts | leg("unidentified", -99, payment="R9"),
    ]  # fmt: skip
    rows = [{name: row.get(name) for name in JournalLine.to_schema().columns} for row in fresh]
    assert told(posted([], rows)) == [
        ("return|T1|R1", 1, "unidentified", 480, "R1"), ("return|T1|R1", 2, "unidentified", -480, "T1"),
    ]  # fmt: skip


def test_a_locked_month_is_not_written_to():
    locked = pl.DataFrame([("DE01", date(1, 1, 1), date(2026, 11, 1))], schema=FIRST_OPEN, orient="row")
    journal = posted([leg("unapplied", -480), leg("unidentified", 480, payment="T1")], first_open=locked)
    assert set(journal["gl_date"]) == {date(2026, 11, 1)}
