"""Whatever is changed behind the books' back, a proof finds it and names it."""

import shutil
from datetime import date

import pytest

from pipelines import ledger
from pipelines.errors import BooksDoNotHold
from pipelines.ledger import proofs
from tests.pipelines.ledger.books import allocation, apply, broken, items, line, load, lock, rows, statement, writing

(
    BALANCED, TRIAL, PLACED, STATEMENTS, DAYS, WAITING, PAID, TAKEN,
    APPLIED, SUB, ERP, ONCE, HASHED, DECIDED, LOCKED, EXACT, CHAIN,
) = proofs.PROOFS  # fmt: skip

OF_C = "(select application_id from facts.applications where cash_minor = 500)"
CORRUPTIONS = {
    "a bank line is deleted": ("delete from facts.bank_lines where bank_reference = 'C'", {PLACED, STATEMENTS}),
    "a bank line's amount is changed": (
        "update facts.bank_lines set amount_minor = 501 where bank_reference = 'C'",
        {PLACED, STATEMENTS, DAYS, HASHED}),
    "a bank line's text is changed": ("update facts.bank_lines set memo = 'x' where bank_reference = 'C'", {HASHED}),
    "a bank line is doubled": (
        "insert into facts.bank_lines from facts.bank_lines where bank_reference = 'C'", {PLACED, STATEMENTS, ONCE}),
    "a statement's closing balance is changed": ("update facts.statements set closing_minor = 1", {STATEMENTS}),
    "a leg is dropped": (
        "delete from facts.legs where account_class = 'deductions'",
        {BALANCED, TRIAL, PLACED, APPLIED, SUB, ERP, CHAIN}),
    "a leg is changed": (
        "update facts.legs set amount_minor = 501 where account_class = 'bank' and amount_minor = 500",
        {BALANCED, TRIAL, PLACED, DAYS, CHAIN}),
    "a leg is moved to another item": (
        "update facts.legs set item_id = 'other' where account_class = 'ar' and amount_minor = -1000",
        {APPLIED, SUB, ERP, CHAIN}),
    "a leg is moved to another account": (
        "update facts.legs set account = 'mine' where account_class = 'fee'", {CHAIN}),
    "an entry is dated otherwise": (
        "update facts.legs set gl_date = '2026-01-01' where account_class = 'erp'", {CHAIN}),
    "an entry is deleted whole": (
        f"""delete from facts.legs where entry_no in (select entry_no from facts.entries where entry_id in {OF_C});
        delete from facts.entries where entry_id in {OF_C}""",
        {PLACED, WAITING, APPLIED, SUB, ERP, CHAIN}),
    "an application is deleted": (
        "delete from facts.applications where cash_minor = 500", {PLACED, APPLIED, SUB, ERP, CHAIN}),
    "an application is doubled": (
        "insert into facts.applications from facts.applications where cash_minor = 500",
        {PLACED, TAKEN, APPLIED, SUB, ERP, ONCE, CHAIN}),
    "an application's amount is changed": (
        "update facts.applications set cash_minor = 499 where cash_minor = 500", {PLACED, APPLIED, CHAIN}),
    "an application is laid on a person": (
        "update facts.applications set rule = 'manual' where cash_minor = 500", {DECIDED, CHAIN}),
    "an application's evidence is changed": ("update facts.applications set evidence = 'trust me'", {CHAIN}),
    "a made item is deleted": ("delete from facts.made_items", {APPLIED, SUB, ERP}),
    "an item's open amount is changed": (
        "update facts.item_versions set open_minor = 1 where item_number = '9'", {SUB, ERP}),
    "an item's key is changed": (
        "update facts.item_versions set customer_id = 'C2' where item_number = '9'", {HASHED}),
    "a posted snapshot is forgotten": ("delete from facts.posted_snapshots", {SUB, ERP}),
    "a confirmation is invented": (
        "insert into facts.confirmations select item_id, 's', 5, 'r', now()::timestamp from facts.made_items",
        {SUB, ERP}),
    "an exception is closed by hand": (
        "update facts.exception_states set status = 'resolved' where amount_minor = 300", {WAITING}),
    "an exception says another amount": ("update facts.exception_states set amount_minor = 1", {WAITING}),
    "a link is deleted": ("delete from facts.chain", {CHAIN}),
    "a link is forged": ("update facts.chain set content_hash = sha256('x')", {CHAIN}),
    "a cause is written anew": (
        "update facts.entries set cause = cause || '|' where starts_with(cause, 'receipt')", {HASHED}),
    "a file is taken twice": (
        """insert into facts.files
        select 'f', 'n', 'csv', null, 1, 'taken', null, null, 'r1', now()::timestamp from range(2)""", {ONCE}),
    "an advice is used twice": (
        "insert into facts.advice_uses select 'a', range::varchar, 'r1', now()::timestamp from range(2)", {PAID}),
    "money becomes a double": ("alter table facts.advices alter payment_minor type double", {EXACT}),
    "a locked month is written to": (
        "insert into facts.period_changes values ('US01', '2026-10', 'closed', 'anna', null, 'r0', '2026-01-01')",
        {LOCKED, CHAIN}),
}  # fmt: skip


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """Receipts of 9.80 (short, a deduction made), 5.00 (applied) and 3.00 (nothing fits); a fee; three invoices."""
    path = tmp_path_factory.mktemp("sound") / "books"
    with writing(path) as books:
        lines = [line("A", 980), line("C", 500), line("D", 300), line("F", -25, kind="non_ar")]
        load(books, statement(lines, opening=0, closing=1755))
        ledger.load_open_items(books, items(("1", 1000), ("2", 505), ("9", 80)), 0.3)
        short = allocation("A", "1", 980, deduction_minor=20, new_item_number="1-D1")
        apply(books, [short, allocation("C", "2", 500, fee_minor=5)])
    return path


