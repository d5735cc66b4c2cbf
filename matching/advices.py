"""Which advice speaks of which receipt, and which items its lines name."""

import polars as pl

from matching import keys, names, references, text
from matching.state import State

_SHORTEST_REFERENCE = 5  # characters: a shorter reference of a payment is no evidence, nor is
_FEWEST_DIGITS = 4  # one of fewer digits (`OKT26`)
_MONTH = r"^\s*(?:(?:19|20)[0-9]{2}[-/. ](?:0?[1-9]|1[0-2])|(?:0?[1-9]|1[0-2])[-/. ](?:19|20)[0-9]{2})\s*$"  # `2026-10`
_DAYS_APART = 7


def links(receipts: pl.DataFrame, advices: pl.DataFrame) -> pl.DataFrame:
    """(payment_id, remittance_id, link, is_payers): advices that may speak of a receipt, by its own words alone.

    receipts: Receipt + payment_date. link: 2 by the bank or by the payment's reference, 1 by amount and day.
    """
    pairs = pl.concat([_by_bank(receipts, advices), _by_reference(receipts, advices), _by_amount(receipts, advices)])
    return pairs.group_by("payment_id", "remittance_id").agg(pl.col("link", "is_payers").max())


def linked(
    links: pl.DataFrame, receipts: pl.DataFrame, state: State, items: pl.DataFrame, own_keys: pl.DataFrame
) -> pl.DataFrame:
    """The lines of every advice that may explain a receipt, beside the item each names.

    An advice whose reference stands in a receipt speaks of no other receipt, however well its amount fits.

    (payment_id, remittance_id, advice: its name for people, link, announced_minor, line_no, invoice_number, the line's
    amounts and code, item_id and facts of the item; item_id is null where a line names no item, or several it cannot
    tell apart). link: as in `links`, 1 only where the payer fits too: by name, or by its items.
    """
    told_as = pl.coalesce("stated_id", "remittance_id")
    announced = state.advices.select("remittance_id", advice=told_as, announced_minor="payment_minor")
    about = receipts.select("payment_id", "entity", "currency", "payer_family", "payment_date")
    long = (
        links.join(announced, on="remittance_id")
        .join(about, on="payment_id")
        .join(state.advice_lines, on="remittance_id")
    )
    return _strongest(_with_items(long, items, own_keys)).sort("payment_id", "remittance_id", "line_no")


def _strongest(told: pl.DataFrame) -> pl.DataFrame:
    """Lines of the advices that are the payer's, and of those the strongest link of the receipt and of the advice.

    The payer's is one that names the payer, or items of the payer's family alone: several, or one that it takes whole.
    """
    taken = pl.sum_horizontal("paid_minor", "discount_minor", "deduction_minor")
    is_telling = (pl.len() > 1) | (taken == pl.col("open_minor")).all()
    its_items = (pl.col("family_id") == pl.col("payer_family")).fill_null(False).all() & is_telling
    own = told.filter(pl.col("is_payers") | its_items.over("payment_id", "remittance_id")).drop("is_payers")
    best = [pl.col("link") == pl.col("link").max().over(key) for key in ("payment_id", "remittance_id")]
    return own.filter(*best)


def _by_bank(receipts: pl.DataFrame, advices: pl.DataFrame) -> pl.DataFrame:
    """The bank itself told of the receipt, and of this payment as all or part of it."""
    told = advices.lazy().select("remittance_id", "payment_id").drop_nulls("payment_id")
    return _link(told.join(receipts.lazy().select("payment_id"), on="payment_id"), 2, pl.lit(True))


def _by_reference(receipts: pl.DataFrame, advices: pl.DataFrame) -> pl.DataFrame:
    """The advice's own payment reference stands in the receipt."""
    is_month = pl.col("payment_reference").str.contains(_MONTH)
    key = text.compact(text.folded(pl.col("payment_reference")))
    asked = advices.lazy().filter(~is_month).select("remittance_id", "currency", key=key)
    is_long = pl.col("key").str.len_bytes() >= _SHORTEST_REFERENCE
    has_digits = pl.col("key").str.count_matches(r"[0-9]") >= _FEWEST_DIGITS
    asked = asked.filter(is_long, has_digits)
    written = text.folded(pl.concat_str("end_to_end_id", "bank_reference", "memo", separator=" ", ignore_nulls=True))
    words = receipts.lazy().select("payment_id", "currency", key=written.str.extract_all(references.TOKEN))
    words = words.explode("key").filter(is_long, pl.col("key").str.contains(r"[0-9]"))
    words = words.with_columns(key=text.compact(pl.col("key")))
    return _link(words.join(asked, on=["currency", "key"]), 2, pl.lit(True))


def _by_amount(receipts: pl.DataFrame, advices: pl.DataFrame) -> pl.DataFrame:
    """Same amount and currency, paid within a week of the day announced; is_payers: and the same payer's name."""
    paid = receipts.lazy().select("payment_id", "currency", "amount_minor", "payment_date", "payer_name")
    said = advices.lazy().select(
        "remittance_id", "currency", amount_minor="payment_minor", said_date="payment_date", said_name="payer_name"
    )
    same_name = names.normal(pl.col("payer_name")) == names.normal(pl.col("said_name"))
    apart = (pl.col("payment_date") - pl.col("said_date")).dt.total_days().abs().fill_null(0)
    both = paid.join(said, on=["currency", "amount_minor"]).filter(apart <= _DAYS_APART)
    return _link(both, 1, same_name.fill_null(False))


def _link(pairs: pl.LazyFrame, link: int, is_payers: pl.Expr) -> pl.DataFrame:
    told = {"link": pl.lit(link, dtype=pl.Int64), "is_payers": is_payers}
    return pairs.select("payment_id", "remittance_id", **told).unique().collect()


def _with_items(long: pl.DataFrame, items: pl.DataFrame, own_keys: pl.DataFrame) -> pl.DataFrame:
    """Each line beside the one item it names; null where it names none, or several it cannot tell apart."""
    written = long.with_row_index("row")
    number = text.folded(pl.col("invoice_number"))
    forms = written.select(
        "row", "entity", form=pl.concat_list(text.compact(number), text.digits(number)).list.unique()
    ).explode("form")
    hits = keys.named_by(forms, own_keys).select("row", "item_id", "quality")
    facts = items.select(
        "item_id", "item_number", "item_type", "customer_id", "family_id", "open_minor", "discount_date",
        "discount_grace_days", "closed_date",
        earnable_minor="discount_minor", item_currency="currency", item_status="status",
    )  # fmt: skip
    told = hits.join(facts, on="item_id").join(written, on="row").filter(pl.col("item_currency") == pl.col("currency"))
    taken = pl.col("paid_minor") + pl.col("discount_minor") + pl.col("deduction_minor")
    exact, own = pl.col("open_minor") == taken, pl.col("family_id") == pl.col("payer_family")
    fit = pl.col("quality") * 4 + exact.cast(pl.Int64) * 2 + own.fill_null(False).cast(pl.Int64)
    ranked = told.with_columns(fit=fit).group_by("row", "item_id").agg(pl.col("fit").max())
    best = ranked.filter(pl.col("fit") == pl.col("fit").max().over("row"))
    one = best.filter(pl.len().over("row") == 1).select("row", "item_id").join(facts, on="item_id")
    return written.join(one, on="row", how="left").drop("row")
