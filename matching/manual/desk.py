"""What an answer is checked against: the question as the books put it now, and items that fall as answers take them."""

from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple

CREDITS: Final = ("credit_memo", "on_account")


class NotPossible(Exception):
    """An answer that cannot be done; the text says why, and what to do."""


class Question(NamedTuple):
    """An exception as it stands in the books now. Amounts are minor units."""

    exception_id: str
    subject: str  # payment | advice | file | item
    status: str
    entity: str
    currency: str
    amount: int  # not placed yet; below 0 for money the bank took back
    payment_id: str | None = None
    kind: str | None = None  # receipt | return | non_ar
    customer_id: str | None = None  # who paid, where that is known
    payer_name: str | None = None
    payer_account: str | None = None
    payment_date: date | None = None
    application_count: int = 0
    unidentified: int = 0  # of the amount: what stands with nobody


class Due(NamedTuple):
    """An item of the sub-ledger. `open_minor` is what the books and the newest list both leave open."""

    item_id: str
    entity: str
    customer_id: str
    item_number: str
    instalment: int
    item_type: str
    account_class: str
    currency: str
    open_minor: int
    due_date: date | None = None
    status: str = "open"
    discount_minor: int = 0
    discount_date: date | None = None
    made_count: int = 0  # deductions and rests it was parent of
    last_taken: str | None = None  # who took the last of it, in words

    @property
    def name(self) -> str:
        """Its number as people write it."""
        return self.item_number if self.instalment == 1 else self.whole_name

    @property
    def whole_name(self) -> str:
        """Its number and instalment."""
        return f"{self.item_number}/{self.instalment}"


class Line(NamedTuple):
    """One line of Allocations, or of a suggestion. Amounts are minor units of the payment's currency."""

    row: int
    customer_id: str | None = None
    item_number: str | None = None
    cash: int = 0
    discount: int = 0
    deduction: int = 0
    write_off: int = 0
    fee: int = 0
    reason_code: str | None = None
    item_id: str | None = None  # of a suggestion
    rate: str | None = None


class Answer(NamedTuple):
    """What a person filled in, in the words of the sheet."""

    action: str
    candidate_no: int | None = None
    apply_to: str | None = None
    reason_code: str | None = None
    write_off: int = 0
    learns: bool = False
    lines: tuple[Line, ...] = ()


class Desk:
    """Everything one book of answers may refer to. Each ruling that is done takes its items down for the next."""

    def __init__(
        self,
        items: Iterable[Due],
        suggestions: dict[tuple[str, int], tuple[Line, ...]],
        customers: dict[tuple[str, str], str],
        receipts: dict[tuple[str, str], list[str]],
        accounts: dict[str, str],
        grace_days: int = 0,
    ) -> None:
        """suggestions: (payment_id, rank) -> lines; customers: (entity, customer_id) -> name; receipts: (return's
        payment_id, a reference) -> receipts it could take back; accounts: class -> name of the account."""
        self.items = {item.item_id: item for item in items}
        self.suggestions, self.customers, self.receipts = suggestions, customers, receipts
        self.accounts, self.grace_days = accounts, grace_days
        self.by_number: dict[tuple[str, str], list[str]] = {}
        for item in self.items.values():
            for key in (spoken(item.item_number), spoken(item.whole_name)):
                self.by_number.setdefault((item.entity, key), []).append(item.item_id)

    def named(self, number: str, question: Question, customer_id: str | None = None, rate: str | None = None) -> Due:
        """The one open item meant by `number`. Another entity's only where its customer is written entity/customer,
        one in another currency only with a rate. Raises NotPossible with what there is instead."""
        entity, _, alone = (customer_id or "").rpartition("/")
        entity, customer_id = entity or question.entity, alone or None
        known = [self.items[key] for key in self.by_number.get((entity, spoken(number)), [])]
        if not known:
            raise NotPossible(f"no item {number} of {entity}: copy the number from the sheet Open items")
        mine = [item for item in known if customer_id in (None, item.customer_id)]
        if not mine:
            raise NotPossible(f"{number} is an item of customer {known[0].customer_id}, not of {customer_id}")
        usable = [item for item in mine if (item.currency == question.currency) == (rate is None)]
        if not usable and rate is None:
            told = f"{number} is in {mine[0].currency}, the payment in {question.currency}"
            raise NotPossible(f"{told}: state the rate on a line of the sheet Allocations")
        if not usable:
            raise NotPossible(f"{number} is in {question.currency} as the payment is: leave the rate empty")
        left = [item for item in usable if item.open_minor]
        if not left:
            raise NotPossible(f"{number} has nothing open{_after(usable[0])}")
        own = [item for item in left if item.customer_id == (customer_id or question.customer_id)] or left
        exact = [item for item in own if number.strip() in (item.item_number, item.whole_name)] or own
        if len(exact) > 1:
            raise NotPossible(f"{number} may be {_options(exact)}: write it like that, or use the sheet Allocations")
        return exact[0]

    def owed_by(self, question: Question, customer_id: str) -> list[Due]:
        """What the customer may pay by itself, oldest first: no credits, deductions or disputed items."""
        return sorted(
            (
                item
                for item in self.items.values()
                if (item.entity, item.customer_id, item.currency) == (question.entity, customer_id, question.currency)
                and item.open_minor > 0
                and item.item_type != "deduction"
                and item.status != "disputed"
            ),
            key=lambda item: (item.due_date or date.max, item.item_number, item.instalment, item.item_id),
        )

    def customer(self, question: Question, customer_id: str) -> str:
        """A customer of the payment's entity, as it is written in the books. Raises NotPossible."""
        found = self.customer_of_any(question, customer_id)
        if "/" in found:
            raise NotPossible(f"{customer_id} is a customer of another entity than {question.entity}")
        return found

    def customer_of_any(self, question: Question, customer_id: str) -> str:
        """A customer as it is written in the books, with its entity before it where that is not the payment's."""
        wanted = customer_id.strip()
        known = [
            key if entity == question.entity else f"{entity}/{key}"
            for entity, key in self.customers
            if spoken(wanted) in (spoken(f"{entity}/{key}"), spoken(key) if entity == question.entity else None)
        ]
        exact = [key for key in known if key == wanted] or known
        if len(exact) != 1:
            raise NotPossible(f"no customer {customer_id} of {question.entity}: copy the id from the sheet Open items")
        return exact[0]

    def take(self, item_id: str, amount: int, made: int = 0) -> None:
        """The item falls by `amount`."""
        item = self.items[item_id]
        self.items[item_id] = item._replace(open_minor=item.open_minor - amount, made_count=item.made_count + made,
                                            last_taken="by an answer above in this book")  # fmt: skip


def spoken(number: str) -> str:
    """A number or id as it is looked up: spreadsheets drop leading zeros, and capitals go astray.

    >>> spoken("000INV-7 "), spoken("000")
    ('inv-7', '000')
    """
    bare = number.strip().lower()
    return bare.lstrip("0") or bare


def _after(item: Due) -> str:
    return f": the last of it was taken {item.last_taken}" if item.last_taken else ""


def _options(items: list[Due]) -> str:
    return " or ".join(sorted(f"{item.item_type} {item.whole_name} of {item.customer_id}" for item in items))
