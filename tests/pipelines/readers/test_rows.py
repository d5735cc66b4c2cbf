"""Tables kept on disk while a file is read say what they say in memory, and memory does not grow with the file."""

import tracemalloc

import pytest

from pipelines.readers import rows, text
from pipelines.readers.csv import parts
from tests.pipelines.readers.support import HERE, of_text, plain, said, write

STREAMED = ("bai2", "camt", "csv", "lockbox", "mt940", "nacha", "ofx", "pain001", "remadv", "remt001", "x12_820")
FILES = sorted(path for form in STREAMED for path in (HERE / "golden" / form).iterdir() if path.suffix != ".json")


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_file_says_the_same_when_its_tables_are_kept_on_disk(path, monkeypatch):
    in_memory = plain(said(path))
    monkeypatch.setattr(rows, "PART", 1)
    monkeypatch.setattr(parts, "PART", 1)
    monkeypatch.setattr(text, "BLOCK", 50)
    kept = said(path)

    assert plain(kept) == in_memory
    assert all(kept.tables.height(name) == kept.tables[name].height for name in kept.tables)


def bai2(count: int) -> str:
    details = "".join(f"16,195,100,Z,REF{number},,ORG: ACME {number}\n88,INVOICE {number}\n" for number in range(count))
    trailers = (
        f"49,{100 * count},{2 * count + 2}/\n98,{100 * count},1,{2 * count + 4}/\n99,{100 * count},1,{2 * count + 6}/"
    )
    return f"01,B,A,261015,2330,1,,,2/\n02,A,B,1,261015,2359,USD,2/\n03,77,,/\n{details}{trailers}"


def mt940(count: int, of: int = 100, marks: str = "FF") -> str:
    """Statements of `of` lines each, whose balances bear these marks: F for a statement, M for a page."""
    entry = ":61:2610151015C1,00NTRFREF{}\n:86:INVOICE {}\n"
    head = ":20:S\n:25:77\n:28C:{}/1\n:60{}:C261015EUR{},00\n"
    return "".join(
        head.format(at, marks[0] if at else "F", at)
        + "".join(entry.format(number, number) for number in range(at, at + of))
        + f":62{marks[1] if at + of < count else 'F'}:C261015EUR{at + of},00\n-\n"
        for at in range(0, count, of)
    )


def mt940_of_one_message(count: int) -> str:
    return mt940(count, of=count)


def mt940_of_many_pages(count: int) -> str:
    return mt940(count, of=5, marks="MM")


def ofx(count: int) -> str:
    entry = "<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20261015<TRNAMT>1.00<FITID>F{}<NAME>ACME {}</STMTTRN>\n"
    account = "<CURDEF>EUR<BANKACCTFROM><ACCTID>77</BANKACCTFROM><BANKTRANLIST>"
    entries = "".join(entry.format(number, number) for number in range(count))
    return f"OFXHEADER:100\n\n<OFX><STMTRS>{account}\n{entries}</BANKTRANLIST></STMTRS></OFX>"


def camt(count: int) -> str:
    entry = (
        "<Ntry><Amt Ccy='EUR'>1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>"
        "<BookgDt><Dt>2026-10-15</Dt></BookgDt><AcctSvcrRef>R{}</AcctSvcrRef></Ntry>\n"
    )
    entries = "".join(map(entry.format, range(count)))
    account = (
        "<Id>1</Id><CreDtTm>2026-10-15T10:00:00</CreDtTm><Acct><Id><IBAN>DE53999900000441002398</IBAN></Id></Acct>"
    )
    return f"<Document><BkToCstmrStmt><Stmt>{account}{entries}</Stmt></BkToCstmrStmt></Document>"


def x12_820(count: int, of: int = 100) -> str:
    head = "ISA*00*          *00*          *ZZ*A              *ZZ*B              *261015*1000*U*00401*000000001*0*P*>~"
    payment = "ST*820*{0}~BPR*C*{1}.00*C*ACH************20261015~TRN*1*T{0}~{2}SE*{3}*{0}~\n"
    lines = "".join(f"RMR*IV*INV{number}**1.00~" for number in range(of))
    sets = "".join(payment.format(f"{number:04}", of, lines, of + 4) for number in range(1, count // of + 1))
    return f"{head}GS*RA*A*B*20261015*1000*1*X*004010~{sets}GE*{count // of}*1~IEA*1*000000001~"


def x12_820_of_one_set(count: int) -> str:
    return x12_820(count, of=count)


def x12_820_without_amounts(count: int) -> str:
    """Every amount paid is left out: what is due gives the payment."""
    return x12_820(count, of=count).replace("**1.00~", "***1.00~")


def remadv_of_one_message(count: int) -> str:
    documents = "".join(f"DOC+380+INV{number}'MOA+12:1:EUR'" for number in range(count))
    return f"UNB+UNOC:3+A+B+261015:0900+7'UNH+1+REMADV:D:96A:UN'BGM+481+R'{documents}UNS+S'MOA+12:{count}'" + (
        f"UNT+{2 * count + 5}+1'UNZ+1+7'"
    )


def csv(count: int) -> str:
    entries = "".join(f"77;15.10.2026;1,00;{number + 1},00;ACME {number}\n" for number in range(count))
    return f"Kontonummer;Buchungstag;Betrag (EUR);Saldo;Auftraggeber\n{entries}"


FORMS = [
    bai2, mt940, mt940_of_one_message, mt940_of_many_pages, ofx, camt, x12_820, x12_820_of_one_set,
    x12_820_without_amounts, remadv_of_one_message, csv,
]  # fmt: skip


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_what_python_holds_does_not_grow_with_the_file(tmp_path, monkeypatch, form):
    monkeypatch.setattr(rows, "PART", 200)
    monkeypatch.setattr(text, "BLOCK", 4096)
    monkeypatch.setattr(parts, "PART", 4096)
    of_text(tmp_path, form(200))  # what is made once and kept

    def peak(count: int) -> int:
        file = write(tmp_path, form(count))
        tracemalloc.start()
        try:
            reading = said(file)
            grown = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        lines = reading.tables.height("bank_lines") + reading.tables.height("advice_lines")
        assert lines == count and reading.faults == reading.warnings == []
        return grown

    assert peak(6000) < peak(1500) + 500_000  # rows held would be millions


def test_files_of_tables_go_with_them(tmp_path, monkeypatch):
    monkeypatch.setattr(rows, "PART", 10)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temp"))
    (tmp_path / "temp").mkdir()
    reading = of_text(tmp_path, mt940(100))
    assert len(list((tmp_path / "temp").iterdir())) == 1

    del reading
    assert list((tmp_path / "temp").iterdir()) == []
