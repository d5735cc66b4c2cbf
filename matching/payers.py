"""Who paid: account, customer number, alias, name; each kind of evidence looked up for all receipts at once.

The strongest kind that speaks decides, and only when it points to one family of customers and no other
kind of the same strength contradicts it. What stays open is left to the references, or to a person.
"""

import polars as pl

from matching import likeness, names, text
from matching.state import State
from schemas.policy import Policy

# Strength of each kind of payer evidence; a person's or an earlier run's word is strongest.
STRENGTH = {"identified": 5, "account": 4, "customer number": 3, "alias": 3, "name": 3, "similar name": 2}
_DEPTH = 6  # generations of parents that are followed; a circle ends there


def families(payers: pl.DataFrame) -> pl.DataFrame:
    """(entity, customer_id, family_id): family_id is `entity/customer_id` of the topmost parent."""
    own = pl.format("{}/{}", "entity", "customer_id")
    parent = (
        pl.when(pl.col("parent_id").str.contains("/"))
        .then("parent_id")
        .otherwise(pl.format("{}/{}", "entity", "parent_id"))
    )
    up = payers.select("entity", "customer_id", child=own, parent=parent)
    steps = (
        up.select("child", "parent")
        .drop_nulls()
        .filter(pl.col("child") != pl.col("parent"))
        .unique("child", keep="any")
    )
    top = up.select("entity", "customer_id", family_id="child")
    for _ in range(_DEPTH):
        top = top.join(steps, left_on="family_id", right_on="child", how="left").select(
            "entity", "customer_id", family_id=pl.coalesce("parent", "family_id")
        )
    return top.sort("entity", "customer_id")


