"""What holds for every file of a format, however it is cut, split or quoted."""

import csv
import io
import sys

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.readers import Refused
from pipelines.readers.bai2.details import detail
from pipelines.readers.bai2.fields import Malformed
from pipelines.readers.bai2.records import Record
from pipelines.readers.csv.parts import Lines
from pipelines.readers.csv.records import Records, cells, records
from tests.pipelines.readers.support import HERE, of_text

WORDS = st.lists(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=1, max_size=9), min_size=1, max_size=30)
FUNDS = st.sampled_from([[""], ["0"], ["1"], ["Z"], ["V", "261016", ""], ["S", "20", "30", "0"], ["D", "1", "0", "50"]])
CELL = st.text(st.sampled_from('ab1 ,;"\n\t='), max_size=6)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("laws")


def bai2(detail: list[str]) -> str:
    """A file of one detail, which may go on over any number of lines."""
    count = len(detail)
    head = ["01,B,A,261015,2330,1,80,,2/", "02,A,B,1,261015,2359,USD,2/", "03,77,,010,0,,,015,50,,/"]
    tail = [f"49,100,{count + 2}/", f"98,100,1,{count + 4}/", f"99,100,1,{count + 6}/"]
    return "\n".join([*head, *detail, *tail])


@given(FUNDS, st.sets(st.integers(1, 8)), WORDS, st.sets(st.integers(1, 29)))
def test_a_bai2_detail_reads_the_same_however_its_fields_and_text_are_split(
    folder, funds, field_cuts, words, text_cuts
):
    values = ["195", "50", *funds, "REF1", "E2E1"]
    lines, line = [], "16"
    for number, field in enumerate(values):
        if number in field_cuts:
            lines.append(line + "/")
            line = "88"
        line += f",{field}"
    line += f",{words[0]}"
    for number, word in enumerate(words[1:], start=1):
        if number in text_cuts or len(line) + 1 + len(word) > 79:
            lines.append(line)
            line = f"88,{word}"
        else:
            line += f" {word}"
    only = of_text(folder, bai2([*lines, line])).tables["bank_lines"].row(0, named=True)

    assert (only["amount_minor"], only["bank_reference"], only["end_to_end_id"]) == (50, "REF1", "E2E1")
    assert only["memo"].split() == words


PIECE = st.sampled_from(["", "0", "Z", "V", "S", "D", "1", "50", "261016", "REF 1", "OBI:=X", " A ", "A, B", "x/y"])


@given(st.lists(PIECE, max_size=12), st.lists(st.sampled_from([",", ",", "/\n88,", "\n88,", "/\n88,,"]), min_size=12))
def test_the_usual_shape_of_a_bai2_detail_says_what_a_walk_field_by_field_says(pieces, marks):
    text = "16,195,50" + "".join(mark + piece for piece, mark in zip(pieces, marks, strict=False)) + "/"
    first, *others = text.split("\n")
    record = Record("16", 1, first, 80)
    record.lines += others

    def told(record):
        try:
            return detail(record)
        except Malformed as error:
            return error.args

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys.modules[detail.__module__], "_usual", lambda _: None)
        walked = told(record)
    assert told(record) == walked


@given(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789,/", min_size=1, max_size=400).filter(lambda text: text[-1] != "/"))
def test_bai2_text_cut_by_the_record_length_is_joined_without_a_gap(folder, text):
    whole = "16,195,50,,,," + text
    lines = [whole[:80]]
    rest = whole[80:]
    while rest:
        lines.append("88," + rest[:77])
        rest = rest[77:]
    if any(line.endswith("/") for line in lines):  # a slash at the cut would end the record
        return
    memo = of_text(folder, bai2(lines)).tables["bank_lines"]["memo"][0]

    assert memo == text


CUT = {  # one interchange each: between two of them a cut cannot be seen
    path.name: path.read_bytes().split(b"ISA|")[0]
    for path in [
        HERE / "golden/bai2/intraday.bai",
        HERE / "golden/bai2/two_accounts.bai",
        HERE / "golden/camt/batch.xml",
        HERE / "golden/camt/notification.xml",
        HERE / "golden/mt940/codewords.940",
        HERE / "golden/mt940/interim.942",
        HERE / "golden/mt940/pages.sta",
        HERE / "golden/nacha/ctx.ach",
        HERE / "golden/ofx/sgml.ofx",
        HERE / "golden/ofx/xml.ofx",
        HERE / "golden/x12_820/two_interchanges.edi",
        HERE / "golden/remadv/two_messages.edi",
        HERE / "golden/pain001/documents.xml",
        HERE / "golden/remt001/three.xml",
        HERE / "golden/lockbox/two_batches.txt",
    ]
}


@pytest.mark.parametrize("name", CUT)
@given(share=st.floats(0, 1))
def test_a_file_cut_anywhere_is_never_taken_with_fewer_lines(folder, name, share):
    whole = CUT[name]
    cut = whole[: int(len(whole) * share)]
    lines = {"bank_lines": 0, "advice_lines": 0}
    expected = of_text(folder, whole).tables
    try:
        reading = of_text(folder, cut)
    except Refused:
        return
    if reading.faults:
        return
    for table in lines:
        assert reading.tables[table].height == expected[table].height


@given(
    st.lists(st.lists(CELL, min_size=2, max_size=3), min_size=1, max_size=6), st.sampled_from(",;\t"), st.integers(1, 4)
)
def test_quoted_csv_cells_come_back_as_they_were_written(rows, separator, size):
    file = io.StringIO()
    csv.writer(file, delimiter=separator, lineterminator="\n").writerows(rows)
    lines = file.getvalue().split("\n")
    starts = range(0, len(lines), size)
    parts = [Lines(at + 2, pl.Series("raw", lines[at : at + size]), at + size >= len(lines)) for at in starts]
    told = list(records(parts, separator))
    found = Records(pl.concat(one.whole for one in told), pl.concat(one.unclosed for one in told), True)
    whole, ragged = cells(found.whole, 3, separator)

    rows = [row for row in rows if any(set(cell) - set(f' "\n\t{separator}') for cell in row)]  # blank rows are none
    full = [[cell.strip() or None for cell in row] for row in rows if len(row) == 3]
    assert [list(row[2:]) for row in whole.iter_rows()] == full
    assert whole.height + ragged.height == len(rows)
    assert found.unclosed.is_empty()


def written(lines: list[str]) -> list[str]:
    """The lines that hold more than separators."""
    return [line for line in lines if set(line) - set(' ",')]


@given(st.lists(st.text(st.sampled_from('a1,"\n'), max_size=12), max_size=8))
def test_every_line_of_a_csv_is_a_row_or_a_reject(folder, lines):
    text = "account,currency,booking_date,amount\n" + "\n".join(f"7,USD,2026-10-15,{line}" for line in lines)
    reading = of_text(folder, text)
    raws = [*reading.tables["bank_lines"]["raw"], *reading.rejects["raw"]]

    kept = "\n".join(raws).split("\n")
    idle = sum("moves no money" in warning for warning in reading.warnings)
    assert len(written(kept)) + idle == len(written(text.split("\n")[1:]))
