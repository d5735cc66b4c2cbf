"""Why a receipt waits: one exception type, the first that fits, and a sentence with the value and the limit."""

from datetime import date

import polars as pl

from matching.rules import advice, reference
from matching.state import State
from matching.waterfall import Walk
from schemas.decision import Held
from schemas.frame import shaped
from schemas.money import plain_text
from schemas.policy import Policy


def waiting(state: State, walk: Walk, policy: Policy, as_of: date) -> pl.DataFrame:
    """Held rows: receipts not applied, returns not tied to a receipt, advices that still lack their money."""
    parts = [_barred(state), _receipts(walk, policy), _returns(state), _advices(state, walk, policy, as_of)]
    return pl.concat([shaped(Held, part) for part in parts]).sort("subject", "payment_id", "remittance_id")


def _amount(column: str) -> pl.Expr:
    return pl.format("{} {}", "currency", plain_text(pl.col(column), pl.col("currency")))


def _barred(state: State) -> pl.DataFrame:
    rows = state.receipts.filter("is_barred")
    return rows.with_columns(
        subject=pl.lit("payment"),
        exception_type=pl.lit("INPUT_INVALID"),
        why_not_auto=pl.format(
            "the open items of {} are refused or too old: nothing is applied until a good list is there", "entity"
        ),
        amount_minor="open_minor",
    )


def _returns(state: State) -> pl.DataFrame:
    why = pl.format("the bank took back {}; the receipt it takes back is not tied to it yet", _amount("amount_minor"))
    return state.returns.with_columns(
        subject=pl.lit("payment"), exception_type=pl.lit("RETURN_REVERSAL"), why_not_auto=why
    )


def _advices(state: State, walk: Walk, policy: Policy, as_of: date) -> pl.DataFrame:
    """Advices whose payment is overdue, and that no receipt of today used."""
    used = used_advices(walk)
    late = pl.col("payment_date") + pl.duration(days=policy.advice_wait_days) < as_of
    rows = state.advices.filter(late).join(used, on="remittance_id", how="anti")
    why = pl.format(
        "announced for {}, and no receipt of {} {} has come within {} days",
        "payment_date", "currency", plain_text(pl.col("payment_minor"), pl.col("currency")), pl.lit(policy.advice_wait_days),
    )  # fmt: skip
    return rows.with_columns(
        subject=pl.lit("advice"),
        exception_type=pl.lit("REMITTANCE_WITHOUT_PAYMENT"),
        why_not_auto=pl.coalesce(why, pl.lit("an advice without an amount, and no receipt refers to it")),
        amount_minor=pl.col("payment_minor").fill_null(0),
    )


def used_advices(walk: Walk) -> pl.DataFrame:
    """UsedAdvice rows: the advices that explained receipts of this run."""
    by_advice = walk.sure.filter(pl.col("gate") == "advice")
    return by_advice.select(remittance_id="option", payment_id="payment_id").unique().sort("remittance_id")


def _receipts(walk: Walk, policy: Policy) -> pl.DataFrame:
    """One row per receipt left: the facts that speak against each automatic way, then the first type that fits."""
    facts = walk.evidence.receipts
    for part in (
        _named(walk, policy),
        _advised(walk, policy),
        _payers(walk),
        _open_items(walk),
        _doubts(walk),
        _unresolved(walk),
    ):
        facts = facts.join(part, on="payment_id", how="left")
    facts = facts.with_columns(n_open=pl.col("n_open").fill_null(0), limit=pl.lit(policy.short_pay_share * 100))
    kinds = _types(policy)
    exception = pl.coalesce(pl.when(fits).then(pl.lit(name)) for name, fits, _ in kinds)
    why = pl.coalesce(pl.when(fits).then(sentence) for _, fits, sentence in kinds)
    return facts.with_columns(
        subject=pl.lit("payment"),
        exception_type=exception,
        why_not_auto=why,
        amount_minor="open_minor",
        customer_id=pl.coalesce("customer_id", "payer_customer_id", "named_customer_id"),
    )


