"""A month of the books: what moved AR control, what agrees, and where the bank or the general ledger does not."""

from datetime import date
from decimal import Decimal

import duckdb
import polars as pl
import pytest

from pipelines import ledger
from pipelines.ledger import period as months
from reports.close import shaped
from schemas.frame import frame
from schemas.receivables import GlBalance
from tests.pipelines.ledger.books import allocation, apply, items, line, load, rows, statement, writing

SEPTEMBER, OCTOBER = date(2026, 9, 30), date(2026, 10, 20)
MONTH = months.month("2026-10")


def open_list(books, on, *listed, **more):
    """A list that is taken whatever is gone from it."""
    ledger.load_open_items(books, items(*listed, on=on, file=str(on), **more).with_columns(is_accepted=pl.lit(True)), 1)


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    """September ends with 10.00 open. In October invoices of 7.00 and 3.00 come, one of 1.00 was closed by others;
    9.80 pay the first with 0.15 withheld and 0.05 discount; 3.00 pay the last and are taken back."""
    path = tmp_path_factory.mktemp("period") / "books"
    with writing(path, "september", SEPTEMBER) as books:
        open_list(books, SEPTEMBER, ("1", 1000), ("4", 100))
        apply(books, [], "september", SEPTEMBER)
    with writing(path, "october", OCTOBER) as books:
        lines = [line("A", 980, booking_date=OCTOBER), line("B", 300, booking_date=OCTOBER)]
        load(books, statement(lines, on=OCTOBER, opening=5000, closing=6280))
        open_list(books, OCTOBER, ("1", 1000), ("2", 700), ("3", 300))
        short = allocation("A", "1", 980, discount_minor=5, deduction_minor=15, new_item_number="1-D1")
        apply(books, [short, allocation("B", "3", 300)], "october", OCTOBER)
    late = date(2026, 10, 28)
    with writing(path, "late", late) as books:
        back = line("R", -300, kind="return", booking_date=late)
        load(books, statement([back], "b.csv", on=late, opening=6280, closing=5980))
        apply(books, [], "late", late, {"R": "B"})
    return path


def of(book, month=MONTH, balances=None):
    with ledger.reading(book) as books:
        frames = months.period(books, month)
        if balances is not None:
            frames |= months.general_ledger(books, balances)
    return shaped(frames)


def test_ar_control_rolls_forward_by_what_moved_it(book):
    lines = of(book)["roll_forward"]
    assert dict(lines.select("line", pl.col("amount").cast(pl.String)).iter_rows()) == {
        "opening": "11.0000",
        "invoices and debits in the ERP": "10.0000",
        "closed or lowered in the ERP, not by us": "-1.0000",
        "cash applied": "-12.8000",
        "discounts": "-0.0500",
        "deductions": "-0.1500",
        "taken back by returns and reversals": "3.0000",
        "closing": "10.0000",
    }


def test_every_figure_ties_out_and_the_bank_agrees(book):
    frames = of(book)
    assert frames["tie_outs"].height == 9 and set(frames["tie_outs"]["difference"]) == {Decimal(0)}
    bank = frames["bank"].select("account", "statement_date", "statement_amount", "booked_amount", "difference")
    assert [tuple(map(str, row)) for row in bank.iter_rows()] == [
        ("…1001", "2026-10-28", "59.8000", "59.8000", "0.0000")
    ]
    assert frames["item_differences"].is_empty() and frames["gaps"].is_empty()


def test_a_month_before_the_books_is_empty(book):
    frames = of(book, months.month("2026-08"))
    assert [name for name, table in frames.items() if table.height] == []


def test_a_line_lost_between_two_statements_is_a_gap_and_a_bank_difference(tmp_path):
    path = tmp_path / "books"
    with writing(path, "a", OCTOBER) as books:
        load(
            books,
            statement([line("A", 100, booking_date=date(2026, 10, 5))], on=date(2026, 10, 5), opening=0, closing=100),
        )
        late = statement([line("B", 50, booking_date=OCTOBER)], "b.csv", on=OCTOBER, opening=170, closing=220)
        load(books, late)
        apply(books, [], "a", OCTOBER)
    frames = of(path)
    assert frames["gaps"].select("previous_date", "first_date").rows() == [(date(2026, 10, 5), OCTOBER)]
    assert frames["bank"]["difference"].to_list() == [Decimal("0.70")]
    assert of(path, months.month("2026-09"))["gaps"].is_empty()


