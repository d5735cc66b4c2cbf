"""`make bench` on a day of a few receipts: it runs through and prints every row. No time is asserted."""

import sys
from io import StringIO

import pytest

from benchmarks import __main__ as bench
from benchmarks import formats, measure, memory


@pytest.fixture(scope="module")
def printed():
    patch, shown = pytest.MonkeyPatch(), StringIO()
    patch.setattr(sys, "argv", ["bench", "--sizes", "60", "--runs", "1", "--entries", "30", "--no-quality"])
    patch.setattr(sys, "stdout", shown)
    try:
        bench.main()
    finally:
        patch.undo()
    return shown.getvalue()


def test_every_step_has_its_row_and_what_is_made_of_them_stands_last(printed):
    rows = [line.split("│")[1].strip() for line in printed.splitlines() if line.startswith("│")]
    assert [row for row in rows if row] == [
        *measure.MEASURES,
        "end to end",
        "matching alone",
        *formats.FORMATS,
        *memory.FILES,
    ]


def test_what_a_row_is_about_is_told(printed):
    assert "60 receipts, 120 items" in printed
    assert "3 files" in printed  # the batch's posting file, the page and its figures
    assert " cells" in printed
    assert "x one join of its receipts and items" in printed


@pytest.mark.parametrize("name", formats.FORMATS)
def test_a_file_that_the_library_reads_otherwise_stops_the_bench(monkeypatch, name):
    write, _ = formats.FORMATS[name]
    monkeypatch.setitem(formats.FORMATS, name, (write, lambda file: 0))
    with pytest.raises(SystemExit, match=f"{name}: we read .* the library 0"):
        list(formats.tables(30, 1))
