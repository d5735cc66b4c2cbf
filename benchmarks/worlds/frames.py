"""A day's drafts and stock as frames: the columns of the contract with money in minor units, and the truth apart."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from benchmarks.worlds.shapes import Customer, Draft, Entity, Item, Share, World

CUSTOMERS = {
    "customer_id": pl.String, "entity": pl.String, "name": pl.String, "country": pl.String, "parent_id": pl.String, "aliases": pl.String,
    "bank_accounts": pl.String, "email": pl.String, "payment_terms_days": pl.Int64, "credit_limit_minor": pl.Int64,
}  # fmt: skip
OPEN_ITEMS = {
    "entity": pl.String, "customer_id": pl.String, "item_number": pl.String, "item_type": pl.String, "currency": pl.String,
    "original_minor": pl.Int64, "open_minor": pl.Int64, "invoice_date": pl.Date, "due_date": pl.Date, "instalment": pl.Int64,
    "po_number": pl.String, "reference": pl.String, "discount_date": pl.Date, "discount_minor": pl.Int64, "exchange_rate": pl.String,
    "status": pl.String, "snapshot_date": pl.Date,
}  # fmt: skip
BANK = {
    "account": pl.String, "currency": pl.String, "booking_date": pl.Date, "value_date": pl.Date, "amount_minor": pl.Int64,
    "balance_minor": pl.Int64, "payer_name": pl.String, "payer_account": pl.String, "remittance_information": pl.String,
    "bank_reference": pl.String, "end_to_end_id": pl.String, "transaction_type": pl.String, "entity": pl.String,
}  # fmt: skip
STATEMENTS = {
    "entity": pl.String, "account": pl.String, "currency": pl.String, "booking_date": pl.Date,
    "opening_minor": pl.Int64, "closing_minor": pl.Int64,
}  # fmt: skip
ADVICES = {
    "remittance_id": pl.String, "entity": pl.String, "payer_name": pl.String, "payment_reference": pl.String, "payment_date": pl.Date,
    "payment_minor": pl.Int64, "currency": pl.String,
}  # fmt: skip
ADVICE_LINES = {
    "remittance_id": pl.String, "invoice_number": pl.String, "item_type": pl.String, "gross_minor": pl.Int64, "discount_minor": pl.Int64,
    "deduction_minor": pl.Int64, "deduction_code": pl.String, "paid_minor": pl.Int64, "po_number": pl.String,
}  # fmt: skip
TRUTH = {
    "bank_reference": pl.String, "entity": pl.String, "customer_id": pl.String, "item_type": pl.String, "item_number": pl.String,
    "instalment": pl.Int64, "cash_minor": pl.Int64, "discount_minor": pl.Int64, "deduction_minor": pl.Int64, "write_off_minor": pl.Int64,
    "fee_minor": pl.Int64, "currency": pl.String, "case": pl.String, "has_answer": pl.Boolean, "kind": pl.String,
    "receipt_minor": pl.Int64, "payer_id": pl.String, "writing": pl.String, "naming": pl.String,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Written:
    """A draft and how the bank's line shows it."""

    draft: Draft
    text: str
    end_to_end_id: str
    payer_name: str
    payer_account: str


@dataclass(frozen=True, slots=True)
class IdleAdvice:
    """An advice that no receipt of this day belongs to."""

    entity: Entity
    payer: Customer
    shares: list[Share]
    payment_reference: str


def world(
    as_of: date, own: tuple[Entity, ...], buyers: list[Customer], written: list[Written], idle: list[IdleAdvice], dice: random.Random
) -> World:
    openings = {entity.entity: dice.randrange(10**7, 10**8) for entity in own}
    bank, truth, payments = [], [], []
    for entity in own:
        balance = openings[entity.entity]
        lines = [one for one in written if one.draft.entity is entity]
        for at, one in enumerate(lines, start=1):
            reference = f"{entity.entity}-{as_of:%y%m%d}-{at:05d}"
            balance += one.draft.amount
            value_date = as_of - timedelta(days=at % 10 == 7)
            bank.append(_bank_row(one, entity, as_of, value_date, balance, reference))
            truth += _truth_rows(one.draft, reference)
            payments += [(entity, one.draft.payer, shares, one.draft.payment_reference, value_date) for shares in one.draft.advices]
    payments += [(one.entity, one.payer, one.shares, one.payment_reference, as_of + timedelta(days=2)) for one in idle]
    advices, advice_lines = _advices(payments)
    bank_frame = _frame(bank, BANK)
    return World(
        as_of, own, _frame([_customer_row(one) for one in buyers], CUSTOMERS), _open_items(buyers, own, as_of), bank_frame,
        _statements(own, openings, bank_frame, as_of), _frame(advices, ADVICES), _frame(advice_lines, ADVICE_LINES), _frame(truth, TRUTH),
    )  # fmt: skip


