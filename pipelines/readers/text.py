"""From bytes to text: which encoding, and what is not text at all."""

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from pipelines.readers.base import Source, refused

HEAD_BYTES: Final = 1 << 16
BLOCK: Final = 1 << 20  # characters read at once
MAX_BYTES: Final = 2 << 30
MAX_LINE: Final = 1 << 20  # characters; a longer line is no statement
TRIED: Final = ("utf-8", "cp1252", "latin-1")  # in this order; the last one always decodes
PDF: Final = b"%PDF-"
COMPOUND: Final = b"\xd0\xcf\x11\xe0"
ZIP: Final = b"PK\x03\x04"
OPEN_DOCUMENT: Final = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
BOOKS: Final = ("Workbook", "Book")  # streams of an Excel file, and of one locked by a password
LOCKED: Final = "EncryptedPackage"
_MARKS: Final = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_FOREIGN: Final = {
    ZIP: ("a ZIP archive", "unpack it"),
    COMPOUND: ("an old Office document that is no workbook", "save it as text"),
    b"\x1f\x8b": ("a gzip archive", "unpack it"),
    b"-----BEGIN PGP": ("a PGP message", "decrypt it"),
    b"<!doctype html": ("an HTML page", "the download failed: fetch the file again"),
    b"<html": ("an HTML page", "the download failed: fetch the file again"),
}


def head_of(source: Source) -> bytes:
    """The first bytes of a file. Refuses what is empty, unreadable, far too large, or not text."""
    try:
        size = source.path.stat().st_size if source.path.is_file() else -1
        with source.path.open("rb") as file:
            head = file.read(HEAD_BYTES)
            head += _directory(file, head) if head.startswith(COMPOUND) else b""
    except OSError as error:
        raise refused(source, f"{type(error).__name__}", "a file that can be opened", "check its permissions") from None
    if size > MAX_BYTES:
        raise refused(source, f"{size:,} bytes", f"at most {MAX_BYTES:,} bytes", "split the file")
    if not head.replace(b"\0", b"").strip(b" \t\r\n\x1a\xef\xbb\xbf\xfe\xff"):
        raise refused(source, "an empty file" if not head else "nothing but blanks", "a file with content")
    if head.startswith(PDF) or is_outlook(head) or is_workbook(head):
        return head
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:64].lower()
    for mark, (what, remedy) in _FOREIGN.items():
        if start.startswith(mark.lower()):
            raise refused(source, what, "a statement, advice or export as text", remedy)
    if b"\0" in head and head[:2] not in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        at = head[: head.index(b"\0")].count(b"\n") + 1
        raise refused(source, "a NUL byte", "text: this file is binary or damaged", line=at)
    if re.match(rb"\s*<", head.removeprefix(codecs.BOM_UTF8)) and b"<!DOCTYPE" in head and b"<html" not in head.lower():
        raise refused(source, "a document type (DOCTYPE)", "a bank's XML, which never has one")
    return head


def is_workbook(head: bytes) -> bool:
    """Whether the head is of a workbook: zipped parts of one, or a compound file with its streams, locked or not."""
    if head.startswith(ZIP) and OPEN_DOCUMENT in head[:128]:
        return True
    if head.startswith(ZIP):
        return b"xl/" in head or (b"[Content_Types].xml" in head and b"word/" not in head and b"ppt/" not in head)
    return head.startswith(COMPOUND) and any(name.encode("utf-16-le") in head for name in (*BOOKS, LOCKED))


def _directory(file: BinaryIO, head: bytes) -> bytes:
    """The names of the streams in a compound file, wherever its directory stands."""
    size = 1 << min(int.from_bytes(head[30:32], "little"), 16)
    file.seek((int.from_bytes(head[48:52], "little") + 1) * size)
    return file.read(8 * 1024)


def is_outlook(head: bytes) -> bool:
    """Whether the head is of a message that Outlook saved: a compound file whose streams bear its names."""
    return head.startswith(COMPOUND) and "__substg1.0_".encode("utf-16-le") in head


def text_of(head: bytes) -> str:
    """The head as text good enough to tell a format by: byte order marks gone, any byte decodes; blank for no text."""
    if head.startswith((PDF, COMPOUND, ZIP)):
        return ""
    if head[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return head.decode("utf-16", errors="replace")
    text = head.removeprefix(codecs.BOM_UTF8)
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(text)
    except UnicodeDecodeError:
        return text.decode("latin-1")


def encoding_of(source: Source) -> str:
    """The encoding of the settings, of the byte order mark, or the first of TRIED that decodes the whole file."""
    with source.path.open("rb") as file:
        start = file.read(4)
    marked = next((name for mark, name in _MARKS.items() if start.startswith(mark)), None)
    for name in (source.encoding,) if source.encoding else (marked,) if marked else TRIED:
        if _decodes(source, name):
            return name
    raise refused(
        source,
        "bytes that are no such text",
        f"text in {source.encoding or marked}",
        "correct `encoding` in tieout.toml",
    )


def _decodes(source: Source, name: str) -> bool:
    try:
        with source.path.open(encoding=name, newline="") as file:
            at = 1
            for block in iter(lambda: file.read(BLOCK), ""):
                if "\0" in block:
                    at += block[: block.index("\0")].count("\n")
                    raise refused(source, "a NUL byte", "text: this file is binary or damaged", line=at)
                at += block.count("\n")
    except LookupError:
        raise refused(
            source, f"encoding {name!r}", "an encoding Python knows", "correct `encoding` in tieout.toml"
        ) from None
    except UnicodeError:
        return False
    return True


def whole(source: Source, encoding: str) -> str:
    """The whole file with line ends as \\n: for readers that work in whole columns."""
    return source.path.read_text(encoding=encoding).rstrip("\x1a")


def lines(source: Source, encoding: str) -> Iterator[tuple[int, str]]:
    """Its lines, numbered from 1, without their ends. CR, LF and CRLF all end a line."""
    first, rest = 1, ""
    for block in blocks(source, encoding):
        *whole, rest = (rest + block).split("\n")
        yield from enumerate(whole, start=first)
        first += len(whole)
        if len(rest) > MAX_LINE:
            raise refused(source, f"a line of more than {MAX_LINE:,} characters", "lines of a statement", line=first)
    if rest.rstrip("\x1a"):
        yield first, rest.rstrip("\x1a")


def blocks(source: Source, encoding: str) -> Iterator[str]:
    """Its text in blocks, line ends as \\n: for formats whose records are no lines."""
    with source.path.open(encoding=encoding) as file:
        yield from iter(lambda: file.read(BLOCK), "")
