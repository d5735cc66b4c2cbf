"""What must never be among the decisions, as queries that find it: a refusal each, empty frames when all is well.

In: the State that was matched, the Evidence gathered from it, and the Outcome. Out: the rows that break the rule.
"""

import polars as pl

from matching import returns
from matching.evidence import Evidence
from matching.proposal import item_minor
from matching.rules import WATERFALL
from matching.state import Outcome, State
from schemas.policy import Policy

BY_AMOUNT = [name for name, rule in WATERFALL.items() if rule.is_by_amount]
BY_NUMBER = [name for name, rule in WATERFALL.items() if "reference" in rule.kinds and "payer" not in rule.kinds]
BY_ADVICE = [name for name, rule in WATERFALL.items() if "advice" in rule.kinds]
BY_SUMS = ["account", "combination", "oldest_first"]
IN_PART = ["advice_in_part", "good_references"]  # a bad reference holds back its own money, no more
OF_ITEM = ["entity", "currency", "item_type", "family_id", "status"]


def lines(evidence: Evidence, outcome: Outcome) -> pl.DataFrame:
    """Allocations beside their item as it was this morning, its family and its receipt's clear payer."""
    items = evidence.items.select("item_id", *OF_ITEM, open_minor="open_minor")
    payers = evidence.receipts.select("payment_id", "payer_family", receipt_minor="open_minor")
    return outcome.allocations.join(items, on="item_id", how="left").join(payers, on="payment_id", how="left")


def over_applied(state: State, evidence: Evidence, outcome: Outcome) -> pl.DataFrame:
    """An item taken beyond its open amount, in its own sign, or one that is not open at all."""
    taken = (
        lines(evidence, outcome)
        .group_by("item_id")
        .agg(item_minor().sum().alias("taken"), pl.col("open_minor").first())
    )
    beyond = (pl.col("taken").abs() > pl.col("open_minor").abs()) | (
        pl.col("taken").sign() != pl.col("open_minor").sign()
    )
    return taken.filter(beyond.fill_null(True))


def not_conserved(state: State, evidence: Evidence, outcome: Outcome) -> pl.DataFrame:
    """A receipt whose cash is not what was open on it: exactly, or with a bad reference less and the rest held."""
    cash = outcome.allocations.group_by("payment_id").agg(pl.col("cash_minor").sum(), pl.col("rule").first())
    held = outcome.held.select("payment_id", held_minor="amount_minor").drop_nulls()
    both = cash.join(state.receipts, on="payment_id", how="left").join(held, on="payment_id", how="left")
    rest = pl.col("open_minor") - pl.col("cash_minor")
    is_in_part = pl.col("rule").is_in(IN_PART) & (rest > 0) & (pl.col("held_minor") == rest)
    return both.filter(~(rest == 0).fill_null(False), ~is_in_part.fill_null(False))


def foreign(state: State, evidence: Evidence, outcome: Outcome) -> pl.DataFrame:
    """An item of another entity or currency than the receipt's."""
    own = state.receipts.select("payment_id", "entity", "currency")
    both = lines(evidence, outcome).join(own, on="payment_id", suffix="_own")
    return both.filter((pl.col("entity") != pl.col("entity_own")) | (pl.col("currency") != pl.col("currency_own")))


def credits_that_fit(state: State, evidence: Evidence, outcome: Outcome) -> pl.DataFrame:
    """A credit taken because the amount fits: not named, and not with the whole account."""
    whole = pl.col("evidence").str.contains("that of whole account")
    return lines(evidence, outcome).filter(pl.col("open_minor") < 0, pl.col("rule").is_in(BY_AMOUNT), ~whole)


def deductions_not_named(state: State, evidence: Evidence, outcome: Outcome) -> pl.DataFrame:
    """A deduction item, or one in dispute, taken by its amount."""
    kept_out = (pl.col("item_type") == "deduction") | (pl.col("status") == "disputed")
    return lines(evidence, outcome).filter(kept_out, pl.col("rule").is_in(BY_AMOUNT))


def paid_in_part(state: State, evidence: Evidence, outcome: Outcome) -> pl.DataFrame:
    """An item left open in part by any rule but `part` and `oldest_first`, or by a receipt that names several."""
    taken = lines(evidence, outcome).with_columns(taken=item_minor().sum().over("item_id"))
    parts = taken.filter(pl.col("taken") != pl.col("open_minor"))
    named = evidence.named.join(evidence.items.select("item_id", family="family_id"), on="item_id")
    several = named.group_by("payment_id", "family").agg(n=pl.len()).filter(pl.col("n") > 1)
    of_several = parts.join(several, left_on=["payment_id", "family_id"], right_on=["payment_id", "family"], how="semi")
    return pl.concat([parts.filter(~pl.col("rule").is_in(["part", "oldest_first"])), of_several])


