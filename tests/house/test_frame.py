"""The one pass over a table finds what pandera finds, and pandera says it."""

from datetime import date

import pandera.polars as pa
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandera.errors import SchemaErrors

from pipelines.readers.base import TABLES
from schemas.bank import BankLine
from schemas.frame import checked, columns, frame
from schemas.rejects import Reject

LINE = {
    "statement_no": 1, "account": "7", "currency": "EUR", "booking_date": date(2026, 10, 15), "amount_minor": 500,
    "raw": "x", "source_line": 1,
}  # fmt: skip
VALUES = {
    pl.Int64: st.sampled_from([None, -(10**16), -1, 0, 1, 10**16]),
    pl.String: st.sampled_from([None, "", "EUR", "ZZZ", "7", "y" * 300]),
    pl.Date: st.sampled_from([None, date(2026, 10, 15)]),
    pl.Boolean: st.sampled_from([None, True]),
    pl.Float64: st.sampled_from([None, -1.0, 0.5]),
}


@pytest.mark.parametrize("model", [*TABLES.values(), Reject], ids=lambda model: model.__name__)
@settings(max_examples=20)
@given(data=st.data())
def test_a_table_is_refused_exactly_when_pandera_refuses_it(model, data):
    row = {name: data.draw(VALUES[type(dtype) if isinstance(dtype, pl.DataType) else dtype])
           for name, dtype in columns(model).items()}  # fmt: skip
    table = pl.DataFrame([row], schema=columns(model), orient="row")
    try:
        model.validate(table, lazy=True)
    except SchemaErrors:
        with pytest.raises(SchemaErrors):
            checked(model, table)
    else:
        assert checked(model, table) is table


@pytest.mark.parametrize("model", [*TABLES.values(), Reject], ids=lambda model: model.__name__)
def test_a_good_table_of_a_reader_needs_no_pandera(model, monkeypatch):
    monkeypatch.setattr(model, "validate", None)
    assert checked(model, frame(model)).is_empty()


@pytest.mark.parametrize("wrong", [{"amount_minor": 0}, {"currency": "ZZZ"}, {"account": ""}, {"raw": None}], ids=str)
def test_a_breach_is_named_by_its_column(wrong):
    (column,) = wrong
    with pytest.raises(SchemaErrors, match=column):
        checked(BankLine, frame(BankLine, [LINE | wrong]))


def test_a_table_of_other_types_and_a_rule_of_ones_own_are_left_to_pandera():
    class Even(pa.DataFrameModel):
        number: pl.Int64

        @pa.check("number", element_wise=True)
        def is_even(cls, number: int) -> bool:
            return number % 2 == 0

    with pytest.raises(SchemaErrors, match="is_even"):
        checked(Even, pl.DataFrame({"number": [1]}))
    with pytest.raises(SchemaErrors, match="amount_minor"):
        checked(BankLine, frame(BankLine, [LINE]).with_columns(pl.col("amount_minor").cast(pl.Float64)))
