"""Why a receipt waits: one exception type, the first that fits, and a sentence with the value and the limit."""

from datetime import date

import polars as pl

from matching import returns
from matching.held import facts
from matching.held.types import TYPES, amount
from matching.rules import advice
from matching.state import State
from matching.waterfall import Walk
from schemas.exceptions import Held
from schemas.frame import shaped
from schemas.policy import Policy


def waiting(state: State, walk: Walk, policy: Policy, as_of: date) -> pl.DataFrame:
    """Held rows: receipts not applied, returns not tied to a receipt, advices that still lack their money."""
    receipts, advices = _receipts(walk, policy, as_of), _advices(state, walk, policy, as_of)
    parts = [_barred(state), receipts, _returns(state, policy), advices]
    return pl.concat([shaped(Held, part) for part in parts]).sort("subject", "payment_id", "remittance_id")


def _barred(state: State) -> pl.DataFrame:
    rows = state.receipts.filter("is_barred")
    return rows.with_columns(
        subject=pl.lit("payment"),
        exception_type=pl.lit("INPUT_INVALID"),
        why_not_auto=pl.format(
            "The open items of {} are refused or too old: nothing is applied until a good list is there", "entity"
        ),
        amount_minor="open_minor",
    )


def _returns(state: State, policy: Policy) -> pl.DataFrame:
    """Returns whose receipt is not found, may be one of several, or may not be taken back."""
    alike = returns.alike(state, policy).rename({"return_payment_id": "payment_id", "payment_id": "receipt_id"})
    best = alike.filter(pl.col("score") == pl.col("score").max().over("payment_id"))
    kept = pl.format(" ({})", "kept_by").fill_null("")
    told = pl.format("{} of {}{}", "told_as", "booking_date", kept)
    likely = best.group_by("payment_id").agg(
        pl.col("score", "kept_by").first(), receipts=facts.listed(told), is_one=pl.len() == 1
    )
    took = pl.format("The bank took back {}", amount(pl.col("amount_minor").abs()))
    days = pl.lit(policy.return_days)
    why = (
        pl.when(pl.col("score") > 0, "is_one", pl.col("kept_by").is_not_null()).then(
            pl.format("{}: it means {}, so a person decides", took, "receipts"))
        .when(pl.col("score") > 0).then(pl.format("{}: these receipts may be meant alike: {}", took, "receipts"))
        .when(pl.col("score") == 0).then(pl.format(
            "{}: of that amount came {}, and neither an id nor a number nor the payer is the same", took, "receipts"))
        .otherwise(pl.format("{}: no receipt of that amount came to this account within {} days before", took, days))
    )  # fmt: skip
    return state.returns.join(likely, on="payment_id", how="left").with_columns(
        subject=pl.lit("payment"), exception_type=pl.lit("RETURN_REVERSAL"), why_not_auto=why
    )


def _advices(state: State, walk: Walk, policy: Policy, as_of: date) -> pl.DataFrame:
    """Advices whose payment is overdue, and that no receipt of today used."""
    used = used_advices(walk)
    late = pl.col("payment_date") + pl.duration(days=policy.advice_wait_days) < as_of
    in_part = walk.evidence.receipts.filter(pl.col("open_minor") < pl.col("amount_minor"))
    begun = walk.evidence.advice_lines.join(in_part, on="payment_id", how="semi").select("remittance_id")
    spoken = pl.concat([used.select("remittance_id"), begun]).unique()
    rows = state.advices.filter(late).join(spoken, on="remittance_id", how="anti")
    why = pl.format(
        "Announced for {}, and no receipt of {} has come within {} days",
        "payment_date", amount("payment_minor"), pl.lit(policy.advice_wait_days),
    )  # fmt: skip
    return rows.with_columns(
        subject=pl.lit("advice"),
        exception_type=pl.lit("REMITTANCE_WITHOUT_PAYMENT"),
        why_not_auto=pl.coalesce(why, pl.lit("An advice without an amount, and no receipt refers to it")),
        amount_minor=pl.col("payment_minor").fill_null(0),
    )


def used_advices(walk: Walk) -> pl.DataFrame:
    """UsedAdvice rows: the advices that explained receipts of this run."""
    by_advice = walk.sure.filter(pl.col("gate").is_in(["advice", "shared_advice"])).select("payment_id", "option")
    used = by_advice.select("payment_id", remittance_id=pl.col("option").str.split(advice.BETWEEN))
    first = used.explode("remittance_id").sort("remittance_id", "payment_id")
    return first.unique("remittance_id", keep="first", maintain_order=True)


def _receipts(walk: Walk, policy: Policy, as_of: date) -> pl.DataFrame:
    """One row per receipt left, with the first type that fits; one applied in part says so."""
    placed = amount(pl.col("amount_minor") - pl.col("open_minor"))
    in_part = pl.format("{} of {} are applied, the rest waits. ", placed, amount("amount_minor"))
    before = pl.when(pl.col("open_minor") < pl.col("amount_minor")).then(in_part).otherwise(pl.lit(""))
    first = pl.coalesce(pl.when(fits).then(place) for place, (_, fits, _) in enumerate(TYPES))
    told = facts.of_receipts(walk, policy, as_of).with_columns(
        subject=pl.lit("payment"),
        customer_id=pl.coalesce("customer_id", "payer_customer_id", "named_customer_id"),
        first=first,
    )
    parts = [told.clear().with_columns(exception_type=pl.lit(""), why_not_auto=pl.lit(""))]
    for (place,), part in told.partition_by("first", as_dict=True).items():  # a sentence is made where it is told
        name, _, sentence = TYPES[place]
        parts.append(part.with_columns(exception_type=pl.lit(name), why_not_auto=pl.concat_str(before, sentence)))
    return pl.concat(parts).with_columns(amount_minor="open_minor")
