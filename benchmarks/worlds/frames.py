"""A day's drafts and stock as frames: the columns of the contract with money in minor units, and the truth apart."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl

from benchmarks.worlds.columns import ADVICE_LINES, ADVICES, BANK, CUSTOMERS, OPEN_ITEMS, STATEMENTS, TRUTH
from benchmarks.worlds.shapes import Customer, Draft, Entity, Item, Share, World

Row = tuple[Any, ...]
PAID_LATER, A_DAY = timedelta(days=2), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Written:
    """A draft and how the bank's line shows it."""

    draft: Draft
    text: str
    end_to_end_id: str
    payer_name: str
    payer_account: str


@dataclass(frozen=True, slots=True)
class Advice:
    """What one payer says one payment is for."""

    entity: Entity
    payer: Customer
    shares: list[Share]
    payment_reference: str
    payment_date: date


def world(
    as_of: date,
    own: tuple[Entity, ...],
    buyers: list[Customer],
    written: list[Written],
    idle: list[Advice],
    dice: random.Random,
) -> World:
    """The whole day. `written` in the order of the statements, `idle` are advices whose money has not come yet."""
    openings = {entity.entity: dice.randrange(10**7, 10**8) for entity in own}
    bank: list[Row] = []
    truth: list[Row] = []
    advices: list[Advice] = []
    for entity in own:
        balance = openings[entity.entity]
        for at, one in enumerate((one for one in written if one.draft.entity is entity), start=1):
            reference = f"{entity.entity}-{as_of:%y%m%d}-{at:05d}"
            balance += one.draft.amount
            value_date = as_of - timedelta(days=at % 10 == 7)
            bank.append(_bank_row(one, as_of, value_date, balance, reference))
            truth += _truth_rows(one.draft, reference)
            advices += _advices(one.draft, value_date)
    heads, lines = _advice_rows([*advices, *idle])
    return World(
        as_of,
        own,
        _frame([_customer_row(one) for one in buyers], CUSTOMERS),
        _items(buyers, own, as_of, is_closed=False),
        _frame(bank, BANK),
        _statements(own, openings, bank, as_of),
        _frame(heads, ADVICES),
        _frame(lines, ADVICE_LINES),
        _frame(truth, TRUTH),
        _items(buyers, own, as_of - A_DAY, is_closed=True),
    )


def _frame(rows: Sequence[Row], schema: dict[str, pl.DataType]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=schema, orient="row")


def _customer_row(one: Customer) -> Row:
    parent = one.parent.customer_id if one.parent else ""
    address = "".join(letter for letter in one.name.lower() if letter.isascii() and letter.isalpha())[:20]
    email, limit = f"ap@{address}.example", 100_000 * (5 + len(one.items))
    aliases, accounts = ";".join(one.aliases), ";".join(one.known_accounts)
    return one.customer_id, one.entity, one.name, one.country, parent, aliases, accounts, email, one.terms, limit


def _items(buyers: list[Customer], own: tuple[Entity, ...], day: date, *, is_closed: bool) -> pl.DataFrame:
    currency = {entity.entity: entity.currency for entity in own}
    items = [item for one in buyers for item in one.items if item.is_closed is is_closed]
    rows = [_item_row(item, currency[item.customer.entity], day) for item in items]
    return _frame(rows, OPEN_ITEMS).sort("entity", "item_number", "instalment", "customer_id")


def _item_row(item: Item, currency: str, day: date) -> Row:
    other_numbers = ";".join(number for number in (item.delivery, item.creditor_reference) if number)
    discount = item.discount_minor if item.discount_date else None
    status = "open" if item.is_closed else item.status
    return (
        *(item.customer.entity, item.customer.customer_id, item.item_number, item.item_type, currency),
        *(item.original_minor, item.open_minor, item.invoice_date, item.due_date, item.instalment),
        *(item.po_number, other_numbers, item.discount_date, discount, "", status, day),
    )


def _bank_row(one: Written, as_of: date, value_date: date, balance: int, reference: str) -> Row:
    draft = one.draft
    return (
        *(draft.entity.account, draft.entity.currency, as_of, value_date, draft.amount, balance),
        *(one.payer_name, one.payer_account, one.text, reference, one.end_to_end_id),
        *(draft.transaction_type, draft.entity.entity),
    )


def _truth_rows(draft: Draft, reference: str) -> list[Row]:
    payer = draft.payer.customer_id if draft.payer else ""
    head = (reference, draft.entity.entity)
    meaning = (draft.entity.currency, draft.case, draft.has_answer, draft.kind, draft.amount, payer)
    tail = (*meaning, draft.writing, draft.naming)
    if not draft.shares:
        return [(*head, payer, "", "", None, 0, 0, 0, 0, 0, *tail)]
    return [
        (
            *head,
            *(share.item.customer.customer_id, share.item.item_type, share.item.item_number, share.item.instalment),
            *(share.cash, share.discount, share.deduction, share.write_off, share.fee),
            *tail,
        )
        for share in draft.shares
    ]


def _statements(own: tuple[Entity, ...], openings: dict[str, int], bank: list[Row], as_of: date) -> pl.DataFrame:
    rows = []
    for one in own:
        opening = openings[one.entity]
        moved = sum(row[4] for row in bank if row[-1] == one.entity)
        rows.append((one.entity, one.account, one.currency, as_of, opening, opening + moved))
    return _frame(rows, STATEMENTS)


def _advices(draft: Draft, value_date: date) -> list[Advice]:
    if draft.payer is None:
        return []
    return [Advice(draft.entity, draft.payer, shares, draft.payment_reference, value_date) for shares in draft.advices]


def _advice_rows(advices: list[Advice]) -> tuple[list[Row], list[Row]]:
    heads: list[Row] = []
    lines: list[Row] = []
    for at, one in enumerate(advices, start=1):
        key = f"RA-{one.entity.entity}-{at:05d}"
        total = sum(share.cash for share in one.shares)
        heads.append(
            (
                key,
                one.entity.entity,
                one.payer.name,
                one.payment_reference,
                one.payment_date,
                total,
                one.entity.currency,
            )
        )
        for share in one.shares:
            gross = share.cash + share.discount + share.deduction
            lines.append(
                (
                    *(key, share.item.item_number, share.item.item_type, gross, share.discount, share.deduction),
                    *(share.deduction_code, share.cash, share.item.po_number),
                )
            )
    return heads, lines
