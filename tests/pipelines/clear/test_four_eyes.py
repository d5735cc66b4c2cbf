"""Who may decide what: users, limits, and the second pair of eyes."""

import pytest

from tests.pipelines.clear.day import only, said
from tests.pipelines.command import tieout

OFF = {"action": "write off", "apply_to": "INV-900007", "reason_code": "UD"}  # B07 pays 650 of 700: gives up 50


def approvals(ended):
    """Status and message of each row of Pending approval."""
    return [answer for place, answer in said(ended).items() if place.startswith("Pending approval")]


def test_up_to_the_limit_one_person_decides_above_it_two(desk):
    inside = desk.fill("a.xlsx", {"B07": OFF})
    assert only(desk.clear(inside, by="carl")) == (
        "pending_approval",
        "a write-off, fee or late discount of USD 50.00 needs a second person: carl decides up to USD 0.00 alone",
    )
    other = desk.fill("b.xlsx", {"B06": {"action": "write off", "apply_to": "INV-900006", "reason_code": "UD"}})
    assert only(desk.clear(other, by="anna"))[0] == "posted"


def test_the_lower_limit_counts_where_one_prepared_and_another_hands_in(desk):
    path = desk.fill("a.xlsx", {"B07": OFF | {"prepared_by": "ben"}})
    assert only(desk.clear(path, by="carl"))[0] == "pending_approval"
    assert desk.ask("select prepared_by, cleared_by from decisions") == [("ben", "carl")]


@pytest.fixture
def waiting(desk):
    """A refund of 34.00 prepared by carl, and a payer that is to be remembered."""
    who = {"action": "assign customer", "apply_to": "C2", "learn_alias": "yes"}
    path = desk.fill("a.xlsx", {"B09": {"action": "refund", "comment": "paid twice"}, "B11": who})
    assert {status for status, _ in said(desk.clear(path, by="carl")).values()} == {"pending_approval"}
    return desk


def test_what_waits_posts_nothing_and_no_run_touches_it(waiting):
    assert waiting.ask("select count(*) from applications") == [(0,)]
    assert waiting.run().status == 0
    assert waiting.ask("select count(*) from exceptions where status = 'pending_approval'") == [(2,)]
    assert waiting.holds()


def test_another_person_approves_and_both_stand_in_the_ledger(waiting):
    book = waiting.approve("b.xlsx", "yes")
    answers = approvals(waiting.clear(book, by="ben"))
    assert [status for status, _ in answers] == ["posted", "posted"]
    assert ("posted", "USD 34.00 to be sent back; prepared by carl, approved by ben") in answers
    assert (
        waiting.ask("select prepared_by, approved_by, status from decisions order by 1")
        == [("carl", "ben", "posted")] * 2
    )
    assert waiting.ask("select taught_by, approved_by, value from aliases") == [("carl", "ben", "Paygate 77")]
    assert {status for status, _ in approvals(waiting.clear(book, by="ben"))} == {"already posted"}
    assert waiting.holds()


def test_no_means_that_the_row_waits_for_another_answer(waiting):
    book = waiting.approve("b.xlsx", "no")
    assert {message for _, message in approvals(waiting.clear(book, by="ben"))} == {
        "given back: the row waits for another answer"
    }
    assert waiting.ask("select distinct status from decisions") == [("rejected",)]
    assert waiting.ask("select count(*) from exceptions where status = 'pending_approval'") == [(0,)]
    waiting.report()
    again = waiting.fill("c.xlsx", {"B09": {"action": "on account"}})
    assert only(waiting.clear(again, by="carl"))[0] == "posted"


def test_nobody_approves_what_is_their_own_or_without_the_right(waiting):
    book = waiting.approve("b.xlsx", "yes")
    assert {message for _, message in approvals(waiting.clear(book, by="carl"))} == {
        "carl prepared it: somebody else must approve"
    }
    assert {message for _, message in approvals(waiting.clear(book, by="anna"))} == {
        "anna may not approve: [users.anna] needs may_approve = true"
    }


def test_approved_by_in_the_same_book_counts_when_that_person_hands_it_in(desk):
    cells = {"action": "refund", "prepared_by": "carl", "approved_by": "ben"}
    path = desk.fill("a.xlsx", {"B09": cells})
    assert only(desk.clear(path, by="carl"))[0] == "pending_approval"
    assert only(desk.clear(path, by="ben")) == (
        "posted",
        "USD 34.00 to be sent back; prepared by carl, approved by ben",
    )


def test_by_must_be_a_user_and_the_one_who_runs_it(desk):
    path = desk.fill("a.xlsx", {"B09": {"action": "hold"}})
    at = ("--ledger", desk.ledger, "--out", desk.folder / "out", "--config", desk.folder / "tieout.toml")
    nobody = tieout("clear", path, "--by", "eve", *at)
    assert (nobody.status, "one of [users]: anna, ben, carl" in nobody.err) == (2, True)
    settings = desk.folder / "tieout.toml"
    settings.write_text(
        settings.read_text("utf-8").replace("[users.carl]", '[users.carl]\nos_user = "somebody-else"'), "utf-8"
    )
    other = tieout("clear", path, "--by", "carl", *at)
    assert (other.status, "expected: somebody-else" in other.err) == (2, True)
