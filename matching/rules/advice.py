"""The payer's own advice names every item, adds up to the payment, and each item goes down as it says."""

import polars as pl

from matching.evidence import Evidence
from matching.proposal import in_full
from schemas.policy import Policy

ADVICE = ["payment_id", "remittance_id"]
BETWEEN = "\n"  # between the ids of advices that are read as one: no id has it
# Payers that outweigh the reference of an advice; of a name there may be two, and a number may be read wrongly.
_SURE_KINDS = ["identified", "account", "taught account"]


def propose(evidence: Evidence, policy: Policy) -> pl.DataFrame:
    """One option for each advice that explains the receipt completely.

    >>> told = advice("RA1", 800, line("40510", 500), line("40511", 300), payment_reference="E2E778899")
    >>> items = [item("40510", 500), item("40511", 300)]
    >>> paid(decided(state([receipt(800, "E2E778899")], items, advices=[told])))
    {'R1': {'40510': 500, '40511': 300}}
    """
    lines = evidence.told(with_gates, policy)
    whole = _once(lines.filter(pl.col("gate_failed").is_null().all().over(ADVICE)))
    says = pl.format(
        "advice {} names {} items and adds up to the payment; line {} pays {}",
        "advice", pl.len().over(ADVICE), "line_no", "item_number",
    )  # fmt: skip
    return as_told(whole, "advice", says)


def _once(lines: pl.DataFrame) -> pl.DataFrame:
    """Advices that say the same of a receipt as one: a payer may send his by mail and as a file."""
    is_alone = pl.col("remittance_id").n_unique().over("payment_id") == 1
    several = lines.filter(~is_alone)
    amounts = ["paid_minor", "discount_minor", "deduction_minor"]
    line = pl.concat_str("item_id", *amounts, pl.col("reason_code").fill_null(""), separator=" ")
    marked = several.with_columns(said=line.sort().str.join(";").over(ADVICE))
    same, is_first = ["payment_id", "said"], pl.col("remittance_id") == pl.col("remittance_id").min()
    ids, told_as = pl.col("remittance_id").unique().sort(), pl.col("advice").unique().sort()
    once = marked.with_columns(
        is_first=is_first.over(same),
        remittance_id=ids.str.join(BETWEEN).over(same),
        advice=told_as.str.join(" = ").over(same),
    )
    return pl.concat([lines.filter(is_alone), once.filter("is_first").drop("is_first", "said")])


def as_told(lines: pl.DataFrame, gate: str, says: pl.Expr) -> pl.DataFrame:
    """Proposal rows of lines whose items go down as they say, one option for each advice."""
    return in_full(
        lines.with_columns(option="remittance_id", gate=pl.lit(gate), evidence=says),
        cash_minor=pl.col("paid_minor"),
        discount_minor=pl.col("discount_minor"),
        deduction_minor=pl.col("deduction_minor"),
        reason_code=pl.col("reason_code"),
        new_item_number=pl.col("new_item_number"),
    )


def with_gates(evidence: Evidence, policy: Policy) -> pl.DataFrame:
    """Advice lines beside the first gate each fails, null when it passes all: it may be applied as it stands."""
    open_now = evidence.items.select("item_id", still_open_minor="open_minor")
    linked = evidence.advice_lines.join(
        evidence.receipts.select("payment_id", "payer_kind", paid_in_minor="open_minor"), on="payment_id"
    )
    lines = linked.join(open_now, on="item_id", how="left").join(_elsewhere(evidence), on=ADVICE, how="left")
    lines = lines.with_columns(reason_code=_reason(policy))
    failed = pl.coalesce(pl.when(broken).then(pl.lit(name)) for name, broken in _gates().items())
    number = 1 + pl.col("made_count").fill_null(0)
    new_number = pl.when(pl.col("deduction_minor") != 0).then(pl.format("{}-D{}", "item_number", number))
    made = _made(evidence.items)
    told = lines.join(made, on="item_id", how="left").with_columns(gate_failed=failed, new_item_number=new_number)
    return told.with_columns(gate_failed=pl.when(_is_anybodys()).then(pl.lit("anybodys")).otherwise("gate_failed"))


