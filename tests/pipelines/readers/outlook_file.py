"""Writes a small Outlook message (.msg): a compound file of 512-byte sectors, as the readers' tests need it."""

import struct
from datetime import datetime
from itertools import pairwise

TEXT, BINARY, TIME, NUMBER = 0x001F, 0x0102, 0x0040, 0x0003
SUBJECT, SENDER_NAME, SENDER_ADDRESS, SENT_AT, BODY, HTML = 0x0037, 0x0C1A, 0x0C1F, 0x0039, 0x1000, 0x1013
DATA, SHORT_NAME, LONG_NAME, METHOD, MIME = 0x3701, 0x3704, 0x3707, 0x3705, 0x370E
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
SECTOR, MINI, LARGE = 512, 64, 4096
Tree = dict[str, "bytes | Tree"]


def message(
    subject: str, body: str, sender: str, sent: datetime, html: str = "", files: dict[str, bytes] | None = None
) -> bytes:
    """The bytes of a message with its files."""
    attachments = files or {}
    root = _properties(
        struct.pack("<8x4I8x", 0, len(attachments), 0, len(attachments)),
        {(SUBJECT, TEXT): subject, (SENDER_NAME, TEXT): sender, (SENDER_ADDRESS, TEXT): "ap@payer.example",
         (SENT_AT, TIME): sent, (BODY, TEXT): body, **({(HTML, TEXT): html} if html else {})},
    )  # fmt: skip
    for at, (name, data) in enumerate(attachments.items()):
        root[f"__attach_version1.0_#{at:08X}"] = _properties(
            bytes(8),
            {(LONG_NAME, TEXT): name, (DATA, BINARY): data, (METHOD, NUMBER): 1, (MIME, TEXT): "application/x-file"},
        )
    return compound(root)


def _properties(head: bytes, values: dict[tuple[int, int], str | bytes | int | datetime]) -> Tree:
    """A storage with its property stream, and a stream for each property of variable length."""
    found: Tree = {}
    for (number, kind), value in values.items():
        if isinstance(value, datetime):
            ticks = int((value - datetime(1601, 1, 1, tzinfo=value.tzinfo)).total_seconds()) * 10_000_000
            head += struct.pack("<HHIQ", kind, number, 6, ticks)
        elif isinstance(value, int):
            head += struct.pack("<HHIII", kind, number, 6, value, 0)
        else:
            data = value.encode("utf-16-le") if isinstance(value, str) else value
            head += struct.pack("<HHIII", kind, number, 6, len(data), 0)
            found[f"__substg1.0_{number:04X}{kind:04X}"] = data
    return {"__properties_version1.0": head, **found}


class _Entries:
    """The directory, and the data it points to."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, int, int, bytes, int]] = []  # name, type, child, data, next
        self.count = 0

    def add(self, tree: Tree) -> int:
        """Adds what is in a storage, chained one after the other; returns the first."""
        numbers = []
        for name, value in tree.items():
            at = len(self.rows)
            numbers.append(at)
            self.rows.append((name, 2 if isinstance(value, bytes) else 1, FREE, b"", FREE))
            data = value if isinstance(value, bytes) else b""
            child = FREE if isinstance(value, bytes) else self.add(value)
            self.rows[at] = (name, self.rows[at][1], child, data, FREE)
        for at, after in pairwise(numbers):
            self.rows[at] = (*self.rows[at][:4], after)
        return numbers[0] if numbers else FREE


def compound(tree: Tree) -> bytes:
    """A compound file: header, directory, tables, then the streams."""
    entries = _Entries()
    entries.rows.append(("Root Entry", 5, FREE, b"", FREE))
    first = entries.add(tree)
    entries.rows[0] = ("Root Entry", 5, first, b"", FREE)
    mini, mini_table, starts = b"", [], {}
    for at, (_, kind, _, data, _) in enumerate(entries.rows):
        if kind == 2 and len(data) < LARGE:
            starts[at] = len(mini_table) if data else END
            count = -(-len(data) // MINI)
            mini_table += [len(mini_table) + step + 1 for step in range(count - 1)] + [END] * bool(count)
            mini += data.ljust(count * MINI, b"\0")
    sections = [("directory", -(-len(entries.rows) // 4)), ("minifat", -(-len(mini_table) // 128)),
                ("mini", -(-len(mini) // SECTOR))]  # fmt: skip
    large = [(at, row[3]) for at, row in enumerate(entries.rows) if row[1] == 2 and len(row[3]) >= LARGE]
    sections += [(str(at), -(-len(data) // SECTOR)) for at, data in large]
    used = sum(count for _, count in sections)
    fat_count = next(count for count in range(1, 100) if count * 128 >= used + count)
    table: list[int] = []
    place: dict[str, int] = {}
    for name, count in sections:
        place[name] = len(table) if count else END
        table += [len(table) + step + 1 for step in range(count - 1)] + [END] * bool(count)
    fat_at = len(table)
    table += [FAT] * fat_count
    table += [FREE] * (fat_count * 128 - len(table))
    starts |= {at: place[str(at)] for at, _ in large}
    directory = b"".join(
        _entry(row, starts.get(at, place["mini"] if at == 0 and mini else END if at == 0 else 0), len(mini))
        for at, row in enumerate(entries.rows)
    )
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, fat_count,
        place["directory"], 0, LARGE, place["minifat"], sections[1][1], END, 0,
    ) + struct.pack("<109I", *(fat_at + step if step < fat_count else FREE for step in range(109)))  # fmt: skip
    body = _padded(directory.ljust(sections[0][1] * SECTOR, b"\0"))
    body += _padded(struct.pack(f"<{len(mini_table)}I", *mini_table), b"\xff") + _padded(mini)
    body += b"".join(_padded(data) for _, data in large)
    return header + body + struct.pack(f"<{len(table)}I", *table)


def _entry(row: tuple[str, int, int, bytes, int], start: int, mini_size: int) -> bytes:
    name, kind, child, data, after = row
    coded = name.encode("utf-16-le") + b"\0\0"
    size = mini_size if kind == 5 else len(data)
    return struct.pack(
        "<64sHBBIII16xIQQIQ", coded, len(coded), kind, 1, FREE, after, child, 0, 0, 0, start, size
    )  # fmt: skip


def _padded(data: bytes, filler: bytes = b"\0") -> bytes:
    return data + filler * (-len(data) % SECTOR)
