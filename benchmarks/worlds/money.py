"""Minor units as written text, for whole columns. All currencies of our worlds have two decimals."""

import polars as pl


def decimal(column: str) -> pl.Expr:
    """-1205 -> "-12.05"; null stays null (an empty field)."""
    minor = pl.col(column)
    cents = (minor.abs() % 100).cast(pl.String).str.zfill(2)
    sign = pl.when(minor < 0).then(pl.lit("-")).otherwise(pl.lit(""))
    return (
        pl.when(minor.is_null())
        .then(None)
        .otherwise(pl.concat_str(sign, (minor.abs() // 100).cast(pl.String), pl.lit("."), cents))
    )


def written(minor: int) -> str:
    """One amount, for the writers that build a file record by record."""
    return f"{'-' if minor < 0 else ''}{abs(minor) // 100}.{abs(minor) % 100:02d}"