def _types(policy: Policy) -> list[tuple[str, pl.Expr, pl.Expr]]:
    """(exception type, when it fits, its sentence), tested in this order; the last always fits."""
    said, no_payer = pl.col("due_minor").is_not_null(), pl.col("payer_family").is_null()
    nothing_named = ~said & pl.col("closed_numbers").is_null() & pl.col("other_numbers").is_null()
    short = pl.col("short_minor")
    review = short.cast(pl.Float64) <= pl.col("due_minor") * policy.short_pay_share
    several, contested = pl.col("doubt_reason") == "several", pl.col("doubt_reason") == "contested"
    named = pl.format("the references name {}, open {}", "named_numbers", _amount("due_minor"))
    gate = pl.col("advice_gate")
    told = pl.format("advice {}", "advice_id")
    return [
        ("DUPLICATE_SUSPECT", contested, pl.format("another receipt claims the same items {}: which of them pays is not said", "doubt_numbers")),
        ("UNIDENTIFIED_PAYER", no_payer & (pl.col("n_payers").is_null()) & nothing_named & gate.is_null(), pl.format(
            "no customer has this account, and none is named like '{}' (a score of {} and a margin of {} are asked for)",
            pl.col("payer_name").fill_null("nobody"), pl.lit(policy.name_score), pl.lit(policy.name_margin))),
        ("AMBIGUOUS_PAYER", no_payer & nothing_named & gate.is_null(), pl.format("the payer may be any of {} customers: {}", "n_payers", "payer_ids")),
        ("NO_OPEN_ITEMS", ~no_payer & (pl.col("n_open") == 0), pl.format("{} and its family have nothing open in {}", "payer_customer_id", "currency")),
        ("REFERENCE_CLOSED", ~said & pl.col("closed_numbers").is_not_null(), pl.format(
            "the references name {}, which is closed already: paid twice, or meant for another item", "closed_numbers")),
        ("REFERENCE_NOT_FOUND", (gate == "unknown") | (nothing_named & pl.col("unresolved").is_not_null() & gate.is_null()), pl.format(
            "{} has the shape of our numbers, but no open or recently closed item bears it", pl.coalesce("advice_numbers", "unresolved"))),
        ("REFERENCE_OTHER_CUSTOMER", ~said & pl.col("other_numbers").is_not_null(), pl.format(
            "the payer is {}, but the references name {} of other customers", "payer_customer_id", "other_numbers")),
        ("REMITTANCE_TOTAL_MISMATCH", gate == "total", pl.format(
            "{} adds up to {}, the receipt is {}", told, _amount("advised_minor"), _amount("open_minor"))),
        ("REFERENCE_CLOSED", gate.is_in(["closed", "gone"]), pl.format("{} names {}, which is closed already", told, "advice_numbers")),
        ("DISCOUNT_LATE", (gate == "late") | (said & (short > 0) & (short == pl.col("late_minor"))), pl.format(
            "a discount was taken that the terms no longer allow: {}", pl.coalesce("advice_numbers", "named_numbers"))),
        ("DEDUCTION_UNCODED", gate == "uncoded", pl.format("{} withholds money on {} without a code we know", told, "advice_numbers")),
        ("SHORT_PAY_REVIEW", (gate == "part") | (said & (short > 0) & review), pl.format(
            "{}: paid short by {}, the tolerance is {}", pl.coalesce(named, told), _amount("short_or_zero"), _amount("most_or_zero"))),
        ("SHORT_PAY_OUT", said & (short > 0), pl.format("{}: paid short by {}, more than {} % of it", named, _amount("short_minor"), "limit")),
        ("OVERPAY", said & (short < 0), pl.format("{}: paid over by {}, the tolerance is {}", named, _amount("over_minor"), _amount("most_or_zero"))),
        ("AMBIGUOUS_AMOUNT", several & (pl.col("doubt_rule") == "payer_amount"), pl.format(
            "{} open items have this amount: {}", "doubt_options", "doubt_numbers")),
        ("AMBIGUOUS_COMBINATION", several, pl.format("{} readings of the references give this amount: {}", "doubt_options", "doubt_numbers")),
        ("OVERPAY", ~no_payer & (pl.col("open_minor") > pl.col("family_open_minor")), pl.format(
            "{} and its family owe {} in all, less than was paid, and no reference says what for", "payer_customer_id", _amount("family_open_minor"))),
        ("AMBIGUOUS_COMBINATION", pl.lit(True), pl.format(
            "no reference is of use, and none of the {} open items of {} alone has this amount", "n_open", pl.coalesce("payer_customer_id", pl.lit("the payer")))),
    ]  # fmt: skip


