"""The law of the as-of macros: of the last day, with everything known, they say what the views say."""

import duckdb

from tests.pipelines.ledger.books import rows

AS_OF = {"open_items": "open_items_as_of", "payments": "payments_as_of", "journal": "journal_as_of"}


def differing(books: duckdb.DuckDBPyConnection, as_of: str = "date '9999-12-31'") -> list[tuple[object, ...]]:
    """Rows that a view has and its macro of today has not, and the other way round."""
    found: list[tuple[object, ...]] = []
    for view, macro in AS_OF.items():
        now, then = f"from {view}", f"from {macro}({as_of})"
        found += rows(books, f"({now} except all {then}) union all ({then} except all {now})")
    return found
