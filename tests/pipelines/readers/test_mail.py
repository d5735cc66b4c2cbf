"""Mails: the letter in them, the files with them, and how far a hostile one gets."""

from email import message_from_string, policy
from email.message import EmailMessage

import pytest

from pipelines.readers.mail.html import rows_of_html
from pipelines.readers.mail.quotes import parts
from pipelines.readers.prose.page import Row, cells_of
from tests.pipelines.readers import pdf_file
from tests.pipelines.readers.support import HERE, of_text, refusal

ADVICE = "payment of EUR 100.00 for invoice 4711\n"
CSV = "payer_name,payment_amount,currency,invoice_number,paid_amount\nNorthwind,100.00,EUR,4711,100.00\n"


def mail(text: str = "see attached\n", subject: str = "Remittance", **files: bytes) -> bytes:
    message = EmailMessage()
    message["From"], message["To"] = "Northwind Traders <ap@northwind.example>", "ar@acme.example"
    message["Subject"], message["Date"] = subject, "Thu, 15 Oct 2026 23:30:00 -0500"
    message.set_content(text)
    for name, data in files.items():
        stem, _, suffix = name.rpartition("_")
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=f"{stem}.{suffix}")
    return message.as_bytes()


def said(folder, data: bytes) -> list[tuple[str, int]]:
    lines = of_text(folder, data).tables["advice_lines"].sort("advice_no", "line_no")
    return list(lines.select("invoice_number", "paid_minor").iter_rows())


def test_sender_and_day_of_the_mail_stand_where_the_letter_names_none(tmp_path):
    advice = of_text(tmp_path, mail(ADVICE)).tables["advices"].row(0, named=True)
    assert (advice["payer_name"], str(advice["payment_date"])) == ("Northwind Traders", "2026-10-15")
    advice = of_text(tmp_path, mail("Payer: Contoso\n" + ADVICE)).tables["advices"].row(0, named=True)
    assert advice["payer_name"] == "Contoso"


def test_what_letter_and_attachments_both_say_counts_once(tmp_path):
    pdf = pdf_file.document(pdf_file.text((60, 700, ADVICE.strip())))
    reading = of_text(tmp_path, mail(ADVICE, advice_csv=CSV.encode(), advice_pdf=pdf))
    assert reading.tables["advices"]["payer_name"].to_list() == ["Northwind"]
    assert reading.tables["advice_lines"].height == 1


def test_advices_of_several_files_are_numbered_through(tmp_path):
    other = CSV.replace("4711", "4712").encode()
    reading = of_text(
        tmp_path, mail(one_csv=CSV.encode(), two_csv=other, three_txt=ADVICE.replace("4711", "9").encode())
    )
    assert reading.tables["advices"]["advice_no"].sort().to_list() == [1, 2, 3]
    assert said(tmp_path, mail(one_csv=CSV.encode(), two_csv=other)) == [("4711", 10000), ("4712", 10000)]


def test_a_statement_in_a_mail_keeps_the_meaning_of_its_codes(tmp_path):
    camt = (HERE / "golden/camt/batch.xml").read_bytes()
    reading = of_text(tmp_path, mail(statement_xml=camt))
    assert reading.format == "camt in mail" and reading.tables["bank_lines"].height > 0


def test_a_broken_attachment_is_the_mails_own_fault(tmp_path):
    bai = (HERE / "broken/total_49.bai").read_bytes()
    reading = of_text(tmp_path, mail(ADVICE, statement_bai=bai))
    assert [fault.kind for fault in reading.faults] == ["transport"]
    assert reading.faults[0].stands.startswith("statement.bai: ") and reading.tables["advices"].is_empty()


def test_an_attachment_nobody_reads_is_a_reject_unless_the_amounts_stand_elsewhere(tmp_path):
    image = pdf_file.document(b"")
    unread = of_text(tmp_path, mail("for invoices EUR 4711 and 4712", scan_pdf=image))
    assert unread.rejects["field"].to_list() == ["scan.pdf"]
    assert "file.txt:1\n  stands:   scan.pdf = 'a PDF with no text layer'" in unread.rejects["message"][0]
    told = of_text(tmp_path, mail(ADVICE, scan_pdf=image))
    assert told.rejects.is_empty() and told.warnings == ["scan.pdf is not read: a PDF with no text layer"]


def test_a_reply_does_not_repeat_what_it_answers(tmp_path):
    quoted = "Thank you.\n\nAm 14.10.2026 um 09:00 schrieb Joe <joe@acme.example>:\n> " + ADVICE
    assert "an older mail is quoted below" in refusal(tmp_path, mail(quoted, "AW: Rechnung"))
    assert said(tmp_path, mail("payment of EUR 7.00 for invoice 9\n\n-----Original Message-----\n" + ADVICE)) == [
        ("9", 700)
    ]


