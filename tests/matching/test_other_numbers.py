"""Which numbers of a text name none of our items, and which of them speak against an amount."""

import pytest

from tests.matching.builders import closed, gathered, item, receipt, state
from tests.matching.reading import named, unresolved


@pytest.mark.parametrize(
    "memo",
    [
        "EUR 40510.00",
        "AMT 40,510.00",
        "40510,00",
        "DE89 3704 0044 0532 0130 00",
        "TEL 0405 10/405 11",
        "+49 40510 40511",
        "CHECK NO 40510",
        "CHQ 40510",
        "TRACE 40510",
        "PLZ 40510",
        "ZIP 40510",
        "BATCH 40510",
    ],
)
def test_amounts_accounts_phones_cheques_and_the_posts_numbers_name_nothing(memo):
    assert named(memo, [item("3704004", 5), item("53201300", 6)]) == set()


@pytest.mark.parametrize("memo", ["15.10.2026", "10/15/26", "2026-10-15", "15 OCT 2026", "VOM 5.9.2026", "DATE:261015"])
def test_a_date_names_nothing(memo):
    dated = [
        item(number, 5) for number in ("15102026", "101526", "20261015", "152026", "592026", "261015", "1510", "1015")
    ]
    assert named(memo, dated) == set()


def test_a_year_is_not_the_tail_of_a_number():
    assert named("STATEMENT 09/2026", [item("RE-2026-2026", 5)]) == set()
    assert named("2026-40511", [item("RE-2026-2026", 5)]) == {"40511"}
    assert named("2088", [item("RE-2026-2088", 5)]) == {"RE-2026-2088"}


def test_a_number_shorter_than_four_digits_names_nothing():
    assert named("123 and 7", [item("123", 5), item("7", 6)]) == set()


def test_what_has_the_shape_of_our_numbers_and_is_none_is_unresolved():
    assert unresolved("INV-40999 and 40510") == {"INV-40999"}
    assert unresolved("ABCDE-1 and 123 and 40510") == set()
    assert unresolved("40599-40600") == {"40599-40600"}
    assert unresolved("485905326152216/34064") == set()


def test_every_other_number_is_unexplained_but_for_a_year_and_the_payers_own_id():
    evidence = gathered(state([receipt(999, "LS 80991299 of 2026", end_to_end_id="40999")], [item("40510", 5)]))
    assert evidence.unexplained["token"].to_list() == ["80991299"]
    assert evidence.unresolved.is_empty()


def test_the_amount_itself_is_no_unknown_number_with_or_without_its_decimals():
    for amount, written in ((7520731, "7520731 CTS"), (7520700, "AMT 75207")):
        evidence = gathered(state([receipt(amount, written)], [item("40510", 5)]))
        assert evidence.unexplained.is_empty()
    assert gathered(state([receipt(7520731, "75207")], [item("40510", 5)])).unexplained.height == 1


def test_a_closed_item_is_told_apart_from_open_ones():
    evidence = gathered(state([receipt(999, "40510 and 30001")], [item("40510", 5), closed("30001", 994)]))
    assert evidence.named["item_id"].to_list() == ["40510"]
    assert evidence.closed["item_id"].to_list() == ["30001"]
    assert evidence.unresolved.is_empty()


def test_items_of_another_entity_or_currency_are_never_named():
    foreign = [item("88001", 5, entity="US01"), item("88002", 5, currency="USD")]
    assert named("88001 88002", foreign) == set()
