"""X12 820 and EDIFACT REMADV: documents are read before their message ends, and the end still proves them."""

import pytest

from tests.pipelines.readers.support import of_text, refusal

ISA = "ISA*00*          *00*          *ZZ*A              *ZZ*B              *261015*1000*U*00401*000000001*0*P*>~\n"


def x12(*segments: str, payment: str = "100.00") -> str:
    inside = [f"BPR*C*{payment}*C*ACH************20261015", *segments]
    text = "".join(f"{segment}~\n" for segment in ["ST*820*0001", *inside, f"SE*{len(inside) + 2}*0001"])
    return f"{ISA}GS*RA*A*B*20261015*1000*1*X*004010~\n{text}GE*1*1~\nIEA*1*000000001~\n"


def edifact(*segments: str) -> str:
    text = "".join(f"{segment}'\n" for segment in ["UNH+1+REMADV:D:96A:UN", *segments, f"UNT+{len(segments) + 2}+1"])
    return f"UNB+UNOC:3+A+B+261015:0900+7'\n{text}UNZ+1+7'\n"


def lines_of(reading) -> list[tuple]:
    return reading.tables["advice_lines"].select("line_no", "invoice_number", "paid_minor").rows()


def test_a_set_says_its_currency_before_its_documents(tmp_path):
    assert lines_of(of_text(tmp_path, x12("CUR*PR*JPY", "RMR*IV*7**100", payment="100"))) == [(1, "7", 100)]
    assert refusal(tmp_path, x12("RMR*IV*7**100.00", "CUR*PR*JPY")).splitlines() == [
        "inbox/file.txt:6",
        "  stands:   CUR*PR*JPY",
        "  expected: the currency (CUR) before the first RMR",
        "  remedy:   ask the sender for the file again",
    ]
    assert lines_of(of_text(tmp_path, x12("RMR*IV*7**100.00", "CUR*PR*USD"))) == [(1, "7", 10000)]
    assert "an ISO 4217 code in CUR02, not 'XXZ'" in refusal(tmp_path, x12("CUR*PR*XXZ", "RMR*IV*7**100.00"))


@pytest.mark.parametrize(
    ("segments", "paid", "note"),
    [
        (["RMR*IV*1***60.00", "RMR*IV*2***40.00"], [6000, 4000], "the amount paid is reckoned"),
        (["RMR*IV*1***60.00", "RMR*IV*2**40.00"], [6000, 4000], "the amount paid is reckoned"),
        (["RMR*IV*1***60.00", "RMR*IV*2***41.00"], [0, 0], "no amount given"),
        (["RMR*IV*1"], [10000], "the amount paid is reckoned"),
        (["RMR*IV*1", "RMR*IV*2"], [0, 0], "no amount given"),
        (["RMR*IV*1", "RMR*IV*2**X"], [0], "no amount given"),  # what the rejected line pays nobody knows
    ],
)
def test_an_amount_that_is_left_out_is_paid_only_where_that_gives_the_payment(tmp_path, segments, paid, note):
    lines = of_text(tmp_path, x12(*segments)).tables["advice_lines"]
    assert lines["paid_minor"].to_list() == paid
    assert lines["note"][0].startswith(note)


def test_a_payer_who_writes_that_no_amount_is_given_changes_none(tmp_path):
    lines = of_text(tmp_path, x12("RMR*IV*1**0.00*60.00", "NTE*X*no amount given", "RMR*IV*2***100.00"))
    assert lines_of(lines) == [(1, "1", 0), (2, "2", 10000)]
    assert lines.tables["advice_lines"]["note"][0] == "X no amount given"


def test_more_segments_behind_one_document_than_any_sender_writes_are_refused(tmp_path):
    assert "at most 10,000 segments behind one RMR" in refusal(tmp_path, x12("RMR*IV*1**1.00", *["REF*PO*1"] * 10_001))


def test_documents_wait_for_a_currency_that_only_the_payment_names(tmp_path):
    reading = of_text(tmp_path, edifact("DOC+380+1", "MOA+12:60", "DOC+380+2", "MOA+12:40", "UNS+S", "MOA+12:100:JPY"))
    assert lines_of(reading) == [(1, "1", 60), (2, "2", 40)]
    assert reading.tables["advices"].select("currency", "payment_minor").rows() == [("JPY", 100)]


def test_an_amount_in_another_currency_than_the_payment_is_none(tmp_path):
    documents = ["CUX+2:EUR:4", "DOC+380+1", "MOA+12:60:USD", "DOC+380+2", "MOA+12:40"]
    reading = of_text(tmp_path, edifact(*documents, "UNS+S", "MOA+12:40:EUR"))
    assert lines_of(reading) == [(1, "2", 4000)]
    assert reading.rejects["message"].to_list() == [
        "inbox/file.txt:5\n  stands:   MOA = 'MOA+12:60:USD'\n  expected: an amount in EUR, not 'USD'\n"
        "  remedy:   ask the payer for this line; the others are taken"
    ]
    assert "an amount in EUR, not 'USD'" in refusal(tmp_path, edifact(*documents, "UNS+S", "MOA+12:100:USD"))
    assert "the currency (CUX) before the first DOC" in refusal(
        tmp_path, edifact(*documents, "UNS+S", "CUX+2:USD:4", "MOA+12:100")
    )


def test_groups_of_messages_are_counted_by_their_interchange(tmp_path):
    messages = "".join(
        f"UNH+{number}+REMADV:D:96A:UN'DOC+380+{number}'MOA+12:5:EUR'UNT+4+{number}'" for number in (1, 2)
    )
    text = "UNB+UNOC:3+A+B+261015:0900+7'UNG+REMADV+A+B+261015:0900+3+UN+D:96A'{}UNE+{}+3'UNZ+{}+7'"
    assert of_text(tmp_path, text.format(messages, 2, 1)).faults == []
    wrong = of_text(tmp_path, text.format(messages, 3, 2)).faults
    assert [fault.expected for fault in wrong] == [
        "2 messages, as counted, not 3",
        "1 groups or messages, as counted, not 2",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UNB+UNOC:3+A+B+261015:0900+7'BGM+481'", "a header (UNH) before it"),
        ("UNB+UNOC:3+A+B+261015:0900+7'UNT+1+1'", "its UNH before it, and all within it closed"),
        ("UNB+UNOC:3+A+B+261015:0900+7'UNH+1+REMADV'UNZ+1+7'", "its UNB before it, and all within it closed"),
        ("UNB+UNOC:3+A+B+261015:0900+7'UNH+1+REMADV'UNH+2+REMADV'", "the trailer of the open UNH first"),
        ("UNH+1+REMADV:D:96A:UN'", "a UNB or UNG before it"),
        ("UNB+UNOC:3+A+B+261015:0900+7'UNH+1+REMADV'BGM+481'", "a trailer (UNT, UNZ)"),
    ],
)
def test_a_segment_stands_in_its_envelope(tmp_path, text, expected):
    assert f"expected: {expected}\n" in refusal(tmp_path, text)
