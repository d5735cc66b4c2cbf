"""Lockbox files: what checks are for, what is proved, and banks that write it elsewhere."""

import pytest

from schemas.lockbox import Lockbox
from tests.pipelines.readers.support import HERE, of_text

FILE = (HERE / "golden/lockbox/two_batches.txt").read_text()
HEAD = ["100NORTHWINDB02199998802610150830", "50010000022222261015NORTHWINDB0219999880"]


def lockbox(*records: str, amount: int, count: int) -> str:
    """One lockbox of these records, with its totals."""
    total = f"8000000{'0022222'}261015{count:04}{amount:010}"
    return "\n".join([*HEAD, *records, total, f"9{len(records) + 4:06}"]) + "\n"


def check(item: str, amount: int) -> str:
    return f"6{item}{amount:010}021999988{'0441002398'}{'4512':>10}101426Northwind"


def overflow(item: str, sequence: int, last: str, invoice: str, amount: str = "") -> str:
    return f"4{item}6{sequence:02}{last}{invoice:16}{amount}".rstrip()


def lines(reading) -> list[tuple]:
    table = reading.tables["advice_lines"]
    return table.select("invoice_number", "paid_minor", "deduction_minor").rows()


def test_a_check_for_one_invoice_without_an_amount_pays_it_whole(tmp_path):
    text = lockbox(check("001001", 5000), overflow("001001", 1, "9", "4711"), amount=5000, count=1)
    assert lines(of_text(tmp_path, text)) == [("4711", 5000, 0)]


def test_a_check_for_two_invoices_without_amounts_is_split_by_nobody(tmp_path):
    records = [check("001001", 5000), overflow("001001", 1, "0", "4711"), overflow("001001", 2, "9", "4712")]
    assert lines(of_text(tmp_path, lockbox(*records, amount=5000, count=1))) == [("4711", 0, 0), ("4712", 0, 0)]


def test_a_check_that_is_not_the_sum_of_its_invoices_is_told(tmp_path):
    records = [check("001001", 5000), overflow("001001", 1, "9", "4711", "0000004000")]
    reading = of_text(tmp_path, lockbox(*records, amount=5000, count=1))
    assert reading.warnings == ["line 3: the payment USD 50.00 is not the sum of its lines USD 40.00"]


def test_overflow_numbers_go_on_from_99_with_01(tmp_path):
    numbers = [*range(1, 100), 1]
    records = [overflow("001001", number, "0", f"R{at}", "0000000100") for at, number in enumerate(numbers)]
    records[-1] = records[-1].replace("6010", "6019", 1)
    reading = of_text(tmp_path, lockbox(check("001001", 10000), *records, amount=10000, count=1))
    assert reading.faults == [] and reading.warnings == [] and len(lines(reading)) == 100


def test_a_last_overflow_that_is_not_marked_as_last_is_told(tmp_path):
    records = [check("001001", 5000), overflow("001001", 1, "0", "4711")]
    reading = of_text(tmp_path, lockbox(*records, amount=5000, count=1))
    assert reading.warnings == ["line 4: the last record 4 of a check is not marked as last"]


def test_a_check_of_nothing_is_counted_but_moves_no_money(tmp_path):
    reading = of_text(tmp_path, lockbox(check("001001", 0), check("001002", 100), amount=100, count=2))
    assert reading.tables["bank_lines"].height == 1 and reading.tables["advices"].height == 2
    assert reading.tables["statements"]["line_count"].to_list() == [1]
    assert reading.warnings == ["line 3 is a check of nothing and is not announced"]


def test_a_deposit_announces_and_is_never_final(tmp_path):
    statement = of_text(tmp_path, FILE).tables["statements"].row(0, named=True)
    assert (statement["is_final"], statement["movement_minor"], statement["opening_minor"]) == (False, 20000, None)


@pytest.mark.parametrize(
    "change", [str.lower, lambda text: text.replace("\n", "   \r\n"), lambda text: text + "\n\x1a"]
)
def test_case_line_ends_and_blanks_do_not_matter(tmp_path, change):
    assert lines(of_text(tmp_path, change(FILE))) == [
        (number.lower() if change is str.lower else number, paid, less)
        for number, paid, less in lines(of_text(tmp_path, FILE))
    ]


def test_a_bank_that_writes_it_elsewhere_is_described_by_its_layout(tmp_path):
    layout = Lockbox.model_validate(
        {
            "lockboxes": ["22222"],
            "currency": "CAD",
            "check": {"amount": [17, 8], "routing": [8, 9], "account": [25, 8], "number": [33, 6], "check_date": [1, 0],
                      "remitter": [39, 10], "invoice": [49, 6], "invoice_amount": [55, 8]},
            "overflow": {"sequence": [9, 2], "invoice": [12, 6], "amount": [18, 8], "deduction": [1, 0],
                         "reason": [1, 0], "repeat": 3, "width": 14},
        }
    )  # fmt: skip
    first = (
        "6001001" + "021999988" + "00006000" + "00441002" + "004512" + "Northwind ".ljust(10) + "4710  " + "00001000"
    )
    more = "40010016019" + "4711  00002000" + "4712  00004000" + "4713  -0001000"
    text = lockbox(first, more, amount=6000, count=1)
    reading = of_text(tmp_path, text, lockboxes={"other": Lockbox(lockboxes=("9",)), "ours": layout})
    assert lines(reading) == [("4710", 1000, 0), ("4711", 2000, 0), ("4712", 4000, 0), ("4713", -1000, 0)]
    advice = reading.tables["advices"].row(0, named=True)
    assert (advice["currency"], advice["payment_minor"], advice["payment_reference"]) == ("CAD", 6000, "4512")
    assert (advice["payer_account"], advice["payer_name"]) == ("021999988/00441002", "Northwind")


def test_the_layout_without_lockboxes_is_for_all_others(tmp_path):
    general, other = Lockbox(currency="CAD"), Lockbox(lockboxes=("1",), currency="MXN")
    reading = of_text(tmp_path, FILE, lockboxes={"a": other, "b": general})
    assert reading.tables["statements"]["currency"].to_list() == ["CAD"]
