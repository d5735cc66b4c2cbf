"""A mail as its parts, whatever wrote it: who, when, about what, its body, and the files with it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from email import message_from_bytes, policy
from email.errors import CloseBoundaryNotFoundDefect, MessageError
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from typing import Final

from pipelines.readers.base import Source, refused

MAX_BYTES: Final = 50 << 20
MAX_PARTS: Final = 100
MAX_ATTACHMENTS: Final = 50
MAX_BODY: Final = 1_000_000  # characters
SPLIT: Final = "send the files one by one"
# What broken headers raise in the email package: also what its date and address parsers stumble over.
BROKEN: Final = (MessageError, ValueError, IndexError, AttributeError, UnicodeError, OverflowError)


@dataclass(frozen=True)
class Attachment:
    """A file sent with a mail. `data` is None where it cannot be taken out, and `name` then says what it is."""

    name: str
    kind: str  # MIME type
    data: bytes | None


@dataclass(slots=True)
class Message:
    """`html` and `text` are the same letter in two forms, where both are there."""

    sender: str | None = None
    sent: date | None = None
    subject: str = ""
    html: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    encoding: str = "us-ascii"

    @property
    def is_whole(self) -> bool:
        """Whether its HTML shows its own end."""
        return bool(self.html) and all("</html>" in text[-200:].lower() for text in self.html)


def parsed(source: Source) -> Message:
    """An .eml file. Refuses one that is too large, or of too many parts."""
    data = _bytes(source)
    if data.count(b"boundary=") > MAX_PARTS:
        raise refused(source, f"more than {MAX_PARTS} nested parts", "a mail of a few parts", SPLIT)
    found = message_from_bytes(data, _class=EmailMessage, policy=policy.default)
    message = Message(_sender(found), _sent(found), _header(found, "subject") or "")
    for part in _parts(found):
        if any(isinstance(defect, CloseBoundaryNotFoundDefect) for defect in part.defects):
            raise refused(source, "a mail without the end of its last part", "a whole mail", "the file was cut")
        _take(message, part)
        if len(message.attachments) > MAX_ATTACHMENTS:
            raise refused(source, f"more than {MAX_ATTACHMENTS} attachments", "a mail with a few files", SPLIT)
    return message


def name_of(written: str | None) -> str | None:
    """The name a sender writes beside the address; an address alone names nobody.

    >>> name_of('"Northwind Traders" <ap@northwind.example>'), name_of("ap@northwind.example")
    ('Northwind Traders', None)
    """
    text = (written or "").strip()
    name = parseaddr(text)[0].strip() if "@" in text else text
    return name if name and "@" not in name else None


def decoded(data: bytes, charset: str | None) -> tuple[str, str]:
    """Bytes of a body as text, and the encoding that read them: the one it names, else UTF-8 or Windows-1252."""
    for name in filter(None, (charset, "utf-8", "cp1252", "latin-1")):
        try:
            return data.decode(name)[:MAX_BODY], name.lower()
        except (LookupError, UnicodeDecodeError):
            continue
    return "", "latin-1"  # not reached: latin-1 reads any byte


def _bytes(source: Source) -> bytes:
    size = source.path.stat().st_size
    if size > MAX_BYTES:
        raise refused(source, f"a mail of {size:,} bytes", f"at most {MAX_BYTES:,} bytes", SPLIT)
    return source.path.read_bytes()


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """Every part in the order of the mail; a mail within a mail is one of them."""
    waiting = [message]
    while waiting:
        part = waiting.pop(0)
        children = part.get_payload()
        yield part
        if part.get_content_maintype() == "multipart" and isinstance(children, list):
            waiting[:0] = [child for child in children if isinstance(child, EmailMessage)]


def _take(message: Message, part: EmailMessage) -> None:
    kind = part.get_content_type()
    name = _file_name(part)
    if kind.startswith("multipart/"):
        return
    if kind.startswith("message/"):
        inner = part.get_payload()
        whole = inner[0] if isinstance(inner, list) and inner else None
        data = whole.as_bytes() if isinstance(whole, EmailMessage) else None
        message.attachments.append(Attachment(name or "mail.eml", kind, data))
        return
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    is_file = part.get_content_disposition() == "attachment" or name is not None
    if kind in ("text/plain", "text/html") and not is_file:
        text, encoding = decoded(data, part.get_content_charset())
        (message.html if kind == "text/html" else message.text).append(text)
        message.encoding = encoding
    elif data:
        message.attachments.append(Attachment(name or kind, kind, data))


def _file_name(part: EmailMessage) -> str | None:
    try:
        name = part.get_filename()
    except BROKEN:
        return "attachment"
    return None if name is None else shown(name)


def shown(name: str) -> str:
    """A file's name as messages show it: no folders, one line, cut."""
    return re.sub(r"[^\w. ()-]", "_", name.replace("\\", "/").rpartition("/")[2]).strip()[:80] or "attachment"


def _header(message: EmailMessage, name: str) -> str | None:
    """A header as text; None where it is missing, or so broken that it cannot be read."""
    try:
        found = message[name]
    except BROKEN:
        return None
    return None if found is None else " ".join(str(found).split())


def _sender(message: EmailMessage) -> str | None:
    return name_of(_header(message, "from"))


def _sent(message: EmailMessage) -> date | None:
    return day_of(_header(message, "date"))


def day_of(written: str | None) -> date | None:
    """The day of a Date header, where it was written; None where it is none."""
    try:
        found: datetime | None = parsedate_to_datetime(written) if written else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found.date() if found else None
