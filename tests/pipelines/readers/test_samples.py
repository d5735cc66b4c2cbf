"""Statements and advices of real banks and payers, held against the totals in them; skipped where they are not."""

import csv
from decimal import Decimal

import pytest

from pipelines.readers import Refused
from tests.pipelines.readers.support import SAMPLES, said

INDEX = SAMPLES / "INDEX.tsv"
OURS = ("ach", "bai2", "camt", "mt940", "ofx", "x12_820")
ROWS = list(csv.DictReader(INDEX.open(encoding="utf-8"), delimiter="\t")) if INDEX.is_file() else []
REAL = [row for row in ROWS if row["path"].split("/")[0] in OURS]
BROKEN = [
    row for row in ROWS if row["path"].startswith(tuple(f"faults/{name}" for name in (*OURS, "csv", "html", "remadv")))
]
# Read as refused or quarantined, and rightly so: what the file's own totals or its shape say.
REFUSED = {
    "moov-ach__bh-ed-ad-bh-ed-ad-ed-ad.ach", "moov-ach__nonascii-utf8.ach",
    "moov-bai2__sample-parseError.txt", "moov-bai2__sample5-issue113.txt", "bsp__golden__camt053_garbled_amount.xml",
    "genkgo-camt__camt053.v2.wrong.xml", "iso-js__goldman_sachs__camt_053_us_v2_sample.xml",
    # without a closing balance, or in a currency that is no more
    "jejik-mt940__K4262927_20200905-080000-952.txt", "wolph-mt940__self-provided__gv_codes.sta",
    # without any statement, or without dates
    "ofxparse__account_listing_aggregation.ofx", "ofxparse__signon_fail.ofx", "ofxparse__date_missing.ofx",
    "wolph-mt940__cmxl__mt940.sta", "wolph-mt940__self-provided__raphaelm.sta",
}  # fmt: skip

pytestmark = pytest.mark.skipif(not ROWS, reason="no sample files beside the project")


def named(row: dict[str, str]) -> str:
    return row["path"]


@pytest.mark.parametrize("row", REAL, ids=named)
def test_a_real_file_is_read_to_its_own_totals(row):
    path = SAMPLES / row["path"]
    if path.name in REFUSED or "FRAGMENT" in row["special"]:
        with pytest.raises(AssertionError):
            assert taken(path)
        return
    reading = taken(path)
    if row["path"].startswith("ach"):
        return  # their entries announce: what counts is that every control record holds
    if row["path"].startswith("x12_820"):
        documents = reading.tables["advice_lines"].filter(~reading.tables["advice_lines"]["raw"].str.starts_with("ADX"))
        assert documents.height == int(row["exp_n"])
        return
    if "non-BOOK=1" in row["note"] or not row["exp_n"]:
        return
    amounts = reading.tables["bank_lines"]["amount_minor"]
    idle = sum("moves no money" in warning for warning in reading.warnings)
    assert len(amounts) + idle >= int(row["exp_n"])
    assert amounts.filter(amounts > 0).sum() == minor(row["exp_sum_credits"])
    assert -amounts.filter(amounts < 0).sum() == minor(row["exp_sum_debits"])


def taken(path):
    try:
        reading = said(path)
    except Refused as error:
        raise AssertionError(str(error)) from error
    assert [fault for fault in reading.faults if fault.kind == "transport"] == []
    assert reading.rejects.is_empty()
    return reading


def minor(written: str) -> int:
    return int(Decimal(written or "0") * 100)


@pytest.mark.parametrize("row", BROKEN, ids=named)
def test_a_file_broken_on_purpose_is_refused_or_says_what_is_odd(row):
    path = SAMPLES / row["path"]
    if "must parse" in row["note"]:
        tables = taken(path).tables
        lines = {"bai2": ("bank_lines", 4), "mt940": ("bank_lines", 2), "remadv": ("advice_lines", 1)}
        table, count = lines[path.name.split("_")[0]]
        assert tables[table].height == count
        return
    try:
        reading = said(path)
    except Refused as error:
        assert "did not foresee" not in str(error)
        return
    # Odd, but whole: all seven RMR, or all three transactions, of the file it was made from.
    is_whole = reading.tables["advice_lines"].height == 7 or reading.tables["bank_lines"].height == 3
    assert reading.faults or not reading.rejects.is_empty() or reading.warnings or is_whole
