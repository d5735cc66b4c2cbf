"""Who paid: account, customer number, alias, name; each kind of evidence is looked up for all receipts at once.

The strongest kind that speaks decides, and only when it points to one family of customers and no other
kind of the same strength contradicts it. What stays open is left to the references, or to a person.
"""

import polars as pl

from matching import payer_names, taught, text
from matching.families import families
from matching.state import State
from schemas.policy import Policy

# Strength of each kind of payer evidence; a person's or an earlier run's word is strongest.
STRENGTH = {
    "identified": 6, "account": 5, "taught account": 5, "customer number": 4, "alias": 4, "taught name": 4, "name": 4,
    "learned account": 3, "similar name": 2,
}  # fmt: skip
_FAMILY = ["payment_id", "family_id"]


def voices(state: State, policy: Policy) -> pl.DataFrame:
    """What account and name of the payer say by master data and by what people taught, as `payer_names.of_kind`."""
    return pl.concat([_by_account(state), payer_names.found(state, policy), taught.evidence(state)])


def known(
    state: State, voices: pl.DataFrame, numbers: pl.DataFrame, learned: pl.DataFrame, policy: Policy
) -> pl.DataFrame:
    """One row per receipt whose payer is known, and one per option where it is not clear who.

    (payment_id, customer_id, family_id, payer_kind, payer_score, payer_margin, is_clear). `numbers`: the customer
    numbers in the texts (payment_id, token, customer_id). `learned`: `learned.accounts`. An earlier identification that
    the receipt's own evidence confirms makes that evidence no stronger.
    """
    kinds = [voices, payer_names.of_kind(numbers, "customer number"), _by_learned(state, learned)]
    own = _clear(_placed(state, pl.concat(kinds)), policy)
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
    far_ahead = (pl.col("payer_score") >= policy.name_score) & (pl.col("payer_margin") >= policy.name_margin)
    named = placed.filter(pl.col("payer_kind") == "similar name", far_ahead)
    said_too = placed.filter(pl.col("payer_kind") == "learned account").join(named, on=_FAMILY, how="semi")
    spoken = placed.join(said_too, on=["payment_id", "customer_id", "payer_kind"], how="anti")  # the name says more
    best = spoken.filter(pl.col("strength") == pl.col("strength").max().over("payment_id"))
    once = best.sort("payer_score", "payer_kind", descending=[True, False]).unique(
        ["payment_id", "customer_id"], keep="first", maintain_order=True
    )
    one_family = pl.col("family_id").n_unique().over("payment_id") == 1
    told = pl.when(pl.col("payer_kind") == "similar name").then(far_ahead).otherwise(one_family)
    clear = once.join(_contradicted(placed, named), on="payment_id", how="left").with_columns(
        is_clear=told & pl.col("contradiction").is_null()
    )
    columns = ["payment_id", "customer_id", "family_id", "payer_kind", "payer_score", "payer_margin", "is_clear"]
    return clear.select(columns)


def _contradicted(placed: pl.DataFrame, likely: pl.DataFrame) -> pl.DataFrame:
    """Receipts whose account says one family, and whose customer number, exact name or alias another.

    `likely`: similar names that are clear; they speak against a learned account, not against one of the master data.
    """
    voices = {
        name: placed.filter(pl.col("strength") == STRENGTH[name]) for name in ("account", "learned account", "name")
    }
    account, learned, name = (voice.select(_FAMILY) for voice in voices.values())
    parts = [_apart(account, name), _apart(learned, pl.concat([name, likely.select(_FAMILY)]))]
    return pl.concat(parts).unique().with_columns(contradiction=pl.lit(True))


def _apart(left: pl.DataFrame, right: pl.DataFrame) -> pl.DataFrame:
    """(payment_id): receipts of which both speak, and of no family alike."""
    both = left.join(right, on="payment_id", how="semi")
    agreed = both.join(right, on=_FAMILY, how="semi")
    return both.join(agreed, on="payment_id", how="anti").select("payment_id")


def _identified(state: State) -> pl.DataFrame:
    return payer_names.of_kind(state.receipts.drop_nulls("customer_id"), "identified")


def _by_account(state: State) -> pl.DataFrame:
    """The payer's bank account is one of the customer's by master data."""
    own = state.payers.select("entity", "customer_id", payer_account=pl.col("bank_accounts").str.split(";"))
    accounts = (
        own.explode("payer_account").drop_nulls().with_columns(payer_account=text.account(pl.col("payer_account")))
    )
    return payer_names.of_kind(_of_account(state, accounts.filter(pl.col("payer_account") != "").unique()), "account")


def _by_learned(state: State, learned: pl.DataFrame) -> pl.DataFrame:
    return payer_names.of_kind(_of_account(state, learned), "learned account")


def _of_account(state: State, accounts: pl.DataFrame) -> pl.DataFrame:
    asked = state.receipts.select(
        "payment_id", "entity", payer_account=text.account(pl.col("payer_account"))
    ).drop_nulls()
    return asked.join(accounts, on=["entity", "payer_account"])


def is_known_well() -> pl.Expr:
    """The payer is clear, and not by a learned account alone: then whole accounts and combinations may be looked at."""
    return pl.col("payer_family").is_not_null() & (pl.col("payer_kind") != "learned account")
