"""Several receipts of known payers name one invoice, some with a character wrong, and together pay it in full."""

from tests.matching.builders import decided, item, paid, receipt, rules, state

INVOICE = item("INV-40510", 50003)


def parts(*told, items=(INVOICE,), payer="Alpha Tools"):
    receipts = [receipt(amount, memo, payer, key=f"R{at}") for at, (amount, memo) in enumerate(told, 1)]
    return decided(state(receipts, items))


def test_a_part_with_a_wrong_number_is_known_by_the_part_that_names_it():
    outcome = parts((30001, "INV-40510"), (20002, "INV-40511"))
    assert paid(outcome) == {"R1": {"INV-40510": 30001}, "R2": {"INV-40510": 20002}}
    assert rules(outcome) == {"mistyped_parts"}
    assert outcome.allocations["evidence"].to_list() == [
        "'INV-40510' names INV-40510; 2 receipts together pay it in full",
        "'INV-40511' is nearly the number of INV-40510; 2 receipts together pay it in full",
    ]


def test_the_numbers_of_all_parts_may_be_wrong():
    assert len(paid(parts((30001, "INV-40519"), (10001, "INV-4051"), (10001, "INV-40150")))) == 3


def test_a_small_difference_is_written_off_with_the_last_part():
    outcome = parts((30001, "INV-40510"), (19999, "INV-40511"))
    assert outcome.allocations["write_off_minor"].to_list() == [0, 3]


def test_parts_that_do_not_come_to_it_wait():
    assert paid(parts((30001, "INV-40510"), (10002, "INV-40511"))) == {}


def test_a_single_receipt_is_no_set_of_parts():
    assert paid(parts((50001, "INV-40511"))) == {}


def test_a_receipt_that_fits_two_invoices_takes_both_groups_with_it():
    near = item("INV-40512", 50003)
    assert paid(parts((30001, "INV-40510"), (20002, "INV-40511"), (30001, "INV-40512"), items=(INVOICE, near))) == {}


def test_without_the_payer_a_wrong_number_is_nothing():
    assert paid(parts((30001, "INV-40510"), (20002, "INV-40511"), payer="Nobody")) == {}
