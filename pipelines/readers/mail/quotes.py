"""What of a mail is new: older mails below it are not read, but for the one that it forwards."""

import re
from datetime import date
from typing import Final, NamedTuple

from pipelines.readers.mail.message import day_of, name_of
from pipelines.readers.prose.dates import dates
from pipelines.readers.prose.page import Row

_FORWARD: Final = re.compile(r"^\s*(?:fwd?|wg|tr|rv|i|doorst)\s*:", re.IGNORECASE)
_FORWARDED: Final = re.compile(
    r"^\W{2,}\s*(?:forwarded message|weitergeleitete nachricht|message transfere|mensaje reenviado|"
    r"doorgestuurd bericht|begin forwarded message)|^begin forwarded message"
)
_MARK: Final = re.compile(
    r"^\W{2,}\s*(?:original message|original appointment|ursprungliche nachricht|message d.origine|mensaje original|"
    r"oorspronkelijk bericht|messaggio originale)|^(?:on|am|le|el|op|il)\b.{5,200}"
    r"(?:wrote|schrieb|a ecrit|escribio|schreef|ha scritto)\b.{0,100}:$"
)
_FROM: Final = re.compile(r"^\**(?:from|von|de|van|da)\s*:")
_SENT: Final = re.compile(r"^\**(?:sent|date|gesendet|datum|envoye|enviado|fecha|verzonden|inviato)\s*:")
_HEAD_ROWS: Final = 6


class New(NamedTuple):
    """The rows to read, and what the head of a forwarded mail says of its sender and day."""

    rows: list[Row]
    sender: str | None = None
    sent: date | None = None


def is_forward(subject: str) -> bool:
    """Whether a subject says that somebody passes a mail on."""
    return _FORWARD.match(subject) is not None


def parts(rows: list[Row]) -> tuple[list[Row], list[Row], bool]:
    """(what is new, the first older mail below it, whether a mark says that it is forwarded)."""
    starts = [at for at, row in enumerate(rows) if _begins(rows, at)]
    if not starts:
        return [row for row in rows if not _is_quoted(row)], [], False
    first = starts[0]
    # A mark and the head of the older mail right below it begin the same mail.
    after = [at for at in starts[1:] if at > first + _HEAD_ROWS]
    older = rows[first : after[0] if after else len(rows)]
    marked = any(_FORWARDED.match(row.folded) for row in older[:1])
    return [row for row in rows[:first] if not _is_quoted(row)], older, marked


def head_of(rows: list[Row]) -> New:
    """A forwarded mail without its head, and what that head says."""
    sender, sent, end = None, None, 0
    for at, row in enumerate(rows[: _HEAD_ROWS + 2]):
        value = row.text.partition(":")[2].strip(" *")
        if _FROM.match(row.folded):
            sender, end = name_of(value), at + 1
        elif _SENT.match(row.folded):
            sent, end = day_of(value) or next((day for _, day in dates(value, None)), None), at + 1
        elif re.match(r"^\**(?:to|an|a|para|aan|cc|subject|betreff|objet|asunto|onderwerp|oggetto)\s*:", row.folded):
            end = at + 1
    return New(rows[max(end, 1) :], sender, sent)


def _begins(rows: list[Row], at: int) -> bool:
    folded = rows[at].folded
    if _MARK.match(folded) or _FORWARDED.match(folded):
        return True
    return _FROM.match(folded) is not None and any(_SENT.match(row.folded) for row in rows[at + 1 : at + _HEAD_ROWS])


def _is_quoted(row: Row) -> bool:
    return row.text.startswith(">")
