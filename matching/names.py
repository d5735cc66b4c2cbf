"""Company names made comparable, and how alike two of them are.

Legal forms, bank prefixes, marks and word order say nothing about who somebody is; banks cut names at 35
characters, so a name that is the beginning of another counts as far as it goes.
"""

import polars as pl
from rapidfuzz import distance, fuzz, process

from matching import text

# Legal forms of the countries we meet; dropped wherever they stand as words of their own.
LEGAL_FORMS = """
IG AG AB APS AS BV BVBA CIE CO COMPANY CORP CORPORATION CV EG EK EV EURL GBR GESMBH GMBH HOLDING HOLDINGS INC
INCORPORATED KFT KG KGAA LLC LLP LP LTD LIMITED MBH NV OHG OY OYJ PC PLC PTY PVT SA SAS SARL SCA SCS SE SL SLU
SNC SPA SPOL SPRL SPZOO SRL SRO UG
""".split()
_PREFIX = (
    r"^(?:(?:ORIG CO NAME|ORIG|ORG|BO|ORIGINATOR|DEBTOR|AUFTRAGGEBER|REMITTER|IFO|B/O|BY ORDER OF|PAYER|ABWA|DES)\s?[:=+]+\s?"
    r"|(?:FROM|BGC|BY ORDER OF)\s)"
)
_AND = r"\s(?:AND|UND|ET|EN|Y|E)\s|\s?[&+]\s?"
_SHORT = {
    "INTL": "INTERNATIONAL", "INTERNAT": "INTERNATIONAL", "MFG": "MANUFACTURING", "BROS": "BROTHERS",
    "GEBR": "GEBRUEDER", "SVCS": "SERVICES", "SVC": "SERVICE", "DIST": "DISTRIBUTION", "TECH": "TECHNOLOGIES",
    "GRP": "GROUP", "ASSOC": "ASSOCIATES", "NATL": "NATIONAL", "MGMT": "MANAGEMENT", "LOGISTIK": "LOGISTICS",
}  # fmt: skip


def normal(name: pl.Expr) -> pl.Expr:
    """`Müller & Söhne GmbH` and `MULLER UND SOHNE` are `MULLER SOHNE`; null when nothing is left."""
    plain = text.folded(name).str.replace(_PREFIX, "").str.replace_all(r"[.']", "").str.replace_all(_AND, " ")
    words = plain.str.replace_all(r"[^A-Z0-9]+", " ").str.strip_chars().str.split(" ")
    kept = words.list.eval(pl.element().replace(_SHORT).filter(~pl.element().is_in(LEGAL_FORMS)))
    joined = pl.when(kept.list.len() > 0).then(kept.list.join(" ")).otherwise(words.list.join(" "))
    return pl.when(joined != "").then(joined)


def score(left: pl.Series, right: pl.Series) -> pl.Series:
    """How alike two columns of normal names are, 0 to 1, pair by pair.

    The better of the whole names in any word order and, for a name that may be cut off, of the longer one
    cut to the length of the shorter. Never a subset score: every subset would score 1.
    """
    cut = pl.min_horizontal(left.str.len_chars(), right.str.len_chars())
    pairs = pl.DataFrame({"left": left, "right": right}).with_columns(cut=cut)
    beginnings = pairs.select(pl.col("left", "right").str.slice(0, pl.col("cut")), is_long=pl.col("cut") >= 20)
    whole = process.cpdist(left.to_list(), right.to_list(), scorer=fuzz.token_sort_ratio, workers=-1) / 100
    winkler = process.cpdist(left.to_list(), right.to_list(), scorer=distance.JaroWinkler.similarity, workers=-1)
    begun = process.cpdist(
        beginnings["left"].to_list(),
        beginnings["right"].to_list(),
        scorer=distance.Indel.normalized_similarity,
        workers=-1,
    )
    scores = pl.DataFrame({"whole": whole, "winkler": winkler, "begun": begun, "is_long": beginnings["is_long"]})
    both = (pl.col("whole") + pl.col("winkler")) / 2
    return scores.select(
        score=pl.when("is_long").then(pl.max_horizontal(both, "begun")).otherwise(both).cast(pl.Float64).round(4)
    )["score"]


def likely_pairs(names: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Pairs worth scoring: (entity, name, known_name), those that share a rare word or a beginning.

    names, known: (entity, name) of normal names, each pair once.
    """
    marks = _marks(known.rename({"name": "known_name"}), "known_name")
    rare = marks.filter(pl.len().over("entity", "mark") <= 50)
    pairs = _marks(names, "name").join(rare, on=["entity", "mark"])
    return pairs.select("entity", "name", "known_name").unique().sort("entity", "name", "known_name")


def _marks(names: pl.DataFrame, column: str) -> pl.DataFrame:
    """Words of three letters on, and the first four letters: names that share none are not compared."""
    words = (
        pl.col(column).str.split(" ").list.eval(pl.element().filter(pl.element().str.len_bytes() > 2).str.slice(0, 5))
    )
    begin = pl.concat_list("^" + pl.col(column).str.slice(0, 4))
    return names.select("entity", column, mark=pl.concat_list(words, begin)).explode("mark").drop_nulls("mark").unique()
