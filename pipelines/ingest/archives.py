"""Archives in the inbox: each file in them is taken as one of its own; bombs, tricks, archives within are refused."""

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import IO, Final

from pipelines.ingest.inbox import Found, Strange, is_unchanged, printable, stamped
from pipelines.readers.base import Refused, Source, refused
from pipelines.readers.text import HEAD_BYTES, ZIP, is_workbook
from pipelines.readers.zipped import DAMAGED, USUAL, damaged, directory

GZIP: Final = b"\x1f\x8b"
EMPTY_ZIP: Final = b"PK\x05\x06"
BLOCK: Final = 1 << 20
MOST_IN_A_RUN: Final = 8 << 30
Content = IO[bytes] | gzip.GzipFile
PACK_AGAIN: Final = "pack the files without archives among them"


@dataclass
class Opened:
    """The inbox with its archives opened. `growing`: archives that somebody is still writing."""

    found: list[Found] = field(default_factory=list)
    strange: list[Strange] = field(default_factory=list)
    growing: list[str] = field(default_factory=list)


@contextmanager
def opened(found: list[Found]) -> Iterator[Opened]:
    """The files of the inbox, those in archives unpacked for as long as the run reads them; sorted as they came."""
    with TemporaryDirectory(prefix="tieout-") as folder:
        done = Opened()
        room = MOST_IN_A_RUN
        for one in found:
            if not _is_archive(one.path):
                done.found.append(one)
                continue
            source = Source(one.name, one.path)
            try:
                members = list(_members(source, one, Path(folder) / one.sha256, room, done))
            except Refused as error:
                if is_unchanged(one):
                    done.strange.append(Strange(one.sha256, one.name, str(error)))
                else:
                    done.growing.append(one.name)
                continue
            room -= sum(member.path.stat().st_size for member in members)
            done.found += members
        done.found.sort(key=lambda one: (one.sha256, one.name))
        yield done


def _is_archive(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
    except OSError:
        return False
    is_office = is_workbook(head) or b"[Content_Types].xml" in head
    return head.startswith((GZIP, EMPTY_ZIP)) or (head.startswith(ZIP) and not is_office)


def _members(source: Source, one: Found, folder: Path, room: int, done: Opened) -> Iterator[Found]:
    """The files of one archive, unpacked; what is an archive itself is told, and left out."""
    count = 0
    for name, file in _streams(source):
        path = folder / str(count)
        folder.mkdir(parents=True, exist_ok=True)
        inner = f"{one.name}/{printable(name)}"
        digest = _unpacked(source, file, path, min(USUAL.unpacked, room))
        count += 1
        if _is_archive(path):
            refusal = refused(Source(inner, path), "an archive within an archive", "a file", PACK_AGAIN)
            done.strange.append(Strange(digest, inner, str(refusal)))
        else:
            yield Found(digest, inner, path, stamped(path))
    if not count:
        raise refused(source, "an archive without files", "at least one file")


def _streams(source: Source) -> Iterator[tuple[str, Content]]:
    """Name and open content of each file in an archive."""
    with source.path.open("rb") as file:
        is_gzip = file.read(2) == GZIP
    if is_gzip:
        with gzip.open(source.path) as content:
            yield PurePosixPath(source.name).name.removesuffix(".gz"), content
        return
    members = directory(source, source.path)
    with zipfile.ZipFile(source.path) as archive:
        for member in members:
            parts = PurePosixPath(member.filename).parts
            if not member.is_dir() and not any(part.startswith((".", "__MACOSX")) for part in parts):
                with archive.open(member) as content:
                    yield member.filename, content


def _unpacked(source: Source, file: Content, path: Path, room: int) -> str:
    """Writes one file, never more than there is room for; its sha256."""
    digest, size = sha256(), 0
    packed = source.path.stat().st_size
    try:
        with path.open("wb") as target:
            while block := file.read(BLOCK):
                size += len(block)
                if size > room or (size > USUAL.free and size > USUAL.ratio * packed):
                    stands = f"{packed:,} bytes that unpack to more than {size - len(block):,}"
                    raise refused(source, stands, "a file that is not made to fill the disk", "send it unpacked")
                digest.update(block)
                target.write(block)
    except (*DAMAGED, OSError, zlib.error) as error:
        raise damaged(source, str(error)) from None
    return digest.hexdigest()