@pytest.mark.parametrize(
    "head",
    [
        "---------- Forwarded message ---------\nFrom: Contoso <a@b.example>\nDate: Wed, 14 Oct 2026 09:00:00 +0000\n",
        "Von: Contoso <ap@contoso.example>\nGesendet: Mittwoch, 14. Oktober 2026 09:00\nAn: Joe\nBetreff: Avis\n",
        "-----Original Message-----\nFrom: Contoso <a@b.example>\nSent: Wed, 14 Oct 2026 09:00:00 +0000\nTo: Joe\n",
    ],
)
def test_of_a_forwarded_mail_sender_and_day_are_those_of_the_first(tmp_path, head):
    data = mail("FYI\n\n" + head + "\n" + ADVICE, "WG: Avis")
    advice = of_text(tmp_path, data).tables["advices"].row(0, named=True)
    assert (advice["payer_name"], str(advice["payment_date"])) == ("Contoso", "2026-10-14")
    assert said(tmp_path, data) == [("4711", 10000)]


def test_only_the_first_of_quoted_mails_is_the_older_one():
    lines = ["new", "From: a", "Sent: b", "old", "", "On Monday, Joe Doe wrote:", "oldest"]
    rows = [Row(at, cells_of(line)) for at, line in enumerate(lines) if line]
    new, older, _ = parts([*rows[:4], *(Row(9, cells_of("x")) for _ in range(6)), *rows[4:]])
    assert [row.text for row in new] == ["new"] and "oldest" not in [row.text for row in older]


def test_html_is_rows_of_cells_and_lines():
    rows = rows_of_html(
        "<table><tr><td><b>Dear</b> all,<br>hello<table><tr><td>4711</td><td colspan=2>a<br>b</td><td>1.00</td></tr>"
        "</table></td></tr></table><p>bye<script>x()</script><span style='display:none'>hidden</span></p>"
    )
    assert [[cell.text for cell in row.cells] for row in rows] == [
        ["Dear all,"],
        ["hello"],
        ["4711", "a b", "1.00"],
        ["bye"],
    ]
    assert [(cell.start, cell.end) for cell in rows[2].cells] == [(0, 1), (1, 3), (3, 4)]


def test_a_quoted_mail_in_html_is_cut_off():
    rows = rows_of_html("<p>new</p><div class='gmail_quote'><p>old</p></div>")
    assert [row.text for row in parts(rows)[0]] == ["new"]


@pytest.mark.parametrize(
    "html",
    [
        "<table>" * 3000,
        "<tr><td>" * 3000,
        "</td></tr>" * 3000 + "<td>x</td>",
        "<div>" * 100_000 + "x",
        "&lol;<!DOCTYPE x [<!ENTITY lol 'x'>]>",
        "<td colspan=99999999999>x",
        "\x00\ud800",
        "",
    ],
)
def test_broken_html_never_surprises(html):
    assert isinstance(rows_of_html(html), list)


def test_an_entity_is_never_fetched():
    page = '<!DOCTYPE html SYSTEM "file:///etc/passwd" [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>&x;</p>'
    assert not any("root:" in row.text for row in rows_of_html(page))


def test_too_many_files_too_many_parts_and_mails_too_deep_are_refused(tmp_path):
    many = mail(**{f"f{at}_txt": b"x" for at in range(51)})
    assert "more than 50 attachments" in refusal(tmp_path, many)
    deep = message_from_string("From: a@b.example\nTo: c@d.example\n\nhi", policy=policy.default)
    for _ in range(12):
        outer = EmailMessage()
        outer["From"], outer["To"] = "a@b.example", "c@d.example"
        outer.set_content("fyi")
        outer.add_attachment(deep)
        deep = outer
    assert "more than 3 files within files" in refusal(tmp_path, deep.as_bytes())


def test_base64_that_unpacks_to_too_much_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("pipelines.readers.mail.attached.MAX_UNPACKED", 1000)
    assert "attachments of 1,001 bytes" in refusal(tmp_path, mail(big_bin=b"x" * 1001))


def test_a_mail_that_was_cut_is_refused(tmp_path):
    whole = mail(ADVICE, advice_csv=CSV.encode())
    for end in range(whole.index(b"--==") + 4, len(whole) - 4, 7):
        assert "file.txt:1" in refusal(tmp_path, whole[:end])


@pytest.mark.parametrize(
    "head",
    [
        "From: =?utf-8?b?////?= <a@b.example>\nTo: b\nDate: never\n\n",
        "From: a\nSubject: " + "=?x?q?" * 500 + "\nTo: b\n\n",
        'From: "a\nDate: Thu, 99 Oct 2026\nTo: <<<>>>\nContent-Type: text/plain; charset="klingon"\n\n',
        "From: a@b.example\nTo: b\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n",
    ],
)
def test_broken_headers_are_headers_that_say_nothing(tmp_path, head):
    data = head.encode() + (
        b"cGF5bWVudCBvZiBFVVIgMTAwLjAwIGZvciBpbnZvaWNlIDQ3MTEK" if "base64" in head else ADVICE.encode()
    )
    assert said(tmp_path, data) == [("4711", 10000)]