def _gates() -> dict[str, pl.Expr]:
    """What a line must not be, in the order told."""
    total = pl.col("paid_minor").sum().over(ADVICE)
    taken = pl.sum_horizontal("paid_minor", "discount_minor", "deduction_minor")
    grace = pl.col("discount_date") + pl.duration(days=pl.col("discount_grace_days"))
    is_others = (pl.col("payer_family") != pl.col("family_id")).fill_null(True)
    earned = (pl.col("payment_date") <= grace) & (pl.col("discount_minor") <= pl.col("earnable_minor"))
    return {
        "total": total != pl.col("paid_in_minor"),
        "closed": pl.col("closed_date").is_not_null(),
        "unknown": pl.col("item_id").is_null(),
        "repeated": pl.len().over([*ADVICE, "item_id"]) > 1,
        "gone": pl.col("still_open_minor").is_null(),
        "uncoded": (pl.col("deduction_minor") != 0) & pl.col("reason_code").is_null(),
        "late": (pl.col("discount_minor") != 0) & ~earned.fill_null(False),
        "part": taken != pl.col("still_open_minor"),
        "others": (pl.col("payer_kind").is_in(_SURE_KINDS).fill_null(False) & is_others).all().over(ADVICE),
        "elsewhere": pl.col("names_elsewhere").fill_null(False),
    }


def _is_anybodys() -> pl.Expr:
    """The advice explains receipts of several entities that number alike: it speaks of one of them."""
    is_whole = pl.col("gate_failed").is_null().all().over(ADVICE)
    return is_whole & (pl.col("entity").filter(pl.col("gate_failed").is_null()).n_unique().over("remittance_id") > 1)


def _elsewhere(evidence: Evidence) -> pl.DataFrame:
    """(payment_id, remittance_id, names_elsewhere): an advice that only fits, while the receipt's texts say otherwise.

    They name an open item that the advice does not name, a closed one, or a number like ours that is none.
    """
    linked = evidence.advice_lines.filter(pl.col("link") == 1)
    named = evidence.named.join(linked, on="payment_id", how="semi")
    told = evidence._replace(named=named).named_lines.select("payment_id", "item_id")
    pairs = linked.select(ADVICE).unique()
    left_out = pairs.join(told, on="payment_id").join(linked, on=[*ADVICE, "item_id"], how="anti").select(ADVICE)
    bad = pl.concat(part.select("payment_id") for part in (evidence.closed, evidence.unresolved)).unique()
    both = pl.concat([left_out, pairs.join(bad, on="payment_id", how="semi")]).unique()
    return both.with_columns(names_elsewhere=pl.lit(True))


def _reason(policy: Policy) -> pl.Expr:
    """Our reason for the advice's code: the customer's own meaning of it before the general one."""
    code = pl.col("deduction_code")
    own = [
        pl.when(pl.format("{}/{}", "entity", "customer_id") == customer).then(
            code.replace_strict(codes, default=None, return_dtype=pl.String)
        )
        for customer, codes in sorted(policy.customer_reason_codes.items())
    ]
    general = code.replace_strict(policy.reason_codes, default=None, return_dtype=pl.String)
    return pl.when(pl.col("deduction_minor") != 0).then(pl.coalesce(*own, general))


def _made(items: pl.DataFrame) -> pl.DataFrame:
    """(item_id, made_count): deduction items that already bear an item's number."""
    parent = pl.col("item_number").str.extract(r"^(.*)-D[0-9]+$")
    made = items.filter(pl.col("item_type") == "deduction").select("entity", "customer_id", number=parent).drop_nulls()
    counts = made.group_by("entity", "customer_id", "number").agg(made_count=pl.len().cast(pl.Int64))
    keyed = items.select("item_id", "entity", "customer_id", number="item_number")
    return keyed.join(counts, on=["entity", "customer_id", "number"]).select("item_id", "made_count")
