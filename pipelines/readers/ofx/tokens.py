"""OFX text to tags and values, whether written as SGML without end tags or as XML."""

import html
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final, NamedTuple

TAG: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9._]{0,40})(?:\s*/)?>")
_TAIL: Final = 64  # longer than any tag: what may be the beginning of one


class Token(NamedTuple):
    """A tag with the text up to the next one; a stray `<` or `&` belongs to the text."""

    line: int
    is_end: bool
    name: str
    text: str


def tokens(blocks: Iterable[str]) -> Iterator[Token]:
    """The tags of a text that comes in blocks. What stands before the first tag is no token."""
    buffer, line = "", 1
    for block in blocks:
        buffer += block
        found = list(TAG.finditer(buffer, 0, max(len(buffer) - _TAIL, 0)))
        yield from _between(buffer, line, found)
        if found:
            line += buffer.count("\n", 0, found[-1].start())
            buffer = buffer[found[-1].start() :]
    found = list(TAG.finditer(buffer))
    yield from _between(buffer, line, found)
    if found:
        yield _token(line + buffer.count("\n", 0, found[-1].start()), found[-1], buffer[found[-1].end() :])


def _between(buffer: str, line: int, found: list[re.Match[str]]) -> Iterator[Token]:
    """Each tag but the last, whose text may go on."""
    at = 0
    for tag, after in pairwise(found):
        line += buffer.count("\n", at, tag.start())
        at = tag.start()
        yield _token(line, tag, buffer[tag.end() : after.start()])


def _token(line: int, tag: re.Match[str], text: str) -> Token:
    return Token(line, tag[1] == "/", tag[2].upper(), html.unescape(" ".join(text.split())))
