"""Names of companies made comparable: legal forms, bank prefixes, accents and marks say nothing about who somebody is.

Letters of other scripts than ours stay as they are.
"""

import polars as pl

from matching import text

# Legal forms of the countries we meet, and the article; dropped wherever they stand as words of their own.
LEGAL_FORMS = """
AB AG AO APS AS BERHAD BHD BV BVBA CIE CJSC CO COMPANY CORP CORPORATION CV EG EK EURL EV GBR GESMBH GMBH HOLDING
HOLDINGS IG INC INCORPORATED JSC KFT KG KGAA KK LIMITED LLC LLP LP LTD MBH NA NV OAO OHG OJSC OOO OY OYJ PAO PC PJSC
PLC PTE PTY PVT SA SARL SAS SCA SCS SDN SE SL SLU SNC SPA SPOL SPRL SPZOO SRL SRO THE UG ZAO ООО ОАО ЗАО ПАО АО
""".split()
_WRITTEN_OUT = """
AKTIEBOLAG|AKTIENGESELLSCHAFT|AKTIESELSKAB|ANPARTSSELSKAB|BESLOTEN VENNOOTSCHAP|GESELLSCHAFT MIT BESCHRANKTER HAFTUNG
|(?:(?:CLOSED|OPEN|PUBLIC) )?JOINT STOCK COMPANY|KOMMANDITGESELLSCHAFT(?: AUF AKTIEN)?|LIMITED LIABILITY COMPANY
|NAAMLOZE VENNOOTSCHAP|PUBLIC LIMITED COMPANY|SA DE CV|SOCIEDAD ANONIMA|SOCIEDAD LIMITADA|SOCIETA PER AZIONI
|SOCIETATEA CU RASPUNDERE LIMITATA|SOCIETE ANONYME|SOCIETE A RESPONSABILITE LIMITEE|SP Z OO
""".replace("\n", "")
_LEGAL_FORM = rf"\b(?:{_WRITTEN_OUT}|{'|'.join(LEGAL_FORMS)})\b ?"
_PREFIX = (
    r"^(?:(?:ORIG CO NAME|ORIG|ORG|BO|ORIGINATOR|DEBTOR|AUFTRAGGEBER|REMITTER|IFO|B/O|BY ORDER OF|PAYER"
    r"|ABWA|DES)\s?[:=+]+\s?"
    r"|(?:FROM|BGC|BY ORDER OF|M/MME|VIR(?:EMENT)?(?: SEPA)? DE)\s|/NAME/)"
)
_AND = r"\s(?:AND|UND|ET|EN|Y|E)\s|\s?[&+]\s?"
_SHORT = {
    "INTL": "INTERNATIONAL", "INTERNAT": "INTERNATIONAL", "MFG": "MANUFACTURING", "BROS": "BROTHERS",
    "GEBR": "GEBRUEDER", "SVCS": "SERVICES", "SVC": "SERVICE", "DIST": "DISTRIBUTION", "TECH": "TECHNOLOGIES",
    "GRP": "GROUP", "ASSOC": "ASSOCIATES", "NATL": "NATIONAL", "MGMT": "MANAGEMENT", "LOGISTIK": "LOGISTICS",
}  # fmt: skip


_COMMON = 50  # a mark that more names have says nothing


def normal(name: pl.Expr) -> pl.Expr:
    """`Müller & Söhne GmbH` and `MULLER UND SOHNE` are `MULLER SOHNE`; null when nothing is left."""
    plain = (
        text.folded(name).str.replace(_PREFIX, "").str.replace_all(r"[.'’`´]|\bA/S\b", "").str.replace_all(_AND, " ")
    )
    words = plain.str.replace_all(r"[^\p{L}\p{N}]+|^|$", "  ")  # every word between blanks of its own
    long = words.str.replace_many([f" {short} " for short in _SHORT], [f" {word} " for word in _SHORT.values()])
    kept = _tidy(long).str.replace_all(_LEGAL_FORM, "").str.strip_chars(" ")
    return kept.replace("", None).fill_null(_tidy(words).replace("", None))


def _tidy(words: pl.Expr) -> pl.Expr:
    return words.str.replace_all(r" +", " ").str.strip_chars()


def in_order(name: pl.Expr) -> pl.Expr:
    """The words of a normal name in order of the alphabet: `SOHNE MULLER` and `MULLER SOHNE` are one."""
    return name.str.split(" ").list.sort().list.join(" ")


def squeezed(name: pl.Expr) -> pl.Expr:
    """A normal name without blanks."""
    return name.str.replace_all(" ", "", literal=True)


def glued(name: pl.Expr) -> pl.Expr:
    """A name as its letters and digits alone: `EASTST-OSWINCO.` is `EASTSTOSWINCO`."""
    return text.compact(text.folded(name).str.replace(_PREFIX, ""))


def glued_forms(name: pl.Expr) -> pl.Expr:
    """List of `glued` forms: the whole name, and without one and two legal forms at its end."""
    whole = text.folded(name).str.replace_all(r"[.'’`´]", "").str.replace_all(r"[^\p{L}\p{N}]+", " ")
    end = rf" (?:{'|'.join(LEGAL_FORMS)}) ?$"
    one = whole.str.replace(end, "")
    return pl.concat_list(text.compact(form) for form in (whole, one, one.str.replace(end, ""))).list.unique()


def spelt_out(name: pl.Expr) -> pl.Expr:
    """Umlauts as two letters, as many banks write them: `Özdalga` is `OEzdalga`."""
    return name.str.replace_many(["Ä", "Ö", "Ü", "ä", "ö", "ü"], ["AE", "OE", "UE", "ae", "oe", "ue"])


def likely_pairs(names: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Pairs worth scoring: (entity, name, known_name), those that share a rare word or a beginning.

    names, known: (entity, name) of normal names, each pair once.
    """
    asked = _marks(names, "name")
    marks = _marks(known.rename({"name": "known_name"}), "known_name").join(asked, on=["entity", "mark"], how="semi")
    rare = marks.unique().filter(pl.len().over("entity", "mark") <= _COMMON)
    pairs = asked.join(rare, on=["entity", "mark"])
    return pairs.select("entity", "name", "known_name").unique().sort("entity", "name", "known_name")


def _marks(names: pl.DataFrame, column: str) -> pl.DataFrame:
    """Beginnings of words, of neighbours, of the whole, and its end: names that share no rare one are not compared."""
    of, mark = ["entity", column], pl.col("mark")
    split = names.with_row_index("at").with_columns(mark=pl.col(column).str.split(" ")).explode("mark")
    words = split.filter(mark.str.len_bytes() > 2).with_columns(mark.str.slice(0, 5))
    neighbours = words.with_columns(mark=mark + " " + mark.shift(-1)).filter(pl.col("at") == pl.col("at").shift(-1))
    whole = squeezed(pl.col(column))
    ends = ("^" + whole.str.slice(0, 4), "^" + whole.str.slice(0, 9), whole.str.slice(-8, 8) + "$")
    return pl.concat(
        [part.select(*of, "mark") for part in (words, neighbours)] + [names.select(*of, mark=end) for end in ends]
    )
