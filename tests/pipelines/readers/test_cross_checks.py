"""Our readers against other people's: the same lines and amounts wherever the other reads the file."""

from collections import Counter
from decimal import Decimal

import pytest

from pipelines.readers import Refused
from schemas.money import decimal_of
from tests.pipelines.readers.support import HERE, SAMPLES, said

mt940 = pytest.importorskip("mt940")
parsers = pytest.importorskip("bankstatementparser")
edi = pytest.importorskip("draftedi")

# What the other reader gets wrong, and why ours is right.
MISREAD = {
    "unmarked.sta": "it drops what stands behind a decimal point",
    "batch.xml": "it counts an entry that is not booked",
    "two_interchanges.edi": "it loses the interchange that states other delimiters",
}


def files(*folders: str) -> list:
    ours = [path for name in folders for path in (HERE / "golden" / name).glob("*") if path.suffix != ".json"]
    return sorted([*ours, *(path for name in folders for path in (SAMPLES / name).glob("*"))])


def amounts(path) -> Counter[Decimal]:
    """Our lines by amount; skips a file that we refuse."""
    try:
        reading = said(path)
    except Refused as error:
        pytest.skip(f"refused: {str(error).splitlines()[1]}")
    if any(fault.kind == "transport" for fault in reading.faults):
        pytest.skip("its own totals do not hold")
    lines = reading.tables["bank_lines"]
    return Counter(decimal_of(minor, code) for minor, code in lines.select("amount_minor", "currency").iter_rows())


@pytest.mark.parametrize("path", files("mt940"), ids=lambda path: path.name)
def test_mt940_reads_the_same_lines(path):
    if path.name in MISREAD:
        pytest.skip(MISREAD[path.name])
    options = mt940.Options.all()
    try:
        theirs = mt940.parse_statements(str(path), encoding="latin-1", options=options)
    except Exception as error:
        pytest.skip(f"it does not read this file: {error!r:.80}")
    found = Counter(one.data["amount"].amount for statement in theirs for one in statement.transactions)
    assert +amounts(path) == Counter({amount: count for amount, count in found.items() if amount})


@pytest.mark.parametrize("path", files("camt"), ids=lambda path: path.name)
def test_bankstatementparser_reads_the_same_sum_of_a_statement(path):
    if path.name in MISREAD or b"<BkToCstmrStmt" not in path.read_bytes():
        pytest.skip(MISREAD.get(path.name, "it reads camt.053 alone"))
    try:
        table = parsers.CamtParser(str(path)).parse()
    except Exception as error:
        pytest.skip(f"it does not read this file: {error!r:.80}")
    theirs = sum((Decimal(str(amount)) for amount in table.get("Amount", [])), Decimal(0))
    assert sum(amounts(path).elements(), Decimal(0)) == theirs


@pytest.mark.parametrize("path", files("x12_820"), ids=lambda path: path.name)
def test_draftedi_finds_the_same_documents_of_an_820(path):
    if path.name in MISREAD:
        pytest.skip(MISREAD[path.name])
    try:
        found = edi.parse_edi_file(path.read_bytes())
    except Exception as error:
        pytest.skip(f"it does not read this file: {error!r:.80}")
    told = said(path).tables["advice_lines"]
    documents = told.filter(told["raw"].str.starts_with("RMR")).height
    groups = [group for interchange in found["interchanges"] for group in interchange["groups"]]
    sets = [one for group in groups for one in group["transactions"]]
    names = [one["segment_id"] for each in sets if each["transaction_set_id"] == "820" for one in each["segments"]]
    assert documents == names.count("RMR")
