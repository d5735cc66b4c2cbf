"""Options for a person: what the rules would say with a little less certainty, and the nearest misses.

Each source is a function of the evidence and the policy; `SOURCES` is their order. Nothing here is ever applied by
itself, so no option has a probability.
"""

from collections.abc import Callable, Iterator

import polars as pl

from matching import agreement
from matching.evidence import Evidence
from matching.proposal import Proposal, in_full
from matching.rules import account, advice, combination, payer_amount, reference
from schemas.frame import frame
from schemas.policy import Policy

_MOST_TRIED = 16  # open items of a customer of which every combination is tried
_MOST_PAIRED = 40  # open items of a family of which every two and three are tried

Source = Callable[[Evidence, Policy], pl.DataFrame]


def advised(evidence: Evidence, policy: Policy) -> pl.DataFrame:
    """What a linked advice says, as far as its lines name open items."""
    lines = evidence.told(advice.with_gates, policy).drop_nulls("still_open_minor")
    first = lines.unique(["payment_id", "remittance_id", "item_id"], keep="first", maintain_order=True)
    says = pl.format("advice {} names these items", "advice")
    return in_full(
        first.with_columns(option="remittance_id", gate=pl.lit("advice"), evidence=says),
        cash_minor=pl.col("paid_minor"),
        discount_minor=pl.col("discount_minor"),
        deduction_minor=pl.col("deduction_minor"),
        reason_code=pl.col("reason_code"),
    )


def as_named(evidence: Evidence, policy: Policy) -> pl.DataFrame:
    """All named items, whoever owes them, where they agree with the amount."""
    anybody = evidence._replace(receipts=evidence.receipts.with_columns(payer_family=pl.lit(None, dtype=pl.String)))
    lines = anybody.named_lines
    return reference.agreeing(lines.with_columns(family_id=pl.lit("as named")))


def named(evidence: Evidence, policy: Policy) -> pl.DataFrame:
    """The items a receipt names, in full, where it paid more than they come to."""
    lines = evidence.named_lines
    over = agreement.totals(lines).filter(pl.col("short_minor") <= 0)
    whole = lines.join(over.select(agreement.OPTION), on=agreement.OPTION)
    return in_full(whole.with_columns(option="family_id", gate=pl.lit("reference_exact"), evidence=_names()))


def with_credit(evidence: Evidence, policy: Policy) -> pl.DataFrame:
    """The named items and one credit of the same customers that is just what was paid short."""
    lines = evidence.named_lines
    short = agreement.totals(lines).filter(pl.col("short_minor") > 0)
    credits = evidence.items.filter(pl.col("open_minor") < 0).with_columns(short_minor=-pl.col("open_minor"))
    found = short.select(*agreement.OPTION, "short_minor").join(credits, on=["family_id", "short_minor"])
    one = found.unique(agreement.OPTION, keep="none")
    says = pl.format("credit {} is just what was paid short", "item_number")
    credit = in_full(one.with_columns(option="family_id", gate=pl.lit("reference_credits"), evidence=says))
    items = lines.join(one.select(agreement.OPTION), on=agreement.OPTION)
    whole = in_full(items.with_columns(option="family_id", gate=pl.lit("reference_credits"), evidence=_names()))
    return pl.concat([whole, credit])


def shortened(evidence: Evidence, policy: Policy) -> pl.DataFrame:
    """The named items, the largest of them paid only in part, so that all of the receipt is used."""
    lines = evidence.named_lines
    short = (
        agreement.totals(lines).filter(pl.col("short_minor") > 0).select(*agreement.OPTION, "short_minor", "largest_id")
    )
    on_largest = pl.when(pl.col("item_id") == pl.col("largest_id")).then("short_minor").otherwise(0)
    told = lines.join(short, on=agreement.OPTION).with_columns(cash_minor=pl.col("open_minor") - on_largest)
    payable = told.filter((pl.col("cash_minor") * pl.col("open_minor").sign() > 0).all().over(agreement.OPTION))
    says = pl.format("{}; what is short stays open on the largest", _names())
    return in_full(
        payable.with_columns(option="family_id", gate=pl.lit("part"), evidence=says), cash_minor=pl.col("cash_minor")
    )


def by_likely_payers(evidence: Evidence, policy: Policy) -> pl.DataFrame:
    """What the rules by amount find for each customer that may have paid, whatever numbers are unknown."""
    bold = policy.model_copy(update={"combination_chance": 1.0, "combination_items": _MOST_TRIED})
    found: list[pl.DataFrame] = [
        rule.propose(supposed, bold).with_columns(option=pl.format("{} {} {}", pl.lit(at), pl.lit(name), "option"))
        for at, supposed in enumerate(_supposed(evidence, policy))
        for name, rule in (("amount", payer_amount), ("account", account), ("combination", combination))
    ]
    return pl.concat([frame(Proposal), *found])


