"""HTML of a mail as rows: a table's rows keep their cells, everything else is lines. Nothing is ever fetched or run."""

import re
from typing import Final, cast

from lxml import etree

from pipelines.readers.prose.page import MAX_ROWS, Cell, Row, cells_of

SKIPPED: Final = frozenset(("script", "style", "head", "title", "template", "noscript"))
BLOCKS: Final = frozenset(
    "p div br tr table tbody thead ul ol li h1 h2 h3 h4 h5 h6 hr section article blockquote pre center dl dt dd".split()
)
QUOTED: Final = "-----Original Message-----"  # what begins an older mail, written as a line
MAX_SPAN: Final = 50
MAX_LINES: Final = 4  # of a cell; with more it lays out a page, and is no figure of a table
_QUOTE: Final = re.compile(r"gmail_quote|divRplyFwdMsg|yahoo_quoted|moz-cite-prefix|OLK_SRC_BODY_SECTION")
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.1-9])")


class _TableRow:
    """A tr while its cells pass."""

    def __init__(self, line: int) -> None:
        self.line, self.cells = line, list[tuple[str, int, int]]()
        self.column = 0
        self.text: list[str] | None = None  # of the open cell
        self.is_leaf = True  # False: it holds a table, so it lays out a page


class _Page:
    """Rows while elements pass."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.open: list[_TableRow] = []
        self.line_text: list[str] = []
        self.line = 0

    def write(self, text: str | None) -> None:
        """Text into the open cell, or else the open line."""
        if text:
            self._target().append(re.sub(r"[ \t\r\n\f]+", " ", text))

    def break_line(self, line: int) -> None:
        """A block begins or ends."""
        if self.open and self.open[-1].is_leaf and self.open[-1].text is not None:
            self.open[-1].text.append("\n")
        else:
            self._flush("".join(self.line_text), self.line or line)
            self.line_text = []
        self.line = line

    def begin_table(self) -> None:
        """A table within a cell: the rows around it only lay out the page."""
        for row in self.open:
            self._spill(row)
            row.is_leaf = False

    def end_cell(self, span: int) -> None:
        """A cell of the innermost row ends."""
        if self.open:
            row = self.open[-1]
            text = "".join(row.text or [])
            if row.is_leaf:
                row.cells.append((text, row.column, row.column + span))
            row.column += span
            row.text = None

    def end_row(self) -> None:
        """The innermost row ends: cells side by side are a row, one cell alone is lines."""
        row = self.open.pop()
        filled = [(_lines(text), start, end) for text, start, end in row.cells if text.strip()]
        if len(filled) > 1 and max(len(lines) for lines, _, _ in filled) <= MAX_LINES:
            self.rows.append(Row(row.line, [Cell(" ".join(lines), start, end) for lines, start, end in filled]))
        else:
            for lines, _, _ in filled:
                self._flush("\n".join(lines), row.line)

    def _target(self) -> list[str]:
        row = self.open[-1] if self.open else None
        return row.text if row is not None and row.is_leaf and row.text is not None else self.line_text

    def _spill(self, row: _TableRow) -> None:
        """What a row held before it turned out to lay out the page."""
        for text, _, _ in [*row.cells, ("".join(row.text or []), 0, 0)]:
            self._flush(text, row.line)
        row.cells, row.text = [], []

    def _flush(self, text: str, line: int) -> None:
        for part in _lines(text):
            cells = cells_of(part)
            if cells and len(self.rows) <= MAX_ROWS:
                self.rows.append(Row(line, cells))


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def rows_of_html(text: str) -> list[Row]:
    """The rows of a page, in order. Hidden parts are left out; where an older mail is quoted, a line says so."""
    parser = etree.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, encoding="utf-8")
    root = etree.fromstring(text.encode("utf-8", "replace"), parser) if text.strip() else None
    if root is None:
        return []
    page = _Page()
    hidden: etree._Element | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = str(element.tag)
        if event == "start":
            if hidden is None and (name in SKIPPED or _HIDDEN.search(element.get("style") or "")):
                hidden = element
            if hidden is None:
                _start(page, element, name)
            continue
        if hidden is None:
            _end(page, element, name)
        elif hidden is element:
            hidden = None
        if hidden is None:
            page.write(element.tail)
    page.break_line(0)
    return page.rows


def _start(page: _Page, element: etree._Element, name: str) -> None:
    line = cast("int | None", element.sourceline) or 0
    if name in BLOCKS:
        page.break_line(line)
    if _QUOTE.search(f"{element.get('class') or ''} {element.get('id') or ''}") or element.get("type") == "cite":
        page.line_text.append(QUOTED)
        page.break_line(line)
    if name == "table" and page.open:
        page.begin_table()
    if name == "tr":
        page.open.append(_TableRow(line))
    elif name in ("td", "th") and page.open:
        page.open[-1].text = []
    page.write(element.text)


def _end(page: _Page, element: etree._Element, name: str) -> None:
    if name in ("td", "th"):
        span = element.get("colspan") or "1"
        page.end_cell(min(int(span), MAX_SPAN) if span.isascii() and span.isdecimal() else 1)
    elif name == "tr" and page.open:
        page.end_row()
    elif name in BLOCKS:
        page.break_line(0)
