"""Payers who send a remittance advice apart from the money."""

from benchmarks.worlds.desk import Desk, credit_of, has_instalments, paid, taken
from benchmarks.worlds.shapes import Customer, Draft, Item, Share


def _shares(desk: Desk, least: int, most: int) -> tuple[Customer, list[Share]] | None:
    found = desk.somebody_owing(least, lambda item: not has_instalments(item))
    if not found:
        return None
    items = taken(found[1][: desk.dice.randint(least, most)])
    return found[0], [paid(item, desk.day) for item in items]


def advised(desk: Desk) -> Draft | None:
    """One advice lists everything; the bank line has its number or nothing."""
    found = _shares(desk, 3, 12) or _shares(desk, 1, 2)
    if not found:
        return None
    return Draft(desk.entity, found[0], found[1], speech="advised", advices=[found[1]])


def advised_with_credit(desk: Desk) -> Draft | None:
    """The advice nets a credit memo against the invoices."""

    def has_credit(item: Item) -> bool:
        return credit_of(item.customer) is not None and not has_instalments(item)

    found = desk.somebody_owing(2, has_credit)
    if not found:
        return None
    shares = [paid(item, desk.day) for item in found[1][:5]]
    credit = credit_of(found[0])
    if credit is None or sum(share.cash for share in shares) + credit.open_minor <= 0:
        return None
    taken([share.item for share in shares] + [credit])
    shares.append(Share(credit, cash=credit.open_minor))
    return Draft(desk.entity, found[0], shares, speech="advised", advices=[shares])


def several_advices(desk: Desk) -> Draft | None:
    """One receipt, two advices with the same payment reference."""
    found = _shares(desk, 3, 6)
    if not found:
        return None
    cut = len(found[1]) // 2
    return Draft(desk.entity, found[0], found[1], speech="advised", advices=[found[1][:cut], found[1][cut:]])
