"""A look at the XML of a workbook for what reading its values would hide: lost results, errors, shortened numbers.

Sheets are read as blocks of bytes; only what is suspicious is looked at closely. Reading every part to its end also
proves its size and checksum.
"""

import re
import zipfile
from collections.abc import Iterator
from typing import Final, NamedTuple

from pipelines.readers.base import Source, excerpt, refused
from pipelines.readers.excel.parts import Styles, sheet_parts, styles
from pipelines.readers.zipped import DAMAGED, damaged, directory

BLOCK: Final = 1 << 20
MOST_ROW_BYTES: Final = 64 << 20
MOST_FLAWS: Final = 10_000
EXACT_DIGITS: Final = 15  # a workbook keeps no more of a number
NO_RESULT: Final = "a value: this formula was saved without its result; open the file, recalculate and save it"
NO_ERROR: Final = "a value: this formula gives an error"
IN_FULL: Final = f"text: a number of more than {EXACT_DIGITS} digits loses the others in a workbook"
_P: Final = rb"(?:\w+:)?"
_ODD: Final = re.compile(
    (
        rb'\bt="e"|(?:</%sf>|<%sf\b[^>]*/>)(?:<%sv\s*/>|<%sv></%sv>)?</%sc>|'
        rb"<%sv>[+-]?(?:[0-9]{16,}[^<]*|[0-9.]+[eE]\+?[0-9]+|[0-9]*\.[0-9]{10,})<"
    )
    % ((_P,) * 7)
)
_CELL: Final = re.compile(rb"<%sc\b([^>]*)>" % _P)
_PLACE: Final = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_VALUED: Final = re.compile(
    (
        rb'<%sc\b[^>]*?\br="([A-Z]{1,3})[0-9]+"[^>/]*>(?:<%sf\b[^>]*>[^<]*</%sf>|<%sf\b[^>]*/>)?'
        rb"<%s(?:v>[^<]|is>)"
    )
    % ((_P,) * 5)
)
_STYLED: Final = re.compile(rb'<%sc\b([^>]*\bs="([0-9]+)"[^>]*)><%sv>([0-9]{1,15})</' % (_P, _P))
_FORMULA: Final = re.compile(rb"<%sf\b[^>]*>([^<]*)<" % _P)


class Flaw(NamedTuple):
    """A cell whose value cannot be trusted. `column` counts from the first column with a value."""

    row: int
    column: int
    value: str
    rule: str


class Scanned(NamedTuple):
    """By sheet: its flawed cells, and cells that a number format shows with leading zeros, as text."""

    flaws: dict[str, list[Flaw]]
    padded: dict[str, list[tuple[int, int, str]]]
    warnings: list[str]


def scanned(source: Source) -> Scanned:
    """Looks through a workbook of zipped XML. Raises Refused where it is hostile or damaged."""
    members = directory(source, source.path)
    found = Scanned({}, {}, [])
    try:
        with zipfile.ZipFile(source.path) as archive:
            sheets, formats = sheet_parts(source, archive), styles(source, archive)
            for member in members:
                if member.filename in sheets:
                    _look(source, archive, member.filename, sheets[member.filename], formats, found)
                else:
                    _through(archive, member)
    except DAMAGED as error:
        raise damaged(source, str(error)) from None
    return found


