"""Every reason to wait as data: the exception type, when it fits, and the sentence a person reads.

The first that fits is told, so the order is policy; the last always fits. `facts.of_receipts` gives the columns.
"""

import polars as pl

from schemas.money import plain_text


def amount(column: str | pl.Expr) -> pl.Expr:
    """A column of minor units as people read it, with its currency: `1,234.50 GBP`."""
    minor = pl.col(column) if isinstance(column, str) else column
    return pl.format("{} {}", _with_thousands(plain_text(minor, pl.col("currency"))), "currency")


def _with_thousands(plain: pl.Expr) -> pl.Expr:
    sign, whole, rest = (plain.str.extract(r"^(-?)([0-9]+)(.*)$", part) for part in (1, 2, 3))
    grouped = whole.str.reverse().str.replace_all(r"([0-9]{3})", "${1},").str.strip_chars_end(",").str.reverse()
    return pl.concat_str(sign, grouped, rest)


_HAS_NO_PAYER = pl.col("payer_family").is_null()
_NAMES_OPEN = pl.col("due_minor").is_not_null()
_NAMES_CLOSED, _NAMES_OTHERS = pl.col("closed_numbers").is_not_null(), pl.col("other_numbers").is_not_null()
_NAMES_NOTHING = ~_NAMES_OPEN & ~_NAMES_CLOSED & ~_NAMES_OTHERS
_GATE = pl.col("advice_gate")
_SAYS_NOTHING = _NAMES_NOTHING & _GATE.is_null()
_IS_SILENT = _SAYS_NOTHING & pl.col("unresolved").is_null()
_IS_WHOLE = pl.col("open_minor") == pl.col("amount_minor")  # nothing of it is applied
_IS_SHORT, _IS_OVER = _NAMES_OPEN & (pl.col("short_minor") > 0), _NAMES_OPEN & (pl.col("short_minor") < 0)
_IS_REVIEWED = pl.col("short_minor").cast(pl.Float64) <= pl.col("due_minor") * pl.col("short_pay_share")
_SEVERAL, _CONTESTED, _UNLIKELY, _DISPUTED = (
    pl.col("doubt_reason") == reason for reason in ("several", "contested", "unlikely", "disputed")
)
_NAMED = pl.format("The references name {}, open {}", "named_numbers", amount("due_minor"))
_ADVICE = pl.format("Advice {}", "advice_id")
_PART = pl.format("{} takes {} off {}, of which {} is open",
                  _ADVICE, amount("advice_taken_minor"), "advice_numbers", amount("advice_open_minor"))  # fmt: skip