def unknown_payers(state: State, evidence: Evidence, outcome: Outcome) -> pl.DataFrame:
    """An item paid by its amount whose customer the payer is not even like."""
    by_amount = lines(evidence, outcome).filter(pl.col("rule").is_in(BY_AMOUNT))
    likely = evidence.payers.select("payment_id", "family_id").unique()
    return by_amount.join(likely, on=["payment_id", "family_id"], how="anti")


def overruled(state: State, evidence: Evidence, outcome: Outcome) -> pl.DataFrame:
    """A receipt placed by its amount although it or its advice names an item that is left out."""
    by_amount = outcome.allocations.filter(pl.col("rule").is_in(BY_AMOUNT))
    advised = evidence.advice_lines.drop_nulls("item_id")
    sources = (evidence.named, evidence.closed, evidence.foreign, advised)
    named = pl.concat(part.select("payment_id", "item_id") for part in sources)
    left_out = named.join(outcome.allocations, on=["payment_id", "item_id"], how="anti")
    return by_amount.join(left_out.select("payment_id").unique(), on="payment_id", how="semi")


def not_named(state: State, evidence: Evidence, outcome: Outcome) -> pl.DataFrame:
    """An item that a rule by number pays although the receipt does not name it: an overpayment pushed on."""
    by_number = outcome.allocations.filter(pl.col("rule").is_in(BY_NUMBER))
    return by_number.join(evidence.named, on=["payment_id", "item_id"], how="anti")


def replaced(state: State, evidence: Evidence, outcome: Outcome) -> pl.DataFrame:
    """An item paid instead of one that an advice names: those an advice names and those it is used for differ.

    Of an advice that several receipts share each pays some; of one that is applied in part some are not paid.
    """
    links = evidence.advice_lines.select("payment_id", "remittance_id", "item_id")
    done = outcome.allocations.filter(pl.col("rule").is_in(BY_ADVICE)).select("payment_id", "item_id", "rule")
    stranger = done.join(links, on=["payment_id", "item_id"], how="anti").select("item_id")
    sharing = done.filter(rule="shared_advice").select("payment_id").unique()
    told = links.join(outcome.used_advices.select("remittance_id"), on="remittance_id", how="semi")
    told = told.join(done.filter(pl.col("rule") != "advice_in_part").select("payment_id").unique(), on="payment_id")
    alone = told.join(sharing, on="payment_id", how="anti").join(done, on=["payment_id", "item_id"], how="anti")
    by_advice = links.join(done.filter(rule="shared_advice"), on=["payment_id", "item_id"])
    both = ["remittance_id", "item_id"]
    left_out = told.join(sharing, on="payment_id", how="semi").join(by_advice, on=both, how="anti")
    return pl.concat([stranger, alone.select("item_id"), left_out.select("item_id")])


def ties(state: State, evidence: Evidence, outcome: Outcome) -> pl.DataFrame:
    """An item chosen by its amount of this morning among several of the family that have it, which nobody else took."""
    by_amount = lines(evidence, outcome).filter(pl.col("rule") == "payer_amount", pl.col("discount_minor") == 0)
    chosen = by_amount.filter(pl.col("cash_minor") == pl.col("open_minor"))
    keys = ["entity", "currency", "family_id", "open_minor"]
    payable = evidence.items.filter(pl.col("item_type") != "deduction", pl.col("status") != "disputed")
    free = payable.join(outcome.allocations.select("item_id"), on="item_id", how="anti")
    return chosen.join(free.select(keys), on=keys, how="semi")


def disputed_in_part(state: State, evidence: Evidence, outcome: Outcome) -> pl.DataFrame:
    """A disputed item that is not paid in full, a discount earned aside."""
    paid = pl.col("cash_minor") + pl.col("discount_minor")
    return lines(evidence, outcome).filter(pl.col("status") == "disputed", paid != pl.col("open_minor"))


def learned_alone(state: State, evidence: Evidence, outcome: Outcome) -> pl.DataFrame:
    """A whole account, a combination or the oldest items for a payer known by a learned account alone."""
    learned = evidence.receipts.filter(payer_kind="learned account")
    return outcome.allocations.filter(pl.col("rule").is_in(BY_SUMS)).join(learned, on="payment_id", how="semi")


def beside_a_number_like_ours(state: State, evidence: Evidence, outcome: Outcome) -> pl.DataFrame:
    """A combination, a similar name or the oldest items beside a number that has the shape of ours and is none."""
    rules = ["combination", "similar", "oldest_first"]
    return outcome.allocations.filter(pl.col("rule").is_in(rules)).join(
        evidence.unresolved, on="payment_id", how="semi"
    )


def taken_back(state: State, evidence: Evidence, outcome: Outcome) -> pl.DataFrame:
    """Money of a receipt that the bank took back."""
    return outcome.allocations.join(returns.tied(state, Policy()), on="payment_id", how="semi")


REFUSALS = (
    over_applied, not_conserved, foreign, credits_that_fit, deductions_not_named, paid_in_part, unknown_payers,
    overruled, not_named, replaced, ties, disputed_in_part, learned_alone, beside_a_number_like_ours, taken_back,
)  # fmt: skip
