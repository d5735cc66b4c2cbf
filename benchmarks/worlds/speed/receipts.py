"""Which receipt of a large world pays what, and by which case."""

import numpy as np
import polars as pl

WITHOUT_ITEM = {"prepayment": 0.02, "unknown_payer": 0.02, "bank_charge": 0.01}
SILENT = 0.2  # of the single items whose amount the customer owes only once
SHORT = 0.02
ADVISED_FROM = 3


def drawn(stock: pl.DataFrame, count: int, chance: np.random.Generator) -> pl.DataFrame:
    """One row a receipt: bundle (-1: pays none), customer_no, amount_minor, case, withheld_minor.

    Raises ValueError when the stock has fewer bundles than are needed.
    """
    empty = {case: int(count * share) for case, share in WITHOUT_ITEM.items()}
    paying = count - sum(empty.values())
    bundles = _bundles(stock)
    if paying > len(bundles):
        raise ValueError(f"{count} receipts need more open items than this world has; give more items")
    chosen = bundles[np.sort(chance.permutation(len(bundles))[:paying])].with_columns(
        first=pl.Series(chance.random(paying)), second=pl.Series(chance.random(paying))
    )
    short = pl.when(pl.col("case") == "short_pay_uncoded").then(pl.col("amount_minor") // 10).otherwise(0)
    paid = chosen.with_columns(case=_case()).with_columns(withheld_minor=short)
    others = _without_item(empty, stock["customer_no"].to_numpy(), chance)
    paid = paid.with_columns(pl.col("amount_minor") - pl.col("withheld_minor")).select(others.columns)
    return pl.concat([paid, others])[chance.permutation(count)]


def _bundles(stock: pl.DataFrame) -> pl.DataFrame:
    is_only = (pl.len().over("customer_no", "open_minor") == 1) & (pl.col("earned_minor") == 0)
    return (
        stock.with_columns(is_only=is_only)
        .group_by("bundle", maintain_order=True)
        .agg(
            pl.col("customer_no").first(),
            pl.col("is_only").all(),
            pl.col("earned_minor").sum(),
            size=pl.len(),
            amount_minor=(pl.col("open_minor") - pl.col("earned_minor")).sum(),
        )
    )


def _case() -> pl.Expr:
    is_single = pl.col("size") == 1
    is_silent = is_single & pl.col("is_only") & (pl.col("first") < SILENT)
    is_short = is_single & (pl.col("earned_minor") == 0) & (pl.col("second") < SHORT)
    return (
        pl.when(is_silent)
        .then(pl.lit("no_reference"))
        .when(is_short)
        .then(pl.lit("short_pay_uncoded"))
        .when(pl.col("size") >= ADVISED_FROM)
        .then(pl.lit("advised"))
        .when(pl.col("earned_minor") > 0)
        .then(pl.lit("discount_earned"))
        .when(is_single)
        .then(pl.lit("exact_reference"))
        .otherwise(pl.lit("several_references"))
    )


def _without_item(empty: dict[str, int], payers: np.ndarray, chance: np.random.Generator) -> pl.DataFrame:
    count = sum(empty.values())
    drawn_rows = pl.DataFrame(
        {
            "bundle": np.full(count, -1),
            "customer_no": chance.choice(payers, count),
            "amount_minor": chance.integers(2000, 900000, count),
            "case": pl.Series([case for case, several in empty.items() for _ in range(several)], dtype=pl.String),
            "withheld_minor": np.zeros(count, dtype=np.int64),
        }
    )
    charge = pl.when(pl.col("case") == "bank_charge").then(-(pl.col("amount_minor") // 100)).otherwise("amount_minor")
    return drawn_rows.with_columns(amount_minor=charge)
