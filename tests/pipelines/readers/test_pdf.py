"""PDF: words by their places, and documents that ask for more than they are worth."""

import zlib

from pipelines.readers.pdf import worker
from tests.pipelines.readers import pdf_file
from tests.pipelines.readers.support import of_text, refusal

TOO_MUCH = "a PDF that takes more than its pages are worth"


def advice(*places: tuple[float, float, str]) -> bytes:
    return pdf_file.document(pdf_file.text((60, 760, "Payment amount: EUR 150.00"), *places))


def said(folder, data: bytes) -> list[tuple[str, int]]:
    return of_text(folder, data).tables["advice_lines"].select("invoice_number", "paid_minor").rows()


def test_words_of_one_height_are_a_row_whatever_their_order_in_the_file(tmp_path):
    places = [(400, 700, "Paid"), (60, 700, "Invoice"), (400, 660, "50.00"), (60, 681, "4711"), (60, 660, "4712")]
    assert said(tmp_path, advice(*places, (400, 680, "100.00"))) == [("4711", 10000), ("4712", 5000)]


def test_a_table_goes_on_over_pages(tmp_path):
    heading = ((60, 700, "Invoice"), (400, 700, "Paid"))
    first = pdf_file.text((60, 760, "Payment amount: EUR 150.00"), *heading, (60, 680, "4711"), (400, 680, "100.00"))
    second = pdf_file.text(*heading, (60, 680, "4712"), (400, 680, "50.00"))
    data = pdf_file.document(first, second)
    assert said(tmp_path, data) == [("4711", 10000), ("4712", 5000)]
    assert of_text(tmp_path, data).tables["advice_lines"]["source_line"].to_list() == [1, 2]


def test_a_gap_of_a_column_begins_a_cell_and_one_of_a_word_does_not():
    line = [(0.0, 10.0, 0.0, 30.0, "Invoice"), (0.0, 10.0, 33.0, 60.0, "number"), (0.0, 10.0, 70.0, 90.0, "Paid")]
    assert [cell[0] for cell in worker._cells(line)] == ["Invoice number", "Paid"]


def test_ten_thousand_pages_are_refused_by_their_number(tmp_path):
    kids = b" ".join(b"%d 0 R" % number for number in range(3, 10_003))
    pages = b"<</Type/Pages/Kids[" + kids + b"]/Count 10000>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]>>"
    message = refusal(tmp_path, pdf_file.written([b"<</Type/Catalog/Pages 2 0 R>>", pages, *[page] * 10_000]))
    assert "10,000 pages" in message and "at most 200 pages" in message


def one_page(content: bytes, *more: bytes) -> bytes:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>"
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return pdf_file.written([b"<</Type/Catalog/Pages 2 0 R>>", pages, page, content, *more])


def test_a_stream_that_unpacks_beyond_all_memory_is_stopped(tmp_path):
    packer = zlib.compressobj(9)
    start = packer.compress(b" " * (1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(b" " * (1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    data = start + again * 1500 + packer.flush()
    bomb = one_page(b"<</Length %d/Filter/FlateDecode>>stream\n" % len(data) + data + b"\nendstream")
    assert len(bomb) < 2_000_000 and TOO_MUCH in refusal(tmp_path, bomb)


def test_forms_within_forms_are_stopped(tmp_path):
    forms = [
        b"<</Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</X %d 0 R>>>>/Length 60>>stream\n"
        % (6 + level) + b"/X Do " * 10 + b"\nendstream"
        for level in range(12)
    ]  # fmt: skip
    assert TOO_MUCH in refusal(tmp_path, one_page(pdf_file.stream(b"/X Do"), *forms))


def test_a_document_of_more_lines_than_an_advice_has_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("pipelines.readers.pdf.MAX_BYTES", 100)
    assert "a PDF of" in refusal(tmp_path, advice())
