"""Money that pays no open item of ours, or whose payer or reference is not what it seems."""

from benchmarks.worlds.desk import Desk, free, gross, has_instalments, paid, taken
from benchmarks.worlds.shapes import Customer, Draft, Item
from benchmarks.worlds.words import AGENTS, STRANGERS, listed

RETURN_WORDS = {
    "USD": ("RETURNED ITEM NSF CHECK {}", "ACH RETURN R01 INSUFFICIENT FUNDS"),
    "GBP": ("UNPAID CHEQUE REFER TO DRAWER",),
    "EUR": ("RUECKLASTSCHRIFT AM04 KEINE DECKUNG",),
}


def third_party(desk: Desk) -> Draft | None:
    """An agency we do not know pays an invoice and names it."""
    found = desk.somebody_owing(1, lambda item: not has_instalments(item))
    if not found:
        return None
    draft = Draft(desk.entity, found[0], [gross(item) for item in taken(found[1][:1])], naming="third_party")
    draft.payer_name = desk.dice.choice(listed(AGENTS))
    return draft


def unknown_payer(desk: Desk) -> Draft:
    return _stranger(desk, desk.dice.randrange(5000, 900000))


def unknown_payer_fitting(desk: Desk) -> Draft | None:
    """A stranger whose amount is, by chance, what somebody else owes."""
    found = desk.somebody_owing(1)
    return _stranger(desk, desk.dice.choice(found[1]).open_minor) if found else None


def _stranger(desk: Desk, amount: int) -> Draft:
    draft = Draft(desk.entity, None, amount=amount, has_answer=False, speech="silent", naming="unknown")
    draft.payer_name, draft.words = (
        desk.dice.choice(listed(STRANGERS)),
        desk.dice.choice(("", "PAYMENT", "REFUND", "CONTRACT 7741")),
    )
    return draft


def prepayment(desk: Desk) -> Draft | None:
    customer = desk.somebody()
    if not customer:
        return None
    words = {"USD": "PREPAYMENT ORDER {}", "GBP": "PROFORMA {}", "EUR": "VORKASSE AUFTRAG {}"}[desk.entity.currency]
    order = f"AB-{desk.dice.randrange(10**5, 10**6)}"
    return Draft(
        desk.entity,
        customer,
        amount=desk.dice.randrange(50, 900) * 1000,
        has_answer=False,
        speech="fixed",
        words=words.format(order),
    )


def duplicate_payment(desk: Desk) -> Draft | None:
    """An invoice that was paid before is paid again; where we can, another open item has the same amount."""
    closed = [item for one in desk.buyers for item in one.items if item.is_closed and item.status == "open"]
    if not closed:
        return None
    trap = [
        item for item in closed if any(o.open_minor == item.open_minor and not o.is_closed for o in item.customer.items)
    ]
    item = desk.dice.choice(trap or closed)
    item.status = "paid again"
    return Draft(desk.entity, item.customer, amount=item.open_minor, has_answer=False, cites=[item])


def disputed_item(desk: Desk) -> Draft | None:
    """The customer pays, and names, an item we have down as disputed: paid in full, the dispute is over."""

    def disputed(customer: Customer) -> list[Item]:
        return [i for i in customer.items if i.status == "disputed" and not (i.is_closed or i.is_taken)]

    customer = desk.somebody(lambda one: bool(disputed(one)))
    if not customer:
        return None
    item = taken(disputed(customer)[:1])[0]
    return Draft(desk.entity, customer, [paid(item, desk.day)])


def tie(desk: Desk) -> Draft | None:
    """No reference, and two items of the payer have that amount: only a person can ask."""

    def twin(item: Item) -> bool:
        return sum(other.open_minor == item.open_minor for other in free(item.customer)) > 1

    found = desk.somebody_owing(2, lambda item: twin(item) and not item.discount_minor)
    if not found:
        return None
    item = taken([desk.dice.choice(found[1])])[0]
    return Draft(desk.entity, found[0], [gross(item)], has_answer=False, speech="silent")


def decoy_equal_amounts(desk: Desk) -> Draft | None:
    """Several items have the amount, and the reference says which."""
    draft = tie(desk)
    if draft:
        draft.has_answer, draft.speech = True, "named"
    return draft


def other_customers_number(desk: Desk) -> Draft | None:
    """The payer means an item of its own and writes the number of somebody else's."""
    found, other = desk.somebody_owing(1), desk.somebody_owing(1)
    if not found or not other or found[0].root() is other[0].root():
        return None
    item = taken(found[1][:1])[0]
    return Draft(desk.entity, found[0], [paid(item, desk.day)], has_answer=False, cites=[other[1][-1]])


def decoy_order_number(desk: Desk) -> Draft | None:
    """The invoice is named in full beside the payer's own order number, which is as long as our numbers."""
    found = desk.somebody_owing(1, lambda item: not has_instalments(item))
    if not found:
        return None
    item = taken(found[1][:1])[0]
    digits = sum(letter.isdigit() for letter in item.item_number)
    words = f"ORDER {desk.dice.randrange(10 ** (digits - 1), 10**digits)}"
    return Draft(desk.entity, found[0], [paid(item, desk.day)], words=words)


def decoy_other_number(desk: Desk) -> Draft | None:
    """The invoice is named beside an order number of the payer that happens to be an invoice of somebody else."""
    found, other = desk.somebody_owing(1, lambda item: not has_instalments(item)), desk.somebody_owing(1)
    if not found or not other or found[0].root() is other[0].root():
        return None
    item = taken(found[1][:1])[0]
    if abs(other[1][-1].open_minor - item.open_minor) < item.open_minor // 20:
        return None
    words = f"ORDER {other[1][-1].item_number}"
    return Draft(desk.entity, found[0], [paid(item, desk.day)], words=words)


def nsf_return(desk: Desk) -> Draft | None:
    """A cheque or direct debit of an earlier day comes back."""
    customer = desk.somebody()
    if not customer:
        return None
    words = desk.dice.choice(RETURN_WORDS[desk.entity.currency]).format(desk.dice.randrange(10**3, 10**4))
    return _other(desk, "RETURN", "return", -desk.dice.randrange(20000, 400000), words, customer)


def bank_charge(desk: Desk) -> Draft:
    return _other(desk, "FEE", "non_ar", -desk.dice.randrange(800, 9000), "ACCOUNT ANALYSIS FEE SEP 2026")


def interest(desk: Desk) -> Draft:
    return _other(desk, "INTEREST", "non_ar", desk.dice.randrange(900, 30000), "CREDIT INTEREST Q3")


def own_transfer(desk: Desk) -> Draft:
    return _other(
        desk,
        "OWN_TRANSFER",
        "non_ar",
        desk.dice.choice((-1, 1)) * desk.dice.randrange(10, 90) * 100000,
        "CASH POOL TRANSFER",
    )


def _other(
    desk: Desk, transaction_type: str, kind: str, amount: int, words: str, customer: Customer | None = None
) -> Draft:
    draft = Draft(desk.entity, customer, amount=amount, has_answer=False, speech="fixed", words=words, kind=kind)
    draft.transaction_type = transaction_type
    if customer is None:
        draft.payer_name, draft.naming = (desk.entity.name if transaction_type == "OWN_TRANSFER" else ""), "bank"
    return draft
