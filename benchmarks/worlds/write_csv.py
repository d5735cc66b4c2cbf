"""A world as the contract's canonical CSV files, written by Polars in whole columns."""

from pathlib import Path

import polars as pl

from benchmarks.worlds.money import decimal
from benchmarks.worlds.shapes import Entity, World

OPEN_ITEM_COLUMNS = """entity customer_id item_number item_type currency original_amount open_amount invoice_date
    due_date instalment po_number reference discount_date discount_amount exchange_rate status snapshot_date"""
CUSTOMER_COLUMNS = """customer_id entity name country parent_id aliases bank_accounts email payment_terms_days
    credit_limit"""
BANK_COLUMNS = """account currency booking_date value_date amount balance payer_name payer_account
    remittance_information bank_reference end_to_end_id transaction_type"""
REMITTANCE_COLUMNS = """remittance_id payer_name payment_reference payment_date payment_amount currency invoice_number
    gross_amount discount_amount deduction_amount deduction_code paid_amount note"""


def write(frame: pl.DataFrame, columns: str, file: Path) -> None:
    """The named columns; an empty text is an empty field, without quotes."""
    chosen = frame.select(columns.split())
    chosen.with_columns(pl.col(pl.String).replace("", None)).write_csv(file)


def bank(world: World, entity: Entity, file: Path) -> None:
    write(bank_rows(world, entity), BANK_COLUMNS, file)


def bank_rows(world: World, entity: Entity) -> pl.DataFrame:
    lines = world.bank.filter(entity=entity.entity)
    return lines.with_columns(amount=decimal("amount_minor"), balance=decimal("balance_minor"))


def open_items(world: World, entity: Entity, file: Path) -> None:
    items = world.open_items.filter(entity=entity.entity).with_columns(
        original_amount=decimal("original_minor"),
        open_amount=decimal("open_minor"),
        discount_amount=decimal("discount_minor"),
    )
    write(items, OPEN_ITEM_COLUMNS, file)


def customers(world: World, file: Path) -> None:
    write(world.customers.with_columns(credit_limit=decimal("credit_limit_minor")), CUSTOMER_COLUMNS, file)


def remittance(world: World, entity: Entity, file: Path) -> None:
    write(remittance_rows(world, entity), REMITTANCE_COLUMNS, file)


def remittance_rows(world: World, entity: Entity) -> pl.DataFrame:
    heads = world.advices.filter(entity=entity.entity)
    return heads.join(world.advice_lines, on="remittance_id", maintain_order="left_right").with_columns(
        payment_amount=decimal("payment_minor"),
        gross_amount=decimal("gross_minor"),
        discount_amount=decimal("discount_minor"),
        deduction_amount=decimal("deduction_minor"),
        paid_amount=decimal("paid_minor"),
        note=pl.lit(""),
    )
