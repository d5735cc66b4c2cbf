"""Every format a world is written in says, through its reader, what the world says."""

from collections import Counter

import polars as pl
import pytest

from benchmarks import world
from benchmarks.worlds import write_lockbox
from benchmarks.worlds.write_camt import CREDITOR_REFERENCE
from pipelines.readers import Reading, Source, read
from schemas.lockbox import Lockbox

DAY = world.make(2145, 150, 600)


def readings(folder, writer, suffix, entity) -> list[Reading]:
    writer(DAY, entity, folder / f"made.{suffix}")
    return [
        read(Source(file.name, file, currency=entity.currency, lockboxes={"ours": Lockbox(currency=entity.currency)}))
        for file in sorted(folder.iterdir())
    ]


def squeezed(text: str | None) -> str:
    return "".join((text or "").split())


@pytest.mark.parametrize("entity", DAY.entities, ids=lambda entity: entity.entity)
@pytest.mark.parametrize("form", world.BANK_WRITERS)
def test_a_statement_comes_back_line_by_line(tmp_path, form, entity):
    suffix, writer = world.BANK_WRITERS[form]
    if (form == "bai2" and entity.statement != "bai2") or (form.startswith("camt") and entity.statement != "camt"):
        pytest.skip("the kinds of its lines are of another bank's world")
    (reading,) = readings(tmp_path, writer, suffix, entity)
    made, told = DAY.bank.filter(entity=entity.entity), reading.tables["bank_lines"]

    assert reading.faults == [] and reading.rejects.is_empty()
    keys = ["bank_reference", "amount_minor", "booking_date", pl.coalesce("value_date", "booking_date").alias("value")]
    assert sorted(told.select(keys).rows()) == sorted(made.select(keys).rows())
    assert set(told["account"]) == {entity.account} and set(told["currency"]) == {entity.currency}
    statement = reading.tables["statements"].row(0, named=True)
    meant = DAY.statements.row(by_predicate=pl.col("entity") == entity.entity, named=True)
    assert statement["closing_minor"] == meant["closing_minor"]
    memos = dict(told.select("bank_reference", "memo").iter_rows())
    for reference, text in made.select("bank_reference", "remittance_information").iter_rows():
        words = CREDITOR_REFERENCE.sub(" ", text).replace("?", ".").split()
        assert all(word in squeezed(memos[reference]) for word in words), reference


@pytest.mark.parametrize("entity", DAY.entities, ids=lambda entity: entity.entity)
@pytest.mark.parametrize("form", world.REMITTANCE_WRITERS)
def test_an_advice_comes_back_document_by_document(tmp_path, form, entity):
    suffix, writer = world.REMITTANCE_WRITERS[form]
    if form in ("x12_820", "nacha") and entity.currency != "USD":
        pytest.skip("American formats of dollars")
    heads = DAY.advices.filter(entity=entity.entity)
    if form == "lockbox":
        heads = heads.filter(
            pl.col("remittance_id").is_in([one["remittance_id"] for one in write_lockbox.checks(DAY, entity)])
        )
    found = readings(tmp_path, writer, suffix, entity)
    lines = heads.join(DAY.advice_lines, on="remittance_id")
    told = pl.concat([one.tables["advice_lines"] for one in found])
    payments = pl.concat([one.tables["advices"] for one in found])

    assert [one.faults for one in found if one.faults] == []
    assert Counter(told.select("invoice_number", "paid_minor").rows()) == Counter(
        lines.select("invoice_number", "paid_minor").rows()
    )
    assert sorted(payments["payment_minor"]) == sorted(heads["payment_minor"])
    if form not in ("letter", "mail", "lockbox"):
        amounts = ["invoice_number", "gross_minor", "discount_minor", "deduction_minor"]
        assert sorted(told.select(amounts).rows()) == sorted(lines.select(amounts).rows())
    if form != "lockbox":
        assert sorted(payments["payment_reference"]) == sorted(heads["payment_reference"])
