"""One Stmt, Rpt or Ntfctn: whose account, its balances, and whether it proves itself."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from pipelines.readers.base import balance, excerpt, masked, transport
from pipelines.readers.camt.entry import Entry
from pipelines.readers.camt.xml import (
    Element,
    Malformed,
    child,
    children,
    day,
    direction,
    line_of,
    money,
    only,
    plain,
    text,
)
from schemas.money import CURRENCY_DECIMALS, decimal_of, written
from schemas.rejects import Fault

OPENING: Final = ("OPBD", "PRCD")
CLOSING: Final = "CLBD"
FORWARD: Final = "FWAV"


class Balance(NamedTuple):
    """One Bal in signed minor units."""

    code: str
    amount: int
    currency: str
    on: date | None


@dataclass(slots=True)
class Counted:
    """What the entries of one statement add up to, as its transaction summary counts them."""

    entries: list[int] = field(default_factory=lambda: [0, 0])  # credits, debits
    sums: list[Decimal] = field(default_factory=lambda: [Decimal(0), Decimal(0)])

    def add(self, amount: int, currency: str) -> None:
        """One entry, in signed minor units."""
        side = 0 if amount >= 0 else 1
        self.entries[side] += 1
        self.sums[side] += decimal_of(abs(amount), currency)


@dataclass(slots=True)
class Statement:
    """A statement while its entries pass. Movements and dates are kept for each currency."""

    account: str
    currency: str | None
    line: int
    is_final: bool
    stated_date: date | None
    movement: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    by_value: dict[str, dict[date, int]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(int)))
    line_count: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    last_date: date | None = None
    every: Counted = field(default_factory=Counted)
    booked: Counted = field(default_factory=Counted)

    def take(self, entry: Entry) -> None:
        """Counts one entry; only a booked one is money."""
        self.every.add(entry.amount, entry.currency)
        self.currency = self.currency or entry.currency
        if entry.is_booked:
            self.booked.add(entry.amount, entry.currency)
            self.movement[entry.currency] += entry.amount
            self.line_count[entry.currency] += len(entry.lines)
            if entry.value_date:
                self.by_value[entry.currency][entry.value_date] += entry.amount
        for line in entry.lines:
            booked_on = line.columns["booking_date"]
            if isinstance(booked_on, date):
                self.last_date = max(self.last_date or booked_on, booked_on)


def begun(element: Element, is_final: bool) -> Statement:
    """The statement of an element whose account has been read. Raises Malformed when it names none."""
    paths = ("Acct/Id/IBAN", "Acct/Id/Othr/Id", "Acct/Id/BBAN", "Acct/Id/PrtryAcct/Id", "Acct/Id/UPIC")
    account = text(element, *paths)
    if account is None:
        raise Malformed("a statement without an account", "Acct/Id before its entries", line_of(element))
    currency = text(element, "Acct/Ccy")
    if currency not in (None, *CURRENCY_DECIMALS):
        raise Malformed(
            f"an account in currency {excerpt(str(currency))!r}", "an ISO 4217 code in Ccy", line_of(element)
        )
    return Statement(account[:64], currency, line_of(element), is_final, _stated_date(element))


def _stated_date(element: Element) -> date | None:
    """The day of the closing balance, else the end of the period, else when it was made."""
    closing = next((one.on for one in balances(element) if one.code == CLOSING and one.on), None)
    message = element.getparent()
    made = None if message is None else day(message, "GrpHdr/CreDtTm")
    return closing or day(element, "FrToDt/ToDtTm", "FrToDt/ToDt", "CreDtTm") or made


def balances(element: Element) -> list[Balance]:
    """The balances of a finished statement."""
    found = []
    for one in children(element, "Bal"):
        amount, currency = money(only(one, "Amt"), one)
        code = text(one, "Tp/CdOrPrtry/Cd", "Tp/Cd", "Tp/CdOrPrtry/Prtry") or ""
        found.append(Balance(code, direction(one) * amount, currency, day(one, "Dt/Dt", "Dt/DtTm")))
    return found


def as_of(element: Element, statement: Statement) -> date:
    """The day a statement is of. Raises Malformed when nothing in it says."""
    found = statement.stated_date or statement.last_date
    if found is None:
        raise Malformed("a statement without a date", "a closing balance with its date", line_of(element))
    return found


def summary_fault(element: Element, statement: Statement) -> Fault | None:
    """The transaction summary against the entries: all of them, or the booked ones alone."""
    found = child(element, "TxsSummry")
    if found is None:
        return None
    stated = [
        plain(found, path)
        for name in ("TtlNtries", "TtlCdtNtries", "TtlDbtNtries")
        for path in (f"{name}/NbOfNtries", f"{name}/Sum")
    ]
    counts = [_as_stated(counted) for counted in (statement.every, statement.booked)]
    if any(all(said in (None, real) for said, real in zip(stated, count, strict=True)) for count in counts):
        return None
    names = ("entries", "their sum", "credits", "their sum", "debits", "their sum")
    wrong = [
        (f"{name} {said}", f"{name} {real}")
        for name, said, real in zip(names, stated, counts[0], strict=True)
        if said is not None and said != real
    ]
    return transport(
        line_of(found),
        "a transaction summary of " + ", ".join(said for said, _ in wrong),
        ", ".join(real for _, real in wrong) + ", as the statement holds them",
        "entries are missing or changed: ask the bank for the file again",
    )


def _as_stated(counted: Counted) -> list[Decimal]:
    credit, debit = (Decimal(number) for number in counted.entries)
    return [credit + debit, sum(counted.sums, Decimal(0)), credit, counted.sums[0], debit, counted.sums[1]]


def proof(
    statement: Statement, statement_no: int, currency: str, found: list[Balance], has_summary: bool
) -> tuple[str, Fault | None]:
    """How one currency of a statement is proved, and the fault where opening + lines is not its closing balance."""
    opening, closing = opening_of(found, currency), closing_of(found, currency)
    if opening is None or closing is None or not statement.is_final:
        return "control totals" if has_summary else "none", None
    expected = opening + statement.movement[currency]
    if expected == closing.amount:
        return "control totals and balances" if has_summary else "balances", None
    fault = balance(
        statement_no,
        statement.line,
        f"closing balance {written(closing.amount, currency)} of account {masked(statement.account)}",
        f"{written(expected, currency)}: opening {written(opening, currency)} + "
        f"{statement.line_count[currency]} lines {written(statement.movement[currency], currency)}",
        "ask the bank which lines are missing",
    )
    later = sum(amount for on, amount in statement.by_value[currency].items() if closing.on and on > closing.on)
    is_forward = any(one.code == FORWARD and one.amount == expected for one in found if one.currency == currency)
    if is_forward or (later and expected - later == closing.amount):
        remedy = 'lines of a later value date are not in it: set balance_check = "forward_available" for the account'
        return "forward available", fault._replace(remedy=remedy)
    return "broken", fault


def opening_of(found: list[Balance], currency: str) -> int | None:
    """The opening balance of a currency: OPBD, else the closing balance of the statement before."""
    for code in OPENING:
        for one in found:
            if one.code == code and one.currency == currency:
                return one.amount
    return None


def closing_of(found: list[Balance], currency: str) -> Balance | None:
    """The last closing balance of a currency."""
    return next((one for one in reversed(found) if one.code == CLOSING and one.currency == currency), None)
