"""How much memory a reader needs beside the program: its peak over a file of many lines, less that over a tiny one.

`python -m benchmarks.memory FORMAT LINES` measures one of FILES in this process and prints it; the table of the
benchmark asks each in a process of its own. All lines stand in one statement, message, transaction set or batch.
"""

import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from rich.table import Table

ISA = "ISA*00*          *00*          *ZZ*A              *ZZ*B              *261015*1000*U*00401*000000001*0*P*>~\n"
LINES = 100_000
TINY = 3


def mt940(count: int) -> Iterator[str]:
    """One message."""
    yield ":20:S\n:25:77\n:28C:1/1\n:60F:C261015EUR0,00\n"
    for number in range(count):
        yield f":61:2610151015C1,00NTRFNONREF//B{number}\n:86:166?00GUTSCHRIFT?20EREF+E{number}?21SVWZ+INVOICE"
        yield f" {number}?31DE021203000000002020{number % 100:02}?32ACME {number % 997}\n"
    yield f":62F:C261015EUR{count},00\n-\n"


def bai2(count: int) -> Iterator[str]:
    """One account."""
    yield "01,B,A,261015,2330,1,,,2/\n02,A,B,1,261015,2359,USD,2/\n03,77,,/\n"
    for number in range(count):
        yield f"16,195,100,Z,REF{number},,ORG: ACME {number % 997}\n88,INVOICE {number}\n"
    total = 100 * count
    yield f"49,{total},{2 * count + 2}/\n98,{total},1,{2 * count + 4}/\n99,{total},1,{2 * count + 6}/"


def camt(count: int) -> Iterator[str]:
    """One statement of single entries."""
    yield "<Document><BkToCstmrStmt><Stmt><Id>1</Id><CreDtTm>2026-10-15T10:00:00</CreDtTm>"
    yield "<Acct><Id><IBAN>DE53999900000441002398</IBAN></Id></Acct>"
    for number in range(count):
        yield "<Ntry><Amt Ccy='EUR'>1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-10-15</Dt>"
        yield f"</BookgDt><AcctSvcrRef>R{number}</AcctSvcrRef><NtryDtls><TxDtls><RmtInf><Ustrd>INVOICE {number}</Ustrd>"
        yield "</RmtInf></TxDtls></NtryDtls></Ntry>\n"
    yield "</Stmt></BkToCstmrStmt></Document>"


def ofx(count: int) -> Iterator[str]:
    """One list of transactions."""
    yield "OFXHEADER:100\n\n<OFX><STMTRS><CURDEF>EUR<BANKACCTFROM><ACCTID>77</BANKACCTFROM><BANKTRANLIST>\n"
    for number in range(count):
        yield f"<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20261015<TRNAMT>1.00<FITID>F{number}<NAME>ACME {number % 997}"
        yield f"<MEMO>INVOICE {number}</STMTTRN>\n"
    yield "</BANKTRANLIST></STMTRS></OFX>"


def x12_820(count: int) -> Iterator[str]:
    """One transaction set."""
    yield f"{ISA}GS*RA*A*B*20261015*1000*1*X*004010~\nST*820*0001~\nBPR*C*{count}.00*C*ACH************20261015~\n"
    for number in range(count):
        yield f"RMR*IV*INV{number}**1.00*1.00~\nREF*PO*PO{number}~\n"
    yield f"SE*{2 * count + 3}*0001~\nGE*1*1~\nIEA*1*000000001~\n"


def remadv(count: int) -> Iterator[str]:
    """One message."""
    yield "UNB+UNOC:3+A+B+261015:0900+7'\nUNH+1+REMADV:D:96A:UN'\nBGM+481+R'\nCUX+2:EUR:4'\n"
    for number in range(count):
        yield f"DOC+380+INV{number}'\nMOA+12:1'\nDTM+137:20261001:102'\n"
    yield f"UNS+S'\nMOA+12:{count}'\nUNT+{3 * count + 6}+1'\nUNZ+1+7'\n"


def nacha(count: int) -> Iterator[str]:
    """One batch of CCD+ credits."""
    yield "101 021000021 1234567892610151000A094101ACME BANK              NORTHWIND                      \n"
    yield "5220NORTHWIND                           1234567890CCDPAYMENTS  261015261016   1021000020000001\n"
    for number in range(count):
        yield f"622021999988{'4410023987':17}{100:010}{f'INV {number}':15}{'ACME INC':22}  1{number:015}\n"
        yield f"705{f'RMR*IV*{number}**1.00' + chr(92):80}0001{number % 10**7:07}\n"
    entries, totals = 2 * count, f"{2199998 * count % 10**10:010}{0:012}{100 * count:012}"
    yield f"8220{entries:06}{totals}1234567890{'':25}021000020000001\n"
    yield f"9000001000001{entries:08}{totals}{'':39}\n"


def csv(count: int) -> Iterator[str]:
    """One account, in our own headings."""
    yield "account,currency,booking_date,value_date,amount,balance,payer_name,payer_account,remittance_information,"
    yield "bank_reference,end_to_end_id,transaction_type\n"
    for number in range(count):
        yield f"4410023987,USD,2026-10-15,2026-10-15,1.00,{number + 1}.00,ACME {number % 997} INC,,"
        yield f"PAYMENT INV {number},US01-261015-{number},E2E{number:09},ACH\n"


FILES: dict[str, Callable[[int], Iterator[str]]] = {
    "mt940": mt940, "bai2": bai2, "camt": camt, "ofx": ofx, "x12_820": x12_820, "remadv": remadv, "nacha": nacha,
    "csv": csv,
}  # fmt: skip


def beside(name: str, count: int) -> float:
    """Megabytes that reading `count` lines takes beside the program, measured in this process; once, and first."""
    from pipelines.readers import Source, read

    peaks = []
    with tempfile.TemporaryDirectory() as folder:
        for lines in (TINY, count):
            file = Path(folder) / f"{lines}.txt"
            with file.open("w") as text:
                text.writelines(FILES[name](lines))
            reading = read(Source(file.name, file))
            peaks.append(_peak())
            held = reading.tables.height("bank_lines") + reading.tables.height("advice_lines")
            if held != lines or reading.faults:
                raise SystemExit(f"{name}: {held} lines of {lines}, {reading.faults}")
    return peaks[1] - peaks[0]


def _peak() -> float:
    """Megabytes at most so far. Linux counts the parent's in getrusage, so its own record of this program is read."""
    status = Path("/proc/self/status")
    if status.exists():
        (kilobytes,) = re.findall(r"VmHWM:\s+([0-9]+) kB", status.read_text("ascii"))
        return int(kilobytes) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def table(count: int = LINES) -> Table:
    """One row a format."""
    found = Table("format", "MB beside the program", title=f"readers, {count:,} lines in one statement or message")
    for name in FILES:
        command = [sys.executable, "-m", "benchmarks.memory", name, str(count)]
        told = subprocess.run(command, capture_output=True, text=True, check=False)
        if told.returncode:
            raise SystemExit(told.stderr)
        found.add_row(name, f"{float(told.stdout):.0f}")
    return found


if __name__ == "__main__":
    print(beside(sys.argv[1], int(sys.argv[2])))
