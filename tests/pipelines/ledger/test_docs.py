"""docs/ledger.md is kept: every query in it runs, every view, proof and cause stands in it."""

import re
from pathlib import Path

import pytest

from pipelines import ledger
from pipelines.ledger import proofs
from tests.pipelines.ledger.books import allocation, apply, items, line, load, rows, statement, writing

TEXT = (Path(__file__).parents[3] / "docs" / "ledger.md").read_text("utf-8")
QUERIES = [
    query
    for block in re.findall(r"```sql\n(.*?)```", TEXT, re.S)
    for query in block.strip().split(";")
    if query.strip()
]
QUERIES.append(*re.findall(r'duckdb -readonly \S+ "(.*?)"', TEXT))


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    path = tmp_path_factory.mktemp("docs") / "books"
    with writing(path) as books:
        load(books, statement([line("A", 980), line("B", 500)]))
        ledger.load_open_items(books, items(("1", 980), customer_id="100234", due_date=None), 0.3)
        apply(books, [allocation("A", "1", 900)])
    return path


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_of_the_docs_runs(book, query):
    with ledger.reading(book) as books:
        assert books.sql(query).columns


def test_every_view_and_proof_is_described(book):
    with ledger.reading(book) as books:
        views = rows(books, "select view_name from duckdb_views() where schema_name = 'main' and not internal")
        macros = rows(
            books,
            """select distinct function_name from duckdb_functions()
            where schema_name = 'main' and not internal and function_type = 'table_macro'""",
        )
    assert len(macros) == 6
    missing = [name for (name,) in views if f"`{name}`" not in TEXT]
    missing += [name for (name,) in macros if f"`{name}(date, known_at)`" not in TEXT]
    assert missing + [name for name in proofs.PROOFS if f"| {name} |" not in TEXT] == []
