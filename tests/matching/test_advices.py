"""Which advice speaks of which receipt, and which item each of its lines names."""

from datetime import timedelta

import polars as pl

from tests.matching.builders import AS_OF, advice, closed, customer, gathered, item, line, receipt, state

ONE = item("40510", 500)


def linked(given):
    """(payment_id, remittance_id) pairs of the evidence."""
    return set(gathered(given).advice_lines.select("payment_id", "remittance_id").rows())


def told(lines, items, amount=500, **columns):
    """The item each line of an advice names; None where it names none."""
    given = state(
        [receipt(amount, "TRN 778899", **columns)],
        items,
        advices=[advice("RA1", amount, *lines, payment_reference="778899")],
    )
    return gathered(given).advice_lines.sort("line_no")["item_id"].to_list()


def test_an_advice_is_linked_by_its_payment_reference_wherever_it_stands():
    for column in ("memo", "end_to_end_id", "bank_reference"):
        paid = receipt(500, **{column: "REMITTANCE e2e-77/8899"})
        assert linked(
            state(
                [paid],
                [ONE],
                advices=[advice("RA1", 1, line("40510", 1), payment_reference="E2E 778899", payer_name=None)],
            )
        ) == {("R1", "RA1")}


def test_a_payment_reference_of_four_characters_is_no_evidence():
    short = advice("RA1", 1, line("40510", 1), payment_reference="7788", payer_name=None)
    assert linked(state([receipt(500, "7788")], [ONE], advices=[short])) == set()


def test_an_advice_without_reference_is_linked_by_payer_amount_and_day():
    told_by = advice("RA1", 500, line("40510", 500))
    assert linked(state([receipt(500, payer="ALPHA TOOLS")], [ONE], advices=[told_by])) == {("R1", "RA1")}
    assert linked(state([receipt(501, payer="ALPHA TOOLS")], [ONE], advices=[told_by])) == set()
    assert linked(state([receipt(500, payer="Borealis")], [ONE], advices=[told_by])) == set()


def test_an_advice_of_several_items_is_linked_to_the_payer_who_owes_them_all_however_its_name_is_written():
    items = [item("40510", 500), item("40511", 300), item("40512", 300, "B")]
    both = advice("RA1", 800, line("40510", 500), line("40511", 300), payer_name="A. T. Holding")
    mixed = advice("RA2", 800, line("40510", 500), line("40512", 300), payer_name=None)
    single = advice("RA3", 800, line("40510", 800), payer_name="A. T. Holding")
    whole = advice("RA4", 800, line("40513", 800, deduction=30), payer_name="A. T. Holding")
    for said, is_linked in ((both, True), (mixed, False), (single, False), (whole, True)):
        receipts = [receipt(800, "SEE ADVICE", "Alpha Tools")]
        pairs = linked(state(receipts, [*items, item("40513", 830)], advices=[said]))
        assert bool(pairs) == is_linked


def test_a_payment_more_than_a_week_from_the_day_announced_is_another_one():
    for apart, is_linked in ((7, True), (8, False)):
        said = advice("RA1", 500, line("40510", 500), payment_date=AS_OF - timedelta(days=apart))
        assert bool(linked(state([receipt(500, payer="Alpha Tools")], [ONE], advices=[said]))) == is_linked


def test_a_payment_reference_silences_advices_linked_by_amount_alone():
    by_reference = advice("RA1", 1, line("40510", 1), payment_reference="E2E778899")
    by_payer = advice("RA2", 500, line("40510", 500))
    paid = receipt(500, "E2E778899", "Alpha Tools")
    assert linked(state([paid], [ONE], advices=[by_reference, by_payer])) == {("R1", "RA1")}


def test_an_advice_whose_reference_stands_in_one_receipt_speaks_of_no_other():
    said = advice("RA1", 500, line("40510", 500), payment_reference="E2E778899")
    paid = [receipt(700, "E2E778899", key="R1"), receipt(500, None, "Alpha Tools", key="R2")]
    assert linked(state(paid, [ONE], advices=[said])) == {("R1", "RA1")}


def test_a_word_without_a_digit_is_no_payment_reference():
    said = advice("RA1", 1, line("40510", 1), payment_reference="PAYMENT")
    assert linked(state([receipt(500, "PAYMENT")], [ONE], advices=[said])) == set()


def test_a_month_or_a_word_with_two_digits_is_no_payment_reference():
    for weak in ("2026-10", "10/2026", "OKT26"):
        said = advice("RA1", 1, line("40510", 1), payment_reference=weak, payer_name=None)
        assert linked(state([receipt(500, f"RENT {weak}")], [ONE], advices=[said])) == set()
    said = advice("RA1", 1, line("40510", 1), payment_reference="202610", payer_name=None)
    assert linked(state([receipt(500, "CHK 202610")], [ONE], advices=[said])) == {("R1", "RA1")}


def test_an_advice_in_another_currency_is_never_linked():
    said = advice("RA1", 500, line("40510", 500), currency="USD", payment_reference="778899")
    assert linked(state([receipt(500, "778899", "Alpha Tools")], [ONE], advices=[said])) == set()


def test_a_line_names_an_item_by_its_number_its_digits_or_its_tail():
    stock = [item("INV-40510", 500), item("RE-2026-10234", 600)]
    assert told([line("inv 40510", 500), line("0040510", 1), line("10234", 600)], stock) == [
        "INV-40510",
        "INV-40510",
        "RE-2026-10234",
    ]


def test_a_line_that_names_nothing_or_an_item_in_another_currency_has_no_item():
    assert told([line("99999", 500), line(None, 1), line("88001", 1)], [ONE, item("88001", 1, currency="USD")]) == [
        None,
        None,
        None,
    ]


def test_of_several_items_with_that_number_the_line_means_the_one_whose_amount_it_states():
    assert told([line("77123", 600)], [item("77123", 500), item("77123", 600, instalment=2)]) == ["77123#2"]
    assert told([line("77123", 100)], [item("77123", 500), item("77123", 600, instalment=2)]) == [None]


def test_of_several_items_with_that_number_the_line_means_the_payers_own():
    customers = [customer("A", "Alpha Tools GmbH"), customer("B", "Borealis Pumpen AG")]
    both = [item("77123", 500, "A"), item("77123", 500, "B", item_id="B-77123")]
    paid = receipt(500, "TRN 778899", "Borealis Pumpen")
    said = advice("RA1", 500, line("77123", 500), payment_reference="778899")
    lines = gathered(state([paid], both, customers, [said])).advice_lines
    assert lines["item_id"].to_list() == ["B-77123"]


def test_a_line_may_name_a_closed_item():
    given = state(
        [receipt(500, "778899")],
        [closed("30001", 500)],
        advices=[advice("RA1", 500, line("30001", 500), payment_reference="778899")],
    )
    lines = gathered(given).advice_lines
    assert lines["item_id"].to_list() == ["30001"] and lines["closed_date"].is_not_null().all()


def test_an_advice_of_a_receipt_that_is_barred_is_not_gathered():
    barred = state(
        [receipt(500, "778899", is_barred=True)],
        [ONE],
        advices=[advice("RA1", 500, line("40510", 500), payment_reference="778899")],
    )
    assert gathered(barred).advice_lines.select(pl.len()).item() == 0
