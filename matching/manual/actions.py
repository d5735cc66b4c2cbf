"""Every action of the workbook: one function each, from an answer to what it does. The order is that of its list."""

from collections.abc import Callable
from typing import Final

from matching.manual import settled
from matching.manual.desk import Answer, Desk, NotPossible, Question
from matching.manual.ruling import Lesson, Placement, Ruling
from matching.manual.shares import applied, in_full, listed, most, of_lines, poured, with_amounts
from schemas.money import written

Rule = Callable[[Question, Answer, Desk], Ruling]


def ruled(question: Question, answer: Answer, desk: Desk) -> Ruling:
    """What the answer does. Raises NotPossible, with a sentence for the person who gave it.

    The desk is left as it is: `done` takes the items down once the answer is accepted.
    """
    is_money = question.subject == "payment" and question.amount != 0
    if answer.action in OF_MONEY and not is_money:
        raise NotPossible(f"{answer.action} needs a payment: this row is about an {question.subject}, hold it or wait")
    if answer.action in OF_MONEY and question.amount < 0 and answer.action not in OF_RETURNS:
        raise NotPossible(f"{answer.action} needs money that came in: the bank took this back; use reverse / NSF")
    if answer.action in OF_RETURNS[:1] and question.amount > 0:
        raise NotPossible("reverse / NSF is for money the bank took back; to take a decision back: tieout undo")
    if answer.apply_to and answer.lines:
        raise NotPossible("both Apply to and lines on the sheet Allocations are filled in: leave one of them empty")
    return RULINGS[answer.action](question, answer, desk)


def done(ruling: Ruling, desk: Desk) -> None:
    """The items as they stand after the ruling, for the answers that follow."""
    for share in ruling.shares:
        desk.take(share.item.item_id, share.taken, made=bool(share.opens))


def _accept(question: Question, answer: Answer, desk: Desk) -> Ruling:
    lines = desk.suggestions.get((question.payment_id or "", answer.candidate_no or 0))
    if not lines:
        raise NotPossible(f"there is no suggestion {answer.candidate_no} for this payment")
    shares = [with_amounts(question, desk.items[line.item_id or ""], line, desk) for line in lines]
    if answer.write_off:
        at = max(range(len(shares)), key=lambda place: shares[place].cash)
        more = shares[at].write_off + answer.write_off
        shares[at] = shares[at]._replace(cash=shares[at].cash - answer.write_off, write_off=more)
    return applied(question, tuple(shares), None)


def _apply_to_list(question: Question, answer: Answer, desk: Desk) -> Ruling:
    if answer.lines:
        return _split(question, answer, desk)
    return applied(question, tuple(in_full(listed(question, answer, desk), answer.write_off)), None)


def _oldest_first(question: Question, answer: Answer, desk: Desk) -> Ruling:
    payer = desk.customer(question, answer.apply_to) if answer.apply_to else question.customer_id
    if payer is None:
        raise NotPossible("nobody knows who paid: give the customer's id in Apply to")
    shares = poured(desk.owed_by(question, payer), question.amount)
    if not shares:
        raise NotPossible(f"customer {payer} owes nothing in {question.currency} that may be paid by age")
    return applied(question, tuple(shares), payer)


def _split(question: Question, answer: Answer, desk: Desk) -> Ruling:
    """The lines of Allocations; one without an item keeps its cash on account of the payer."""
    if not answer.lines:
        raise NotPossible("no line on the sheet Allocations names this exception")
    kept = [line for line in answer.lines if not line.item_number]
    shares = of_lines(question, answer, desk)
    payer = question.customer_id or (None if shares else _one_customer(question, answer, desk))
    strangers = {desk.customer(question, line.customer_id) for line in kept if line.customer_id} - {
        payer or (most(shares, question.entity) if shares else None)
    }
    if strangers:
        raise NotPossible(f"money on account is the payer's own: {', '.join(sorted(strangers))} did not pay this")
    if any(line.cash <= 0 or line.discount or line.deduction or line.write_off or line.fee for line in kept):
        raise NotPossible("a line without an item keeps cash on account: its cash must be above zero, and nothing else")
    on_account = sum(line.cash for line in kept)
    places = (Placement("on_account", on_account),) if on_account else ()
    room = question._replace(amount=question.amount - on_account)
    if shares:
        return applied(room, shares, payer, *places)
    if room.amount < 0:
        raise NotPossible(f"keeps {written(on_account, question.currency)}, more than the payment has left")
    return Ruling(f"{written(on_account, question.currency)} kept on account", (), places, payer)


