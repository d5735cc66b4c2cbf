"""Names of companies that do not exist, and how a bank spells them on a statement."""

import random
import unicodedata
from collections.abc import Iterator

from benchmarks.worlds.words import (
    BANK_PREFIXES,
    LEGAL_FORMS,
    PLACES,
    STEMS,
    STRANGE_STEMS,
    STRANGE_TRADES,
    TRADES,
    listed,
)

# An old bank's letters for what its character set has not; other accents are dropped.
LETTERS = dict(
    zip("äöüÄÖÜßłŁøØĲĳ", ("ae", "oe", "ue", "AE", "OE", "UE", "ss", "l", "L", "o", "O", "IJ", "ij"), strict=True)
)
OTHER_ANDS = ((" & ", " AND "), (" and ", " & "), (" und ", " & "), (" et ", " & "))


def companies(country: str, is_strange: bool, dice: random.Random) -> Iterator[tuple[str, str, str]]:
    """Endless (stem, trade, legal form) of one country, no stem with trade twice."""
    stems = (STRANGE_STEMS if is_strange else STEMS)[country].split()
    trades = listed((STRANGE_TRADES if is_strange else TRADES)[country])
    pairs = [(stem, trade) for stem in stems for trade in trades]
    dice.shuffle(pairs)
    places = PLACES.split()
    for place in ["", *places, *(f"{one}{number}" for one in places for number in range(2, 1000))]:
        for stem, trade in pairs:
            yield f"{place} {stem}".strip(), trade, dice.choice(listed(LEGAL_FORMS[country]))


def without_legal_form(name: str, country: str) -> str:
    forms = sorted(listed(LEGAL_FORMS[country]), key=len, reverse=True)
    return next((name.removesuffix(f" {form}") for form in forms if name.endswith(f" {form}")), name)


def folded(text: str) -> str:
    """Only ASCII: ü becomes ue, é becomes e."""
    written = "".join(LETTERS.get(letter, letter) for letter in text)
    return unicodedata.normalize("NFKD", written).encode("ascii", "ignore").decode()


def spelled(style: str, name: str, country: str, dice: random.Random) -> str:
    """The name as it stands on the statement, by one of the `namings` of profiles.py."""
    bare = without_legal_form(name, country)
    match style:
        case "capitals":
            return folded(name).upper()
        case "cut_35":
            return folded(name).upper()[:35].rstrip()
        case "no_legal_form":
            return folded(bare).upper()
        case "folded":
            return folded(name)
        case "other_and":
            return _other_and(name)
        case "bank_prefix":
            return dice.choice(BANK_PREFIXES[country]) + folded(bare).upper()[:35]
        case "typo":
            return _typo(bare, dice)
        case "turned":
            return _turned(folded(bare).upper())
        case "glued":
            return folded(bare).upper().replace(" ", "")
        case _:
            return name


def _other_and(name: str) -> str:
    written, other = next((pair for pair in OTHER_ANDS if pair[0] in name), ("", ""))
    return name.replace(written, other, 1) if written else name


def _typo(name: str, dice: random.Random) -> str:
    """One letter of the first word is missing."""
    place = dice.randrange(1, max(2, len(name.split()[0]) - 1))
    return name[:place] + name[place + 1 :]


def _turned(name: str) -> str:
    first, _, rest = name.partition(" ")
    return f"{rest}, {first}" if rest else name
