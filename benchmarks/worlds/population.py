"""Who buys from us: families under a parent, single firms, and some behind a shared payment centre."""

import random

from benchmarks.worlds.accounts import account_of
from benchmarks.worlds.names import companies, folded, without_legal_form
from benchmarks.worlds.shapes import Customer, Entity
from benchmarks.worlds.words import BRANCHES, BRANCHES_ELSEWHERE, CENTRES, listed

FAMILY_CHANCE = 0.06
TERMS = (14, 30, 30, 30, 45, 60)
SUBSCRIPTIONS = (49000, 120000, 25000, 99900, 150000)
DISCOUNTS = ((10, 200), (14, 200), (8, 300))  # days, and per ten thousand


def customers(entity: Entity, count: int, is_strange: bool, dice: random.Random) -> list[Customer]:
    """`count` customers of one entity; the first family stands first, so that every world has one."""
    countries, weights = zip(*entity.countries, strict=True)
    sources = {country: companies(country, is_strange, dice) for country in countries}
    made: list[Customer] = []
    number = entity.customer.first
    while len(made) < count:
        country = dice.choices(countries, weights)[0]
        family = _family(*next(sources[country]), country, dice, is_large=not made or dice.random() < FAMILY_CHANCE)
        parent = None
        for name in family[: count - len(made)]:
            number += dice.randint(1, 9)
            one = _customer(entity, entity.customer.text(number), name, country, dice)
            one.parent, parent = parent, parent or one
            made.append(one)
    _behind_centres(made, dice)
    return made


def _family(stem: str, trade: str, form: str, country: str, dice: random.Random, *, is_large: bool) -> list[str]:
    """The names of a firm and of its branches, the parent first."""
    branches = BRANCHES.get(country, BRANCHES_ELSEWHERE)
    chosen = dice.sample(branches, dice.choice((2, 3, 3))) if is_large else []
    return [f"{stem} {trade} {form}", *(f"{stem} {trade} {branch} {form}" for branch in chosen)]


def _behind_centres(made: list[Customer], dice: random.Random) -> None:
    """Every ninth firm that stands alone is paid for by a centre; half of the centres are on our file."""
    parents = {id(one.parent) for one in made}
    alone = [one for one in made if one.parent is None and id(one) not in parents]
    for one in alone[4::9]:
        one.centre = dice.choice(listed(CENTRES[one.country]))
        one.aliases += [one.centre] * (dice.random() < 0.5)


def _customer(entity: Entity, customer_id: str, name: str, country: str, dice: random.Random) -> Customer:
    discount = dice.choice(DISCOUNTS) if dice.random() < 0.35 else None
    one = Customer(entity.entity, customer_id, name, country, dice.choice(TERMS), discount)
    one.subscription_minor = dice.choice(SUBSCRIPTIONS) if dice.random() < 0.3 else 0
    one.accounts = [account_of(country, dice)]
    one.known_accounts = one.accounts[:] if dice.random() < 0.6 else []
    if dice.random() < 0.15:
        words = folded(without_legal_form(name, country)).upper().split()
        initials = "".join(word[0] for word in words if word[0].isalpha())
        one.aliases = [f"{initials} {words[0]}"]
    return one