def known(state: State, numbers: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    """One row per receipt whose payer is known, and one per option where it is not clear who.

    (payment_id, customer_id, family_id, payer_kind, payer_score, payer_margin, is_clear). `numbers`: the customer
    numbers in the texts (payment_id, token, customer_id). An earlier identification that the receipt's own evidence
    confirms makes that evidence no stronger.
    """
    by_number = _found(numbers, "customer number")
    own = _clear(_placed(state, pl.concat([_by_account(state), by_number, _by_name(state, policy)])), policy)
    confirmed = own.filter("is_clear").select("payment_id", "customer_id")
    earlier = _placed(state, _identified(state)).join(confirmed, on=["payment_id", "customer_id"], how="anti")
    told = earlier.with_columns(is_clear=pl.lit(True)).select(own.columns)
    return pl.concat([own.join(earlier, on="payment_id", how="anti"), told]).sort("payment_id", "customer_id")


def _placed(state: State, found: pl.DataFrame) -> pl.DataFrame:
    """Evidence with the family of its customer and the strength of its kind."""
    family = families(state.payers)
    entity = state.receipts.select("payment_id", "entity")
    placed = found.join(entity, on="payment_id").join(family, on=["entity", "customer_id"])
    return placed.with_columns(strength=pl.col("payer_kind").replace_strict(STRENGTH, return_dtype=pl.Int64))


def _clear(placed: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    """The strongest evidence of each receipt, and whether it is clear."""
    best = placed.filter(pl.col("strength") == pl.col("strength").max().over("payment_id"))
    once = best.sort("payer_score", "payer_kind", descending=[True, False]).unique(
        ["payment_id", "customer_id"], keep="first", maintain_order=True
    )
    one_family = pl.col("family_id").n_unique().over("payment_id") == 1
    far_ahead = (pl.col("payer_score") >= policy.name_score) & (pl.col("payer_margin") >= policy.name_margin)
    told = pl.when(pl.col("payer_kind") == "similar name").then(far_ahead).otherwise(one_family)
    clear = once.join(_contradicted(placed), on="payment_id", how="left").with_columns(
        is_clear=told & pl.col("contradiction").is_null()
    )
    columns = ["payment_id", "customer_id", "family_id", "payer_kind", "payer_score", "payer_margin", "is_clear"]
    return clear.select(columns)


def _contradicted(placed: pl.DataFrame) -> pl.DataFrame:
    """Receipts whose account says one family and whose customer number, exact name or alias another."""
    exact = placed.select("payment_id", "family_id", "strength")
    account, name = (exact.filter(pl.col("strength") == strength) for strength in (4, 3))
    both = account.join(name, on="payment_id", how="semi")
    agreed = both.join(name, on=["payment_id", "family_id"], how="semi")
    apart = both.join(agreed, on="payment_id", how="anti")
    return apart.select("payment_id", contradiction=pl.lit(True)).unique()


def _found(data: pl.DataFrame, kind: str, score: pl.Expr | None = None, margin: pl.Expr | None = None) -> pl.DataFrame:
    one = pl.lit(1.0)
    return data.select(
        "payment_id",
        "customer_id",
        payer_kind=pl.lit(kind),
        payer_score=one if score is None else score,
        payer_margin=one if margin is None else margin,
    ).unique()


def _identified(state: State) -> pl.DataFrame:
    return _found(state.receipts.drop_nulls("customer_id"), "identified")


def _account() -> pl.Expr:
    return text.compact(pl.col("payer_account").str.to_uppercase())


def _by_account(state: State) -> pl.DataFrame:
    """The payer's bank account is one of the customer's, by master data or learned from confirmed references."""
    own = state.payers.select("entity", "customer_id", payer_account=pl.col("bank_accounts").str.split(";")).explode(
        "payer_account"
    )
    accounts = pl.concat([own.drop_nulls(), state.learned_accounts.select("entity", "customer_id", "payer_account")])
    accounts = accounts.with_columns(payer_account=_account()).filter(pl.col("payer_account") != "").unique()
    asked = state.receipts.select("payment_id", "entity", payer_account=_account()).drop_nulls()
    return _found(asked.join(accounts, on=["entity", "payer_account"]), "account")


def _by_name(state: State, policy: Policy) -> pl.DataFrame:
    """The payer's name is the customer's or an alias of it, exactly or nearly, by a margin."""
    book = _name_book(state.payers)
    asked = with_normal_name(state.receipts).select("payment_id", "entity", name="payer_normal").drop_nulls("name")
    exact = _exact(asked, book)
    alias = exact.filter("is_alias")
    distinct = asked.select("entity", "name").unique().join(exact, on=["entity", "name"], how="anti")
    similar = asked.join(similar_names(distinct, book, state.payers, policy), on=["entity", "name"])
    return pl.concat(
        [
            _found(alias, "alias"),
            _found(exact.filter(~pl.col("is_alias")), "name"),
            _found(similar, "similar name", pl.col("score"), pl.col("margin")),
        ]
    )


def _exact(asked: pl.DataFrame, book: pl.DataFrame) -> pl.DataFrame:
    """(payment_id, entity, name, customer_id, is_alias): equal names; where none is, equal but for order or blanks."""
    as_written = asked.join(book, on=["entity", "name"])
    others = asked.join(as_written, on="payment_id", how="anti")
    seen = [
        others.with_columns(seen=view(pl.col("name"))).join(
            book.select("entity", "customer_id", "is_alias", seen=view(pl.col("name"))), on=["entity", "seen"]
        )
        for view in (names.in_order, names.squeezed)
    ]
    return pl.concat([as_written, *(one.drop("seen") for one in seen)]).unique()


def with_normal_name(data: pl.DataFrame) -> pl.DataFrame:
    """`data` and the normal form of its payer_name as payer_normal, worked out once for each name."""
    distinct = (
        data.select("payer_name").drop_nulls().unique().with_columns(payer_normal=names.normal(pl.col("payer_name")))
    )
    return data.join(distinct, on="payer_name", how="left")


def _name_book(payers: pl.DataFrame) -> pl.DataFrame:
    """(entity, customer_id, name, is_alias) of normal names."""
    alias = payers.select(
        "entity", "customer_id", name=pl.col("aliases").str.split(";"), is_alias=pl.lit(True)
    ).explode("name")
    both = pl.concat([payers.select("entity", "customer_id", "name", is_alias=pl.lit(False)), alias])
    return (
        both.with_columns(name=names.normal(pl.col("name")))
        .drop_nulls("name")
        .unique()
        .sort("entity", "customer_id", "name")
    )


def similar_names(asked: pl.DataFrame, book: pl.DataFrame, payers: pl.DataFrame, policy: Policy) -> pl.DataFrame:
    """(entity, name, customer_id, score, margin): customers of a similar name, the likeliest of each family.

    The margin is to the best customer of another family: above 0 for the best family, below for the others.
    """
    pairs = names.likely_pairs(asked, book.select("entity", "name").unique())
    scored = pairs.with_columns(score=likeness.score(pairs["name"], pairs["known_name"]))
    close = scored.filter(pl.col("score") >= policy.name_candidate_score)
    known = close.join(book, left_on=["entity", "known_name"], right_on=["entity", "name"])
    placed = known.join(families(payers), on=["entity", "customer_id"])
    ordered = placed.sort("score", "customer_id", descending=[True, False])
    best = ordered.unique(["entity", "name", "family_id"], keep="first", maintain_order=True)
    top = pl.col("score").first().over("entity", "name")
    second = pl.col("score").slice(1, 1).first().over("entity", "name").fill_null(0.0)
    is_first = pl.int_range(pl.len()).over("entity", "name") == 0
    margin = pl.when(is_first).then(top - second).otherwise(pl.col("score") - top)
    return best.select("entity", "name", "customer_id", "score", margin=margin.round(4))
