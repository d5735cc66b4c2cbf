"""Compound files (old workbooks, Outlook's messages), proved before another library follows their chains of sectors.

Source: [MS-CFB] Compound File Binary File Format: header 2.2, sector allocation tables 2.3 to 2.5, directory 2.6.
"""

import struct
from collections.abc import Sequence
from typing import Final

from pipelines.readers.base import Source, refused

STREAM: Final = 2  # the kind of a directory entry that holds bytes
UNUSED: Final = 0xFFFFFFFF
LAST: Final = 0xFFFFFFFA  # sectors have numbers below
MAX_STREAMS: Final = 20_000
DAMAGED: Final = (OSError, ValueError, OverflowError, LookupError, AssertionError, RecursionError, struct.error)
_SHIFT: Final = 0x1E  # where the header says how large a sector is
_FIRST: Final = (
    0x44  # where it names the first sector of the table that has no room in the header; its end names the next
)


def prove(source: Source, whole: str) -> None:
    """Refuses a file that was cut, whose chains go round in circles, or whose parts lie upon each other.

    In:      `whole` says what the file should be: `a message that Outlook saved, whole`.
    """
    from olefile import OleFileIO

    size = source.path.stat().st_size
    try:
        with OleFileIO(str(source.path)) as compound:
            compound.loadminifat()
            entries = [entry for entry in compound.direntries if entry is not None]
            used = max((at for at, after in enumerate(compound.fat) if after != UNUSED), default=0)
            needed = (used + 1) * compound.sectorsize
            unpacked = sum(entry.size for entry in entries if entry.entry_type == STREAM)
            is_circular = any(map(_is_circular, (compound.fat, compound.minifat)))
        is_circular = is_circular or _is_table_circular(source)
    except DAMAGED as error:
        raise refused(source, f"a damaged file ({type(error).__name__})", whole) from None
    if is_circular:
        raise refused(source, "a damaged file (a part of it follows upon itself)", whole)
    if size <= needed:  # the header takes the place of one more sector
        raise refused(
            source, f"{size:,} bytes", f"more than {needed:,} bytes, as its own table says", "the file was cut"
        )
    if unpacked > size or len(entries) > MAX_STREAMS:
        stands = f"{len(entries):,} parts of {unpacked:,} bytes in a file of {size:,}"
        raise refused(source, stands, f"{whole}: parts that fit into their file")


def _is_circular(after: Sequence[int]) -> bool:
    """Whether a walk from any sector to the one after it comes by a sector twice.

    >>> _is_circular([1, 2, UNUSED]), _is_circular([1, 2, 1]), _is_circular([0])
    (False, True, True)
    """
    walk_of = [-1] * len(after)
    for start in range(len(after)):
        at = start
        while at < len(after) and walk_of[at] < 0:
            walk_of[at], at = start, after[at]
        if at < len(after) and walk_of[at] == start:
            return True
    return False


def _is_table_circular(source: Source) -> bool:
    """The same of the sectors that say where the sectors of the table of sectors are."""
    seen = set[int]()
    with source.path.open("rb") as file:
        header = file.read(512)
        shift, at = int.from_bytes(header[_SHIFT : _SHIFT + 2], "little"), _number(header[_FIRST : _FIRST + 4])
        while at < LAST and at not in seen:
            seen.add(at)
            file.seek(((at + 2) << shift) - 4)
            at = _number(file.read(4))
    return at < LAST


def _number(four_bytes: bytes) -> int:
    return int(struct.unpack("<I", four_bytes)[0])
