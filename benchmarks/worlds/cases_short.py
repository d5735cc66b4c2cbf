"""Payers who pay less or more than is open, or in several parts."""

from collections.abc import Callable
from datetime import timedelta

from benchmarks.worlds.desk import Desk, credit_of, gross, has_instalments, paid, taken
from benchmarks.worlds.shapes import Draft, Item, Share

GRACE_DAYS = 8
BANK_FEES = (500, 1000, 1200, 1500, 2500)
CODES = {"bai2": ("01", "04", "06", "59"), "csv": ("PD", "DG", "SS"), "camt": ("PD", "DG", "SS")}


def _worth(item: Item) -> bool:
    return item.open_minor > 30000 and not has_instalments(item) and item.discount_minor == 0


def _one(desk: Desk, fits: Callable[[Item], bool] = _worth) -> Item | None:
    found = desk.somebody_owing(1, fits)
    return taken([desk.dice.choice(found[1])])[0] if found else None


def _part(item: Item, desk: Desk) -> int:
    return item.open_minor * desk.dice.randint(4, 14) // 100 + desk.dice.randrange(100)


def discount_late(desk: Desk) -> Draft | None:
    last_day = desk.day - timedelta(days=GRACE_DAYS)
    item = _one(desk, lambda i: i.discount_date is not None and i.discount_date < last_day and i.discount_minor > 0)
    if not item:
        return None
    share = Share(item, cash=item.open_minor - item.discount_minor, discount=item.discount_minor)
    return Draft(desk.entity, item.customer, [share], has_answer=False)


def short_pay_coded(desk: Desk) -> Draft | None:
    """An advice says what was withheld and why."""
    found = desk.somebody_owing(1, _worth)
    if not found:
        return None
    items = taken(found[1][: desk.dice.randint(1, 3)])
    shares = [gross(item) for item in items]
    withheld = _part(items[0], desk)
    shares[0] = Share(
        items[0],
        cash=items[0].open_minor - withheld,
        deduction=withheld,
        deduction_code=desk.dice.choice(CODES[desk.entity.statement]),
    )
    return Draft(desk.entity, found[0], shares, speech="advised", advices=[shares])


def short_pay_uncoded(desk: Desk) -> Draft | None:
    item = _one(desk)
    if not item:
        return None
    withheld = _part(item, desk)
    words = desk.dice.choice(("", "", "LESS DAMAGED GOODS", "PRICE DIFF"))
    return Draft(
        desk.entity,
        item.customer,
        [Share(item, cash=item.open_minor - withheld, deduction=withheld)],
        has_answer=False,
        words=words,
    )


def bank_fee(desk: Desk) -> Draft | None:
    """A bank on the way kept its fee; half of the memos say so."""
    item = _one(desk)
    if not item:
        return None
    fee = desk.dice.choice(BANK_FEES)
    said = {"USD": "LESS WIRE FEE {}", "GBP": "LESS BANK CHGS {}", "EUR": "ABZGL. GEBUEHR {}"}[desk.entity.currency]
    words = desk.dice.choice(("", said.format(f"{fee // 100}.{fee % 100:02d}")))
    return Draft(
        desk.entity,
        item.customer,
        [Share(item, cash=item.open_minor - fee, fee=fee)],
        words=words,
        transaction_type="WIRE" if desk.entity.currency == "USD" else "TRANSFER",
    )


def small_difference(desk: Desk) -> Draft | None:
    item = _one(desk)
    if not item:
        return None
    cents = desk.dice.choice((-3, -1, 1, 1, 2, 4))
    return Draft(desk.entity, item.customer, [Share(item, cash=item.open_minor - cents, write_off=cents)])


def overpayment(desk: Desk) -> Draft | None:
    item = _one(desk)
    if not item:
        return None
    over = desk.dice.choice((10000, 4550, 27391, item.open_minor // 10))
    return Draft(desk.entity, item.customer, [gross(item)], amount=item.open_minor + over, has_answer=False)


def partial(desk: Desk) -> Draft | None:
    """A part payment that says it is one."""
    item = _one(desk)
    if not item:
        return None
    words = {"USD": "PARTIAL PAYMENT", "GBP": "PART PAYMENT", "EUR": "TEILZAHLUNG"}[desk.entity.currency]
    return Draft(
        desk.entity,
        item.customer,
        [Share(item, cash=item.open_minor * desk.dice.choice((25, 40, 50)) // 100)],
        words=words,
    )


def partial_unmarked(desk: Desk) -> Draft | None:
    item = _one(desk, lambda i: _worth(i) and i.open_minor > 150000)
    if not item:
        return None
    return Draft(
        desk.entity, item.customer, [Share(item, cash=item.open_minor // 200000 * 100000 or 50000)], has_answer=False
    )


def instalment(desk: Desk) -> Draft | None:
    """The first unpaid instalment, of which the number alone does not tell the part."""
    found = desk.somebody_owing(1, has_instalments)
    if not found:
        return None
    item = found[1][0]
    words = desk.dice.choice(("", "1/3", "1. RATE"))
    return Draft(desk.entity, found[0], [gross(item) for item in taken([item])], words=words)


def several_receipts(desk: Desk) -> list[Draft]:
    """Two receipts that name the same invoice and together pay it."""
    item = _one(desk)
    if not item:
        return []
    first = item.open_minor * desk.dice.choice((30, 45, 60)) // 100
    return [
        Draft(desk.entity, item.customer, [Share(item, cash=cash)], words=words)
        for cash, words in ((first, "1/2"), (item.open_minor - first, "2/2"))
    ]


def credit_netted(desk: Desk) -> Draft | None:
    """An invoice less a credit memo, both named."""
    return _less_credit(desk)


def credit_unnamed(desk: Desk) -> Draft | None:
    """An invoice less a credit memo the payer does not mention."""
    draft = _less_credit(desk)
    if draft:
        draft.cites, draft.has_answer = [draft.shares[0].item], False
    return draft


def _less_credit(desk: Desk) -> Draft | None:
    def covers_credit(item: Item) -> bool:
        credit = credit_of(item.customer)
        return _worth(item) and credit is not None and -credit.open_minor < item.open_minor

    found = desk.somebody_owing(1, covers_credit)
    if not found:
        return None
    credit = credit_of(found[0])
    assert credit is not None, "the customer was chosen for having one"
    shares = [paid(one, desk.day) for one in taken([found[1][0], credit])]
    return Draft(desk.entity, found[0], shares)
