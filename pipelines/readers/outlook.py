"""Mails as Outlook saves them (.msg): the same letter and the same files as in an .eml."""

from typing import Final

from pipelines.readers.base import Reading, Source, refused
from pipelines.readers.compound import DAMAGED, prove
from pipelines.readers.mail import reading_of
from pipelines.readers.mail.message import (
    MAX_ATTACHMENTS,
    MAX_BODY,
    MAX_BYTES,
    SPLIT,
    Attachment,
    Message,
    day_of,
    name_of,
    shown,
)
from pipelines.readers.text import is_outlook

WHOLE: Final = "a message that Outlook saved, whole"


def claims(head: bytes) -> bool:
    """A compound file with the streams of a message."""
    return is_outlook(head)


def read(source: Source) -> Reading:
    """One .msg file. Refuses what Outlook's own form does not allow."""
    if source.path.stat().st_size > MAX_BYTES:
        raise refused(source, "a mail that is too large", f"at most {MAX_BYTES:,} bytes", SPLIT)
    prove(source, WHOLE)
    try:
        message = _message(source)
    except DAMAGED as error:
        raise refused(source, f"a damaged message ({type(error).__name__})", WHOLE) from None
    return reading_of(source, message, "outlook")


def _message(source: Source) -> Message:
    from oxmsg import Message as Saved
    from oxmsg.domain.constants import PID_ATTACH_FILENAME

    saved = Saved.load(str(source.path))
    if saved.attachment_count > MAX_ATTACHMENTS:
        raise refused(source, f"{saved.attachment_count} attachments", "a mail with a few files", SPLIT)
    sent = saved.sent_date
    html, text = saved.html_body, saved.body
    return Message(
        name_of(saved.sender),
        sent.date() if sent else day_of(saved.message_headers.get("Date")),
        saved.subject,
        [html[:MAX_BODY]] if html else [],
        [text[:MAX_BODY]] if text else [],
        [
            Attachment(
                shown(one.file_name or one.properties.str_prop_value(PID_ATTACH_FILENAME) or "attachment"),
                one.mime_type or "",
                one.file_bytes,
            )
            for one in saved.attachments
        ],
        "utf-16-le",
    )
