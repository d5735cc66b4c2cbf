"""Receipts of which a part finds no item of ours, and receipts that are explained only together."""

from benchmarks.worlds.desk import Desk, free, has_instalments, paid, taken
from benchmarks.worlds.shapes import Customer, Draft, Item, Share


def _single(item: Item) -> bool:
    return not has_instalments(item)


def _was_paid(customer: Customer) -> list[Item]:
    return [item for item in customer.items if item.is_closed and item.status == "open" and item.item_type == "invoice"]


def _with_a_bad_one(desk: Desk) -> tuple[Customer, list[Share], Item] | None:
    """What a customer pays of its open invoices, and an invoice it has paid before."""
    customer = desk.somebody(lambda one: len(free(one, _single)) > 1 and bool(_was_paid(one)))
    if not customer:
        return None
    items = taken(free(customer, _single)[: desk.dice.randint(2, 4)])
    bad = desk.dice.choice(_was_paid(customer))
    bad.status = "paid again"
    return customer, [paid(item, desk.day) for item in items], bad


def one_bad_reference(desk: Desk) -> Draft | None:
    """Several invoices are named and paid, and one among them that was paid before."""
    found = _with_a_bad_one(desk)
    if not found:
        return None
    customer, shares, bad = found
    amount = sum(share.cash for share in shares) + bad.open_minor
    cites = [share.item for share in shares]
    cites.insert(desk.dice.randrange(len(cites) + 1), bad)
    return Draft(desk.entity, customer, shares, amount=amount, has_answer=False, cites=cites)


def advised_bad_line(desk: Desk) -> Draft | None:
    """An advice lists what is paid, and among it an invoice that was paid before."""
    found = _with_a_bad_one(desk)
    if not found:
        return None
    customer, shares, bad = found
    amount = sum(share.cash for share in shares) + bad.open_minor
    told = [*shares, Share(bad, cash=bad.open_minor)]
    return Draft(desk.entity, customer, shares, amount=amount, has_answer=False, speech="advised", advices=[told])


def shared_advice(desk: Desk) -> list[Draft]:
    """One advice for two receipts, each of which pays some of its lines."""
    found = desk.somebody_owing(3, _single)
    if not found:
        return []
    shares = [paid(item, desk.day) for item in taken(found[1][: desk.dice.randint(3, 6)])]
    cut = desk.dice.randint(1, len(shares) - 1)
    reference = f"E2E{desk.dice.randrange(10**8, 10**9)}"
    parts = [(shares[:cut], [shares]), (shares[cut:], [])]
    return [
        Draft(desk.entity, found[0], part, speech="advised", advices=advices, payment_reference=reference)
        for part, advices in parts
    ]
