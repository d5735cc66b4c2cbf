"""How payers write the numbers they mean: one entry a way of writing, and what it needs of the numbers."""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.worlds.shapes import Item

WORDS = {
    "US": ("INV", "Invoice", "INV#", "INV NO.", "BILL"),
    "GB": ("Inv", "INVOICE", "INV NO", "OUR REF"),
    "DE": ("Rechnung", "RE-NR", "RNR", "Rg.", "RE", "Rechn.-Nr."),
    "FR": ("Fact.", "FACTURE", "FACT NO", "F/"),
    "NL": ("Factuur", "FACTUURNR", "factnr.", "Fakt"),
}
STRANGE_WORDS = ("fv", "pago fra", "betaling", "YR BILL", "faktura nr", "doc", "n/fatt.", "ref:", "//", "zapl.")
ORDER_WORDS = {"US": ("PO", "P/O", "YOUR PO"), "GB": ("PO", "ORDER"), "DE": ("Bestellung", "Best.-Nr.")}
DELIVERY_WORDS = {"DE": "LS", "FR": "BL", "NL": "PAKBON"}
CUSTOMER_WORDS = {"DE": ("KD-NR", "Kunde"), "FR": ("CLIENT",), "NL": ("KLANTNR",)}
JOINTS = (", ", " ", " + ", " / ", ";", " and ", ",")


@dataclass(frozen=True, slots=True)
class Pen:
    """Who writes: the payer's country, whether it has words nobody announced, every number there is, and the dice."""

    country: str
    is_strange: bool
    known: frozenset[str]
    dice: random.Random

    def word(self) -> str:
        strange = self.is_strange and self.dice.random() < 0.5
        return self.dice.choice(STRANGE_WORDS if strange else WORDS[self.country])


Writing = Callable[[Sequence[Item], Pen], str]


def digits(number: str) -> str:
    return re.sub(r"\D", "", number)


def bare(number: str) -> str:
    """The number without its letters and leading zeros: of SI26-10482 only 10482, of 2026-3900 only 3900."""
    runs = re.findall(r"\d+", number)
    return max(reversed(runs), key=len).lstrip("0") if runs else number


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


def _each(form: Callable[[str], str]) -> Writing:
    return lambda items, pen: pen.dice.choice(JOINTS).join(form(item.item_number) for item in items)


def _prefixed(items: Sequence[Item], pen: Pen) -> str:
    return f"{pen.word()} {_each(pen.dice.choice((digits, str, bare)))(items, pen)}"


def _spaced(items: Sequence[Item], pen: Pen) -> str:
    return " + ".join(broken_up(item.item_number, pen.dice) for item in items)


def _range(items: Sequence[Item], pen: Pen) -> str:
    """40510-40512: all the numbers from the first to the last."""
    ordered = sorted(items, key=lambda item: item.counter)
    joint = pen.dice.choice(("-", " - ", ".."))
    return f"{pen.word()} {bare(ordered[0].item_number)}{joint}{bare(ordered[-1].item_number)}"


def _tails(items: Sequence[Item], pen: Pen) -> str:
    """40710/11/14: the first number in full, of the others only the last two digits."""
    first, *others = sorted(items, key=lambda item: item.counter)
    return f"{pen.word()} " + "/".join([bare(first.item_number), *(bare(one.item_number)[-2:] for one in others)])


def _wrong(items: Sequence[Item], pen: Pen) -> str:
    return " ".join(one_digit_wrong(item.item_number, pen.known, pen.dice) for item in items)


def _purchase_order(items: Sequence[Item], pen: Pen) -> str:
    word = pen.dice.choice(ORDER_WORDS.get(pen.country, ORDER_WORDS["GB"]))
    return " ".join([word, *(item.po_number for item in items)])


def _delivery(items: Sequence[Item], pen: Pen) -> str:
    return " ".join([DELIVERY_WORDS.get(pen.country, "DELIVERY"), *(item.delivery for item in items)])


def _creditor_reference(items: Sequence[Item], pen: Pen) -> str:
    return " ".join(item.creditor_reference for item in items)


def _customer_number(items: Sequence[Item], pen: Pen) -> str:
    return f"{pen.dice.choice(CUSTOMER_WORDS.get(pen.country, ('CUST', 'A/C NO')))} {items[0].customer.customer_id}"


def _is_run(items: Sequence[Item]) -> bool:
    counters = sorted(item.counter for item in items)
    return len(items) > 1 and counters == list(range(counters[0], counters[0] + len(items))) and _share_a_stem(items)


def _share_a_stem(items: Sequence[Item]) -> bool:
    return len(items) > 1 and len({bare(item.item_number)[:-2] for item in items}) == 1


WRITINGS: dict[str, Writing] = {
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
    "range": _is_run,
    "tails": _share_a_stem,
    "no_zeros": lambda items: all(bare(item.item_number) != item.item_number for item in items),
    "lower_case": lambda items: all(item.item_number.lower() != item.item_number for item in items),
    "digits_only": lambda items: all(digits(item.item_number) != item.item_number for item in items),
    "purchase_order": lambda items: len(items) < 4 and all(item.po_number for item in items),
    "delivery_note": lambda items: len(items) < 3 and all(item.delivery for item in items),
    "creditor_reference": lambda items: len(items) == 1 and bool(items[0].creditor_reference),
    "spaced": lambda items: len(items) < 3,
}
OTHER_NUMBERS = ("purchase_order", "delivery_note", "creditor_reference")
LOSSY = ("cut_off", "one_digit_wrong", "customer_number")
