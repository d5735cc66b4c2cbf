"""Answers that name items: each adds up to the cent, and never beyond an item or the payment."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.manual import Answer, Line, NotPossible, done, ruled
from tests.matching.manual.desks import desk, due, parts, question, rule


def test_a_list_is_paid_in_full_and_the_rest_stays_unapplied():
    ruling = rule(question(100), desk(due("1", 60), due("2", 30)), "apply to list", apply_to="1; 2")
    assert parts(ruling) == {"1": (60, 0, 0, 0, 0), "2": (30, 0, 0, 0, 0)}
    assert (ruling.placed, ruling.message) == (90, "USD 0.90 placed on 1, 2")


def test_a_credit_in_the_list_lowers_the_cash():
    ruling = rule(
        question(50), desk(due("1", 60), due("K", -10, item_type="credit_memo")), "apply to list", apply_to="1;K"
    )
    assert (ruling.placed, parts(ruling)["K"]) == (50, (-10, 0, 0, 0, 0))


def test_a_write_off_beside_a_list_is_taken_from_the_largest_item():
    ruling = rule(question(98), desk(due("1", 60), due("2", 40)), "apply to list", apply_to="2;1", write_off=2)
    assert parts(ruling) == {"2": (40, 0, 0, 0, 0), "1": (58, 0, 0, 2, 0)}
    assert ruling.given_up == 2


def test_a_payer_who_paid_over_is_written_off_below_zero():
    ruling = rule(question(61), desk(due("1", 60)), "apply to list", apply_to="1", write_off=-1)
    assert parts(ruling) == {"1": (61, 0, 0, -1, 0)}


def test_oldest_first_leaves_out_credits_deductions_and_disputed_items():
    from datetime import date

    at = desk(
        due("new", 50, due_date=date(2026, 9, 2)), due("old", 40, due_date=date(2026, 9, 1)),
        due("claim", 30, item_type="deduction"), due("credit", -5, item_type="credit_memo"),
        due("fight", 20, status="disputed"), due("other", 9, customer_id="C2"),
    )  # fmt: skip
    assert parts(rule(question(70), at, "apply oldest first")) == {"old": (40, 0, 0, 0, 0), "new": (30, 0, 0, 0, 0)}


def test_partial_leaves_the_item_open_for_the_rest():
    assert parts(rule(question(40), desk(due("1", 100)), "partial", apply_to="1")) == {"1": (40, 0, 0, 0, 0)}


@pytest.mark.parametrize(
    ("action", "expected"),
    [("deduction", (90, 0, 10, 0, 0)), ("residual", (90, 0, 10, 0, 0)), ("take discount", (90, 10, 0, 0, 0)),
     ("bank fee", (90, 0, 0, 0, 10)), ("write off", (90, 0, 0, 10, 0))],
)  # fmt: skip
def test_what_is_missing_becomes_what_the_action_says(action, expected):
    ruling = rule(question(90), desk(due("1", 100)), action, apply_to="1", reason_code="PD")
    assert parts(ruling) == {"1": expected}
    assert sum(expected) == 100


def test_a_deduction_and_a_rest_are_items_of_their_own_numbered_on():
    at = desk(due("1", 100, made_count=1))
    (claim,) = rule(question(90), at, "deduction", apply_to="1", reason_code="DG").shares
    (rest,) = rule(question(90), at, "residual", apply_to="1").shares
    assert [(one.opens, one.new_number) for one in (claim, rest)] == [("deduction", "1-D2"), ("residual", "1-R2")]


def test_a_discount_within_its_terms_is_earned_and_a_late_one_is_given_up():
    from datetime import date

    terms = {"discount_minor": 10, "discount_date": date(2026, 10, 12)}
    early = rule(question(90), desk(due("1", 100, **terms), grace_days=3), "take discount", apply_to="1")
    late = rule(question(90), desk(due("1", 100, **terms), grace_days=2), "take discount", apply_to="1")
    too_much = rule(question(89), desk(due("1", 100, **terms), grace_days=3), "take discount", apply_to="1")
    assert [one.given_up for one in (early, late, too_much)] == [0, 10, 11]


def test_lines_of_allocations_may_split_over_customers_and_keep_a_rest_on_account():
    lines = (Line(5, "C1", "1", cash=60), Line(6, "C2", "2", cash=30, deduction=10, reason_code="SS"), Line(7, cash=10))
    at = desk(due("1", 60), due("2", 40, customer_id="C2"))
    ruling = rule(question(100), at, "split over customers", lines=lines)
    assert parts(ruling) == {"1": (60, 0, 0, 0, 0), "2": (30, 0, 10, 0, 0)}
    assert [(place.account_class, place.amount) for place in ruling.places] == [("on_account", 10)]
    assert ruling.placed == 100


def test_a_suggestion_is_applied_line_by_line():
    offered = {("P1", 2): (Line(0, "C1", "1", cash=55, discount=5, item_id="id-1-1"),)}
    ruling = rule(question(55), desk(due("1", 60), suggestions=offered), "accept suggestion", candidate_no=2)
    assert parts(ruling) == {"1": (55, 5, 0, 0, 0)}


def test_who_paid_is_the_customer_whose_items_take_the_most_where_nobody_is_known():
    at = desk(due("1", 60), due("2", 40, customer_id="C2"))
    assert rule(question(100, customer_id=None), at, "apply to list", apply_to="1;2").payer == "C1"


REFUSED = {
    "more than the payment": (
        "apply to list", {"apply_to": "1;2"}, "places USD 1.40 of a payment with USD 1.00 left: USD 0.40 too much"),
    "no such item": (
        "apply to list", {"apply_to": "7"}, "no item 7 of US01: copy the number from the sheet Open items"),
    "nothing named": ("apply to list", {}, "Apply to is empty: item numbers, parted by ;"),
    "an item twice": ("apply to list", {"apply_to": "1;1"}, "1 stands twice in this answer"),
    "closed": (
        "apply to list", {"apply_to": "shut"}, "shut has nothing open: the last of it was taken by ben on 2026-10-14"),
    "an instalment of several": (
        "partial", {"apply_to": "I"},
        "I may be invoice I/1 of C1 or invoice I/2 of C1: write it like that, or use the sheet Allocations"),
    "nothing is missing": (
        "deduction", {"apply_to": "1", "reason_code": "PD"},
        "nothing is missing: the items are USD 0.60, the payment has the USD 1.00 that are left"),
    "no reason": (
        "deduction", {"apply_to": "1"}, "reason code is missing: why was the money withheld?"),
    "the short one is not last": (
        "bank fee", {"apply_to": "big;small"},
        "more is missing than small has: put the item that was paid short last"),
    "credits beyond items": (
        "apply to list", {"apply_to": "K"}, "the credits listed are more than the items: list what they pay"),
    "no suggestion": ("accept suggestion", {"candidate_no": 3}, "there is no suggestion 3 for this payment"),
    "no lines": ("split over customers", {}, "no line on the sheet Allocations names this exception"),
    "both ways": (
        "apply to list", {"apply_to": "1", "lines": (Line(5, None, "1", cash=1),)},
        "both Apply to and lines on the sheet Allocations are filled in: leave one of them empty"),
    "beyond an item": (
        "split over customers", {"lines": (Line(5, None, "1", cash=60, fee=1),)},
        "takes USD 0.61 off 1, which is open for USD 0.60"),
    "a line without a reason": (
        "split over customers", {"lines": (Line(5, None, "1", cash=50, deduction=10),)},
        "the deduction on 1 needs a reason code"),
    "a wrong sign": (
        "split over customers", {"lines": (Line(5, None, "1", cash=-5),)}, "the amounts on 1 must be above zero"),
    "somebody else's item": (
        "split over customers", {"lines": (Line(5, "C2", "1", cash=5),)}, "1 is an item of customer C1, not of C2"),
    "a stranger's money": (
        "split over customers", {"lines": (Line(5, "C2", cash=5),)},
        "money on account is the payer's own: C2 did not pay this"),
}  # fmt: skip


@pytest.mark.parametrize(("action", "words", "message"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_done_is_refused_in_a_sentence(action, words, message):
    at = desk(
        due("1", 60), due("2", 80), due("shut", 0, last_taken="by ben on 2026-10-14"), due("I", 70, instalment=1),
        due("I", 70, instalment=2), due("K", -5, item_type="credit_memo"), due("big", 120), due("small", 1),
    )  # fmt: skip
    with pytest.raises(NotPossible) as refusal:
        rule(question(100), at, action, **words)
    assert str(refusal.value) == message


def test_a_number_is_found_without_the_zeros_a_spreadsheet_took():
    assert parts(rule(question(5), desk(due("000451", 5)), "apply to list", apply_to="451")) == {
        "000451": (5, 0, 0, 0, 0)
    }
    with pytest.raises(NotPossible, match="451 may be invoice 00451/1 of C1 or invoice 0451/1 of C1"):
        rule(question(5), desk(due("00451", 5), due("0451", 5)), "apply to list", apply_to="451")


def test_an_instalment_is_named_by_its_number_and_the_payers_own_item_comes_first():
    at = desk(due("I", 70), due("I", 70, instalment=2), due("1", 5), due("1", 5, customer_id="C2", item_id="other"))
    assert parts(rule(question(70), at, "apply to list", apply_to="I/2")) == {"I/2": (70, 0, 0, 0, 0)}
    assert rule(question(5), at, "apply to list", apply_to="1").shares[0].item.customer_id == "C1"


def test_an_answer_takes_its_items_down_for_the_next():
    at = desk(due("1", 60))
    done(rule(question(60), at, "apply to list", apply_to="1"), at)
    with pytest.raises(
        NotPossible, match="1 has nothing open: the last of it was taken by an answer above in this book"
    ):
        rule(question(60), at, "apply to list", apply_to="1")


@given(
    amount=st.integers(1, 200),
    opens=st.lists(st.integers(1, 80), min_size=1, max_size=5),
    action=st.sampled_from(
        ["apply to list", "partial", "residual", "deduction", "take discount", "bank fee", "write off"]
    ),
    write_off=st.integers(-5, 5),
)
def test_no_answer_places_more_than_the_payment_or_takes_more_than_an_item(amount, opens, action, write_off):
    at = desk(*(due(str(place), value) for place, value in enumerate(opens, 1)))
    words = ";".join(str(place) for place in range(1, len(opens) + 1))
    try:
        ruling = ruled(question(amount), Answer(action, apply_to=words, reason_code="PD", write_off=write_off), at)
    except NotPossible:
        return
    assert 0 <= ruling.placed <= amount
    for share in ruling.shares:
        assert 0 < share.taken <= share.item.open_minor
        assert share.taken == share.cash + share.discount + share.deduction + share.write_off + share.fee
