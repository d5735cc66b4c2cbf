"""What a world is made of: companies, customers, items, and what each payer meant.

Money is whole minor units of the entity's currency. A `Draft` is one bank line before anybody wrote it down.
"""

from dataclasses import dataclass, field
from datetime import date

import polars as pl


@dataclass(frozen=True, slots=True)
class NumberShape:
    """How one company writes the numbers of one kind of document: a prefix and a counter."""

    prefix: str
    width: int
    first: int
    suffix: str = ""

    def text(self, counter: int) -> str:
        return f"{self.prefix}{counter:0{self.width}d}{self.suffix}"


@dataclass(frozen=True, slots=True)
class Entity:
    """One of our own companies, with its bank account and the shapes of its numbers."""

    entity: str
    name: str
    currency: str
    account: str
    bank: str
    statement: str
    share: float
    countries: tuple[tuple[str, float], ...]
    customer: NumberShape
    invoice: NumberShape
    credit: NumberShape


@dataclass(slots=True, eq=False)
class Customer:
    """Somebody we sell to. `accounts` are all accounts they pay from, `known_accounts` those on our file."""

    entity: str
    customer_id: str
    name: str
    country: str
    terms: int
    discount_terms: tuple[int, int] | None = None
    parent: "Customer | None" = None
    aliases: list[str] = field(default_factory=list)
    accounts: list[str] = field(default_factory=list)
    known_accounts: list[str] = field(default_factory=list)
    centre: str = ""
    subscription_minor: int = 0
    items: list["Item"] = field(default_factory=list)

    def root(self) -> "Customer":
        return self.parent or self


@dataclass(slots=True, eq=False)
class Item:
    """One open item, or (is_closed) one that was paid before this day and is on no list of today."""

    customer: Customer
    item_type: str
    item_number: str
    counter: int
    invoice_date: date
    due_date: date
    original_minor: int
    open_minor: int
    instalment: int = 1
    po_number: str = ""
    delivery: str = ""
    creditor_reference: str = ""
    discount_date: date | None = None
    discount_minor: int = 0
    status: str = "open"
    is_closed: bool = False
    is_taken: bool = False

    def net(self, day: date) -> int:
        """What is due on that day: less the discount while it can still be earned."""
        earned = self.discount_date is not None and day <= self.discount_date
        return self.open_minor - self.discount_minor * earned


@dataclass(slots=True)
class Share:
    """What one receipt means for one item, in the item's own sign."""

    item: Item
    cash: int
    discount: int = 0
    deduction: int = 0
    write_off: int = 0
    fee: int = 0
    deduction_code: str = ""


@dataclass(slots=True)
class Draft:
    """One bank line as it was meant. `speech` says what the payer tells us: named, silent, advised, or fixed words."""

    entity: Entity
    payer: Customer | None
    shares: list[Share] = field(default_factory=list)
    amount: int = 0
    case: str = ""
    has_answer: bool = True
    speech: str = "named"
    cites: list[Item] = field(default_factory=list)
    words: str = ""
    payer_name: str = ""
    naming: str = ""
    writing: str = ""
    kind: str = "receipt"
    transaction_type: str = ""
    advices: list[list[Share]] = field(default_factory=list)
    payment_reference: str = ""


@dataclass(frozen=True, slots=True)
class World:
    """One business day as frames, with the truth apart. Column meanings: docs/benchmark.md."""

    as_of: date
    entities: tuple[Entity, ...]
    customers: pl.DataFrame
    open_items: pl.DataFrame
    bank: pl.DataFrame
    statements: pl.DataFrame
    advices: pl.DataFrame
    advice_lines: pl.DataFrame
    truth: pl.DataFrame
    closed_items: pl.DataFrame