def test_overlapping_statements_and_pages_of_one_day_are_no_gap(tmp_path):
    days = [date(2026, 10, day) for day in (5, 6, 7)]
    with writing(tmp_path / "books", "a", OCTOBER) as books:
        first, second, third = (line(str(day), 100, booking_date=day) for day in days)
        load(books, statement([first, second], "a", on=days[1], opening=0, closing=200))
        load(books, statement([second, third], "b", on=days[2], opening=100, closing=300))
        load(
            books,
            statement([line("x", 1, booking_date=OCTOBER)], "c", on=OCTOBER, opening=300, closing=301, number="1"),
        )
        load(
            books,
            statement([line("y", 1, booking_date=OCTOBER)], "d", on=OCTOBER, opening=301, closing=302, number="2"),
        )
        assert rows(books, "select * from facts.gaps") == []


def balance(account, opening, closing, **more):
    base = {"entity": "US01", "account": account, "currency": "USD", "period": "2026-10", "source_line": 2}
    moved = {"debits_minor": max(closing - opening, 0), "credits_minor": max(opening - closing, 0)}
    return base | moved | {"opening_minor": opening, "closing_minor": closing} | more


def test_the_general_ledger_is_compared_and_a_difference_names_its_rows(book):
    theirs = [
        balance("AR control", 1100, 1300), balance("discount allowed", 0, 5), balance("bank 1001", 5000, 5980),
        balance("rent", 0, 777), balance("AR control", 7, 7, period="2026-09"),
    ]  # fmt: skip
    frames = of(book, balances=frame(GlBalance, theirs))
    compared = frames["gl"].filter("is_theirs").select("account", "is_kept", pl.col("difference").cast(pl.String))
    assert compared.rows() == [
        ("AR control", True, "-3.0000"), ("bank 1001", True, "0.0000"), ("discount allowed", True, "0.0000"),
        ("rent", False, "-7.7700"),
    ]  # fmt: skip
    first, *others = frames["gl_rows"].filter(account="AR control").select("item_number", "is_alone").rows()
    assert first == ("3", True) and len(others) == 5


def test_what_a_locked_month_does_not_hold_yet_is_outstanding_at_the_bank(tmp_path):
    path = tmp_path / "books"
    with writing(path, "a", OCTOBER) as books:
        books.execute("set variable recorded_at = timestamp '2026-11-02'")
        months.change(books, ["US01"], "2026-10", "closed", "anna", "done")
        load(books, statement([line("A", 100, booking_date=OCTOBER)], on=OCTOBER, opening=0, closing=100))
        apply(books, [], "a", OCTOBER)
        assert months.closed(books, "2026-10") == ["US01"] and months.entities(books) == ["US01"]
    bank = of(path)["bank"].select("booked_amount", "outstanding_amount", "difference")
    assert bank.row(0) == (Decimal(0), Decimal(1), Decimal(0))


@pytest.mark.parametrize("text", ["2026", "2026-13", "october", "2026-10-01"])
def test_a_month_is_written_with_its_year(text):
    assert months.month("2026-02").last_day == date(2026, 2, 28)
    with pytest.raises(ValueError):
        months.month(text)


def test_what_the_erp_does_not_show_of_our_postings_is_listed(tmp_path):
    path = tmp_path / "books"
    with writing(path, "a", OCTOBER) as books:
        load(books, statement([line("A", 600, booking_date=OCTOBER)], on=OCTOBER))
        open_list(books, OCTOBER, ("1", 1000))
        apply(books, [allocation("A", "1", 600)], "a", OCTOBER)
    with writing(path, "b", date(2026, 10, 21)) as books:
        open_list(books, date(2026, 10, 21), ("1", 1000))
        apply(books, [], "b", date(2026, 10, 21))
    assert of(path)["disagreeing"].select("item_number", "applied_amount", "confirmed_amount").rows() == [
        ("1", Decimal(6), Decimal(0))
    ]


def test_the_frames_work_in_the_published_copy(book):
    with duckdb.connect(ledger.published(book), read_only=True) as books:
        assert months.period(books, MONTH)["accounts"].height > 5
