"""What customers owe this morning, and what they paid before."""

import random
from datetime import date, timedelta

from benchmarks.worlds.accounts import creditor_reference
from benchmarks.worlds.shapes import Customer, Entity, Item

LEAST_MINOR = 1850
STATUSES = {"open": 96.0, "disputed": 2.5, "promised": 1.5}


def items(entity: Entity, buyers: list[Customer], count: int, as_of: date, dice: random.Random) -> list[Item]:
    """About `count` open items and a tenth as many paid ones, numbered in the order they were billed."""
    counter, credit_counter = entity.invoice.first, entity.credit.first
    made: list[Item] = []
    for day, buyer, size in _bills(buyers, count, as_of, dice):
        counter += dice.randint(1, 3)
        for _ in range(size):
            counter += 1
            made += _invoice(entity, buyer, counter, day, dice)
        if dice.random() < 0.05:
            credit_counter += dice.randint(1, 4)
            made.append(_credit(entity, buyer, credit_counter, day, dice))
        if dice.random() < 0.1:
            counter += 1
            paid = _closed(_invoice(entity, buyer, counter, day, dice)[0])
            made += [paid, _deduction(paid, dice)] if dice.random() < 0.15 else [paid]
    for item in made:
        item.customer.items.append(item)
    return made


def _bills(buyers: list[Customer], count: int, as_of: date, dice: random.Random) -> list[tuple[date, Customer, int]]:
    """(day, buyer, number of invoices) by day: everybody is billed once, then the large ones more often."""
    weights = [dice.lognormvariate(0, 0.8) for _ in buyers]
    bills: list[tuple[date, Customer, int]] = []
    waiting, planned = list(buyers), 0
    while planned < count:
        buyer = waiting.pop() if waiting else dice.choices(buyers, weights)[0]
        size = dice.choices((1, 2, 3, 4), (72, 12, 10, 6))[0]
        oldest = 7 if buyer.discount_terms and dice.random() < 0.5 else dice.choice((30, 60, 90, 130))
        bills.append((as_of - timedelta(days=dice.randint(2, oldest)), buyer, size))
        planned += size
    return sorted(bills, key=lambda bill: bill[0])


def _amount(buyer: Customer, dice: random.Random) -> int:
    if buyer.subscription_minor and dice.random() < 0.3:
        return buyer.subscription_minor
    return max(LEAST_MINOR, int(dice.lognormvariate(11.9, 1.05)))


def _invoice(entity: Entity, buyer: Customer, counter: int, day: date, dice: random.Random) -> list[Item]:
    """One invoice, or the three instalments it is paid in."""
    amount, due = _amount(buyer, dice), day + timedelta(days=buyer.terms)
    item = Item(buyer, "invoice", entity.invoice.text(counter), counter, day, due, amount, amount)
    if dice.random() < 0.7:
        is_german = buyer.country == "DE"
        item.po_number = f"45{dice.randrange(10**8):08d}" if is_german else f"PO-{dice.randrange(10**5, 10**6)}"
    if dice.random() < 0.5:
        item.delivery = f"80{dice.randrange(10**6):06d}"
    if entity.currency == "EUR" and dice.random() < 0.3:
        item.creditor_reference = creditor_reference(f"{counter % 10**8:08d}")
    item.status = dice.choices(list(STATUSES), list(STATUSES.values()))[0]
    if buyer.discount_terms and amount != buyer.subscription_minor:
        days, per_myriad = buyer.discount_terms
        item.discount_date = day + timedelta(days=days)
        item.discount_minor = (amount * per_myriad + 5000) // 10000
    elif dice.random() < 0.03:
        return _instalments(item)
    elif dice.random() < 0.04:
        item.open_minor = amount - amount * dice.randint(20, 60) // 100
    item.item_type = "debit_memo" if dice.random() < 0.01 else "invoice"
    return [item]


def _instalments(item: Item) -> list[Item]:
    """Three payments of one invoice, a month apart: 40, 35 and 25 in the hundred."""
    first, second = item.original_minor * 40 // 100, item.original_minor * 35 // 100
    parts = (first, second, item.original_minor - first - second)
    made = []
    for at, part in enumerate(parts):
        due = item.due_date + timedelta(days=30 * at)
        one = Item(item.customer, "invoice", item.item_number, item.counter, item.invoice_date, due, part, part, at + 1)
        one.po_number, one.delivery = item.po_number, item.delivery
        made.append(one)
    return made


def _credit(entity: Entity, buyer: Customer, counter: int, day: date, dice: random.Random) -> Item:
    amount = -max(500, _amount(buyer, dice) // 6)
    kind = dice.choices(("credit_memo", "on_account"), (85, 15))[0]
    return Item(buyer, kind, entity.credit.text(counter), counter, day, day, amount, amount)


def _deduction(paid: Item, dice: random.Random) -> Item:
    """What a payer once withheld from an invoice that is paid otherwise."""
    amount = max(500, paid.original_minor * dice.randint(4, 14) // 100)
    number = f"{paid.item_number}-D1"
    return Item(paid.customer, "deduction", number, paid.counter, paid.invoice_date, paid.due_date, amount, amount)


def _closed(item: Item) -> Item:
    """Paid before this day: on no list of today."""
    item.is_closed, item.is_taken, item.instalment, item.status = True, True, 1, "open"
    return item