def _through(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Reads a part to its end, so that its size and checksum are proved."""
    with archive.open(member) as part:
        while part.read(BLOCK):
            pass


def _look(source: Source, archive: zipfile.ZipFile, part: str, name: str, formats: Styles, found: Scanned) -> None:
    flaws: list[tuple[str, int, str, str]] = []
    padded: list[tuple[str, int, str]] = []
    rounded = 0
    columns: set[bytes] = set()
    for block in _rows(source, archive, part):
        odd, count = _odd(block)
        flaws += odd
        rounded += count
        padded += _padded(block, formats)
        columns |= set(_VALUED.findall(block)) if formats.padded or odd or flaws else set()
        if len(flaws) > MOST_FLAWS:
            stands = f"more than {MOST_FLAWS:,} cells of sheet {excerpt(name)!r} without a usable value"
            raise refused(source, stands, "formulas with their results", "open it, recalculate, and save it again")
    if flaws and not formats.padded:  # blocks before the first flaw count too
        columns = {column for block in _rows(source, archive, part) for column in _VALUED.findall(block)}
    first = min((_number(column.decode()) for column in columns), default=0)
    found.flaws[name] = [Flaw(row, _number(column) - first, value, rule) for column, row, value, rule in flaws]
    found.padded[name] = [(row, _number(column) - first, text) for column, row, text in padded]
    lost = sum(flaw.rule == NO_RESULT for flaw in found.flaws[name])
    if lost:
        found.warnings.append(f"sheet {excerpt(name)!r}: {lost} formulas were saved without their results")
    if rounded:
        found.warnings.append(
            f"sheet {excerpt(name)!r}: {rounded} numbers have a remainder beyond nine decimals, left out"
        )


def _rows(source: Source, archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The XML of a sheet in blocks that end with a row."""
    pending: list[bytes] = []
    held = 0
    with archive.open(part) as file:
        while block := file.read(BLOCK):
            cut = block.rfind(b"row>") + 4
            if cut > 3:
                yield b"".join([*pending, block[:cut]])
                pending, held = [block[cut:]], len(block) - cut
            else:
                pending.append(block)
                held += len(block)
            if held > MOST_ROW_BYTES:
                raise refused(source, f"a row of more than {MOST_ROW_BYTES:,} bytes", "rows of a table")
    yield b"".join(pending)


def _odd(block: bytes) -> tuple[list[tuple[str, int, str, str]], int]:
    """Suspicious cells as column, row, value, rule; and how many numbers are more exact than they are read."""
    flaws = []
    rounded = 0
    for match in _ODD.finditer(block):
        start = max(block.rfind(b"<c ", 0, match.start() + 1), block.rfind(b":c ", 0, match.start() + 1))
        cell = _CELL.match(block, block.rfind(b"<", 0, start + 1)) if start >= 0 else None
        place = _PLACE.search(cell[1]) if cell else None
        if cell is None or place is None:
            continue
        text = match[0]
        column, row = place[1].decode(), int(place[2])
        if text.endswith(b'"'):
            flaws.append((column, row, _inner(block, cell.end()), NO_ERROR))
        elif text.endswith(b">"):
            flaws.append((column, row, _formula(block, cell.end(), match.end()), NO_RESULT))
        elif b't="s' not in cell[1] and b't="inlineStr' not in cell[1]:
            number = text[text.index(b">") + 1 : -1].decode()
            if abs(float(number)) >= 10**EXACT_DIGITS:
                flaws.append((column, row, number, IN_FULL))
            else:
                rounded += round(float(number), 9) != float(number)
    return flaws, rounded


def _padded(block: bytes, formats: Styles) -> list[tuple[str, int, str]]:
    """Numbers that are shown with leading zeros, as they are shown."""
    if not formats.padded:
        return []
    cells = (
        (formats.padded.get(int(found[2])), _PLACE.search(found[1]), found[3]) for found in _STYLED.finditer(block)
    )
    return [
        (place[1].decode(), int(place[2]), digits.decode().zfill(width))
        for width, place, digits in cells
        if width and place and len(digits) < width
    ]


def _inner(block: bytes, start: int) -> str:
    """What an error cell says, such as #REF!."""
    found = re.compile(rb"<%sv>([^<]*)<" % _P).search(block, start, start + 10_000)
    return found[1].decode("utf-8", "replace") if found else "an error"


def _formula(block: bytes, start: int, end: int) -> str:
    found = _FORMULA.search(block, start, end)
    return "=" + found[1].decode("utf-8", "replace") if found else "a formula"


def _number(column: str) -> int:
    """A=1, Z=26, AA=27."""
    number = 0
    for letter in column:
        number = number * 26 + ord(letter) - 64
    return number
