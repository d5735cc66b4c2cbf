"""Reads one PDF in a process of its own, because a small file may ask for any memory and any time.

`python worker.py FILE text|tables` writes JSON: {"rows": [[page, [[text, left, right], ...]], ...]}, or
{"refused": [what stands, what was expected, what to do]}. It imports nothing of ours, so that it starts at once.
"""

import json
import re
import sys
from collections.abc import Iterator

MAX_PAGES = 200
MAX_PAGES_OF_TABLES = 20
MAX_CHARACTERS = 500_000
MAX_ROWS = 20_000
MAX_CPU_S = 20
MAX_MEMORY = 512 << 20
GAP = 0.7  # of a line's height: a wider gap parts two columns
HYPHEN = "\ufffe"  # pdfium's sign for a hyphen at the end of a line, where it joins the word with the next line
Cell = tuple[str, float, float]
Row = tuple[int, list[Cell]]


class Refusal(Exception):
    """What stands there, what was expected, what to do."""


def main(path: str, how: str) -> dict[str, object]:
    """The rows of a document, or why there are none."""
    _limit()
    try:
        rows = list(_tables(path) if how == "tables" else _text(path))
    except Refusal as error:
        return {"refused": list(error.args)}
    return {"rows": rows}


def _limit() -> None:
    try:
        import resource
    except ImportError:  # not on this system: the time the caller waits is the only limit
        return
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_CPU_S, MAX_CPU_S))


def _text(path: str) -> Iterator[Row]:
    """Every page's words in rows, top down, by their places on the page."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Refusal("an encrypted PDF", "a PDF without a password", "ask for it without one") from None
        raise Refusal("a damaged PDF", "a PDF that can be opened", "ask for it again") from None
    _count(len(document), MAX_PAGES)
    characters = rows = 0
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        characters += text.count_chars()
        if characters > MAX_CHARACTERS:
            raise Refusal(f"more than {MAX_CHARACTERS:,} characters", "an advice of one payment", "split the file")
        for row in _rows(_words(text)):
            rows += 1
            _enough(rows)
            yield number + 1, row
        text.close()
        page.close()


def _count(pages: int, most: int) -> None:
    if pages > most:
        raise Refusal(f"{pages:,} pages", f"at most {most:,} pages", "split the file")


def _enough(rows: int) -> None:
    if rows > MAX_ROWS:
        raise Refusal(f"more than {MAX_ROWS:,} lines", "an advice of one payment", "split the file")


def _words(page) -> list[tuple[float, float, float, float, str]]:  # type: ignore[no-untyped-def]
    """(bottom, top, left, right, word), in the order of the file."""
    text = page.get_text_range()
    if len(text) != page.count_chars():  # characters beyond the first plane count twice: read them one by one
        text = "".join(page.get_text_range(at, 1)[:1] or " " for at in range(page.count_chars()))
    words = []
    for part in re.finditer(rf"[^\s{HYPHEN}]+{HYPHEN}?|{HYPHEN}", text):
        left, bottom, _, top = page.get_charbox(part.start(), loose=True)
        _, low, right, high = page.get_charbox(part.end() - 1, loose=True)
        words.append((min(bottom, low), max(top, high), left, right, part[0].replace(HYPHEN, "-")))
    return words


def _rows(words: list[tuple[float, float, float, float, str]]) -> Iterator[list[Cell]]:
    """Words of one height as a row, left to right; a wide gap begins a new cell."""
    lines: list[list[tuple[float, float, float, float, str]]] = []
    for word in sorted(words, key=lambda word: (-(word[0] + word[1]), word[2])):
        middle, height = (word[0] + word[1]) / 2, word[1] - word[0]
        last = lines[-1][0] if lines else None
        if last is not None and abs((last[0] + last[1]) / 2 - middle) < 0.4 * max(height, 1):
            lines[-1].append(word)
        else:
            lines.append([word])
    for line in lines:
        yield _cells(sorted(line, key=lambda word: word[2]))


def _cells(line: list[tuple[float, float, float, float, str]]) -> list[Cell]:
    cells: list[Cell] = []
    for bottom, top, left, right, text in line:
        if cells and left - cells[-1][2] < GAP * (top - bottom):
            before = cells[-1]
            cells[-1] = (f"{before[0]} {text}", before[1], right)
        else:
            cells.append((text, left, right))
    return cells


def _tables(path: str) -> Iterator[Row]:
    """Ruled tables by the cells their lines make, for cells that go on over several lines; and the text beside them."""
    import pdfplumber

    rows = 0
    with pdfplumber.open(path) as document:
        _count(len(document.pages), MAX_PAGES_OF_TABLES)
        for page in document.pages:
            found = page.find_tables()
            rest = page
            for table in found:
                rest = rest.outside_bbox(table.bbox, strict=False)
            lines = [(line["top"], [(line["text"], 0.0, 0.0)]) for line in rest.extract_text_lines(return_chars=False)]
            for table in found:
                for place, cells in zip(table.rows, table.extract(), strict=True):
                    filled = [
                        (" ".join((text or "").replace("-\n", "-").split()), float(at), at + 1.0)
                        for at, text in enumerate(cells)
                    ]
                    lines.append((place.bbox[1], [cell for cell in filled if cell[0]]))
            for _, line in sorted(lines, key=lambda line: line[0]):
                rows += bool(line)
                _enough(rows)
                if line:
                    yield page.page_number, line
            page.close()


if __name__ == "__main__":
    json.dump(main(sys.argv[1], sys.argv[2]), sys.stdout)
