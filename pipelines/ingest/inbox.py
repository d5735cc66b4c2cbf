"""What lies in the inbox: every regular file under its folders; nothing is moved, changed or followed."""

import os
import stat
from collections.abc import Iterator
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Final, NamedTuple

from pipelines.readers.base import SEND_AGAIN, told
from pipelines.readers.text import MAX_BYTES

FOLDERS: Final = ("bank", "remittance", "open_items", "customers", "decisions", "gl", "rates")
WORKBOOK: Final = b"PK\x03\x04"  # in decisions/ a cleared workbook, which `tieout clear` takes
MOST_FILES: Final = 100_000


class Found(NamedTuple):
    """One file as it was when it was hashed."""

    sha256: str
    name: str  # path inside the inbox, fit for a message
    path: Path
    stamp: tuple[int, ...]


class Strange(NamedTuple):
    """Something in the inbox that is no file to read. `sha256` is of its kind and name: the same is told once."""

    sha256: str
    name: str
    message: str


def walk(inbox: Path) -> tuple[list[Found], list[Strange]]:
    """All files under FOLDERS, sorted by sha256, then name; hidden ones and cleared workbooks are left alone."""
    found: list[Found] = []
    strange: list[Strange] = []
    for entry in sorted(_entries(inbox), key=lambda entry: entry.path):
        name = _name(inbox, entry.path)
        seen = entry.stat(follow_symlinks=False)
        if not stat.S_ISREG(seen.st_mode):
            strange.append(_strange(name, _kind(seen.st_mode), "a regular file", "put the file itself there"))
        elif seen.st_size > MAX_BYTES:
            stands = f"{seen.st_size:,} bytes"
            strange.append(_strange(name, stands, f"at most {MAX_BYTES:,} bytes", "split the file"))
        elif not _is_cleared_workbook(name, Path(entry.path)):
            found.extend(_hashed(name, Path(entry.path), strange))
    return sorted(found, key=lambda one: (one.sha256, one.name)), strange


def workbooks(inbox: Path) -> list[Found]:
    """Cleared workbooks in decisions/, by name: `walk` leaves them alone."""
    strange: list[Strange] = []
    paths = sorted(Path(entry.path) for entry in _entries(inbox) if entry.is_file(follow_symlinks=False))
    named = [(_name(inbox, str(path)), path) for path in paths]
    return [one for name, path in named if _is_cleared_workbook(name, path) for one in _hashed(name, path, strange)]


def strays(inbox: Path) -> list[str]:
    """What lies beside the folders and is not read, hidden files apart."""
    names = sorted(entry.name for entry in os.scandir(inbox) if not entry.name.startswith("."))
    return [
        f"{printable(name)} is not in a folder of the inbox ({', '.join(FOLDERS)}) and is not read"
        for name in names
        if name not in FOLDERS
    ]


def is_unchanged(one: Found) -> bool:
    """Whether the file is still the one that was hashed: a sender may be writing it at this moment."""
    try:
        return _stamp(one.path.stat(follow_symlinks=False)) == one.stamp
    except OSError:
        return False


def stamped(path: Path) -> tuple[int, ...]:
    """What `is_unchanged` compares."""
    return _stamp(path.stat(follow_symlinks=False))


def _entries(inbox: Path) -> Iterator[os.DirEntry[str]]:
    """Everything under the folders but the folders themselves; links are listed, never followed."""
    places, count = [str(inbox)], 0
    while places:
        with os.scandir(places.pop()) as entries:
            for entry in entries:
                is_top = Path(entry.path).parent == inbox
                if entry.name.startswith(".") or (is_top and entry.name not in FOLDERS):
                    continue
                count += 1
                if count > MOST_FILES:
                    return
                if entry.is_dir(follow_symlinks=False):
                    places.append(entry.path)
                else:
                    yield entry


def _hashed(name: str, path: Path, strange: list[Strange]) -> Iterator[Found]:
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(handle, "rb") as file:
            stamp = _stamp(os.fstat(handle))
            yield Found(file_digest(file, "sha256").hexdigest(), name, path, stamp)
    except OSError as error:
        expected, remedy = "a file that can be opened", "check its permissions"
        strange.append(_strange(name, error.strerror or "it cannot be opened", expected, remedy))


def _is_cleared_workbook(name: str, path: Path) -> bool:
    if not name.startswith("decisions/"):
        return False
    try:
        with path.open("rb") as file:
            return file.read(len(WORKBOOK)) == WORKBOOK
    except OSError:
        return False


def _stamp(seen: os.stat_result) -> tuple[int, ...]:
    return seen.st_dev, seen.st_ino, seen.st_size, seen.st_mtime_ns


def _kind(mode: int) -> str:
    if stat.S_ISLNK(mode):
        return "a symbolic link"
    return "a pipe, socket or device"


def _name(inbox: Path, path: str) -> str:
    return printable(Path(path).relative_to(inbox).as_posix())


def printable(name: str) -> str:
    """A name as a message shows it; what cannot stand on a line is written as its code."""
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in name)


def _strange(name: str, stands: str, expected: str, remedy: str = SEND_AGAIN) -> Strange:
    return Strange(sha256(f"{stands}|{name}".encode()).hexdigest(), name, told(name, 0, stands, expected, remedy))
