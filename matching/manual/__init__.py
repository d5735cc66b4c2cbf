"""What a person answered, checked like a payment and turned into shares, places and legs. Pure: no book, no ledger.

Never a limit or a user in here: who may decide what is for the shell.
"""

from matching.manual.actions import RULINGS, done, ruled
from matching.manual.desk import Answer, Desk, Due, Line, NotPossible, Question
from matching.manual.ruling import Lesson, Placement, Ruling, Share

__all__ = [
    "RULINGS", "Answer", "Desk", "Due", "Lesson", "Line", "NotPossible", "Placement", "Question", "Ruling", "Share",
    "done", "ruled",
]  # fmt: skip
