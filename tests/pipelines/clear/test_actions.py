"""Every action of the workbook, filled in as a person would, cleared, and looked up in the ledger."""

import shutil

import pytest

from tests.pipelines.clear.day import DAY, Desk, said

BOOK = {
    "B01": {"action": "apply to list", "apply_to": "INV-900001", "comment": "as agreed"},
    "B02": {"action": "partial", "apply_to": "INV-900002"},
    "B03": {"action": "deduction", "apply_to": "INV-900003", "reason_code": "PD pricing"},
    "B04": {"action": "take discount", "apply_to": "INV-900004"},
    "B05": {"action": "bank fee", "apply_to": "INV-900005"},
    "B06": {"action": "write off", "apply_to": "INV-900006", "reason_code": "UD"},
    "B07": {"action": "residual", "apply_to": "INV-900007"},
    "B08": {"action": "on account"}, "B09": {"action": "refund"},
    "B10": {"action": "not AR", "apply_to": "4711 rent"}, "B11": {"action": "assign customer", "apply_to": "c2"},
    "B12": {"action": "hold"}, "B13": {"action": "leave unapplied"}, "B14": {"action": "request remittance"},
    "B15": {"action": "split over customers"}, "B16": {"action": "write off", "reason_code": "UD"},
}  # fmt: skip
LINES = [
    {"exception_id": "B15", "item_number": "INV-900008", "cash_amount": 800},
    {
        "exception_id": "B15",
        "item_number": "INV-800001",
        "cash_amount": "40,00",
        "deduction_amount": 5,
        "reason_code": "SS",
    },
    {"exception_id": "B15", "cash_amount": 10.0},
]  # fmt: skip


@pytest.fixture(scope="module")
def cleared(morning, tmp_path_factory):
    """The whole book handed in once by anna, in a copy of the morning."""
    folder = tmp_path_factory.mktemp("cleared") / "desk"
    shutil.copytree(morning.folder, folder)
    desk = Desk(folder, is_new=False)
    return desk, desk.clear(desk.fill("answers.xlsx", BOOK, LINES))


def test_every_row_is_posted_and_the_books_hold(cleared):
    desk, ended = cleared
    assert {status for status, _ in said(ended).values()} == {"posted"}
    assert (ended["exit"], len(said(ended)), desk.holds()) == (0, 16, True)


def test_each_application_has_its_parts_and_names_the_person(cleared):
    desk, _ = cleared
    parts = ", ".join(f"{name}_amount::float" for name in ("cash", "discount", "deduction", "write_off", "fee"))
    rows = desk.ask(f"""
        select bank_reference, item_number, {parts}
        from applications a join payments using (payment_id)
        where a.rule = 'manual' and decided_by = 'anna' and confidence is null order by 1, 2
    """)
    assert rows == [
        ("B01", "INV-900001", 100, 0, 0, 0, 0), ("B02", "INV-900002", 150, 0, 0, 0, 0),
        ("B03", "INV-900003", 290, 0, 10, 0, 0), ("B04", "INV-900004", 395, 5, 0, 0, 0),
        ("B05", "INV-900005", 498.5, 0, 0, 0, 1.5), ("B06", "INV-900006", 590, 0, 0, 10, 0),
        ("B07", "INV-900007", 650, 0, 50, 0, 0), ("B15", "INV-800001", 40, 0, 5, 0, 0),
        ("B15", "INV-900008", 800, 0, 0, 0, 0),
    ]  # fmt: skip


def test_money_that_pays_no_item_stands_where_the_answer_put_it(cleared):
    desk, _ = cleared
    columns = "on_account unapplied unidentified refunded non_ar".split()
    amounts = ", ".join(f"{name}_amount::float" for name in columns)
    rows = {
        row[0]: dict(zip(columns, row[1:], strict=True))
        for row in desk.ask(f"select bank_reference, {amounts} from payments")
    }
    placed = {key: {name: value for name, value in row.items() if value} for key, row in rows.items()}
    assert {key: row for key, row in placed.items() if row} == {
        "B01": {"unapplied": 9.0}, "B08": {"on_account": 33.0}, "B09": {"refunded": 34.0}, "B10": {"non_ar": 35.0},
        "B11": {"unapplied": 36.0}, "B12": {"unapplied": 37.0}, "B13": {"unapplied": 38.0}, "B14": {"unapplied": 39.0},
        "B15": {"on_account": 10.0}, "B16": {"non_ar": 34.5},
    }  # fmt: skip
    accounts = desk.ask("select account from journal where account_class = 'non_ar' order by 1")
    assert accounts == [("4711 rent",), ("small differences",)]


def test_exceptions_are_resolved_or_say_what_is_left(cleared):
    desk, _ = cleared
    rows = desk.ask("""
        select bank_reference, status, e.amount::int, why_not_auto from exceptions e join payments using (payment_id)
        where status <> 'resolved' order by 1
    """)
    assert [row[:3] for row in rows] == [
        ("B01", "open", 9), ("B11", "open", 36), ("B12", "held", 37), ("B13", "open", 38), ("B14", "open", 39),
    ]  # fmt: skip
    assert rows[0][3] == "What is left after apply to list, by anna (USD 100.00 placed on INV-900001)."


def test_what_was_withheld_is_an_item_and_a_rest_is_one_like_the_old(cleared):
    desk, _ = cleared
    rows = desk.ask("""
        select item_number, item_type, account_class, open_amount::int, reason_code from open_items
        where origin = 'tieout' order by 1
    """)
    assert rows == [
        ("INV-800001-D1", "deduction", "deductions", 5, "SS"), ("INV-900003-D1", "deduction", "deductions", 10, "PD"),
        ("INV-900007-R1", "invoice", "ar", 50, None),
    ]  # fmt: skip


def test_the_posting_file_of_the_batch_has_every_application(cleared):
    desk, ended = cleared
    (book,) = ended["books"]
    text = (desk.folder / "out" / DAY / f"postings-{book['batch_id']}.csv").read_text("utf-8")
    assert (len(text.splitlines()), "INV-900007-R1" in text, "INV-900003-D1" in text) == (10, True, True)


def test_decisions_say_who_from_where_and_how_much(cleared):
    desk, _ = cleared
    rows = desk.ask("""
        select action, prepared_by, cleared_by, approved_by, status, workbook, sheet, comment, placed_amount::int,
            os_user is not null and host is not null and length(workbook_sha256) = 64
        from decisions where action in ('apply to list', 'refund') order by 1
    """)
    assert rows == [
        ("apply to list", "anna", "anna", None, "posted", "answers.xlsx", "To clear", "as agreed", 100, True),
        ("refund", "anna", "anna", None, "posted", "answers.xlsx", "To clear", None, 34, True),
    ]


def test_the_day_reported_again_shows_the_same_and_a_later_run_changes_nothing_decided(cleared):
    desk, _ = cleared
    before = desk.ask("select * exclude (run_id) from applications order by 1")
    desk.report()
    assert desk.run().status == 0
    assert desk.ask("select * exclude (run_id) from applications order by 1") == before
    assert desk.holds()
