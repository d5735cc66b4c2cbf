"""What people and their tools read: exactly the columns that are promised, money always exact."""

import pytest

from pipelines import ledger
from tests.pipelines.ledger.books import allocation, apply, items, line, load, rows, statement, writing

MONEY = "DECIMAL(19,4)"
COLUMNS = {
    "payments": """
        payment_id bank_reference entity bank_account booking_date value_date currency amount payer_name
        payer_account memo end_to_end_id kind customer_id applied_amount on_account_amount unapplied_amount
        unidentified_amount refunded_amount returned_amount non_ar_amount source_file source_line
    """,
    "applications": """
        application_id payment_id item_id item_number customer_id entity currency item_currency item_amount
        cash_amount discount_amount deduction_amount write_off_amount fee_amount rule confidence evidence
        decided_by run_id gl_date recorded_at reverses reversed
    """,
    "exceptions": """
        exception_id subject payment_id remittance_id item_id entity exception_type why_not_auto amount currency
        customer_id first_seen status assigned_to decision_id resolved_at
    """,
    "candidates": """
        payment_id rank customer_id item_ids item_numbers cash_amount difference confidence rule evidence
    """,
    "candidate_lines": """
        payment_id rank item_id cash_amount discount_amount deduction_amount write_off_amount fee_amount
        reason_code
    """,
    "decisions": """
        decision_id exception_id action prepared_by approved_by status workbook_sha256 row reason recorded_at
    """,
    "aliases": """
        alias_id entity customer_id kind value status taught_by approved_by taught_date expires_date decision_id
        payment_id reason recorded_at
    """,
    "open_items": """
        item_id entity customer_id item_number instalment item_type origin parent_item_id reason_code
        account_class currency original_amount open_amount pending_amount due_date status snapshot_date
    """,
    "journal": """
        entry_id line_no gl_date entity account currency debit credit functional_currency functional_debit
        functional_credit payment_id item_id cause run_id batch_id recorded_at
    """,
    "erp_agreement": """
        item_id entity customer_id item_number currency applied_amount confirmed_amount pending_amount
        elsewhere_amount applied_date list_date state
    """,
    "periods": "entity period status changed_by reason recorded_at",
    "files": "sha256 format rows status reason",
    "rejects": "file line field value rule message",
    "statements": "account number opening closing proof",
    "runs": "run_id command as_of engine",
}


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    path = tmp_path_factory.mktemp("views") / "books"
    with writing(path) as books:
        load(books, statement([line("A", 980), line("B", 500)], opening=0, closing=1480))
        ledger.load_open_items(books, items(("1", 1000), ("2", 505)), 0.3)
        apply(books, [allocation("A", "1", 980, deduction_minor=20, new_item_number="1-D1", reason_code="PD")])
    return path


@pytest.mark.parametrize("view", COLUMNS)
def test_a_view_has_the_promised_columns_first_and_in_their_order(book, view):
    with ledger.reading(book) as books:
        found = [(name, kind) for name, kind, *_ in rows(books, f"describe {view}")]
    promised = COLUMNS[view].split()
    assert [name for name, _ in found][: len(promised)] == promised
    amounts = {"amount", "difference", "debit", "credit", "opening", "closing"}
    money = {name: kind for name, kind in found if name.endswith("_amount") or name in amounts}
    assert money == dict.fromkeys(money, MONEY)


def test_every_view_is_promised_and_every_promise_kept(book):
    with ledger.reading(book) as books:
        found = rows(books, "select view_name from duckdb_views() where schema_name = 'main' and not internal")
    assert {name for (name,) in found} == set(COLUMNS)


def test_a_made_item_tells_where_it_comes_from(book):
    query = """select i.origin, i.account_class, i.reason_code, i.original_amount::varchar, p.item_number
        from open_items i join open_items p on p.item_id = i.parent_item_id"""
    with ledger.reading(book) as books:
        assert rows(books, query) == [("tieout", "deductions", "PD", "0.2000", "1")]


def test_a_reversal_marks_both_rows(tmp_path):
    query = """insert into facts.applications by name
        select * replace ('back' as application_id, application_id as reverses, -cash_minor as cash_minor)
        from facts.applications where cash_minor = 980"""
    with writing(tmp_path / "books") as books:
        load(books, statement([line("A", 980), line("B", 5)]))
        ledger.load_open_items(books, items(("1", 980), ("2", 5)), 0.3)
        apply(books, [allocation("A", "1", 980), allocation("B", "2", 5)])
        books.execute(query)
        found = rows(books, "select cash_amount::varchar, reversed from applications order by cash_amount")
    assert found == [("-9.8000", True), ("0.0500", False), ("9.8000", True)]


def test_functional_amounts_are_null_where_no_rate_is_known(tmp_path):
    with writing(tmp_path / "books") as books:
        load(books, statement([line("A", 980)]))
        apply(books, [])
        nulls = "select count(*) from journal where functional_debit is null and functional_credit is null"
        assert rows(books, nulls) == [(0,)]
        books.execute("update facts.legs set functional_minor = null")
        assert rows(books, nulls) == [(2,)]
