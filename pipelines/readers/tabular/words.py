"""Words of headings, titles and total rows, compared without case, accents, blanks or punctuation."""

import re
import unicodedata
from typing import Final

import polars as pl

_LETTERS: Final = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "æ": "ae", "Æ": "Ae", "đ": "d", "Đ": "D", "œ": "oe", "Œ": "Oe"}
)
_APART: Final = re.compile(r"[^a-z0-9]+")

OPENING: Final = (
    "opening balance|opening ledger balance|opening book balance|beginning balance|starting balance|start balance|"
    "balance at start of period|balance brought forward|brought forward|balance b f|b f|previous balance|"
    "anfangssaldo|alter kontostand|alter saldo|saldovortrag|eroffnungssaldo|"
    "solde initial|solde precedent|ancien solde|solde en debut de periode|solde d ouverture|"
    "saldo iniziale|saldo poczatkowe|ingaende saldo|ingaende balans|indgaende saldo|inngaende saldo|pocatecni zustatek|"
    "saldo inicial|saldo anterior|saldo de apertura|beginsaldo|openingssaldo|vorig saldo|oud saldo"
).split("|")
CLOSING: Final = (
    "closing balance|closing ledger balance|closing book balance|ending balance|end balance|"
    "balance at end of period|balance carried forward|carried forward|balance c f|c f|new balance|"
    "endsaldo|neuer kontostand|neuer saldo|schlusssaldo|abschlusssaldo|"
    "solde final|nouveau solde|solde en fin de periode|solde de cloture|"
    "saldo finale|saldo koncowe|utgaende saldo|utgaende balans|udgaende saldo|konecny zustatek|"
    "saldo final|saldo de cierre|eindsaldo|slotsaldo|nieuw saldo"
).split("|")
# What a row of sums begins with, in the first of its cells that holds words.
TOTAL: Final = (
    r"^(?:grand |sub ?|report |page |control |net )?totals?\b|\btotals?$|^turnover$|^sum$|"
    r"^(?:zwischen|gesamt|end)?summen?\b|^gesamt(?:betrag|saldo)?\b|^insgesamt\b|^umsatzsumme|"
    r"^(?:sous ?)?total|^somme\b|^total general|^suma\b|^(?:sub|eind)?totaal\b"
)


def word(text: str) -> str:
    """Text as headings are compared.

    >>> word("*Due-Date "), word("Amount in doc. curr."), word("Libellé"), word("Währung")
    ('due date', 'amount in doc curr', 'libelle', 'wahrung')
    """
    whole = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    bare = "".join(sign for sign in whole if not unicodedata.combining(sign))
    return _APART.sub(" ", bare.casefold()).strip()


def words(text: pl.Expr) -> pl.Expr:
    """`word` for a whole column."""
    letters = {chr(code): plain for code, plain in _LETTERS.items()}
    bare = text.str.replace_many(letters).str.normalize("NFKD").str.replace_all(r"\p{M}", "").str.to_lowercase()
    return bare.str.replace_all("ß", "ss", literal=True).str.replace_all(r"[^a-z0-9]+", " ").str.strip_chars()
