"""Shares of items, and the law they all keep: never beyond an item, never beyond the payment, to the cent."""

import re
from collections.abc import Iterable
from datetime import timedelta
from decimal import ROUND_HALF_EVEN, Decimal

from matching.manual.desk import CREDITS, Answer, Desk, Due, Line, NotPossible, Question
from matching.manual.ruling import Placement, Ruling, Share
from schemas.money import CURRENCY_DECIMALS, decimal_of, written


def checked(question: Question, shares: Iterable[Share]) -> tuple[Share, ...]:
    """The shares, proved. Raises NotPossible with the first that breaks the law."""
    found = tuple(shares)
    seen: set[str] = set()
    for share in found:
        if share.item.item_id in seen:
            raise NotPossible(f"{share.item.name} stands twice in this answer")
        seen.add(share.item.item_id)
        _within(share)
        if share.deduction and not share.reason_code and share.opens == "deduction":
            raise NotPossible(f"the deduction on {share.item.name} needs a reason code")
    cash = sum(share.cash for share in found)
    if cash > question.amount:
        over = written(cash - question.amount, question.currency)
        whole = written(question.amount, question.currency)
        raise NotPossible(f"places {written(cash, question.currency)} of a payment with {whole} left: {over} too much")
    if cash < 0:
        raise NotPossible("the credits listed are more than the items: list what they pay")
    if not found:
        raise NotPossible("places nothing: fill in Apply to, or lines on the sheet Allocations")
    return found


def applied(question: Question, shares: tuple[Share, ...], payer: str | None, *places: Placement) -> Ruling:
    """A ruling that gives the shares, proved, and says so."""
    proved = checked(question, shares)
    names = ", ".join(_told(share) for share in proved)
    others = sorted({share.item.customer_id for share in proved} - {payer or question.customer_id})
    ruling = Ruling("", proved, places, payer or question.customer_id or most(proved, question.entity))
    whose = f" (of {', '.join(others)})" if others and question.customer_id else ""
    return ruling._replace(message=f"{written(ruling.placed, question.currency)} placed on {names}{whose}")


def _told(share: Share) -> str:
    """The item, and what it is given where that is in another currency."""
    if share.exchanged is None:
        return share.item.name
    return f"{share.item.name} ({written(share.exchanged, share.item.currency)})"


def most(shares: tuple[Share, ...], entity: str) -> str:
    """Whose items take the most: the payer, where nobody said who it is. Raises NotPossible: all are of others."""
    customers = sorted({share.item.customer_id for share in shares if share.item.entity == entity})
    if not customers:
        raise NotPossible(f"nobody knows who paid {entity}: assign customer first")
    return max(customers, key=lambda one: sum(share.cash for share in shares if share.item.customer_id == one))


def _within(share: Share) -> None:
    item, side = share.item, -1 if share.item.item_type in CREDITS else 1
    parts = (share.cash, share.discount, share.deduction, share.fee)
    if share.taken == 0 or any(part * side < 0 for part in parts) or share.taken * side < 0:
        wanted = "below zero, as a credit is used" if side < 0 else "above zero"
        raise NotPossible(f"the amounts on {item.name} must be {wanted}")
    if share.taken * side > item.open_minor * side:
        taken, left = written(share.taken, item.currency), written(item.open_minor, item.currency)
        raise NotPossible(f"takes {taken} off {item.name}, which is open for {left}{_by(item)}")


def _by(item: Due) -> str:
    return f"; the last of it was taken {item.last_taken}" if item.last_taken else ""


def of_lines(question: Question, answer: Answer, desk: Desk) -> tuple[Share, ...]:
    """The lines of Allocations, each an item with its amounts."""
    return tuple(_of_line(question, line, desk) for line in answer.lines if line.item_number)


def _of_line(question: Question, line: Line, desk: Desk) -> Share:
    customer = desk.customer_of_any(question, line.customer_id) if line.customer_id else None
    item = desk.named(line.item_number or "", question, customer, line.rate)
    if line.rate is not None or item.entity != question.entity:
        return _abroad(question, item, line)
    return with_amounts(question, item, line, desk)


def _abroad(question: Question, item: Due, line: Line) -> Share:
    """Cash for an item of another currency, at the rate stated, or of another entity. Raises NotPossible."""
    if line.discount or line.deduction or line.write_off or line.fee:
        raise NotPossible(f"{item.name} is of another entity or currency: its line takes cash alone")
    if line.rate is None:
        return Share(item, line.cash)
    rate = exchange_rate(line.rate)
    if rate is None:
        raise NotPossible(f"Rate is {line.rate[:40]!r}: how many {item.currency} one {question.currency} buys")
    exact = decimal_of(line.cash, question.currency) * rate
    whole = exact.scaleb(CURRENCY_DECIMALS[item.currency]).quantize(Decimal(1), ROUND_HALF_EVEN)
    return Share(item, line.cash, exchanged=int(whole))


def exchange_rate(text: str) -> Decimal | None:
    """A rate above zero as it is typed, None where it is none.

    >>> exchange_rate("0,92"), exchange_rate("1.0850"), exchange_rate("0"), exchange_rate("1.2.3")
    (Decimal('0.92'), Decimal('1.0850'), None, None)
    """
    plain = text.replace(",", ".")
    rate = Decimal(plain) if re.fullmatch(r"[0-9]{1,9}(?:\.[0-9]{1,12})?", plain) else Decimal(0)
    return rate or None


def with_amounts(question: Question, item: Due, line: Line, desk: Desk) -> Share:
    """A share with the amounts of a line; a deduction opens an item of its own."""
    opens = "deduction" if line.deduction else None
    return Share(
        item, line.cash, line.discount, line.deduction, line.write_off, line.fee, line.reason_code,
        "deduction" if opens else None, f"{item.item_number}-D{item.made_count + 1}" if opens else None,
        bool(line.discount) and not is_earned(question, item, line.discount, desk.grace_days),
    )  # fmt: skip


def is_earned(question: Question, item: Due, discount: int, grace_days: int) -> bool:
    """Whether the terms of the item give this discount to a payment of that date."""
    if item.discount_date is None or question.payment_date is None:
        return False
    return question.payment_date <= item.discount_date + timedelta(days=grace_days) and discount <= item.discount_minor


def listed(question: Question, answer: Answer, desk: Desk) -> list[Due]:
    """The items of Apply to, in its order. Raises NotPossible."""
    numbers = [one.strip() for one in (answer.apply_to or "").replace("\n", ";").split(";") if one.strip()]
    if not numbers:
        raise NotPossible("Apply to is empty: item numbers, parted by ;")
    return [desk.named(number, question) for number in numbers]


def in_full(items: Iterable[Due], write_off: int) -> list[Share]:
    """Each item whole; what is written off is taken from the cash of the largest."""
    shares = [Share(item, item.open_minor) for item in items]
    if write_off and shares:
        at = max(range(len(shares)), key=lambda place: shares[place].cash)
        shares[at] = shares[at]._replace(cash=shares[at].cash - write_off, write_off=write_off)
    return shares


def poured(items: Iterable[Due], amount: int) -> list[Share]:
    """Items one after the other until the money is used up; only the last one may be paid in part."""
    shares = []
    for item in items:
        cash = min(item.open_minor, amount)
        if cash > 0:
            shares.append(Share(item, cash))
            amount -= cash
    return shares
