"""Every total a made-up file states is added up again here, by small parsers that know nothing of the writers."""

import csv
import xml.etree.ElementTree as ET
from pathlib import Path

import polars as pl

from benchmarks import world
from benchmarks.worlds.shapes import World

CAMT = "{urn:iso:std:iso:20022:tech:xsd:camt.053.001.08}"


def minor(text: str) -> int:
    whole, _, cents = text.partition(".")
    assert len(cents) == 2
    value = abs(int(whole)) * 100 + int(cents)
    return -value if text.startswith("-") else value


def lines_of(day: World, entity: str) -> list[tuple[str, int]]:
    return day.bank.filter(entity=entity).select("bank_reference", "amount_minor").rows()


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def logical(records: list[str]) -> list[list[str]]:
    """BAI2 records with their 88s: after a slash the next field follows, else the text goes on."""
    joined: list[str] = []
    for record in records:
        if record.startswith("88,"):
            joined[-1] = f"{joined[-1].removesuffix('/')},{record[3:]}"
        else:
            joined.append(record)
    return [record.removesuffix("/").split(",") for record in joined]


def test_bai2_trailers_are_the_sums_and_counts_of_what_they_close(day, inbox):
    records = next((inbox / "bank").glob("us01*")).read_text().splitlines()
    fields = {record[:2]: record.removesuffix("/").split(",") for record in records}
    account = fields["03"]
    stated = [int(account[at]) for at in (4, 8, 12, 16)]
    details = [int(record.split(",")[2].removesuffix("/")) for record in records if record.startswith("16,")]
    total = sum(stated) + sum(details)
    in_account = len(records) - 5 + 1  # 01, 02, 98, 99 and the 49 itself are not between; the 49 counts
    assert [int(fields[code][1]) for code in ("49", "98", "99")] == [total] * 3
    assert int(fields["49"][2]) == in_account
    assert fields["98"][2:] == ["1", str(in_account + 2)]
    assert fields["99"][2:] == ["1", str(len(records))]


def test_bai2_balances_summaries_and_lines_agree(day, inbox):
    records = logical(next((inbox / "bank").glob("us01*")).read_text().splitlines())
    account = next(record for record in records if record[0] == "03")
    opening, closing, credits, debits = (int(account[at]) for at in (4, 8, 12, 16))
    found = []
    for record in (record for record in records if record[0] == "16"):
        skipped = {"0": 4, "V": 6, "S": 7}[record[3]]
        sign = -1 if int(record[1]) >= 400 else 1
        found.append((record[skipped], sign * int(record[2])))
    assert found == lines_of(day, "US01")
    assert credits == sum(amount for _, amount in found if amount > 0)
    assert debits == -sum(amount for _, amount in found if amount < 0)
    assert (int(account[13]), int(account[17])) == (sum(a > 0 for _, a in found), sum(a < 0 for _, a in found))
    assert opening + credits - debits == closing


def test_bai2_text_lines_never_end_in_the_slash_that_would_end_the_record(day, inbox):
    records = next((inbox / "bank").glob("us01*")).read_text().splitlines()
    assert not [record for record in records if record.startswith("88,") and record.endswith("/")]


def test_camt_summary_and_balances_are_the_sums_of_its_entries(day, inbox):
    statement = ET.parse(next((inbox / "bank").glob("de01*"))).getroot().find(f".//{CAMT}Stmt")
    found = [(entry.findtext(f"{CAMT}AcctSvcrRef"), _signed(entry)) for entry in statement.iter(f"{CAMT}Ntry")]
    assert found == lines_of(day, "DE01")
    amounts = [amount for _, amount in found]
    balance = {each.findtext(f".//{CAMT}Cd"): _signed(each) for each in statement.findall(f"{CAMT}Bal")}
    assert balance["OPBD"] + sum(amounts) == balance["CLBD"]
    credits, debits = [a for a in amounts if a > 0], [-a for a in amounts if a < 0]
    for name, several in (("TtlNtries", credits + debits), ("TtlCdtNtries", credits), ("TtlDbtNtries", debits)):
        part = statement.find(f"{CAMT}TxsSummry/{CAMT}{name}")
        assert part.findtext(f"{CAMT}NbOfNtries") == str(len(several))
        assert minor(part.findtext(f"{CAMT}Sum")) == sum(several)
    assert _signed(statement.find(f"{CAMT}TxsSummry/{CAMT}TtlNtries/{CAMT}TtlNetNtry")) == sum(amounts)


def _signed(element: ET.Element) -> int:
    amount = minor(element.findtext(f"{CAMT}Amt"))
    return amount if element.findtext(f"{CAMT}CdtDbtInd") == "CRDT" else -amount


