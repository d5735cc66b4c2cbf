"""Which bytes are text, and in which encoding."""

import codecs

import pytest

from tests.pipelines.readers.support import of_text, refusal

TEXT = "customer_id,entity,name\n1,DE01,Müller €\n"


@pytest.mark.parametrize(
    ("data", "encoding", "name"),
    [
        (TEXT.encode(), "utf-8", "Müller €"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8-sig", "Müller €"),
        (TEXT.encode("utf-16"), "utf-16", "Müller €"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16", "Müller €"),
        (TEXT.encode("cp1252"), "cp1252", "Müller €"),
        (TEXT.replace("€", "\x81").encode("latin-1"), "latin-1", "Müller \x81"),
    ],
)
def test_the_encoding_is_told_from_the_bytes_and_recorded(tmp_path, data, encoding, name):
    reading = of_text(tmp_path, data)
    assert (reading.encoding, reading.tables["customers"]["name"][0]) == (encoding, name)


def test_the_encoding_of_the_settings_wins(tmp_path):
    reading = of_text(tmp_path, TEXT.replace("€", "").encode("cp850"), encoding="cp850")
    assert (reading.encoding, reading.tables["customers"]["name"][0]) == ("cp850", "Müller")


def test_bytes_that_are_not_of_the_encoding_of_the_settings_are_refused(tmp_path):
    assert "expected: text in utf-8" in refusal(tmp_path, TEXT.encode("cp1252"), encoding="utf-8")


def test_an_encoding_nobody_knows_is_refused(tmp_path):
    assert "encoding 'utf-9'" in refusal(tmp_path, TEXT, encoding="utf-9")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_ends_a_line(tmp_path, end):
    assert of_text(tmp_path, TEXT.replace("\n", end)).tables["customers"]["source_line"].to_list() == [2]


def test_a_line_without_end_is_refused_and_not_read_into_memory(tmp_path):
    message = refusal(tmp_path, "01,B,A,261015,2330,1,,,2/\n02," + "A" * (1 << 20))
    assert "file.txt:2" in message and "1,048,576 characters" in message
