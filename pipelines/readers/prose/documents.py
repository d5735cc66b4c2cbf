"""The documents a line names: by a word before the number, or by its shape alone."""

import re
from typing import Final, NamedTuple

from pipelines.readers.prose import labels
from pipelines.readers.prose.page import Row
from pipelines.readers.prose.tokens import Token, amounts, numbers

LOOKED_BACK: Final = 40  # characters before a number that may say what it is
_SHORT: Final = re.compile(r"[A-Za-z0-9][\w/.-]*")
_AND: Final = re.compile(r"[\s,;&+/#–-]*(?:(?:and|und|et|y|en|e|to|bis|through|thru|a|au)\b)?[\s#]*")


class Documents(NamedTuple):
    """`called` are documents by the word before them, `others` may be."""

    called: list[str]
    others: list[str]

    @property
    def one(self) -> str | None:
        """The only document of a line, if there is one: a number called so is surer than others beside it."""
        listed = self.called or self.others
        return listed[0] if len(listed) == 1 else None


def documents(row: Row) -> Documents:
    """Every number of a row once. `invoices 1, 2 and 3` calls all three documents."""
    tokens = {token.start: token for token in numbers(row)}
    called = _called(row, tokens)
    others = [
        token.text
        for at, token in sorted(tokens.items())
        if at not in called and not labels.IS_OTHER.search(row.folded[max(0, at - LOOKED_BACK) : at])
    ]
    return Documents(list(dict.fromkeys(called.values())), list(dict.fromkeys(others)))


def _called(row: Row, tokens: dict[int, Token]) -> dict[int, str]:
    """Where each number begins that a word calls a document, and the number."""
    taken = [(amount.start, amount.end) for amount in amounts(row)]
    called: dict[int, str] = {}
    for label in labels.IS_DOCUMENT.finditer(row.folded):
        at = label.end()
        short = _SHORT.match(row.text, at)
        if at in tokens:
            called[at] = tokens[at].text
        elif short and short[0].isdecimal() and not any(start < short.end() and at < end for start, end in taken):
            called[at] = short[0]
    for at, token in sorted(tokens.items()):
        before = max((start for start in called if start < at), default=None)
        if before is not None and at not in called:
            between = row.folded[before + len(called[before]) : at]
            if between.strip() and _AND.fullmatch(between):
                called[at] = token.text
    return called