def _one_customer(question: Question, answer: Answer, desk: Desk) -> str:
    named = {desk.customer(question, line.customer_id) for line in answer.lines if line.customer_id}
    if len(named) != 1:
        raise NotPossible("nobody knows who paid: name one customer on the lines of the sheet Allocations")
    return named.pop()


def _on_account(question: Question, answer: Answer, desk: Desk) -> Ruling:
    payer = _payer(question, answer, desk)
    whole = written(question.amount, question.currency)
    return Ruling(f"{whole} kept on account of {payer}", (), (Placement("on_account", question.amount),), payer)


def _payer(question: Question, answer: Answer, desk: Desk) -> str:
    if answer.apply_to:
        return desk.customer(question, answer.apply_to)
    if question.customer_id is None:
        raise NotPossible("nobody knows who paid: give the customer's id in Apply to, or assign customer first")
    return question.customer_id


def _leave(question: Question, answer: Answer, desk: Desk) -> Ruling:
    payer = _payer(question, answer, desk)
    return Ruling(f"left unapplied with {payer}", payer=payer)


def _assign(question: Question, answer: Answer, desk: Desk) -> Ruling:
    if not answer.apply_to:
        raise NotPossible("Apply to is empty: the customer's id")
    payer = desk.customer(question, answer.apply_to)
    lesson = None
    if answer.learns:
        lesson = Lesson(payer, _some(question.payer_name), _some(question.payer_account))
        if not lesson.names and not lesson.accounts:
            raise NotPossible("there is nothing to learn: the line names neither a payer nor an account")
    told = f"paid by {payer} {desk.customers[(question.entity, payer)]}; the next run matches it"
    return Ruling(told + ("; the payer is remembered" if lesson else ""), payer=payer, lesson=lesson)


def _some(text: str | None) -> tuple[str, ...]:
    return (text.strip(),) if text and text.strip() else ()


def _refund(question: Question, answer: Answer, desk: Desk) -> Ruling:
    return Ruling(f"{written(question.amount, question.currency)} to be sent back", (),
                  (Placement("refund", question.amount),))  # fmt: skip


def _not_ar(question: Question, answer: Answer, desk: Desk) -> Ruling:
    account = (answer.apply_to or "").strip()
    if not account:
        raise NotPossible("Apply to is empty: the GL account")
    if account.casefold() in {desk.accounts[kept].casefold() for kept in KEPT}:
        raise NotPossible(f"{account} is an account that tieout keeps itself: give another GL account")
    whole = written(question.amount, question.currency)
    return Ruling(f"{whole} posted to {account}", (), (Placement("non_ar", question.amount, account),))


def _reverse(question: Question, answer: Answer, desk: Desk) -> Ruling:
    reference = (answer.apply_to or "").strip()
    if not reference:
        raise NotPossible("Apply to is empty: the bank's reference of the receipt")
    found = desk.receipts.get((question.payment_id or "", reference), [])
    if len(found) != 1:
        back = written(-question.amount, question.currency)
        what = f"{len(found)} receipts" if found else "no receipt"
        raise NotPossible(f"{what} of {back} on that account with reference {reference} can be taken back")
    return Ruling("tied to its receipt; what it paid is open again", takes_back=found[0])


def _note(message: str, status: str = "open", rejects: bool = False) -> Rule:
    return lambda question, answer, desk: Ruling(message, status=status, rejects_suggestions=rejects)


RULINGS: Final[dict[str, Rule]] = {
    "accept suggestion": _accept,
    "apply to list": _apply_to_list,
    "apply oldest first": _oldest_first,
    "partial": settled.partial,
    "residual": settled.residual,
    "on account": _on_account,
    "leave unapplied": _leave,
    "assign customer": _assign,
    "split over customers": _split,
    "write off": settled.write_off,
    "take discount": settled.discount,
    "deduction": settled.deduction,
    "bank fee": settled.fee,
    "refund": _refund,
    "reverse / NSF": _reverse,
    "not AR": _not_ar,
    "request remittance": _note("noted: the payer was asked what the money is for"),
    "hold": _note("on hold: no run touches it until somebody answers it", status="held"),
    "reject suggestion": _note("the suggestions are not offered again", rejects=True),
}
OF_MONEY: Final = tuple(name for name in RULINGS if name not in ("request remittance", "hold"))
KEPT: Final = (
    "bank",
    "ar",
    "unapplied",
    "unidentified",
    "on_account",
    "deductions",
    "refund",
    "erp",
    "fx_clearing",
    "due",
)
OF_RETURNS: Final = ("reverse / NSF", "not AR", "reject suggestion")
