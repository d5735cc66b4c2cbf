"""The stock of unpaid items a day's payers draw from: an item is taken once, so no two receipts mean the same money."""

import itertools
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from benchmarks.worlds.shapes import Customer, Entity, Item, Share

TRIES = 300
MOST_ITEMS_TO_ADD_UP = 14


@dataclass(slots=True)
class Desk:
    """One entity's customers on one day, and the dice."""

    entity: Entity
    buyers: list[Customer]
    families: dict[int, list[Customer]]
    day: date
    dice: random.Random

    def family(self, customer: Customer) -> list[Customer]:
        return self.families[id(customer.root())]

    def somebody(self, fits: Callable[[Customer], bool] = lambda _: True) -> Customer | None:
        """A customer who fits: some are tried by chance, then all in turn."""
        guesses: Iterator[Customer] = (self.dice.choice(self.buyers) for _ in range(min(TRIES, len(self.buyers))))
        return next((one for one in itertools.chain(guesses, self.buyers) if fits(one)), None)

    def somebody_owing(
        self, count: int, fits: Callable[[Item], bool] = lambda _: True
    ) -> tuple[Customer, list[Item]] | None:
        """A customer with at least `count` free invoices that fit, and those invoices, oldest first."""
        customer = self.somebody(lambda one: len(free(one, fits)) >= count)
        return (customer, free(customer, fits)) if customer else None

    def is_only_amount(self, customer: Customer, amount: int) -> bool:
        """Does exactly one open item of the whole family come to that amount, gross or net of a discount?"""
        owed = [i for one in self.family(customer) for i in one.items if not i.is_closed]
        return sum(amount in (i.open_minor, i.open_minor - i.discount_minor) for i in owed) == 1

    def is_only_sum(self, customer: Customer, amount: int) -> bool:
        """Is there exactly one set of the family's open items that adds up to the amount? Few items only."""
        owed = [i.open_minor for one in self.family(customer) for i in one.items if not i.is_closed]
        if len(owed) > MOST_ITEMS_TO_ADD_UP:
            return False
        sums = [0]
        for minor in owed:
            sums += [total + minor for total in sums]
        return sums.count(amount) == 1


def free(customer: Customer, fits: Callable[[Item], bool] = lambda _: True) -> list[Item]:
    """Invoices nobody pays today yet, oldest first; disputed ones and instalments only where a case asks for them."""
    return [
        item
        for item in customer.items
        if not item.is_taken
        and item.item_type == "invoice"
        and item.instalment == 1
        and item.status == "open"
        and fits(item)
    ]


def has_instalments(item: Item) -> bool:
    return sum(other.item_number == item.item_number for other in item.customer.items) > 1


def credit_of(customer: Customer) -> Item | None:
    """A credit memo of the customer that nobody uses today yet."""
    return next((item for item in customer.items if item.item_type == "credit_memo" and not item.is_taken), None)


def taken(items: list[Item]) -> list[Item]:
    for item in items:
        item.is_taken = True
    return items


def paid(item: Item, day: date) -> Share:
    """Paid as the payer's books have it: with the discount while it is earned, else in full."""
    net = item.net(day)
    return Share(item, cash=net, discount=item.open_minor - net)


def gross(item: Item) -> Share:
    return Share(item, cash=item.open_minor)
