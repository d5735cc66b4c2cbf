from hypothesis import given
from hypothesis import strategies as st

from pipelines import ledger
from schemas.money import LIMIT_MINOR
from tests.pipelines.ledger.books import rows, writing

TEXT = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]))


def test_python_and_sql_give_the_same_id(tmp_path):
    with writing(tmp_path / "books") as books:

        @given(TEXT)
        def same(text):
            assert books.execute("select hash_id(?)", [text]).fetchall() == [(ledger.hash_id(text),)]

        same()


def test_an_item_is_its_key(tmp_path):
    key = ("US01", "C1", "invoice", "INV-7", 2)
    with writing(tmp_path / "books") as books:
        assert books.execute("select facts.item_id(?, ?, ?, ?, ?)", key).fetchall() == [(ledger.item_id(*key),)]
    assert len(ledger.hash_id("x")) == 20


def test_money_is_exact_in_every_currency(tmp_path):
    with writing(tmp_path / "books") as books:
        units = rows(
            books, "select currency, unit::varchar from facts.currencies where currency in ('JPY', 'KWD', 'USD')"
        )
        exact = rows(
            books, "select money(900719925474099301, unit)::varchar from facts.currencies where currency = 'KWD'"
        )

    assert dict(units) == {"JPY": "1.0000", "USD": "0.0100", "KWD": "0.0010"}
    assert exact == [("900719925474099.3010",)]


def test_the_highest_amount_fits_the_views_in_every_currency(tmp_path):
    with writing(tmp_path / "books") as books:
        highest = f"select bool_and(money({LIMIT_MINOR}, unit) > 0 and money({-LIMIT_MINOR}, unit) < 0)"
        assert rows(books, f"{highest} from facts.currencies") == [(True,)]


def test_the_accounts_of_items_are_those_of_the_schemas(tmp_path):
    from schemas.books import ITEM_CLASSES
    from schemas.receivables import ITEM_TYPES

    with writing(tmp_path / "books") as books:
        found = {kind: books.execute("select facts.item_class(?)", [kind]).fetchall()[0][0] for kind in ITEM_TYPES}
    assert found == {kind: ITEM_CLASSES.get(kind, "ar") for kind in ITEM_TYPES}
