"""Money the bank took back, and suggestions that are wrong."""

import pytest

from tests.pipelines.clear.day import NEXT, SETTINGS, Desk, only, said

PLACES = """
    select bank_reference, applied_amount::int, returned_amount::int, unapplied_amount::int, unidentified_amount::int
    from payments order by 1
"""


@pytest.fixture
def returned(tmp_path, no_prefect):
    """Two equal receipts, each applied by hand; the bank took one of them back and does not say which."""
    desk = Desk(tmp_path / "desk", SETTINGS + '\n[transaction_codes]\nRET = "return"\n')
    desk.bank(("B1", "77.00", "Acme Tools Inc", "first"), ("B2", "77.00", "Acme Tools Inc", "second"))
    desk.items(("INV-900001", "100.00", "C1"), ("INV-900002", "200.00", "C1"))
    desk.run()
    residual = {"action": "residual", "apply_to": "INV-900001"}
    desk.clear(desk.fill("a.xlsx", {"B1": residual, "B2": {"action": "partial", "apply_to": "INV-900002"}}))
    heading = "account,currency,booking_date,amount,payer_name,remittance_information,bank_reference,transaction_type"
    desk.put("bank/back.csv", heading, [f"1001,USD,{NEXT},-77.00,Acme Tools Inc,returned,R1,RET"])
    assert desk.run(NEXT).status == 0
    assert list(desk.exceptions()) == ["R1"]
    return desk


def test_a_return_is_tied_to_the_receipt_a_person_names_and_untied_again(returned):
    path = returned.fill("b.xlsx", {"R1": {"action": "reverse / NSF", "apply_to": "B1"}}, on=NEXT)
    assert only(returned.clear(path, on=NEXT)) == ("posted", "tied to its receipt; what it paid is open again")
    assert only(returned.clear(path, on=NEXT))[0] == "already posted"
    assert returned.ask(PLACES) == [("B1", 0, 77, 0, 0), ("B2", 77, 0, 0, 0), ("R1", 0, -77, 0, 0)]
    items = "select item_number, open_amount::int from open_items where open_amount <> 0 order by 1"
    assert returned.ask(items) == [("INV-900001", 100), ("INV-900002", 123)]
    ((wanted,),) = returned.ask("select decision_id from decisions where action = 'reverse / NSF'")
    assert (returned.holds(), returned.exceptions()) == (True, {})
    assert returned.tell("undo", wanted, "--by", "ben", "--reason", "the other", on=NEXT).status == 0
    assert returned.ask(PLACES) == [("B1", 0, 0, 77, 0), ("B2", 77, 0, 0, 0), ("R1", 0, 0, 0, -77)]
    assert (returned.holds(), sorted(returned.exceptions())) == (True, ["B1", "R1"])


def test_what_a_return_took_back_cannot_be_undone_as_well(returned):
    ((wanted,),) = returned.ask("select decision_id from decisions where action = 'residual'")
    returned.clear(returned.fill("b.xlsx", {"R1": {"action": "reverse / NSF", "apply_to": "B1"}}, on=NEXT), on=NEXT)
    refused = returned.tell("undo", wanted, "--by", "ben", "--reason", "late", on=NEXT)
    assert (refused.status, "what it applied was taken back since: reverse / NSF, by anna" in refused.err) == (1, True)


@pytest.fixture
def refunded(tmp_path, no_prefect):
    """Two equal receipts of one payer, the first sent back; then the bank takes back one of them."""
    desk = Desk(tmp_path / "desk", SETTINGS + '\n[transaction_codes]\nRET = "return"\n')
    desk.bank(("B1", "77.00", "Acme Tools Inc", "first"), ("B2", "77.00", "Acme Tools Inc", "second"))
    desk.items(("INV-900001", "100.00", "C1"))
    desk.run()
    assert only(desk.clear(desk.fill("a.xlsx", {"B1": {"action": "refund"}}), by="ben"))[0] == "posted"
    heading = "account,currency,booking_date,amount,payer_name,remittance_information,bank_reference,transaction_type"
    desk.put("bank/back.csv", heading, [f"1001,USD,{NEXT},-77.00,Acme Tools Inc,returned,R1,RET"])
    assert desk.run(NEXT).status == 0
    return desk


def test_a_return_that_may_mean_a_refunded_receipt_is_not_tied_to_another(refunded):
    assert refunded.ask("select refunded_amount::int from payments where bank_reference = 'B1'") == [(77,)]
    assert sorted(refunded.exceptions()) == ["B2", "R1"]
    ((told,),) = refunded.ask("select why_not_auto from exceptions join payments using (payment_id) "
                              "where bank_reference = 'R1' and status <> 'resolved'")  # fmt: skip
    assert "B1 of" in told and "(money of it went elsewhere)" in told and "B2 of" in told


def test_suggestions_called_wrong_are_not_offered_again_until_the_word_is_taken_back(desk):
    offered = "select rank, item_numbers from candidates join payments using (payment_id) where bank_reference = 'B01'"
    before = desk.ask(offered)
    assert before
    answers = said(desk.clear(desk.fill("a.xlsx", {"B01": {"action": "reject suggestion"}})))
    assert list(answers.values()) == [("posted", "the suggestions are not offered again")]
    assert desk.ask(offered) == []
    assert desk.run(NEXT).status == 0
    assert not {str(row) for row in before} & {str(row) for row in desk.ask(offered)}
    ((wanted,),) = desk.ask("select decision_id from decisions")
    assert desk.tell("undo", wanted, "--by", "ben", "--reason", "right after all", on=NEXT).status == 0
    assert desk.run("2026-10-17").status == 0
    assert desk.ask(offered) == before
