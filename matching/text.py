"""Free text made comparable: one alphabet, one case, and the numbers that are no references blanked out."""

import polars as pl

# Letters that no accent can be taken off.
_LETTERS = {"ß": "SS", "ẞ": "SS", "Ø": "O", "Ł": "L", "Æ": "AE", "Œ": "OE", "Đ": "D", "Ð": "D", "Þ": "TH", "Ħ": "H"}
BREAK = " | "  # stands where something was blanked out, so its neighbours are not read as one

# Countries whose accounts have an IBAN (the registry of SWIFT); RF and two digits begin a creditor reference
# (ISO 11649), IV10 a number of ours that lost a letter.
_COUNTRY = (
    "A[DELTZ]|B[AEGHIRY]|C[HRYZ]|D[EJKO]|E[EGS]|F[IKOR]|G[BEILRT]|H[NRU]|I[ELQST]|JO|K[WZ]|L[BCITUVY]"
    "|M[CDEKNRTU]|N[ILO]|OM|P[KLST]|QA|R[OSU]|S[ACDEIKMOTV]|T[LNR]|UA|V[AG]|XK|YE"
)
_IBAN = (
    rf"\b(?:{_COUNTRY})\d{{2}}[A-Z0-9]{{11,30}}\b"
    rf"|\b(?:{_COUNTRY}|RF)\d{{2}}(?: [A-Z0-9]{{4}}){{3,7}}(?: [A-Z0-9]{{1,4}})?\b"
)
_DAY, _MONTH = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
_DATE = (
    rf"\b(?:{_DAY}[./-]{_MONTH}|{_MONTH}/{_DAY})[./-](?:(?:19|20)\d{{2}}|\d{{2}})\b"
    rf"|\b(?:19|20)\d{{2}}[-/.]{_MONTH}[-/.]{_DAY}\b"
    r"|\b\d{1,2}[ .-]?(?:JAN|FEB|MAR|APR|MAY|MAI|JUN|JUL|AUG|SEP|OCT|OKT|NOV|DEC|DEZ)[A-Z]*[ .-]?(?:20)?\d{2}\b"
    rf"|\b(?:KW\s?\d{{1,2}}|{_MONTH})/(?:19|20)\d{{2}}\b"
)
_AMOUNT = (
    r"(?:\b(?:EUR|USD|GBP|CHF)|[$€£])\s?\d[\d.,']*"
    r"|\b\d{1,3}(?:[.,' ]\d{3})*[.,]\d{2}\b|\b\d+[.,]\d{2}\b|\b\d+(?:[.,]\d+)?\s?%"
)
_PHONE = r"(?:\b(?:TEL|PHONE|FON|TELEFON|FAX|MOB)\b[.: ]*\+?|(?:^|\s)\+)\d[\d ()/-]{6,}\d"
# Words after which a number is the bank's or the post's, never ours.
_FOREIGN = (
    r"\b(?:LOCKBOX|CHECK|CHEQUE|CHQ|CHK|TRACE|TRN|BATCH|ZIP|PLZ|DATE|BIC|SORT CODE)\b"
    r"\s?(?:NO|NR)?[.:#]?\s?[0-9][0-9-]*\b"
)
# The payer's own ids beside their SEPA tags; what of them is a reference stands in a field of its own.
_TAGGED = r"(?:\b|/)(?:EREF|KREF|MREF|CRED|MARF|CSID)[+/][^ +/]+"
# Tags that part the fields of a text; their names are no part of a number beside them.
_TAGS = r"/(?:REMI|USTD|CDTR|TRTP|NAME|ORDP|BENM|CNTP|IBAN|BIC|PREF|RTRN|PURP)/"
_NOISE = "|".join((_IBAN, _DATE, _AMOUNT, _PHONE, _FOREIGN, _TAGGED, _TAGS))


def folded(text: pl.Expr) -> pl.Expr:
    """Upper case ASCII letters: accents dropped, German umlauts as their base letter, ß as SS, Ø as O, Æ as AE."""
    return text.str.to_uppercase().map_batches(_ascii, return_dtype=pl.String, is_elementwise=True)


def _ascii(upper: pl.Series) -> pl.Series:
    """Most texts are ASCII already; the others are worked out alone."""
    is_other = upper.str.len_bytes() != upper.str.len_chars()
    if not is_other.any():
        return upper
    other = is_other.arg_true()
    plain = upper.gather(other).str.replace_many(list(_LETTERS), list(_LETTERS.values())).str.normalize("NFKD")
    return upper.scatter(other, plain.str.replace_all(r"\p{M}", ""))


def without_noise(text: pl.Expr) -> pl.Expr:
    """`folded` text with IBANs, dates, amounts and phone numbers blanked out."""
    return text.str.replace_all(_NOISE, BREAK)


def compact(text: pl.Expr) -> pl.Expr:
    """The letters and digits of `folded` text: `RE-2026/00 12` and `RE2026.0012` are the same."""
    return text.str.replace_all(r"[^A-Z0-9]+", "")


def account(number: pl.Expr) -> pl.Expr:
    """A bank account as it is compared: `DE53 9999` and `de539999` are the same."""
    return compact(number.str.to_uppercase())


def digits(text: pl.Expr) -> pl.Expr:
    """The digits alone, without leading zeros; empty when there are none."""
    return text.str.replace_all(r"[^0-9]+", "").str.strip_chars_start("0")
