"""The customers and open items of a large world."""

from datetime import date

import numpy as np
import polars as pl

from benchmarks.worlds.companies import ENTITIES

ITEMS_A_CUSTOMER = 10
NEW_BUNDLE = 0.72  # chance that the next item of a customer starts a bundle of its own
STARTS = "Bal Ker Dro Fen Gal Hur Jas Lor Mir Nov".split()
MIDDLES = "a e i o u ar el in or un".split()
ENDS = "dane gard holt lund mere nix rost tam vik zell".split()
TRADES = "Tools Foods Packaging Logistics Textiles Electric Instruments Coatings".split()
SUBSCRIPTIONS = (49000, 120000, 25000, 99900)
DISCOUNT_DAYS = 14


def customers(items: int, chance: np.random.Generator) -> pl.DataFrame:
    """One row a customer, numbered from 0: the world's columns, and what items and receipts are made of."""
    count = max(len(ENTITIES), items // ITEMS_A_CUSTOMER)
    number = np.arange(count)
    name_no = pl.Series("name_no", chance.permutation(count))
    account = pl.Series("payer_account", chance.integers(10**9, 10**10, count)).cast(pl.String)
    base = pl.DataFrame({"customer_no": number, "entity_no": number % len(ENTITIES)}).with_columns(
        name_no, account, is_account_known=pl.Series(chance.random(count) < 0.6)
    )
    return base.join(_entities(), on="entity_no", maintain_order="left").with_columns(
        customer_id=(pl.col("customer_no") + 8_100_000).cast(pl.String),
        name=_name(pl.col("name_no")),
        parent_id=pl.lit(""),
        aliases=pl.lit(""),
        bank_accounts=pl.when("is_account_known").then("payer_account").otherwise(pl.lit("")),
        email=pl.format("ap@{}.example", "customer_no"),
        payment_terms_days=pl.lit(30, pl.Int64),
        credit_limit_minor=pl.lit(5_000_000, pl.Int64),
    )


def _entities() -> pl.DataFrame:
    return pl.DataFrame(
        [
            {
                "entity_no": at,
                "entity": one.entity,
                "currency": one.currency,
                "account": one.account,
                "country": one.countries[0][0],
                "prefix": one.invoice.prefix,
                "width": one.invoice.width,
                "first": one.invoice.first,
            }
            for at, one in enumerate(ENTITIES)
        ]
    )


def _picked(words: list[str], number: pl.Expr) -> pl.Expr:
    return (number % len(words)).replace_strict(dict(enumerate(words)), return_dtype=pl.String)


def _name(number: pl.Expr) -> pl.Expr:
    """A name of syllables; each number below 800,000 gives another one."""
    again = number // 8000
    place = pl.when(again > 0).then(pl.concat_str(pl.lit(" "), _picked(STARTS, again), _picked(ENDS, again // 10)))
    stem = pl.concat_str(_picked(STARTS, number), _picked(MIDDLES, number // 10), _picked(ENDS, number // 100))
    return pl.concat_str(
        stem, place.otherwise(pl.lit("")), pl.lit(" "), _picked(TRADES, number // 1000), pl.lit(" Ltd")
    )


def items(count: int, buyers: pl.DataFrame, as_of: date, chance: np.random.Generator) -> pl.DataFrame:
    """All open items in the order of their customers, each with the bundle it belongs to.

    A third of the customers have most of the items. `earned_minor` is the discount that can still be taken.
    """
    few = chance.integers(0, max(1, len(buyers) // 3), count)
    customer = np.sort(np.where(chance.random(count) < 0.3, chance.integers(0, len(buyers), count), few))
    amount = np.maximum(1850, np.exp(chance.normal(11.9, 1.05, count))).astype(np.int64)
    amount = np.where(chance.random(count) < 0.08, chance.choice(SUBSCRIPTIONS, count), amount)
    starts = (chance.random(count) < NEW_BUNDLE) | np.append(True, customer[1:] != customer[:-1])
    raw = pl.DataFrame(
        {
            "customer_no": customer,
            "open_minor": amount,
            "age": chance.integers(2, 120, count),
            "serial": chance.permutation(count),
            "bundle": np.cumsum(starts) - 1,
            "has_discount": chance.random(count) < 0.2,
        }
    )
    return _as_items(raw.join(buyers, on="customer_no", maintain_order="left"), as_of)


def _as_items(raw: pl.DataFrame, as_of: date) -> pl.DataFrame:
    number = (pl.col("first") + pl.col("serial")).cast(pl.String)
    invoice_date = pl.lit(as_of) - pl.duration(days="age")
    discount = pl.col("open_minor") * 2 // 100
    is_earned = pl.col("has_discount") & (pl.col("age") <= DISCOUNT_DAYS)
    return raw.with_columns(
        item_number=pl.col("prefix") + number.str.zfill(pl.col("width")),
        item_type=pl.lit("invoice"),
        original_minor=pl.col("open_minor"),
        invoice_date=invoice_date,
        due_date=invoice_date + pl.duration(days=30),
        instalment=pl.lit(1, pl.Int64),
        po_number=pl.format("PO-{}", pl.col("serial") + 1_000_000),
        reference=pl.lit(""),
        discount_date=pl.when("has_discount").then(invoice_date + pl.duration(days=DISCOUNT_DAYS)),
        discount_minor=pl.when("has_discount").then(discount),
        exchange_rate=pl.lit(""),
        status=pl.lit("open"),
        snapshot_date=pl.lit(as_of),
        earned_minor=pl.when(is_earned).then(discount).otherwise(0),
    )
