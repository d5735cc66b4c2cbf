"""What happened, as entries that balance: the legs of each event."""

from datetime import date

import polars as pl
import pytest

from matching.journal import Chart, Events, entries, of_lists
from matching.journal import applied as as_posted
from matching.periods import FIRST_OPEN
from matching.state import Sure
from schemas.books import Booking, JournalLine, SnapshotMove
from schemas.decision import Allocation, Identification, Item, Receipt, UsedAdvice
from schemas.frame import checked, frame
from tests.matching.builders import AS_OF, credit, days, deduction, item, receipt

NOTHING = Sure(*(frame(model) for model in (Identification, Allocation, UsedAdvice)))
NO_MADE = pl.DataFrame(schema=dict.fromkeys(("item_id", "new_item_number", "made_item_id"), pl.String))
ALWAYS_OPEN = pl.DataFrame(schema=FIRST_OPEN)
KNOWN = [{"payment_id": "R1", "customer_id": "A", "evidence": "payer known by name"}]


def booking(amount, kind="receipt", **more):
    facts = {"payment_id": "R1", "entity": "DE01", "account": "4711", "currency": "EUR", "booking_date": days(-1)}
    return facts | {"amount_minor": amount, "kind": kind} | more


def applied(number="40510", cash=0, discount=0, deduction=0, write_off=0, fee=0, **more):
    amounts = {
        "cash_minor": cash, "discount_minor": discount, "deduction_minor": deduction, "write_off_minor": write_off,
        "fee_minor": fee,
    }  # fmt: skip
    facts = {"payment_id": "R1", "item_id": number, "customer_id": "A", "rule": "advice", "evidence": "because"}
    return facts | amounts | more


def posted(bookings=(), known=(), allocations=(), items=(), moves=(), made=NO_MADE, receipts=None, chart=None):
    sure = NOTHING._replace(identifications=frame(Identification, known), allocations=frame(Allocation, allocations))
    paying = frame(Receipt, receipts or [receipt(500)])
    placed = as_posted(sure.allocations, paying, frame(Item, items), made, AS_OF)
    events = Events(frame(Booking, bookings), paying, sure, placed)
    books = chart or Chart({}, {}, {"DE01": "EUR"}, ALWAYS_OPEN)
    both = pl.concat([of_lists(frame(SnapshotMove, moves), books), entries(events, books, AS_OF)])
    return checked(JournalLine, both)


def legs(journal):
    """{(account class, amount)} of all lines."""
    return set(journal.select("account_class", "amount_minor").rows())


@pytest.mark.parametrize(
    ("line", "known", "expected"),
    [
        (booking(500), KNOWN, {("bank", 500), ("unapplied", -500)}),
        (booking(500), [], {("bank", 500), ("unidentified", -500)}),
        (booking(-500, "return"), [], {("bank", -500), ("unidentified", 500)}),
        (booking(-90, "non_ar", gl_account="4970 fees"), [], {("bank", -90), ("non_ar", 90)}),
    ],
)
def test_a_bank_line_is_booked_against_unapplied_unidentified_or_its_codes_account(line, known, expected):
    assert legs(posted([line], known)) == expected


def test_accounts_bear_the_names_of_the_settings():
    chart = Chart({"unapplied": "1590"}, {"4711": "1200 Sparkasse"}, {}, ALWAYS_OPEN)
    assert set(posted([booking(500)], KNOWN, chart=chart)["account"]) == {"1200 Sparkasse", "1590"}
    assert set(posted([booking(500)])["account"]) == {"bank 4711", "unidentified cash"}
    fee = posted([booking(-90, "non_ar", gl_account="4970 fees")])
    assert set(fee["account"]) == {"bank 4711", "4970 fees"}


