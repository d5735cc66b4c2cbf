"""What may be unpacked: a zip directory is looked through before anything in it is opened."""

import struct
import zipfile
import zlib
from pathlib import Path
from typing import Final, NamedTuple

from pipelines.readers.base import Refused, Source, excerpt, refused

GZIP: Final = b"\x1f\x8b"
DAMAGED: Final = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError,
    ValueError, OSError,
)  # fmt: skip


class Limits(NamedTuple):
    """How much a file may unpack to."""

    members: int = 10_000
    unpacked: int = 500 << 20
    ratio: int = 100  # unpacked to packed; small files may be packed tighter
    free: int = 10 << 20  # up to here the ratio does not count


USUAL: Final = Limits()


def directory(source: Source, path: Path, limits: Limits = USUAL) -> list[zipfile.ZipInfo]:
    """The members of a zip file. Raises Refused where it is damaged, locked, too large, or its names are tricks."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except DAMAGED as error:
        raise damaged(source, str(error)) from None
    if len(members) > limits.members:
        raise refused(source, f"{len(members):,} files in one archive", f"at most {limits.members:,}", "split it")
    unpacked, packed = sum(one.file_size for one in members), sum(one.compress_size for one in members)
    if unpacked > limits.unpacked:
        raise refused(source, f"{unpacked:,} bytes unpacked", f"at most {limits.unpacked:,} bytes", "split the file")
    if unpacked > limits.free and unpacked > limits.ratio * max(packed, 1):
        stands = f"{packed:,} bytes that unpack to {unpacked:,}"
        raise refused(source, stands, f"at most {limits.ratio} times as much", "send the file without compression")
    seen: set[str] = set()
    for one in members:
        if one.flag_bits & 0x1:
            raise refused(source, "an archive locked by a password", "a file that can be opened", "send it unlocked")
        if is_trick(one.filename) or one.filename.casefold() in seen:
            stands = f"a member named {excerpt(one.filename)!r}"
            raise refused(source, stands, "each member once, under a plain name", "pack the file again")
        seen.add(one.filename.casefold())
    return members


def is_trick(name: str) -> bool:
    """A name that leads out of the folder it is unpacked to, or hides what it is."""
    parts = name.replace("\\", "/").split("/")
    return name.startswith("/") or "\\" in name or ":" in parts[0] or ".." in parts or not name.isprintable()


def damaged(source: Source, why: str) -> Refused:
    """The refusal of a file that cannot be unpacked."""
    return refused(source, f"a damaged archive ({excerpt(why)})", "a whole file")
