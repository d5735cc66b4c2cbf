"""Mails as Outlook saves them (.msg): the same letter and the same files as in an .eml."""

import struct
from typing import Final

from pipelines.readers.base import Reading, Source, refused
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

STREAM: Final = 2  # the kind of a directory entry that holds bytes
UNUSED: Final = 0xFFFFFFFF
MAX_STREAMS: Final = 20_000


def claims(head: bytes) -> bool:
    """A compound file with the streams of a message."""
    return is_outlook(head)


def read(source: Source) -> Reading:
    """One .msg file. Refuses what Outlook's own form does not allow."""
    if source.path.stat().st_size > MAX_BYTES:
        raise refused(source, "a mail that is too large", f"at most {MAX_BYTES:,} bytes", SPLIT)
    try:
        message = _message(source)
    except (OSError, ValueError, LookupError, AssertionError, RecursionError, struct.error) as error:
        expected = "a message that Outlook saved, whole"
        raise refused(source, f"a damaged message ({type(error).__name__})", expected) from None
    return reading_of(source, message, "outlook")


def _message(source: Source) -> Message:
    from oxmsg import Message as Saved
    from oxmsg.domain.constants import PID_ATTACH_FILENAME

    _within_limits(source)
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


def _within_limits(source: Source) -> None:
    """Refuses, before it is read, a file that was cut, or whose streams lie upon each other to unpack to any size."""
    from olefile import OleFileIO

    size = source.path.stat().st_size
    with OleFileIO(str(source.path)) as compound:
        entries = [entry for entry in compound.direntries if entry is not None]
        used = max((at for at, after in enumerate(compound.fat) if after != UNUSED), default=0)
        needed = (used + 1) * compound.sectorsize
        unpacked = sum(entry.size for entry in entries if entry.entry_type == STREAM)
    if size <= needed:  # the header takes the place of one more sector
        raise refused(
            source, f"{size:,} bytes", f"more than {needed:,} bytes, as its own table says", "the file was cut"
        )
    if unpacked > size or len(entries) > MAX_STREAMS:
        stands = f"{len(entries):,} parts of {unpacked:,} bytes in a file of {size:,}"
        raise refused(source, stands, "a message whose parts fit into its file", SPLIT)
