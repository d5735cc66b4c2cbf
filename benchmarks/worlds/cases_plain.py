"""Payers who say what they pay, or whose amount says it: one function a case, each returns a draft or None."""

from benchmarks.worlds.desk import Desk, free, gross, has_instalments, paid, taken
from benchmarks.worlds.shapes import Customer, Draft, Item


def _single(item: Item) -> bool:
    return not has_instalments(item)


def exact_reference(desk: Desk) -> Draft | None:
    found = desk.somebody_owing(1, _single)
    if not found:
        return None
    item = taken([desk.dice.choice(found[1])])[0]
    return Draft(desk.entity, found[0], [paid(item, desk.day)])


def several_references(desk: Desk) -> Draft | None:
    count = desk.dice.choice((2, 2, 3, 3, 4, 6))
    found = desk.somebody_owing(count, _single) or desk.somebody_owing(2, _single)
    if not found:
        return None
    start = desk.dice.randrange(max(1, len(found[1]) - count + 1))
    return Draft(desk.entity, found[0], [paid(item, desk.day) for item in taken(found[1][start : start + count])])


def consecutive_references(desk: Desk) -> Draft | None:
    """Invoices whose numbers follow each other, so that a payer may write a range."""
    for customer in desk.dice.sample(desk.buyers, len(desk.buyers)):
        owed = sorted(free(customer, _single), key=lambda item: item.counter)
        for at in range(len(owed) - 1):
            run = [owed[at + k] for k in range(min(3, len(owed) - at)) if owed[at + k].counter == owed[at].counter + k]
            if len(run) > 1:
                draft = Draft(desk.entity, customer, [paid(item, desk.day) for item in taken(run)])
                draft.writing = desk.dice.choice(("range", "tails"))
                return draft
    return None


def no_reference(desk: Desk) -> Draft | None:
    """Nothing but the name, and one item of the family has that amount."""
    found = desk.somebody_owing(
        1, lambda item: _single(item) and desk.is_only_amount(item.customer, item.net(desk.day))
    )
    if not found:
        return None
    item = taken([desk.dice.choice(found[1])])[0]
    return Draft(desk.entity, found[0], [paid(item, desk.day)], speech="silent")


def discount_earned(desk: Desk) -> Draft | None:
    found = desk.somebody_owing(1, lambda item: item.net(desk.day) < item.open_minor)
    if not found:
        return None
    return Draft(desk.entity, found[0], [paid(item, desk.day) for item in taken(found[1][-desk.dice.randint(1, 2) :])])


def parent_pays(desk: Desk) -> Draft | None:
    """The parent pays what its subsidiaries owe."""
    children = [one for one in desk.buyers if one.parent and free(one, _single)]
    if not children:
        return None
    child = desk.dice.choice(children)
    brothers = [one for one in children if one.parent is child.parent and one is not child][: desk.dice.randint(0, 1)]
    items = [desk.dice.choice(free(one, _single)) for one in (child, *brothers)]
    return Draft(desk.entity, child.parent, [paid(item, desk.day) for item in taken(items)], naming="parent")


def payment_centre(desk: Desk) -> Draft | None:
    """A shared centre, not our customer, pays for one and names the invoices."""
    found = desk.somebody_owing(1, lambda item: bool(item.customer.centre) and _single(item))
    if not found:
        return None
    draft = Draft(desk.entity, found[0], [paid(item, desk.day) for item in taken(found[1][:2])])
    draft.payer_name, draft.naming = found[0].centre, "centre"
    return draft


def clear_account(desk: Desk) -> Draft | None:
    """Everything the customer owes, credits taken off, in one sum and without a word."""
    customer = desk.somebody(_is_whole)
    if not customer:
        return None
    items = taken([item for item in customer.items if not item.is_closed])
    total = sum(item.open_minor for item in items)
    assert total > 0, "the account was chosen for owing something"
    return Draft(
        desk.entity,
        customer,
        [gross(item) for item in items],
        speech="silent",
        words=desk.dice.choice(("", "ACCOUNT BALANCE", "IN FULL")),
    )


def _is_whole(customer: Customer) -> bool:
    owed = [item for item in customer.items if not item.is_closed]
    plain = all(
        not item.is_taken and item.status == "open" and item.item_type != "deduction" and not item.discount_minor
        for item in owed
    )
    return 2 <= len(owed) <= 9 and plain and customer.parent is None and sum(item.open_minor for item in owed) > 0


def statement_month(desk: Desk) -> Draft | None:
    """All invoices billed in one month, and the memo says which month; other months are open too."""
    for customer in desk.dice.sample(desk.buyers, len(desk.buyers)):
        owed = [item for item in customer.items if not item.is_closed]
        months = sorted({(item.invoice_date.year, item.invoice_date.month) for item in owed})
        for year, month in months if len(months) > 1 else []:
            billed = [item for item in owed if (item.invoice_date.year, item.invoice_date.month) == (year, month)]
            if len(billed) > 1 and all(
                item in free(customer) and _single(item) and not item.discount_minor for item in billed
            ):
                words = desk.dice.choice(
                    (f"STATEMENT {month:02d}/{year}", f"YOUR STATEMENT {billed[0].invoice_date:%b %Y}".upper())
                )
                return Draft(
                    desk.entity, customer, [gross(item) for item in taken(billed)], speech="silent", words=words
                )
    return None


def combination(desk: Desk) -> Draft | None:
    """Two or three invoices without a word; no other set of the family's items gives the sum."""
    for customer in desk.dice.sample(desk.buyers, len(desk.buyers)):
        owed = free(customer, lambda item: _single(item) and not item.discount_minor)
        if len(owed) < 3:
            continue
        chosen = desk.dice.sample(owed, desk.dice.choice((2, 2, 3)) if len(owed) > 3 else 2)
        if desk.is_only_sum(customer, sum(item.open_minor for item in chosen)):
            return Draft(desk.entity, customer, [gross(item) for item in taken(chosen)], speech="silent")
    return None
