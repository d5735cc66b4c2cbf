"""Company names made comparable, and how alike two of them are.

Legal forms, bank prefixes, marks and word order say nothing about who somebody is; banks cut names at 35
characters, so a name that is the beginning of another counts as far as it goes.
"""

import numpy as np
import polars as pl
from rapidfuzz import distance, process

from matching import text

# Legal forms of the countries we meet; dropped wherever they stand as words of their own.
LEGAL_FORMS = """
IG AG AB APS AS BV BVBA CIE CO COMPANY CORP CORPORATION CV EG EK EV EURL GBR GESMBH GMBH HOLDING HOLDINGS INC
INCORPORATED KFT KG KGAA LLC LLP LP LTD LIMITED MBH NV OHG OY OYJ PC PLC PTY PVT SA SAS SARL SCA SCS SE SL SLU
SNC SPA SPOL SPRL SPZOO SRL SRO UG
""".split()
_LEGAL_FORM = rf"\b(?:{'|'.join(LEGAL_FORMS)})\b ?"
_PREFIX = (
    r"^(?:(?:ORIG CO NAME|ORIG|ORG|BO|ORIGINATOR|DEBTOR|AUFTRAGGEBER|REMITTER|IFO|B/O|BY ORDER OF|PAYER"
    r"|ABWA|DES)\s?[:=+]+\s?"
    r"|(?:FROM|BGC|BY ORDER OF|M/MME)\s|/NAME/)"
)
_CUT_OFF = 20  # a name this long may have been cut off by a bank
_AND = r"\s(?:AND|UND|ET|EN|Y|E)\s|\s?[&+]\s?"
_SHORT = {
    "INTL": "INTERNATIONAL", "INTERNAT": "INTERNATIONAL", "MFG": "MANUFACTURING", "BROS": "BROTHERS",
    "GEBR": "GEBRUEDER", "SVCS": "SERVICES", "SVC": "SERVICE", "DIST": "DISTRIBUTION", "TECH": "TECHNOLOGIES",
    "GRP": "GROUP", "ASSOC": "ASSOCIATES", "NATL": "NATIONAL", "MGMT": "MANAGEMENT", "LOGISTIK": "LOGISTICS",
}  # fmt: skip


def normal(name: pl.Expr) -> pl.Expr:
    """`Müller & Söhne GmbH` and `MULLER UND SOHNE` are `MULLER SOHNE`; null when nothing is left."""
    plain = text.folded(name).str.replace(_PREFIX, "").str.replace_all(r"[.']|\bA/S\b", "").str.replace_all(_AND, " ")
    words = plain.str.replace_all(r"[^A-Z0-9]+|^|$", "  ")  # every word between blanks of its own
    long = words.str.replace_many([f" {short} " for short in _SHORT], [f" {word} " for word in _SHORT.values()])
    kept = _tidy(long.str.replace_all(_LEGAL_FORM, ""))
    known = pl.when(kept != "").then(kept).otherwise(_tidy(words))
    return pl.when(known != "").then(known)


def _tidy(words: pl.Expr) -> pl.Expr:
    return words.str.replace_all(r" +", " ").str.strip_chars()


def in_order(name: pl.Expr) -> pl.Expr:
    """The words of a normal name in order of the alphabet: `SOHNE MULLER` and `MULLER SOHNE` are one."""
    return name.str.split(" ").list.sort().list.join(" ")


def squeezed(name: pl.Expr) -> pl.Expr:
    """A normal name without blanks."""
    return name.str.replace_all(" ", "", literal=True)


def score(left: pl.Series, right: pl.Series) -> pl.Series:
    """How alike two columns of normal names are, 0 to 1, pair by pair.

    The best of: the names as they stand; their words in order of the alphabet; without blanks; and, for a name
    that may be cut off, both cut to the shorter length. Never a subset score: every subset would score 1.
    """
    pairs = pl.DataFrame({"left": left, "right": right})
    cut = pl.min_horizontal(pl.col("left").str.len_chars(), pl.col("right").str.len_chars())
    views = {
        "whole": pl.col("left", "right"),
        "in order": in_order(pl.col("left", "right")),
        "squeezed": squeezed(pl.col("left", "right")),
        "cut": pl.when(cut >= _CUT_OFF)
        .then(pl.col("left", "right").str.slice(0, cut))
        .otherwise(pl.col("left", "right")),
    }
    scores = [_alike(pairs.select(view)).alias(name) for name, view in views.items()]
    return pl.DataFrame(scores).select(score=pl.max_horizontal(pl.all()).round(4))["score"]


def _alike(pairs: pl.DataFrame) -> pl.Series:
    """The mean of edit similarity and Jaro-Winkler, which forgives the end of a name more than its beginning."""
    left, right = pairs["left"].to_list(), pairs["right"].to_list()
    indel = process.cpdist(left, right, scorer=distance.Indel.normalized_similarity, workers=-1, dtype=np.float64)
    winkler = process.cpdist(left, right, scorer=distance.JaroWinkler.similarity, workers=-1, dtype=np.float64)
    return pl.Series((indel + winkler) / 2)


def likely_pairs(names: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Pairs worth scoring: (entity, name, known_name), those that share a rare word or a beginning.

    names, known: (entity, name) of normal names, each pair once.
    """
    marks = _marks(known.rename({"name": "known_name"}), "known_name")
    rare = marks.filter(pl.len().over("entity", "mark") <= 50)
    pairs = _marks(names, "name").join(rare, on=["entity", "mark"])
    return pairs.select("entity", "name", "known_name").unique().sort("entity", "name", "known_name")


def _marks(names: pl.DataFrame, column: str) -> pl.DataFrame:
    """Beginnings of words, of neighbours, of the whole, and its end: names that share no rare one are not compared."""
    words = (
        pl.col(column).str.split(" ").list.eval(pl.element().filter(pl.element().str.len_bytes() > 2).str.slice(0, 5))
    )
    neighbours = words.list.eval(pl.element() + " " + pl.element().shift(-1)).list.drop_nulls()
    squeezed = pl.col(column).str.replace_all(" ", "", literal=True)
    ends = pl.concat_list(
        "^" + squeezed.str.slice(0, 4), "^" + squeezed.str.slice(0, 9), squeezed.str.slice(-8, 8) + "$"
    )
    return (
        names.select("entity", column, mark=pl.concat_list(words, neighbours, ends))
        .explode("mark")
        .drop_nulls("mark")
        .unique()
    )