def _supposed(evidence: Evidence, policy: Policy) -> Iterator[Evidence]:
    """The evidence as if each receipt's first, second, ... likely payer were its payer."""
    nothing = {name: getattr(evidence, name).head(0) for name in ("unresolved", "unexplained")}
    likely = evidence.payers.join(evidence.receipts.select("payment_id"), on="payment_id", how="semi")
    ranked = likely.sort(
        "payment_id", "payer_score", "payer_margin", "customer_id", descending=[False, True, True, False]
    )
    place = pl.int_range(pl.len()).over("payment_id")
    receipts = evidence.receipts.drop("payer_customer_id", "payer_family", "payer_kind")
    for at in range(policy.candidate_count):
        payer = ranked.filter(place == at).select(
            "payment_id",
            payer_customer_id="customer_id",
            payer_family="family_id",
            payer_kind=pl.col("payer_kind").replace("learned account", "account"),
        )
        own = evidence.items.join(
            payer, left_on="family_id", right_on="payer_family", how="semi", maintain_order="left"
        )
        yield evidence._replace(receipts=receipts.join(payer, on="payment_id"), items=own, **nothing)


def two_or_three(evidence: Evidence, policy: Policy) -> pl.DataFrame:
    """Two open items of a family that may have paid which come to the amount; where none do, three."""
    keys, columns = ["payment_id", "family_id"], ["item_id", "customer_id", "open_minor"]
    likely = evidence.payers.select(keys).unique().join(evidence.receipts, on="payment_id")
    payable = evidence.items.filter(pl.col("open_minor") > 0, pl.col("item_type") != "deduction")
    own = likely.select(*keys, "entity", "currency", paid_minor="open_minor").join(
        payable.select("entity", "currency", "family_id", *columns), on=["entity", "currency", "family_id"]
    )
    few = (
        own.filter(pl.col("open_minor") < pl.col("paid_minor"))
        .filter((pl.len() <= _MOST_PAIRED).over(keys))
        .select(*keys, "paid_minor", *columns)
    )
    pairs = few.join(few.drop("paid_minor"), on=keys, suffix="_2").filter(pl.col("item_id") < pl.col("item_id_2"))
    rest = pl.col("paid_minor") - pl.col("open_minor") - pl.col("open_minor_2")
    left = pairs.with_columns(rest=rest)
    two = left.filter(rest == 0)
    third = few.select(*keys, rest="open_minor", item_id_3="item_id", customer_id_3="customer_id")
    three = left.join(two, on="payment_id", how="anti").join(third, on=[*keys, "rest"])
    three = three.filter(pl.col("item_id_2") < pl.col("item_id_3")).with_columns(open_minor_3="rest")
    found = pl.concat([two, three], how="diagonal").sort("payment_id", "item_id", "item_id_2", "item_id_3")
    shown = found.filter(pl.int_range(pl.len()).over("payment_id") < policy.candidate_count).with_row_index("option")
    parts = [
        shown.select("payment_id", "option", **{name: f"{name}{at}" for name in columns}) for at in ("", "_2", "_3")
    ]
    says = pl.lit("these open items come to the amount")
    lines = pl.concat(parts).drop_nulls("item_id").with_columns(pl.col("option").cast(pl.String))
    return in_full(lines.with_columns(gate=pl.lit("combination"), evidence=says))


def near_amounts(evidence: Evidence, policy: Policy) -> pl.DataFrame:
    """The payer's open items nearest to the amount, one an option."""
    paid = evidence.receipts.filter(pl.col("payer_family").is_not_null())
    payable = evidence.items.filter(pl.col("open_minor") > 0, pl.col("item_type") != "deduction")
    both = ["entity", "currency"]
    pairs = paid.select("payment_id", *both, "payer_family", paid_minor="open_minor").join(
        payable, left_on=[*both, "payer_family"], right_on=[*both, "family_id"]
    )
    off = (pl.col("open_minor") - pl.col("paid_minor")).abs()
    nearest = pairs.with_columns(off=off).sort("payment_id", "off", "due_date", "item_id")
    kept = nearest.filter(pl.int_range(pl.len()).over("payment_id") < policy.candidate_count)
    says = pl.format("{} is one of the open items nearest to the amount", "item_number")
    return in_full(kept.with_columns(option="item_id", gate=pl.lit("payer_amount"), evidence=says))


def _names() -> pl.Expr:
    return pl.format("{} '{}' names {}", "source", "token", "item_number")


# Nearest to certain first; the rule each is shown under.
SOURCES: dict[str, tuple[str, Source]] = {
    "advice": ("advice", advised),
    "as named": ("reference", as_named),
    "with a credit": ("reference", with_credit),
    "likely payers": ("payer_amount", by_likely_payers),
    "two or three": ("combination", two_or_three),
    "in part": ("part", shortened),
    "named": ("reference", named),
    "near amounts": ("payer_amount", near_amounts),
}
