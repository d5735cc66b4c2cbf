"""Which items a text names."""

import pytest

from tests.matching.builders import item
from tests.matching.reading import named, unresolved


@pytest.mark.parametrize(
    ("memo", "item_id"),
    [
        ("40510", "40510"),
        ("INV-40710", "INV-40710"),
        ("inv-40710 thank you", "INV-40710"),
        ("inv40710", "INV-40710"),
        ("Invoice 40710", "INV-40710"),
        ("RG.40510/BESTEN DANK", "40510"),
        ("0040510", "40510"),
        ("SI20482", "SI0020482"),
        ("20482", "SI0020482"),
        ("RE 10234", "RE-2026-10234"),
        ("202610234", "RE-2026-10234"),
        ("Rechnung RE/2026/10234", "RE-2026-10234"),
        ("rechnung re.2026.10234", "RE-2026-10234"),
        ("EREF+ZA-1 SVWZ+40510", "40510"),
        ("/TRTP/SEPA OVERBOEKING/REMI/405 10/EREF/P123456789", "40510"),
    ],
)
def test_a_number_is_read_whole_by_digits_by_tail_without_zeros_and_in_either_case(memo, item_id):
    assert named(memo) == {item_id}


@pytest.mark.parametrize(
    ("memo", "item_id"),
    [("405 10", "40510"), ("INV 40 710", "INV-40710"), ("RE 2026 10234", "RE-2026-10234"), ("4 05 10", "40510")],
)
def test_a_number_broken_up_by_blanks_is_put_together(memo, item_id):
    assert named(memo) == {item_id}


@pytest.mark.parametrize(
    ("memo", "number"),
    [
        ("R/09218 5/26", "R/092185/26"),
        ("R/092185/ 26", "R/092185/26"),
        ("A-771 -1549", "A-771-1549"),
        ("A-771-1 549", "A-771-1549"),
        ("10626 6-B thank you", "106266-B"),
        ("F26/0 09463", "F26/009463"),
    ],
)
def test_a_number_with_letters_or_marks_that_is_broken_in_two_is_mended(memo, number):
    assert named(memo, [item(number, 5)]) == {number}


@pytest.mark.parametrize("memo", ["92185", "Rg. 092185", "92180-92185", "92180/85"])
def test_the_counter_of_a_number_with_a_short_ending_is_enough(memo):
    assert "R/092185/26" in named(memo, [item("R/092185/26", 5)])


@pytest.mark.parametrize("memo", ["40510-40512", "40510 - 40512", "40510 bis 40512", "40510 TO 40512"])
def test_a_range_names_all_numbers_from_the_first_to_the_last(memo):
    assert named(memo) == {"40510", "40511", "40512"}


@pytest.mark.parametrize("memo", ["4051040512", "INV40510INV40512", "RE 4051040512 vom 3.10.2026"])
def test_numbers_run_together_are_taken_apart(memo):
    assert named(memo) == {"40510", "40512"}


def test_a_run_is_taken_apart_only_where_all_of_it_is_ours_and_that_is_no_chance():
    assert named("4051040599") == set() and unresolved("4051040599") == set()
    everything = [item(str(number), 1) for number in range(50000, 56000)]  # half of 5xxxx: any ten digits might be two
    assert named("5123451234", everything) == set()


def test_a_range_too_long_to_be_a_list_names_its_ends_only():
    assert named("40510-41512", [item("41512", 5)]) == {"40510", "41512"}


@pytest.mark.parametrize("memo", ["40710/11/14", "INV 40710/11/14", "40710 + 11 + 14", "40710&11&14"])
def test_tails_of_a_list_stand_for_whole_numbers(memo):
    assert named(memo) == {"INV-40710", "INV-40711", "INV-40714"}


def test_several_numbers_are_all_named_whatever_joins_them():
    assert named("40510, 40511;40512 and INV-40710+INV-40711") == {"40510", "40511", "40512", "INV-40710", "INV-40711"}


def test_one_number_may_name_several_items_that_bear_it():
    twice = [item("77123", 500, instalment=1), item("77123", 600, instalment=2)]
    assert named("77123", twice) == {"77123", "77123#2"}


@pytest.mark.parametrize(
    ("memo", "more"),
    [
        ("YOUR PO-991204", {"po_number": "PO-991204"}),
        ("Bestellung 4500991204", {"po_number": "4500991204"}),
        ("LS 80991204", {"reference": "80991204;RF18000991"}),
        ("contract C/99-1204", {"reference": "C-99-1204"}),
    ],
)
def test_order_delivery_and_contract_numbers_name_the_item_too(memo, more):
    assert named(memo, [item("66001", 500, **more)]) == {"66001"}


def test_the_end_to_end_id_and_the_creditor_reference_are_read_as_the_memo_is():
    assert named(None, end_to_end_id="INV-40710") == {"INV-40710"}
    structured = [item("66001", 500, reference="RF18539007547034")]
    assert named("thank you", structured, creditor_reference="RF18539007547034") == {"66001"}
    assert named("thank you", structured, creditor_reference="RF18 5390 0754 7034") == {"66001"}
    assert named("RF18539007547034 THANK YOU", structured) == {"66001"}
    assert named("RF18 5390 0754 7034", [item("5390", 5), item("390754", 6)]) == set()


def test_a_better_reading_of_a_token_silences_a_worse_one():
    assert named("INV-40710", [item("RE-2025-40710", 5)]) == {"INV-40710"}


def test_a_better_reading_of_somebody_elses_number_silences_nothing():
    assert named("10234", [item("10234", 5, "B")]) == {"RE-2026-10234", "10234"}


def test_each_number_of_a_range_or_list_is_read_for_itself():
    tails = [item(f"RE-2026-5020{at}", 5) for at in (1, 2, 3)]
    assert named("50201-50203", [*tails, item("50202", 6)]) == {"RE-2026-50201", "50202", "RE-2026-50203"}
    assert named("50201/02/03", [*tails, item("50202", 6)]) == {"RE-2026-50201", "50202", "RE-2026-50203"}


def test_a_number_that_only_looks_like_an_account_is_read():
    assert named("IV100000000016714", [item("INV100000000016714", 5)]) == {"INV100000000016714"}
    assert named("DE00100000000016714", [item("INV100000000016714", 5)]) == set()
