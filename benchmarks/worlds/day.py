"""One business day: every case's share of the receipts is drawn, written down, and put in the bank's order."""

import random
from datetime import date

from benchmarks.worlds import billing, companies, frames, memos, payers, population
from benchmarks.worlds.cases import CASES
from benchmarks.worlds.desk import Desk, free, paid, taken
from benchmarks.worlds.profiles import PROFILES, Profile
from benchmarks.worlds.shapes import Customer, Draft, Entity, World

ITEMS_A_CUSTOMER = 7.5
RECEIPTS_AN_IDLE_ADVICE = 150


def make(seed: int, receipts: int, items: int | None, profile_name: str, as_of: date) -> World:
    """A day with `receipts` bank lines. ValueError when the items do not suffice."""
    profile = PROFILES[profile_name]
    dice = random.Random(f"{profile_name} {seed}")
    wanted = items or round(receipts * profile.items_a_receipt)
    own = companies.entities(profile.is_strange, dice)
    desks = [_desk(entity, max(3, round(wanted * entity.share)), as_of, profile, dice) for entity in own]
    drafts = _drafts(desks, profile, receipts, dice)
    known = frozenset(item.item_number for desk in desks for one in desk.buyers for item in one.items)
    by_entity = {desk.entity.entity: desk for desk in desks}
    written = [_written(draft, by_entity[draft.entity.entity], profile, known) for draft in drafts]
    idle = [_idle_advice(dice.choice(desks)) for _ in range(-(-receipts // RECEIPTS_AN_IDLE_ADVICE))]
    dice.shuffle(written)
    buyers = [one for desk in desks for one in desk.buyers]
    return frames.world(as_of, own, buyers, written, [advice for advice in idle if advice], dice)


def _written(draft: Draft, desk: Desk, profile: Profile, known: frozenset[str]) -> frames.Written:
    text, end_to_end_id = memos.write(draft, desk, profile, known)
    name, account = payers.write(draft, desk, profile)
    return frames.Written(draft, text, end_to_end_id, name, account)


def _desk(entity: Entity, wanted: int, as_of: date, profile: Profile, dice: random.Random) -> Desk:
    count = max(3, round(wanted / ITEMS_A_CUSTOMER))
    buyers = population.customers(entity, count, profile.is_strange, dice)
    billing.items(entity, buyers, wanted, as_of, dice)
    families: dict[int, list[Customer]] = {}
    for one in buyers:
        families.setdefault(id(one.root()), []).append(one)
    return Desk(entity, buyers, families, as_of, dice)


def quotas(cases: dict[str, int], receipts: int) -> dict[str, int]:
    """How many drafts of each case make `receipts` in all; every case at least once where there is room."""
    total = sum(cases.values())
    least = 1 if receipts >= len(cases) else 0
    return {case: max(least, cases[case] * receipts // total) for case in CASES if case in cases}


def _drafts(desks: list[Desk], profile: Profile, receipts: int, dice: random.Random) -> list[Draft]:
    """Exactly `receipts` drafts; a case whose stock is used up, and what rounding left, goes to plain references."""
    made: list[Draft] = []
    for case, count in quotas(profile.cases, receipts).items():
        for _ in range(count):
            made += _draw(case, desks, dice)
    while len(made) < receipts:
        more = _draw("exact_reference", desks, dice)
        if not more:
            raise ValueError(f"{receipts} receipts need more open items than this world has; give more items")
        made += more
    return made[:receipts]


def _draw(case: str, desks: list[Desk], dice: random.Random) -> list[Draft]:
    """Try the case at one company drawn by size, then at the others."""
    first = dice.choices(desks, [desk.entity.share for desk in desks])[0]
    for desk in sorted(desks, key=lambda one: one is not first):
        drawn = CASES[case](desk)
        drafts = drawn if isinstance(drawn, list) else [drawn] if drawn else []
        for draft in drafts:
            draft.case = case
            draft.amount = draft.amount or sum(share.cash for share in draft.shares)
        if drafts:
            return drafts
    return []


def _idle_advice(desk: Desk) -> frames.Advice | None:
    """An advice whose money has not come yet."""
    found = desk.somebody_owing(1)
    if not found:
        return None
    shares = [paid(item, desk.day) for item in taken(free(found[0])[:2])]
    reference = f"E2E{desk.dice.randrange(10**8, 10**9)}"
    return frames.Advice(desk.entity, found[0], shares, reference, desk.day + frames.PAID_LATER)