def test_camt_texts_fit_the_fields_of_the_standard(day, inbox):
    root = ET.parse(next((inbox / "bank").glob("de01*"))).getroot()
    texts = [each.text for tag in ("Ustrd", "Nm") for each in root.iter(f"{CAMT}{tag}")]
    assert texts and all(0 < len(text) <= 140 for text in texts)
    ids = [each.text for tag in ("EndToEndId", "AcctSvcrRef", "Ref") for each in root.iter(f"{CAMT}{tag}")]
    assert ids and all(0 < len(text) <= 35 for text in ids)


def test_csv_balance_runs_from_line_to_line(day, inbox):
    lines = rows(next((inbox / "bank").glob("gb01*")))
    assert [(line["bank_reference"], minor(line["amount"])) for line in lines] == lines_of(day, "GB01")
    opening, closing = day.statements.filter(entity="GB01").select("opening_minor", "closing_minor").row(0)
    for line in lines:
        opening += minor(line["amount"])
        assert minor(line["balance"]) == opening
    assert opening == closing


def test_820_totals_and_segment_counts_hold(day, inbox):
    for file in (inbox / "remittance").glob("us01*"):
        text = file.read_text()
        segments = [segment.split(text[3]) for segment in text.replace("\n", "").split("~")[:-1]]
        assert len(text.split("~")[0]) == 105
        sets: list[tuple[int, str]] = []
        for at, segment in enumerate(segments):
            if segment[0] == "ST":
                sets.append((at, segment[2]))
                paid = 0
            elif segment[0] == "BPR":
                total = minor(segment[2])
            elif segment[0] == "RMR":
                paid += minor(segment[4])
            elif segment[0] == "SE":
                assert segment[1:] == [str(at - sets[-1][0] + 1), sets[-1][1]]
                assert total == paid
        by_id = {segment[0]: segment for segment in segments}
        assert by_id["GE"][1:] == [str(len(sets)), by_id["GS"][6]]
        assert by_id["IEA"][1:] == ["1", by_id["ISA"][13]]
        assert len(sets) == len(day.advices.filter(entity="US01"))


def test_820_lines_pay_gross_less_discount_less_what_the_adjustment_withholds(day, inbox):
    for file in (inbox / "remittance").glob("us01*"):
        segments = [segment.split("*") for segment in file.read_text().replace("\n", "").split("~")]
        due: list[list[int]] = []
        for segment in segments:
            if segment[0] == "RMR":
                discount = minor(segment[6]) if len(segment) > 6 else 0
                due.append([minor(segment[4]), minor(segment[5]) - discount])
            elif segment[0] == "ADX":
                due[-1][1] += minor(segment[1])
        assert due and all(paid == owed for paid, owed in due)


def test_csv_advices_add_up_line_by_line_and_in_all(day, inbox):
    for file in (inbox / "remittance").glob("*.csv"):
        totals: dict[str, list[int]] = {}
        for line in rows(file):
            kept = minor(line["discount_amount"]) + minor(line["deduction_amount"])
            assert minor(line["gross_amount"]) - kept == minor(line["paid_amount"])
            total = totals.setdefault(line["remittance_id"], [minor(line["payment_amount"]), 0])
            total[1] += minor(line["paid_amount"])
        assert totals and all(stated == summed for stated, summed in totals.values())


def test_yesterdays_snapshot_has_what_is_closed_today(tmp_path):
    day = world.make(11, 120, profile="hard")
    world.write(day, tmp_path, ("csv",), yesterday=True)
    for entity in ("us01", "gb01", "de01"):
        before, now = (rows(tmp_path / "open_items" / f"{entity}-2026-10-{at}.csv") for at in (14, 15))
        gone = {row["item_number"] for row in before} - {row["item_number"] for row in now}
        assert gone == set(day.closed_items.filter(entity=entity.upper())["item_number"]) and gone
        assert {row["snapshot_date"] for row in before} == {"2026-10-14"}


def test_the_same_day_in_csv_alone_says_the_same(day, inbox, tmp_path):
    world.write(day, tmp_path, ("csv",))
    assert {file.suffix for file in tmp_path.rglob("*.*")} == {".csv"}
    lines = [row for file in sorted((tmp_path / "bank").iterdir()) for row in rows(file)]
    assert sorted(row["bank_reference"] for row in lines) == sorted(day.bank["bank_reference"])
    assert sum(minor(row["amount"]) for row in lines) == day.bank["amount_minor"].sum()
    items = [row for file in sorted((tmp_path / "open_items").iterdir()) for row in rows(file)]
    assert sum(minor(row["open_amount"]) for row in items) == day.open_items["open_minor"].sum()
    assert len(rows(tmp_path / "customers" / "customers.csv")) == len(day.customers)
    announced = [row for file in sorted((tmp_path / "remittance").iterdir()) for row in rows(file)]
    assert sum(minor(row["paid_amount"]) for row in announced) == day.advice_lines["paid_minor"].sum()
    assert day.advices.join(day.advice_lines, on="remittance_id", how="anti").is_empty()
    assert pl.Series([row["currency"] for row in items]).is_in(["USD", "GBP", "EUR"]).all()
