"""The advice in a mail's own text."""

from typing import Final

from pipelines.readers.mail.html import rows_of_html
from pipelines.readers.mail.message import Message
from pipelines.readers.mail.quotes import head_of, is_forward, parts
from pipelines.readers.prose.advice import ASK, EXPECTED, Found, Signed, advice_of
from pipelines.readers.prose.page import MAX_ROWS, Row, cells_of

NO_TEXT: Final = ("a mail without text", EXPECTED, ASK)
NOT_READ: Final = "an older mail is quoted below; it is not read"


def advice_of_mail(message: Message, default_currency: str | None) -> Found:
    """The advice of its HTML or its plain text, whichever proves itself; HTML where neither does."""
    pages = (([row for text in message.html for row in rows_of_html(text)], message.is_whole), (_lines(message), False))
    found = [_of_rows(rows, message, default_currency, is_whole) for rows, is_whole in pages if rows]
    ranked = sorted(found, key=lambda one: (not one.is_proved, one.advice is None))
    return ranked[0] if ranked else Found(None, [], [], NO_TEXT)


def _lines(message: Message) -> list[Row]:
    lines = "\n".join(message.text).splitlines()[:MAX_ROWS]
    return [Row(number, cells) for number, line in enumerate(lines, start=1) if (cells := cells_of(line))]


def _of_rows(rows: list[Row], message: Message, currency: str | None, is_whole: bool) -> Found:
    """What is new in the mail; only where that is no advice, the mail it forwards. A quoted mail is never read."""
    new, older, is_marked = parts(rows)
    subject = [] if message.subject.lower().startswith("re:") else [Row(0, cells_of(message.subject))]
    top = [row for row in subject if row.cells] + new
    found = advice_of(top, currency, is_whole, Signed(message.sender, message.sent))
    if found.advice is not None or not older:
        return found
    if is_marked or is_forward(message.subject):
        forwarded = head_of(older)
        signed = Signed(forwarded.sender or message.sender, forwarded.sent or message.sent)
        return advice_of(forwarded.rows, currency, is_whole, signed)
    stands, expected, remedy = found.why_not
    return found._replace(why_not=(f"{stands}; {NOT_READ}", expected, remedy))
