"""What a rule may say: options for receipts, each a set of lines; it never decides about conflicts."""

import pandera.polars as pa
import polars as pl

AMOUNTS = ["cash_minor", "discount_minor", "deduction_minor", "write_off_minor", "fee_minor"]


class Proposal(pa.DataFrameModel):
    """One line of one option of one receipt. Lines of an option share gate and evidence."""

    payment_id: pl.String
    option: pl.String = pa.Field(description="tells the options of one receipt apart within a rule")
    item_id: pl.String
    customer_id: pl.String
    cash_minor: pl.Int64
    discount_minor: pl.Int64
    deduction_minor: pl.Int64
    write_off_minor: pl.Int64
    fee_minor: pl.Int64
    reason_code: pl.String = pa.Field(nullable=True)
    new_item_number: pl.String = pa.Field(nullable=True)
    gate: pl.String = pa.Field(description="a field of schemas.policy.Confidence")
    together: pl.Int64 = pa.Field(description="receipts of this gate and option: all are taken, or none")
    evidence: pl.String


def item_minor() -> pl.Expr:
    """What a line takes off its item, in the item's sign."""
    return pl.sum_horizontal(AMOUNTS)


def in_full(lines: pl.DataFrame, **columns: pl.Expr) -> pl.DataFrame:
    """Lines that pay their items' open amounts in cash, unless `columns` say otherwise."""
    zero = {name: pl.lit(0, dtype=pl.Int64) for name in AMOUNTS[1:]}
    text = {"reason_code": pl.lit(None, dtype=pl.String), "new_item_number": pl.lit(None, dtype=pl.String)}
    alone = {"together": pl.lit(1, dtype=pl.Int64)}
    filled = lines.with_columns(**{"cash_minor": pl.col("open_minor")} | zero | text | alone | columns)
    return filled.select(Proposal.to_schema().columns.keys())
