"""Mails that Outlook saved, whole, cut and hostile."""

from datetime import UTC, datetime

from tests.pipelines.readers import outlook_file, pdf_file
from tests.pipelines.readers.support import of_text, refusal

SENT = datetime(2026, 10, 15, 7, tzinfo=UTC)
ADVICE = "payment of EUR 100.00 for invoice 4711\r\n"


def test_html_sender_day_and_files_are_read_as_in_any_mail(tmp_path):
    html = "<html><p>we paid EUR 5.00</p><table><tr><td>Invoice<td>Paid</tr><tr><td>9<td>5.00</tr></table></html>"
    pdf = pdf_file.document(pdf_file.text((60, 700, ADVICE.strip()))) + b"\n" * 5000
    reading = of_text(
        tmp_path, outlook_file.message("Avis", "see HTML", "Northwind", SENT, html, {"a.pdf": pdf, "b.txt": b"no"})
    )
    lines = reading.tables["advice_lines"].sort("advice_no").select("invoice_number", "paid_minor").rows()
    assert lines == [("4711", 10000), ("9", 500)]
    assert reading.tables["advices"]["payer_name"].unique().to_list() == ["Northwind"]
    assert reading.warnings == ["b.txt is not read: 'no', and no reader knows this file"]


def test_a_message_that_was_cut_anywhere_is_refused(tmp_path):
    whole = outlook_file.message("Avis", ADVICE, "Northwind", SENT, files={"a.csv": b"x" * 5000})
    assert of_text(tmp_path, whole).tables["advice_lines"].height == 1
    for end in range(16, len(whole), 997):
        assert "file.txt:1" in refusal(tmp_path, whole[:end])


def test_streams_that_lie_upon_each_other_are_refused_before_they_are_read(tmp_path):
    one = b"x" * 5000
    whole = bytearray(outlook_file.message("Avis", ADVICE, "N", SENT, files={f"{at}.txt": one for at in range(9)}))
    name = "__substg1.0_37010102".encode("utf-16-le")
    at = whole.find(name)
    while at > 0:  # every attachment says that it is 4 MB long
        whole[at + 120 : at + 128] = (4 << 20).to_bytes(8, "little")
        at = whole.find(name, at + 1)
    assert "in a file of" in refusal(tmp_path, bytes(whole))
