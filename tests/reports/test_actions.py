"""One list of actions: the workbook offers what the way back can do, and needs what it needs."""

from matching.manual import RULINGS
from matching.manual.actions import OF_RETURNS
from schemas.actions import ACTIONS


def test_every_action_offered_can_be_done_and_every_one_that_can_be_done_is_offered():
    offered = {" ".join(word for word in action.name.split() if not word.isdigit()) for action in ACTIONS}
    assert offered == set(RULINGS)


def test_what_the_check_allows_for_returned_money_is_what_the_way_back_does():
    assert {action.name for action in ACTIONS if action.sign <= 0} == {*OF_RETURNS, "request remittance", "hold"}
    assert [action.name for action in ACTIONS if action.sign < 0] == ["reverse / NSF"]