def test_sound_books_hold_and_say_what_was_checked(sound):
    with ledger.reading(sound) as books:
        found = ledger.verify(books)
    assert [proof.name for proof in found] == list(proofs.PROOFS)
    assert all(proof.holds and not proof.findings for proof in found)
    unseen = {proof.name for proof in found if proof.checked_rows == 0}
    assert unseen == set()


def test_a_run_whose_books_do_not_hold_keeps_nothing(tmp_path):
    path = tmp_path / "books"
    with pytest.raises(BooksDoNotHold) as refusal, writing(path) as books:
        load(books, statement([line("A", 100)]))
        apply(books, [])
        ledger.prove(books)
        books.execute("delete from facts.exception_states")
        ledger.prove(books)
    assert ": 100 is not placed and nobody is asked\n  expected: what is not placed waits for somebody" in str(
        refusal.value
    )
    with ledger.reading(path) as books:
        assert rows(books, "select count(*) from payments") == [(0,)]


@pytest.mark.parametrize(("change", "caught_by"), CORRUPTIONS.values(), ids=CORRUPTIONS)
def test_a_planted_corruption_is_found(sound, tmp_path, change, caught_by):
    path = tmp_path / "books"
    shutil.copyfile(sound, path)
    with writing(path, "r2") as books:
        books.execute(change)
        found = broken(books)
        books.rollback()
        books.begin()
    assert set(found) == caught_by
    assert all(findings and all(findings) for findings in found.values())


def test_findings_beyond_twenty_are_counted(tmp_path):
    with writing(tmp_path / "books") as books:
        load(books, statement([line(str(place), 100) for place in range(30)]))
        apply(books, [])
        books.execute("delete from facts.exception_states")
        (findings,) = broken(books).values()
    assert len(findings) == 21 and findings[-1] == "and 10 more"
    assert findings[0].endswith(": 100 is not placed and nobody is asked")


def test_a_month_that_is_unlocked_by_hand_is_found(tmp_path):
    with writing(tmp_path / "books") as books:
        lock(books, "2026-10")
        assert broken(books) == {}
        books.execute("update facts.period_changes set status = 'open'")
        assert broken(books).keys() == {CHAIN}


def test_a_reopened_month_may_be_written_to(tmp_path):
    with writing(tmp_path / "books") as books:
        lock(books, "2026-10")
        lock(books, "2026-10", "open")
        load(books, statement([line("A", 100)]))
        apply(books, [])
        assert broken(books) == {}
        assert rows(books, "select status from periods") == [("open",)]


def test_what_is_dated_in_a_locked_month_moves_to_the_first_open_day(tmp_path):
    with writing(tmp_path / "books") as books:
        lock(books, "2026-09")
        lock(books, "2026-10")
        load(books, statement([line("A", 100)]))
        apply(books, [])
        assert rows(books, "select distinct gl_date from journal") == [(date(2026, 11, 1),)]
        assert broken(books) == {}
