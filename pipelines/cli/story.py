"""The story of a payment in lines: what the bank said, where the money stands, and why, step by step."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, Final

from reports.accounts import masked, named
from reports.amounts import plain

Row = dict[str, Any]
PLACES: Final = ("applied", "on_account", "unapplied", "unidentified", "refunded", "returned", "non_ar")
PARTS: Final = ("cash", "discount", "deduction", "write_off", "fee")


def told(ended: Row) -> Iterator[str]:
    """Every story, one after the other."""
    for at, story in enumerate(ended["payments"]):
        yield from [""] * bool(at)
        yield from _payment(story["payment"])
        currency = story["payment"]["currency"]
        for title, part, line in CHAPTERS:
            rows = story[part]
            yield from [title] * bool(rows)
            yield from (f"  {line(row, currency)}" for row in rows)


def _payment(row: Row) -> Iterator[str]:
    currency = row["currency"]
    yield f"payment {row['payment_id']}: {_money(row['amount'], currency)}, {row['kind']} of {row['entity']}"
    account = row["payer_account"]
    facts = {
        "booked": f"{row['booking_date']}, value {row['value_date'] or 'not said'}, at {masked(row['bank_account'])}",
        "payer": " · ".join(text for text in (row["payer_name"], account and masked(account)) if text),
        "memo": " / ".join((row["memo"] or "").split("\n")),
        "references": " · ".join(row[name] for name in _REFERENCES if row[name]),
        "from": f"{row['source_file']}, line {row['source_line']}",
        "stands": _parts(row, PLACES, currency) or "not booked yet",
    }
    yield from (f"  {name:<11} {text}" for name, text in facts.items() if text)


_REFERENCES: Final = ("bank_reference", "end_to_end_id", "creditor_reference")


def _payer(row: Row, currency: str) -> str:
    return f"{row['customer_id']} {row['customer_name'] or ''}: {row['evidence']} ({row['decided_by']})"


def _advice(row: Row, currency: str) -> str:
    of = row["stated_id"] or row["payment_reference"] or row["remittance_id"]
    return f"{of}, {row['source_file']} line {row['source_line']}"


def _application(row: Row, currency: str) -> str:
    reversal = " (a reversal)" if row["reverses"] else " (reversed later)" if row["reversed"] else ""
    why = f"rule {row['rule']}{_sure(row['confidence'])}, {row['decided_by']}, dated {row['gl_date']}"
    return f"{row['item_number']}: {_parts(row, PARTS, currency)}{reversal}; {why}: {row['evidence']}"


def _exception(row: Row, currency: str) -> str:
    amount = _money(row["amount"], row["currency"] or currency)
    return f"{row['as_of']} {row['exception_type']}, {row['status']}, {amount}: {row['why_not_auto']}"


def _candidate(row: Row, currency: str) -> str:
    items = ", ".join(row["item_numbers"])
    leaves = f", leaves {_money(row['difference'], currency)}" if row["difference"] else ""
    why = f"rule {row['rule']}{_sure(row['confidence'])}: {row['evidence']}"
    return f"{row['rank']}. {items} with {_money(row['cash_amount'], currency)}{leaves}; {why}"


def _decision(row: Row, currency: str) -> str:
    return f"{row['action']} by {row['prepared_by']}, {row['status']}: {row['reason'] or 'no reason given'}"


def _entry(row: Row, currency: str) -> str:
    side, amount = ("debit", row["debit"]) if row["debit"] else ("credit", row["credit"])
    what = row["cause"].split("|")[0]
    return f"{row['gl_date']} {named(row['account'])}: {side} {_money(amount, row['currency'])} ({what})"


# In the order in which it happens; the rows of a chapter stand in the story under the second word.
CHAPTERS: Final[tuple[tuple[str, str, Callable[[Row, str], str]], ...]] = (
    ("who paid", "payers", _payer),
    ("advised by", "advices", _advice),
    ("applied", "applications", _application),
    ("held", "exceptions", _exception),
    ("could be", "candidates", _candidate),
    ("decided", "decisions", _decision),
    ("in the books", "entries", _entry),
)


def _money(amount: Decimal, currency: str) -> str:
    return f"{currency} {plain(amount, currency, ',')}"


def _parts(row: Row, names: tuple[str, ...], currency: str) -> str:
    """The amounts that are not zero, by name."""
    amounts = [(name.replace("_", " "), row[f"{name}_amount"]) for name in names]
    return ", ".join(f"{name} {_money(amount, currency)}" for name, amount in amounts if amount)


def _sure(confidence: float | None) -> str:
    return "" if confidence is None else f", confidence {confidence:g}"
