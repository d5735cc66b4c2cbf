"""Which receipt a return takes back: the only earlier one of its amount that agrees with it best, or none."""

import polars as pl

from matching import keys, names, references, text
from matching.state import State
from schemas.frame import shaped
from schemas.policy import Policy
from schemas.returns import Reversal

_SHORTEST_ID = 5  # characters: a shorter id is no evidence
_SAME = ["entity", "account", "currency"]


def tied(state: State, policy: Policy) -> pl.DataFrame:
    """Reversal rows: each return with its receipt, where no other receipt and no other return is as likely.

    A receipt may be meant that has the return's account, currency and amount, was booked at most `policy.return_days`
    before it, and agrees in an id, a number in the text, or the payer. An id outweighs the others, and a payer who is
    another in name and account speaks against all but an id. One that is kept is meant like the others, and not tied.
    """
    likely = alike(state, policy).filter(pl.col("score") > 0)
    best = likely.filter(pl.col("score") == pl.col("score").max().over("return_payment_id"))
    only = best.filter(pl.len().over("return_payment_id") == 1)
    claimed = best.filter(pl.col("payment_id").is_duplicated())["payment_id"].implode()
    free = only.filter(~pl.col("payment_id").is_in(claimed), pl.col("kept_by").is_null())
    says = pl.format(
        "receipt {} of {} has the same amount and the same {}",
        "told_as",
        "booking_date",
        pl.col("agrees").list.join(", "),
    )
    return shaped(Reversal, free.with_columns(evidence=says)).sort("return_payment_id")


def alike(state: State, policy: Policy) -> pl.DataFrame:
    """Receipts of each return's amount, and in what they agree.

    (return_payment_id, payment_id, told_as, booking_date, agrees, score, kept_by); score 0: in nothing but the amount.
    """
    back = _with_marks(state.returns, policy)
    came = _with_marks(state.returnable, policy)
    amount = {"amount_minor": -pl.col("amount_minor")}
    pairs = back.with_columns(**amount).join(came, on=[*_SAME, "amount_minor"], suffix="_then")
    apart = (pl.col("booking_date") - pl.col("booking_date_then")).dt.total_days()
    near = pairs.filter(apart.is_between(0, policy.return_days))
    agreed = near.with_columns(**{name: agrees.fill_null(False) for name, agrees in _AGREES.items()})
    told = [pl.when(pl.col(name)).then(pl.lit(name)) for name in _AGREES]
    is_payer = pl.col("payer account") | pl.col("payer name")
    score = _score(pl.col("id"), pl.col("number in the text"), is_payer, _is_other_payer())
    return agreed.select(
        return_payment_id="payment_id", payment_id="payment_id_then",
        told_as=pl.coalesce("bank_reference_then", "payment_id_then"), booking_date="booking_date_then",
        agrees=pl.concat_list(told).list.drop_nulls(), score=score, kept_by="kept_by",
    ).sort("return_payment_id", "score", "payment_id", descending=[False, True, False])  # fmt: skip


def _score(is_id: pl.Expr, is_number: pl.Expr, is_payer: pl.Expr, is_other: pl.Expr) -> pl.Expr:
    rest = pl.when(is_other).then(0).otherwise(is_number.cast(pl.Int64) + is_payer.cast(pl.Int64))
    return is_id.cast(pl.Int64) * 4 + rest


def _with_marks(lines: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    """Bank lines beside what of them can be compared: ids, all words with a digit, numbers, account, name."""
    own = [_id(pl.col("end_to_end_id")), _id(pl.col("bank_reference"))]
    written = pl.concat_str("memo", "creditor_reference", separator=" ", ignore_nulls=True)
    texts = pl.concat_str("end_to_end_id", "bank_reference", "memo", separator=" ", ignore_nulls=True)
    words = text.folded(texts).str.extract_all(references.TOKEN)
    numbers = text.without_noise(text.folded(written)).str.extract_all(references.TOKEN)
    long = pl.element().str.count_matches(r"[0-9]") >= policy.reference_digits
    bare = text.digits(pl.element())
    return lines.with_columns(
        ids=pl.concat_list(own).list.drop_nulls(),
        words=words.list.eval(text.compact(pl.element())),
        numbers=numbers.list.eval(bare.filter(long, ~bare.str.contains(keys.YEAR))),
        payer_account=text.account(pl.col("payer_account")),
        payer_name=names.normal(pl.col("payer_name")),
    )


def _id(value: pl.Expr) -> pl.Expr:
    """An id as it can be compared; null for one that says nothing, such as NOTPROVIDED."""
    key = text.compact(text.folded(value))
    return pl.when((key.str.len_bytes() >= _SHORTEST_ID) & key.str.contains(r"[0-9]")).then(key)


def _share(left: str, right: str) -> pl.Expr:
    return pl.col(left).list.set_intersection(right).list.len() > 0


_AGREES = {
    "id": _share("words", "ids_then") | _share("ids", "words_then"),
    "number in the text": _share("numbers", "numbers_then"),
    "payer account": (pl.col("payer_account") == pl.col("payer_account_then")) & (pl.col("payer_account") != ""),
    "payer name": pl.col("payer_name") == pl.col("payer_name_then"),
}


def _is_other_payer() -> pl.Expr:
    """Both lines name their payer, in name and account, and neither is the same."""
    apart = [pl.col(name) != pl.col(f"{name}_then") for name in ("payer_account", "payer_name")]
    return pl.all_horizontal(apart).fill_null(False)
