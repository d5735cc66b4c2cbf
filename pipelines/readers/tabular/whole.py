"""What only the whole of a table can decide, though it is read part by part: is this comma a decimal mark?

Every part is asked first, then the answer is given to all. Nothing of a part is kept but what it said.
"""

from collections.abc import Callable
from typing import Any, Final, TypeVar, cast

Said = TypeVar("Said")
Answer = TypeVar("Answer")


class Undecided(Exception):
    """This part cannot go on before the others were asked the same."""


class Whole:
    """The decisions on one table. All parts ask the same questions in the same order, whatever stands in them."""

    def __init__(self, is_one_part: bool) -> None:
        self._is_one_part: Final = is_one_part
        self._answers: dict[str, object] = {}
        self._open: dict[str, tuple[Callable[[list[Any]], object], list[Any]]] = {}
        self.carried: dict[str, Any] = {}  # from part to part of one pass
        self.is_first_part = True

    def decided(self, question: str, own: Callable[[], Said], decide: Callable[[list[Said]], Answer]) -> Answer:
        """The answer to a question, decided from what each part says of its own rows. Raises Undecided."""
        if question not in self._answers:
            if not self._is_one_part:
                self._open.setdefault(question, (decide, []))[1].append(own())
                raise Undecided
            self._answers[question] = decide([own()])
        return cast(Answer, self._answers[question])

    @property
    def is_asking(self) -> bool:
        """Whether a question of this pass is open."""
        return bool(self._open)

    def begin(self) -> None:
        """Before each pass through the parts."""
        self.carried, self.is_first_part = {}, True

    def settle(self) -> bool:
        """After a pass: answers what was asked. False where nothing was, so that the pass was the last."""
        if not self._open:
            return False
        ((question, (decide, said)),) = self._open.items()
        self._answers[question] = decide(said)
        self._open = {}
        return True
