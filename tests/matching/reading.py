"""What one receipt names among a few invoices."""

from tests.matching.builders import gathered, item, receipt, state

INVOICES = ["40510", "40511", "40512", "INV-40710", "INV-40711", "INV-40714", "RE-2026-10234", "SI0020482"]


def named(memo=None, items=(), **more):
    """What one receipt names among the invoices above and `items`: the ids of open items."""
    stock = [item(number, 1000 + at) for at, number in enumerate(INVOICES)]
    evidence = gathered(state([receipt(999, memo, **more)], [*stock, *items]))
    return set(evidence.named["item_id"])


def unresolved(memo, items=()):
    stock = [item(number, 1000 + at) for at, number in enumerate(INVOICES)]
    return set(gathered(state([receipt(999, memo)], [*stock, *items])).unresolved["token"])
