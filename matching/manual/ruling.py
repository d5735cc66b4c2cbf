"""What an answer comes to: shares of items, places of the money, what is known from now on, and a sentence."""

from typing import Literal, NamedTuple

from matching.manual.desk import Due

Opens = Literal["deduction", "residual"]


class Share(NamedTuple):
    """What one item is given, in its sign and minor units; the five amounts take it down."""

    item: Due
    cash: int
    discount: int = 0
    deduction: int = 0
    write_off: int = 0
    fee: int = 0
    reason_code: str | None = None
    opens: Opens | None = None  # what the deduction becomes: a deduction, or a new item like the old one
    new_number: str | None = None
    is_late: bool = False  # the discount was not earned: it is granted
    exchanged: int | None = None  # what the cash comes to in the item's own currency, where that is another one

    @property
    def taken(self) -> int:
        """What the item falls by, in its own currency."""
        if self.exchanged is not None:
            return self.exchanged
        return self.cash + self.discount + self.deduction + self.write_off + self.fee


class Placement(NamedTuple):
    """Money of the payment that goes to no item. `account` None: the class's own account."""

    account_class: str
    amount: int
    account: str | None = None


class Lesson(NamedTuple):
    """What is to be remembered of a payer."""

    customer_id: str
    names: tuple[str, ...]
    accounts: tuple[str, ...]


class Ruling(NamedTuple):
    """All that one answer does. `message` tells it to people, in one sentence."""

    message: str
    shares: tuple[Share, ...] = ()
    places: tuple[Placement, ...] = ()
    payer: str | None = None  # who paid, where the answer says so
    status: str = "open"  # of what is left of the exception: open, or held
    takes_back: str | None = None  # the receipt that a return takes back
    lesson: Lesson | None = None
    rejects_suggestions: bool = False

    @property
    def placed(self) -> int:
        """How much of the payment is no longer unapplied or unidentified."""
        return sum(share.cash for share in self.shares) + sum(place.amount for place in self.places)

    @property
    def given_up(self) -> int:
        """What leaves receivables for good and so counts against a person's limit: write-offs, fees, discounts not
        earned, and money sent out of the books of receivables."""
        of_items = sum(abs(one.write_off) + abs(one.fee) + abs(one.discount) * one.is_late for one in self.shares)
        return of_items + sum(abs(one.amount) for one in self.places if one.account_class in ("refund", "non_ar"))
