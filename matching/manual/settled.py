"""Actions that settle items with less money than they are open for: what becomes of the rest is the action."""

from typing import Any

from matching.manual.desk import Answer, Desk, NotPossible, Question
from matching.manual.ruling import Placement, Ruling, Share
from matching.manual.shares import applied, in_full, is_earned, listed, of_lines, poured
from schemas.money import written


def partial(question: Question, answer: Answer, desk: Desk) -> Ruling:
    """The items stay open for the rest."""
    if answer.lines:
        return applied(question, of_lines(question, answer, desk), None)
    return applied(question, tuple(poured(listed(question, answer, desk), question.amount)), None)


def residual(question: Question, answer: Answer, desk: Desk) -> Ruling:
    """The item closes; the rest is a new item like it, numbered -R1 and on."""
    shares, short = _short(question, answer, desk)
    return applied(question, _last(shares, short, "deduction", "residual", answer.reason_code), None)


def deduction(question: Question, answer: Answer, desk: Desk) -> Ruling:
    """The item closes; what was withheld is a deduction under its reason code, numbered -D1 and on."""
    if answer.lines:
        return applied(question, of_lines(question, answer, desk), None)
    if not answer.reason_code:
        raise NotPossible("reason code is missing: why was the money withheld?")
    shares, short = _short(question, answer, desk)
    return applied(question, _last(shares, short, "deduction", "deduction", answer.reason_code), None)


def discount(question: Question, answer: Answer, desk: Desk) -> Ruling:
    """The item closes; what is missing is granted as discount."""
    if answer.lines:
        return applied(question, of_lines(question, answer, desk), None)
    shares, short = _short(question, answer, desk)
    *whole, last = _last(shares, short, "discount")
    is_late = not is_earned(question, last.item, last.discount, desk.grace_days)
    return applied(question, (*whole, last._replace(is_late=is_late)), None)


def fee(question: Question, answer: Answer, desk: Desk) -> Ruling:
    """The item closes; what is missing was kept by a bank on the way."""
    if answer.lines:
        return applied(question, of_lines(question, answer, desk), None)
    shares, short = _short(question, answer, desk)
    return applied(question, _last(shares, short, "fee"), None)


def write_off(question: Question, answer: Answer, desk: Desk) -> Ruling:
    """The rest of the items is given up; without items, the rest of the payment is kept as a small difference."""
    if not answer.reason_code and not any(line.reason_code for line in answer.lines):
        raise NotPossible("reason code is missing: why is it written off?")
    if answer.lines:
        return applied(question, of_lines(question, answer, desk), None)
    if not answer.apply_to:
        amount = answer.write_off or question.amount
        if not 0 < amount <= question.amount:
            raise NotPossible(f"the write-off must be above zero and at most {_left(question)}")
        account = desk.accounts["small_difference"]
        message = f"{written(amount, question.currency)} of the payment kept as {account}"
        return Ruling(message, places=(Placement("non_ar", amount, account),))
    if answer.write_off:
        shares = tuple(in_full(listed(question, answer, desk), answer.write_off))
    else:
        shares, short = _short(question, answer, desk)
        shares = _last(shares, short, "write_off")
    return applied(question, tuple(share._replace(reason_code=answer.reason_code) for share in shares), None)


def _left(question: Question) -> str:
    return f"the {written(question.amount, question.currency)} that are left"


def _short(question: Question, answer: Answer, desk: Desk) -> tuple[tuple[Share, ...], int]:
    """Each item whole, and how much of them the payment cannot pay. Raises NotPossible when it can pay all."""
    items = listed(question, answer, desk)
    if any(item.open_minor < 0 for item in items):
        raise NotPossible("a credit cannot be settled short: use the sheet Allocations")
    total = sum(item.open_minor for item in items)
    short = total - answer.write_off - question.amount
    if short <= 0:
        raise NotPossible(
            f"nothing is missing: the items are {written(total, question.currency)}, the payment has {_left(question)}"
        )
    return tuple(in_full(items, answer.write_off)), short


def _last(
    shares: tuple[Share, ...], short: int, part: str, opens: str | None = None, reason_code: str | None = None
) -> tuple[Share, ...]:
    """The shares with what is missing as `part` of the last item. Raises NotPossible when that item is too small."""
    *whole, last = shares
    if short > last.cash:
        raise NotPossible(f"more is missing than {last.item.name} has: put the item that was paid short last")
    number = f"{last.item.item_number}-{'D' if opens == 'deduction' else 'R'}{last.item.made_count + 1}"
    named: dict[str, Any] = {"opens": opens, "new_number": number} if opens else {}
    parts: dict[str, Any] = {part: short, "reason_code": reason_code, **named}
    return (*whole, last._replace(cash=last.cash - short, **parts))