def test_a_payer_known_later_moves_what_is_open_from_unidentified_to_unapplied():
    journal = posted(known=KNOWN, receipts=[receipt(500, open_minor=300)])
    assert legs(journal) == {("unidentified", 300), ("unapplied", -300)}
    assert journal["cause"].unique().to_list() == ["identify|R1|A"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (applied(cash=500), {("unapplied", 500), ("ar", -500)}),
        (applied(cash=490, discount=10), {("unapplied", 490), ("discount", 10), ("ar", -500)}),
        (applied(cash=499, write_off=1), {("unapplied", 499), ("small_difference", 1), ("ar", -500)}),
        (applied(cash=501, write_off=-1), {("unapplied", 501), ("small_difference", -1), ("ar", -500)}),
        (applied(cash=485, fee=15), {("unapplied", 485), ("fee", 15), ("ar", -500)}),
        (applied("CR-9001", cash=-100), {("unapplied", -100), ("ar", 100)}),
        (applied("40510-D1", cash=20), {("unapplied", 20), ("deductions", -20)}),
    ],
)
def test_an_application_takes_the_item_down_by_all_its_amounts(line, expected):
    items = [item("40510", 500), credit("CR-9001", 100), deduction("40510-D1", 20)]
    assert legs(posted(allocations=[line], items=items)) == expected


def test_a_deduction_stands_on_the_item_it_makes():
    made = pl.DataFrame({"item_id": ["40510"], "new_item_number": ["40510-D1"], "made_item_id": ["M1"]})
    line = applied(cash=470, deduction=30, reason_code="DG", new_item_number="40510-D1")
    journal = posted(allocations=[line], items=[item("40510", 500)], made=made)
    assert set(journal.select("account_class", "amount_minor", "item_id").rows()) == {
        ("unapplied", 470, None), ("deductions", 30, "M1"), ("ar", -500, "40510"),
    }  # fmt: skip


def test_the_cause_of_an_application_counts_the_ones_before_so_that_it_posts_once():
    journal = posted(
        allocations=[applied(cash=500)], items=[item("40510", 500)], receipts=[receipt(500, application_count=2)]
    )
    assert journal["cause"].unique().to_list() == ["apply|R1|40510|2"]


@pytest.mark.parametrize(("delta", "kind"), [(500, "ar"), (-500, "ar"), (-100, "on_account"), (70, "deductions")])
def test_what_others_changed_in_the_erp_posts_against_the_interface(delta, kind):
    move = {
        "snapshot_id": "S1", "item_id": "40510", "entity": "DE01", "currency": "EUR", "account_class": kind,
        "gl_date": AS_OF, "delta_minor": delta, "confirmed_minor": 0,
    }  # fmt: skip
    assert legs(posted(moves=[move])) == {(kind, delta), ("erp", -delta)}
    assert posted(moves=[move | {"delta_minor": 0, "confirmed_minor": 500}]).is_empty()


def test_an_entry_dated_in_a_locked_span_moves_to_the_first_open_day_after_it():
    spans = [("DE01", date(1, 1, 1), date(2026, 9, 1)), ("DE01", date(2026, 10, 1), date(2026, 11, 1))]
    first_open = pl.DataFrame(spans, schema=FIRST_OPEN, orient="row")
    chart = Chart({}, {}, {}, first_open)
    dates = {
        date(2026, 10, 14): date(2026, 11, 1),
        date(2026, 9, 2): date(2026, 9, 2),
        date(2024, 1, 1): date(2026, 9, 1),
    }
    for booked, expected in dates.items():
        moved = posted([booking(500, booking_date=booked)], KNOWN, chart=chart)
        assert moved["gl_date"].unique().to_list() == [expected]
    abroad = posted([booking(500, entity="US01")], KNOWN, chart=chart)
    assert abroad["gl_date"].unique().to_list() == [days(-1)]


def test_without_a_rate_the_functional_amount_is_null():
    dollars = Chart({}, {}, {"DE01": "USD"}, ALWAYS_OPEN)
    assert posted([booking(500)], chart=dollars).select("functional_currency", "functional_minor").unique().rows() == [
        ("USD", None)
    ]
    own = posted([booking(500)])
    assert own["functional_minor"].to_list() == own["amount_minor"].to_list()


def test_lines_of_a_cause_are_numbered_from_one():
    journal = posted([booking(500)], KNOWN, [applied(cash=490, discount=10)], [item("40510", 500)])
    for _, entry in journal.group_by("cause"):
        assert sorted(entry["line_no"].to_list()) == list(range(1, entry.height + 1))
