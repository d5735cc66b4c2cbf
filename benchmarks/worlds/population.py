"""Who buys from us and what they owe this morning."""

import random
from datetime import date, timedelta

from benchmarks.worlds.accounts import account_of, creditor_reference
from benchmarks.worlds.names import CENTRES, companies, folded, without_legal_form
from benchmarks.worlds.shapes import Customer, Entity, Item

SUBSCRIPTIONS = (49000, 120000, 25000, 99900, 150000)


def customers(entity: Entity, count: int, is_strange: bool, dice: random.Random) -> list[Customer]:
    """`count` customers of one entity: a few families under a parent, a few behind a shared payment centre."""
    sources = {country: companies(country, is_strange, dice) for country, _ in entity.countries}
    made: list[Customer] = []
    number = entity.customer.first
    while len(made) < count:
        country = dice.choices([c for c, _ in entity.countries], [w for _, w in entity.countries])[0]
        stem, trade, form = next(sources[country])
        parent = None
        size = dice.choice((2, 3, 3)) if dice.random() < 0.06 or not made else 0
        for place in ["", *dice.sample(("North", "Süd" if country == "DE" else "South", "Service", "Export"), size)][: count - len(made)]:
            number += dice.randint(1, 9)
            name = " ".join(word for word in (stem, trade, place, form) if word)
            one = _customer(entity, entity.customer.text(number), name, country, dice)
            one.parent, parent = parent, parent or one
            made.append(one)
    parents = {id(one.parent) for one in made}
    alone = [one for one in made if one.parent is None and id(one) not in parents]
    for one in alone[4::9]:
        one.centre = dice.choice(CENTRES[one.country])
        one.aliases += [one.centre] * (dice.random() < 0.5)
    return made


def _customer(entity: Entity, customer_id: str, name: str, country: str, dice: random.Random) -> Customer:
    terms = dice.choice((14, 30, 30, 30, 45, 60))
    discount = dice.choice(((10, 200), (14, 200), (8, 300))) if dice.random() < 0.35 else None
    one = Customer(entity.entity, customer_id, name, country, terms, discount)
    one.accounts = [account_of(country, dice)]
    one.known_accounts = one.accounts[:] if dice.random() < 0.6 else []
    if dice.random() < 0.15:
        short = without_legal_form(name, country)
        one.aliases = ["".join(word[0] for word in folded(short).upper().split() if word[0].isalpha()) + f" {folded(short).upper().split()[0]}"]
    return one


def items(entity: Entity, buyers: list[Customer], count: int, as_of: date, dice: random.Random) -> list[Item]:
    """About `count` open items and a tenth as many paid ones, numbered in the order they were billed."""
    weights = [dice.lognormvariate(0, 0.8) for _ in buyers]
    bills: list[tuple[date, Customer, int]] = []
    waiting, planned = list(buyers), 0
    while planned < count:
        buyer = waiting.pop() if waiting else dice.choices(buyers, weights)[0]
        size = dice.choices((1, 2, 3, 4), (72, 12, 10, 6))[0]
        newest = 7 if buyer.discount_terms and dice.random() < 0.5 else dice.choice((30, 60, 90, 130))
        bills.append((as_of - timedelta(days=dice.randint(2, max(3, newest))), buyer, size))
        planned += size
    bills.sort(key=lambda bill: bill[0])
    counter, credit_counter, made = entity.invoice.first, entity.credit.first, []
    for day, buyer, size in bills:
        counter += dice.randint(1, 3)
        for _ in range(size):
            counter += 1
            made += _invoice(entity, buyer, counter, day, as_of, dice)
        if dice.random() < 0.05:
            credit_counter += dice.randint(1, 4)
            made.append(_credit(entity, buyer, credit_counter, day, dice))
        if dice.random() < 0.1:
            counter += 1
            made.append(_closed(_invoice(entity, buyer, counter, day, as_of, dice)[0]))
    for item in made:
        item.customer.items.append(item)
    return made


def _amount(dice: random.Random) -> int:
    if dice.random() < 0.08:
        return dice.choice(SUBSCRIPTIONS)
    return max(1850, int(dice.lognormvariate(11.9, 1.05)))


def _invoice(entity: Entity, buyer: Customer, counter: int, day: date, as_of: date, dice: random.Random) -> list[Item]:
    amount, number = _amount(dice), entity.invoice.text(counter)
    item = Item(buyer, "invoice", number, counter, day, day + timedelta(days=buyer.terms), amount, amount)
    if dice.random() < 0.7:
        item.po_number = f"45{dice.randrange(10**8):08d}" if buyer.country == "DE" else f"PO-{dice.randrange(10**5, 10**6)}"
    if dice.random() < 0.5:
        item.delivery = f"80{dice.randrange(10**6):06d}"
    if entity.currency == "EUR" and dice.random() < 0.3:
        item.creditor_reference = creditor_reference(f"{counter % 10**8:08d}")
    if buyer.discount_terms and amount not in SUBSCRIPTIONS:
        days, per_myriad = buyer.discount_terms
        item.discount_date, item.discount_minor = day + timedelta(days=days), (amount * per_myriad + 5000) // 10000
    elif dice.random() < 0.03:
        return _instalments(item)
    elif dice.random() < 0.04:
        item.open_minor = amount - amount * dice.randint(20, 60) // 100
    item.item_type = "debit_memo" if dice.random() < 0.01 else "invoice"
    item.status = dice.choices(("open", "disputed", "promised"), (96, 2.5, 1.5))[0]
    return [item]


def _instalments(item: Item) -> list[Item]:
    """Three payments of one invoice, a month apart: 40, 35 and 25 in the hundred."""
    first, second = item.original_minor * 40 // 100, item.original_minor * 35 // 100
    return [
        Item(
            item.customer, "invoice", item.item_number, item.counter, item.invoice_date, item.due_date + timedelta(days=30 * at),
            part, part, at + 1, item.po_number, item.delivery,
        )
        for at, part in enumerate((first, second, item.original_minor - first - second))
    ]  # fmt: skip


def _credit(entity: Entity, buyer: Customer, counter: int, day: date, dice: random.Random) -> Item:
    amount = -max(500, _amount(dice) // 6)
    kind = dice.choices(("credit_memo", "on_account"), (85, 15))[0]
    return Item(buyer, kind, entity.credit.text(counter), counter, day, day, amount, amount)


def _closed(item: Item) -> Item:
    item.is_closed, item.is_taken, item.instalment = True, True, 1
    return item