def _frame(rows: list[tuple], schema: dict) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=schema, orient="row")


def _customer_row(one: Customer) -> tuple:
    parent = one.parent.customer_id if one.parent else ""
    address = "".join(letter for letter in one.name.lower() if letter.isascii() and letter.isalpha())[:20]
    limit = 100_000 * (5 + len(one.items))
    aliases, accounts = ";".join(one.aliases), ";".join(one.known_accounts)
    return (one.customer_id, one.entity, one.name, one.country, parent, aliases, accounts, f"ap@{address}.example", one.terms, limit)


def _open_items(buyers: list[Customer], own: tuple[Entity, ...], as_of: date) -> pl.DataFrame:
    currency = {entity.entity: entity.currency for entity in own}
    rows = [
        (
            one.entity, one.customer_id, item.item_number, item.item_type, currency[one.entity], item.original_minor, item.open_minor,
            item.invoice_date, item.due_date, item.instalment, item.po_number, _other_numbers(item), item.discount_date,
            item.discount_minor if item.discount_date else None, "", item.status, as_of,
        )
        for one in buyers for item in one.items if not item.is_closed
    ]  # fmt: skip
    return _frame(rows, OPEN_ITEMS).sort("entity", "item_number", "instalment", "customer_id")


def _other_numbers(item: Item) -> str:
    return ";".join(number for number in (item.delivery, item.creditor_reference) if number)


def _bank_row(one: Written, entity: Entity, as_of: date, value_date: date, balance: int, reference: str) -> tuple:
    return (
        entity.account, entity.currency, as_of, value_date, one.draft.amount, balance, one.payer_name, one.payer_account, one.text,
        reference, one.end_to_end_id, one.draft.transaction_type, entity.entity,
    )  # fmt: skip


def _truth_rows(draft: Draft, reference: str) -> list[tuple]:
    payer = draft.payer.customer_id if draft.payer else ""
    entity, currency = draft.entity.entity, draft.entity.currency
    tail = (currency, draft.case, draft.has_answer, draft.kind, draft.amount, payer, draft.writing, draft.naming)
    if not draft.shares:
        return [(reference, entity, payer, "", "", None, 0, 0, 0, 0, 0, *tail)]
    return [
        (
            reference, entity, share.item.customer.customer_id, share.item.item_type, share.item.item_number, share.item.instalment,
            share.cash, share.discount, share.deduction, share.write_off, share.fee, *tail,
        )
        for share in draft.shares
    ]  # fmt: skip


def _statements(own: tuple[Entity, ...], openings: dict[str, int], bank: pl.DataFrame, as_of: date) -> pl.DataFrame:
    moved = dict(bank.group_by("entity").agg(pl.col("amount_minor").sum()).iter_rows())
    rows = [
        (one.entity, one.account, one.currency, as_of, openings[one.entity], openings[one.entity] + moved.get(one.entity, 0)) for one in own
    ]
    return _frame(rows, STATEMENTS)


def _advices(payments: list[tuple[Entity, Customer, list[Share], str, date]]) -> tuple[list[tuple], list[tuple]]:
    heads, lines = [], []
    for at, (entity, payer, shares, reference, day) in enumerate(payments, start=1):
        key = f"RA-{entity.entity}-{at:05d}"
        heads.append((key, entity.entity, payer.name, reference, day, sum(share.cash for share in shares), entity.currency))
        for share in shares:
            item, paid = share.item, share.cash
            gross = paid + share.discount + share.deduction
            lines.append((key, item.item_number, item.item_type, gross, share.discount, share.deduction, share.deduction_code, paid, item.po_number))
    return heads, lines
