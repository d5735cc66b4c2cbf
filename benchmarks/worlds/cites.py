"""How payers write the numbers they mean: one entry a way of writing, and what it needs of the numbers."""

import random
import re
from collections.abc import Callable, Sequence

from benchmarks.worlds.shapes import Item

WORDS = {
    "US": ("INV", "Invoice", "INV#", "INV NO.", "BILL"),
    "GB": ("Inv", "INVOICE", "INV NO", "OUR REF"),
    "DE": ("Rechnung", "RE-NR", "RNR", "Rg.", "RE", "Rechn.-Nr."),
    "FR": ("Fact.", "FACTURE", "FACT NO", "F/"),
    "NL": ("Factuur", "FACTUURNR", "factnr.", "Fakt"),
}
STRANGE_WORDS = ("fv", "pago fra", "betaling", "YR BILL", "faktura nr", "doc", "n/fatt.", "ref:", "//", "zapl.")
JOINTS = (", ", " ", " + ", " / ", ";", " and ", ",")


def digits(number: str) -> str:
    return re.sub(r"\D", "", number)


def bare(number: str) -> str:
    """The number without its letters and leading zeros."""
    runs = re.findall(r"\d+", number)
    return max(runs, key=len).lstrip("0") if runs else number


def broken_up(number: str, dice: random.Random) -> str:
    place = dice.randint(len(number) // 2, len(number) - 2)
    return f"{number[:place]} {number[place:]}"


def one_digit_wrong(number: str, known: frozenset[str], dice: random.Random) -> str:
    """One digit of the last five is another one, and nobody's number comes of it."""
    places = [at for at, letter in enumerate(number) if letter.isdigit()][-5:]
    for _ in range(100):
        at = dice.choice(places)
        wrong = number[:at] + dice.choice("0123456789".replace(number[at], "")) + number[at + 1 :]
        if wrong not in known:
            return wrong
    return number


def spanned(numbers: Sequence[str], joint: str) -> str:
    ordered = sorted(numbers)
    return f"{bare(ordered[0])}{joint}{bare(ordered[-1])}"


def tails(numbers: Sequence[str]) -> str:
    """The first number in full, of the others only the last two digits: 40710/11/14."""
    ordered = sorted(numbers)
    return "/".join([bare(ordered[0]), *(bare(number)[-2:] for number in ordered[1:])])


def _word(country: str, is_strange: bool, dice: random.Random) -> str:
    return dice.choice(STRANGE_WORDS if is_strange and dice.random() < 0.5 else WORDS[country])


def _each(form: Callable[[str], str]) -> Callable[[Sequence[Item], str, bool, frozenset[str], random.Random], str]:
    def write(items, country, is_strange, known, dice) -> str:
        return dice.choice(JOINTS).join(form(item.item_number) for item in items)

    return write


def _prefixed(items, country, is_strange, known, dice) -> str:
    form = dice.choice((digits, str, bare))
    return f"{_word(country, is_strange, dice)} " + dice.choice(JOINTS).join(form(item.item_number) for item in items)


def _spaced(items, country, is_strange, known, dice) -> str:
    return " + ".join(broken_up(item.item_number, dice) for item in items)


def _range(items, country, is_strange, known, dice) -> str:
    return f"{_word(country, is_strange, dice)} {spanned([item.item_number for item in items], dice.choice(('-', ' - ', '..')))}"


def _tails(items, country, is_strange, known, dice) -> str:
    return f"{_word(country, is_strange, dice)} {tails([item.item_number for item in items])}"


def _wrong(items, country, is_strange, known, dice) -> str:
    return " ".join([one_digit_wrong(items[0].item_number, known, dice), *(item.item_number for item in items[1:])])


def _purchase_order(items, country, is_strange, known, dice) -> str:
    word = dice.choice(("PO", "P.O.", "Bestellung", "ORDER") if country in ("DE", "NL", "FR") else ("PO", "P/O", "YOUR PO", ""))
    return " ".join([word, *(item.po_number for item in items)]).strip()


def _delivery(items, country, is_strange, known, dice) -> str:
    return " ".join([{"DE": "LS", "FR": "BL", "NL": "PAKBON"}.get(country, "DELIVERY"), *(item.delivery for item in items)])


def _creditor_reference(items, country, is_strange, known, dice) -> str:
    return " ".join(item.creditor_reference for item in items)


def _customer_number(items, country, is_strange, known, dice) -> str:
    return f"{dice.choice({'DE': ('KD-NR', 'Kunde'), 'FR': ('CLIENT',), 'NL': ('KLANTNR',)}.get(country, ('CUST', 'A/C NO', 'ACCT')))} {items[0].customer.customer_id}"


WRITINGS = {
    "whole": _each(str),
    "prefixed": _prefixed,
    "lower_case": _each(str.lower),
    "no_zeros": _each(bare),
    "digits_only": _each(digits),
    "spaced": _spaced,
    "range": _range,
    "tails": _tails,
    "cut_off": _each(str),  # the memo's end does the cutting
    "one_digit_wrong": _wrong,
    "purchase_order": _purchase_order,
    "delivery_note": _delivery,
    "creditor_reference": _creditor_reference,
    "customer_number": _customer_number,
}
NEEDS: dict[str, Callable[[Sequence[Item]], bool]] = {
    "range": lambda items: len(items) > 1 and len({bare(i.item_number)[:-2] for i in items}) == 1,
    "tails": lambda items: len(items) > 1 and len({bare(i.item_number)[:-2] for i in items}) == 1,
    "no_zeros": lambda items: all(bare(i.item_number) != i.item_number for i in items),
    "lower_case": lambda items: all(i.item_number.lower() != i.item_number for i in items),
    "purchase_order": lambda items: len(items) < 4 and all(i.po_number for i in items),
    "delivery_note": lambda items: len(items) < 3 and all(i.delivery for i in items),
    "creditor_reference": lambda items: len(items) == 1 and bool(items[0].creditor_reference),
    "spaced": lambda items: len(items) < 3,
}
LOSSY = ("cut_off", "one_digit_wrong", "customer_number")
