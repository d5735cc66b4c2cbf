"""Several advices of one payer that bear no reference of a payment, and that one receipt pays: a guess for a person."""

import polars as pl

from matching import advices, keys, names, suggestions
from matching.combinations import only_subset
from matching.evidence import Evidence
from matching.proposal import Proposal
from matching.rules import several_advices
from matching.state import State
from schemas.frame import frame
from schemas.policy import Policy

_DAYS_APART = 7  # days between a receipt and the day announced
_MOST = 12  # advices of one payer and week of which every choice is tried


def together(state: State, evidence: Evidence, policy: Policy) -> pl.DataFrame:
    """Proposal rows: the lines of advices that come to a receipt only together, as those of one.

    Either each of them announces the whole payment and lists a part of it, or each announces its part, and there is
    one choice of them that comes to the receipt.
    """
    several = pl.concat([_of_the_same_sum(evidence), _of_parts(state, evidence, policy)], how="diagonal")
    if several.is_empty():
        return frame(Proposal)
    lines = several_advices.as_one(several).join(
        evidence.receipts.select("payment_id", receipt_minor="open_minor"), on="payment_id"
    )
    adds_up = pl.col("paid_minor").sum().over("payment_id") == pl.col("receipt_minor")
    return suggestions.advised(evidence._replace(advice_lines=lines.filter(adds_up).drop("receipt_minor")), policy)


def _of_the_same_sum(evidence: Evidence) -> pl.DataFrame:
    """Lines of advices that are linked to a receipt by its amount, several of them to one."""
    by_amount = evidence.advice_lines.filter(pl.col("link") == 1)
    return by_amount.filter(pl.col("remittance_id").n_unique().over("payment_id") > 1)


def _of_parts(state: State, evidence: Evidence, policy: Policy) -> pl.DataFrame:
    """Lines of advices that bear the payer's name, and of which one choice comes to a receipt without an advice."""
    linked = evidence.advice_lines
    free = state.advices.join(linked, on="remittance_id", how="anti").filter(pl.col("payment_minor") > 0)
    silent = evidence.receipts.join(linked, on="payment_id", how="anti")
    name, apart = names.normal(pl.col("payer_name")), pl.col("payment_date") - pl.col("payment_date_said")
    pairs = silent.select("payment_id", "currency", "payment_date", paid_minor="open_minor", name=name).join(
        free.select("remittance_id", "currency", "payment_minor", "payment_date", name=name),
        on=["currency", "name"],
        suffix="_said",
    )
    near = pairs.filter(apart.dt.total_days().abs().fill_null(0) <= _DAYS_APART)
    few = near.filter(pl.len().over("payment_id").is_between(2, _MOST)).sort("payment_id", "remittance_id")
    chosen = only_subset(few, "payment_id", "payment_minor", "paid_minor")
    if chosen.is_empty():
        return linked.clear()
    links = chosen.select("payment_id", "remittance_id", link=pl.lit(1, dtype=pl.Int64), is_payers=pl.lit(True))
    families = evidence.payers.join(chosen, on="payment_id", how="semi")
    items = evidence.items.join(families, on="family_id", how="semi", maintain_order="left")
    return advices.linked(links, evidence.receipts, state, items, keys.of_items(items, policy))