def _named(walk: Walk, policy: Policy) -> pl.DataFrame:
    """What the references name: open items of the payer's family, items of others, closed items."""
    evidence = walk.evidence
    lines = reference.named_lines(evidence)
    late = pl.when(pl.col("discount_minor") > pl.col("earned_minor")).then("discount_minor").otherwise(0)
    sums = reference.totals(lines).sort("payment_id", "count", "family_id", descending=[False, True, False])
    best = sums.unique("payment_id", keep="first", maintain_order=True)
    own = (
        lines.join(best.select("payment_id", "family_id"), on=["payment_id", "family_id"])
        .group_by("payment_id")
        .agg(named_numbers=_listed("item_number"), late_minor=late.sum(), named_customer_id=pl.col("customer_id").min())
    )
    every = evidence.named.join(evidence.receipts.select("payment_id", "payer_family"), on="payment_id")
    other = (
        every.filter(pl.col("family_id") != pl.col("payer_family"))
        .group_by("payment_id")
        .agg(other_numbers=_listed("item_number"))
    )
    closed = evidence.closed.group_by("payment_id").agg(closed_numbers=_listed("item_number"))
    zero = pl.lit(0, dtype=pl.Int64)
    joined = evidence.receipts.select("payment_id").join(best.drop("family_id"), on="payment_id", how="left")
    for part in (own, other, closed):
        joined = joined.join(part, on="payment_id", how="left")
    return joined.drop("fees_minor").with_columns(
        over_minor=-pl.col("short_minor"),
        short_or_zero=pl.coalesce("short_minor", zero),
        most_or_zero=pl.coalesce("most_minor", zero),
    )


def _advised(walk: Walk, policy: Policy) -> pl.DataFrame:
    """The first gate that the best linked advice failed, and the numbers it failed for."""
    lines = advice.with_gates(walk.evidence, policy)
    failed = lines.drop_nulls("gate_failed").sort("payment_id", "remittance_id", "line_no")
    first = failed.group_by("payment_id", maintain_order=True).agg(
        advice_id=pl.col("advice").first(), advice_gate=pl.col("gate_failed").first()
    )
    numbers = failed.join(
        first, left_on=["payment_id", "advice", "gate_failed"], right_on=["payment_id", "advice_id", "advice_gate"]
    )
    listed = numbers.group_by("payment_id").agg(advice_numbers=_listed("invoice_number"))
    total = lines.join(first, left_on=["payment_id", "advice"], right_on=["payment_id", "advice_id"])
    advised = total.group_by("payment_id").agg(advised_minor=pl.col("paid_minor").sum())
    return first.join(listed, on="payment_id", how="left").join(advised, on="payment_id", how="left")


def _payers(walk: Walk) -> pl.DataFrame:
    return walk.evidence.payers.group_by("payment_id").agg(n_payers=pl.len(), payer_ids=_listed("customer_id"))


def _open_items(walk: Walk) -> pl.DataFrame:
    """How much the payer's family still owes in the receipt's entity and currency."""
    keys = ["entity", "currency", "family_id"]
    owed = (
        walk.evidence.items.filter(pl.col("open_minor") > 0)
        .group_by(keys)
        .agg(n_open=pl.len(), family_open_minor=pl.col("open_minor").sum())
    )
    asked = walk.evidence.receipts.select("payment_id", "entity", "currency", family_id="payer_family")
    return asked.join(owed, on=keys).select("payment_id", "n_open", "family_open_minor")


def _doubts(walk: Walk) -> pl.DataFrame:
    numbers = walk.evidence.items.select("item_id", "item_number")
    return (
        walk.doubts.join(numbers, on="item_id")
        .group_by("payment_id")
        .agg(
            doubt_reason=pl.col("reason").first(),
            doubt_rule=pl.col("rule").first(),
            doubt_options=pl.col("option").n_unique(),
            doubt_numbers=_listed("item_number"),
        )
    )


def _unresolved(walk: Walk) -> pl.DataFrame:
    return walk.evidence.unresolved.group_by("payment_id").agg(unresolved=_listed("token"))


def _listed(column: str, most: int = 5) -> pl.Expr:
    """Up to five values, sorted, then an ellipsis."""
    values = pl.col(column).drop_nulls().unique().sort()
    return values.head(most).str.join(", ") + pl.when(values.len() > most).then(pl.lit(" ...")).otherwise(pl.lit(""))