TYPES: list[tuple[str, pl.Expr, pl.Expr]] = [
    ("DUPLICATE_SUSPECT", pl.col("twin").is_not_null(), pl.format(
        "The same payer sent the same amount and text before, and that is applied: receipt {}", "twin")),
    ("DUPLICATE_SUSPECT", _CONTESTED, pl.format(
        "Another receipt claims the same items {}: which of them pays is not said", "doubt_numbers")),
    ("FX_DIFF", ~_NAMES_OPEN & pl.col("foreign_numbers").is_not_null(), pl.format(
        "The references name {}, the receipt is in {}: a person states the rate", "foreign_numbers", "currency")),
    ("UNIDENTIFIED_PAYER", _HAS_NO_PAYER & pl.col("n_payers").is_null() & _SAYS_NOTHING, pl.format(
        "No customer has this account, and none is named like '{}' (a score of {} and a margin of {} are asked for)",
        pl.col("payer_name").fill_null("nobody"), "name_score", "name_margin")),
    ("AMBIGUOUS_PAYER", _HAS_NO_PAYER & _SAYS_NOTHING & (pl.col("payers_by") == "similar name"), pl.format(
        "The name '{}' is most like that of {}, with a score of {} and a margin of {}, where {} and {} are asked for",
        "payer_name", "payer_ids", "best_score", "best_margin", "name_score", "name_margin")),
    ("AMBIGUOUS_PAYER", _HAS_NO_PAYER & _SAYS_NOTHING & (pl.col("n_payers") == 1), pl.format(
        "The account is that of {}, the name '{}' is that of another customer", "payer_ids", "payer_name")),
    ("AMBIGUOUS_PAYER", _HAS_NO_PAYER & _SAYS_NOTHING, pl.format(
        "This {} is that of {} customers: {}", "payers_by", "n_payers", "payer_ids")),
    ("NO_OPEN_ITEMS", ~_HAS_NO_PAYER & (pl.col("n_open") == 0) & (_IS_WHOLE | _IS_SILENT), pl.format(
        "Customer {} and its family have nothing open in {}", "payer_customer_id", "currency")),
    ("REFERENCE_CLOSED", ~_NAMES_OPEN & _NAMES_CLOSED, pl.format(
        "The references name {}: paid twice, or meant for another item", "closed_numbers")),
    ("REFERENCE_NOT_FOUND", _GATE == "unknown", pl.format(
        "{} names {}: that is no open or recently closed item", _ADVICE, "advice_numbers")),
    ("REFERENCE_NOT_FOUND", _SAYS_NOTHING & pl.col("unresolved").is_not_null(), pl.format(
        "Number {} has the shape of ours, but no open or recently closed item bears it", "unresolved")),
    ("REFERENCE_OTHER_CUSTOMER", ~_NAMES_OPEN & _NAMES_OTHERS, pl.format(
        "The payer is {}, but the references name {} of other customers", "payer_customer_id", "other_numbers")),
    ("REFERENCE_OTHER_CUSTOMER", _GATE == "others", pl.format(
        "The payer is {}, but advice {} names {} of other customers",
        "payer_customer_id", "advice_id", "advice_numbers")),
    ("DUPLICATE_SUSPECT", _GATE == "anybodys", pl.format(
        "{} explains a receipt of another entity as well: which of them it speaks of is not said", _ADVICE)),
    ("REMITTANCE_TOTAL_MISMATCH", _GATE == "total", pl.format(
        "{} adds up to {}, the receipt is {}", _ADVICE, amount("advised_minor"), amount("open_minor"))),
    ("REMITTANCE_TOTAL_MISMATCH", _GATE == "repeated", pl.format("{} names {} twice", _ADVICE, "advice_numbers")),
    ("REFERENCE_CLOSED", _GATE.is_in(["closed", "gone"]), pl.format(
        "{} names {}, which is closed already", _ADVICE, "advice_numbers")),
    ("DISCOUNT_LATE", (_GATE == "late") | (_IS_SHORT & (pl.col("short_minor") == pl.col("late_minor"))), pl.format(
        "A discount was taken that the terms no longer allow: {}", pl.coalesce("advice_numbers", "named_numbers"))),
    ("DEDUCTION_UNCODED", _GATE == "uncoded", pl.format(
        "{} withholds money on {} without a code we know", _ADVICE, "advice_numbers")),
    ("OVERPAY", (_GATE == "part") & (pl.col("advice_taken_minor") > pl.col("advice_open_minor")), _PART),
    ("SHORT_PAY_REVIEW", _GATE == "part", _PART),
    ("AMBIGUOUS_COMBINATION", _GATE == "elsewhere", pl.format(
        "{} fits by payer and amount, but the references name {}", _ADVICE,
        pl.coalesce("named_numbers", "closed_numbers", "unresolved"))),
    ("DISPUTED_ITEM", _DISPUTED, pl.format(
        "Of the items {} some are in dispute: these are applied only in full{}", "doubt_numbers",
        pl.when("settle_disputed").then(pl.lit("")).otherwise(pl.lit(", and by a person, as the policy says")))),
    ("DISPUTED_ITEM", _IS_SHORT & pl.col("is_disputed"), pl.format(
        "{}: paid short by {}, and in dispute", _NAMED, amount("short_minor"))),
    ("AMBIGUOUS_COMBINATION", _UNLIKELY & (pl.col("doubt_rule") == "readings"), pl.format(
        "Several sets of the items named come to the amount, one of them {}", "doubt_numbers")),
    ("SHORT_PAY_REVIEW", _IS_SHORT & _IS_REVIEWED, pl.format(
        "{}: paid short by {}, the tolerance is {}", _NAMED, amount("short_minor"), amount("most_minor"))),
    ("SHORT_PAY_OUT", _IS_SHORT, pl.format(
        "{}: paid short by {}, more than {} % of it", _NAMED, amount("short_minor"), pl.col("short_pay_share") * 100)),
    ("OVERPAY", _IS_OVER, pl.format(
        "{}: paid over by {}, the tolerance is {}", _NAMED, amount("over_minor"), amount("most_minor"))),
    ("AMBIGUOUS_AMOUNT", _SEVERAL & pl.col("doubt_rule").is_in(["payer_amount", "mistyped", "similar"]), pl.format(
        "This amount is that of {} open items: {}", "doubt_options", "doubt_numbers")),
    ("AMBIGUOUS_COMBINATION", _SEVERAL & (pl.col("doubt_rule") == "account"), pl.format(
        "This amount is that of {} parts of the account, of the items {}", "doubt_options", "doubt_numbers")),
    ("AMBIGUOUS_COMBINATION", _SEVERAL, pl.format(
        "This amount is that of {} readings of the references: {}", "doubt_options", "doubt_numbers")),
    ("AMBIGUOUS_AMOUNT", _UNLIKELY, pl.format(
        "It would fit {}, but the evidence is worth a confidence of {}, and {} is asked for",
        "doubt_numbers", "doubt_confidence", "auto_apply_threshold")),
    ("OVERPAY", ~_HAS_NO_PAYER & (pl.col("open_minor") > pl.col("family_open_minor")), pl.format(
        "Customer {} and its family owe {} in all, less than was paid, and no reference says what for",
        "payer_customer_id", amount("family_open_minor"))),
    ("DISPUTED_ITEM", pl.col("disputed_numbers").is_not_null(), pl.format(
        "Only {} has this amount, and it is in dispute: no reference names it", "disputed_numbers")),
    ("AMBIGUOUS_COMBINATION", pl.lit(True), pl.format(
        "No reference is of use, and none of the {} open items of {} alone has this amount",
        "n_open", pl.coalesce("payer_customer_id", pl.lit("the payer")))),
]  # fmt: skip
