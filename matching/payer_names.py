"""Whose name the payer's is: as the customer file has it, in another order, glued together, or nearly.

Each kind of evidence is looked up for all receipts at once; which of them decides is for `matching.payers`.
"""

import polars as pl

from matching import likeness, names
from matching.families import families
from matching.state import State
from schemas.policy import Policy


def found(state: State, policy: Policy) -> pl.DataFrame:
    """The payer's name is the customer's or an alias of it, exactly or nearly, by a margin."""
    book = _name_book(state.payers)
    asked = (
        with_normal_name(state.receipts)
        .select("payment_id", "entity", name="payer_normal", is_turned=pl.col("payer_name").str.contains(", "))
        .drop_nulls("name")
    )
    exact = pl.concat([_exact(asked, book), _glued(state)]).unique()
    alias = exact.filter("is_alias")
    distinct = asked.select("entity", "name").unique().join(exact, on=["entity", "name"], how="anti")
    similar = asked.join(similar_names(distinct, book, state.payers, policy), on=["entity", "name"])
    return pl.concat(
        [
            of_kind(alias, "alias"),
            of_kind(exact.filter(~pl.col("is_alias")), "name"),
            of_kind(similar, "similar name", pl.col("score"), pl.col("margin")),
        ]
    )


def of_kind(data: pl.DataFrame, kind: str, score: pl.Expr | None = None, margin: pl.Expr | None = None) -> pl.DataFrame:
    """`data` as evidence of one kind: payment_id, customer_id, payer_kind, payer_score and payer_margin, else 1."""
    one = pl.lit(1.0)
    return data.select(
        "payment_id",
        "customer_id",
        payer_kind=pl.lit(kind),
        payer_score=one if score is None else score,
        payer_margin=one if margin is None else margin,
    ).unique()


def _exact(asked: pl.DataFrame, book: pl.DataFrame) -> pl.DataFrame:
    """(payment_id, entity, name, customer_id, is_alias): equal names; where none is, equal but for order or blanks.

    `Pumpen, Nord` may be Nord Pumpen as well as Pumpen Nord.
    """
    as_written = asked.join(book, on=["entity", "name"])
    found = as_written.filter(~pl.col("is_turned"))
    others = asked.join(found, on="payment_id", how="anti")
    seen = [
        others.with_columns(seen=view(pl.col("name"))).join(
            book.select("entity", "customer_id", "is_alias", seen=view(pl.col("name"))), on=["entity", "seen"]
        )
        for view in (names.in_order, names.squeezed)
    ]
    return pl.concat([as_written, *(one.drop("seen") for one in seen)]).drop("is_turned").unique()


def _glued(state: State) -> pl.DataFrame:
    """The same of names written without any blank, whose legal forms cannot be told from their other letters."""
    written = with_normal_name(state.receipts.filter(~pl.col("payer_name").str.strip_chars().str.contains(r"\s")))
    asked = written.select("payment_id", "entity", name="payer_normal", glued=names.glued(pl.col("payer_name")))
    if asked.is_empty():
        return asked.select("payment_id", "entity", "name", customer_id="name", is_alias=pl.lit(False))
    forms = _all_names(state.payers).with_columns(glued=names.glued_forms(pl.col("name"))).drop("name").explode("glued")
    return asked.join(forms.unique(), on=["entity", "glued"]).select(
        "payment_id", "entity", "name", "customer_id", "is_alias"
    )


def with_normal_name(data: pl.DataFrame) -> pl.DataFrame:
    """`data` and the normal form of its payer_name as payer_normal, worked out once for each name."""
    distinct = (
        data.select("payer_name").drop_nulls().unique().with_columns(payer_normal=names.normal(pl.col("payer_name")))
    )
    return data.join(distinct, on="payer_name", how="left")


def _name_book(payers: pl.DataFrame) -> pl.DataFrame:
    """(entity, customer_id, name, is_alias) of normal names."""
    known = _all_names(payers).with_columns(name=names.normal(pl.col("name"))).drop_nulls("name")
    return known.unique().sort("entity", "customer_id", "name")


def _all_names(payers: pl.DataFrame) -> pl.DataFrame:
    """(entity, customer_id, name, is_alias) as they are written, and with umlauts as two letters."""
    alias = payers.select(
        "entity", "customer_id", name=pl.col("aliases").str.split(";"), is_alias=pl.lit(True)
    ).explode("name")
    both = pl.concat([payers.select("entity", "customer_id", "name", is_alias=pl.lit(False)), alias]).drop_nulls("name")
    spelt = both.filter(pl.col("name").str.contains("[ÄÖÜäöü]")).with_columns(names.spelt_out(pl.col("name")))
    return pl.concat([both, spelt])


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
