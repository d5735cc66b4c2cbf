"""Bank rows to statements: one per account and currency, its running balance proved row by row."""

from typing import Final

import polars as pl

from pipelines.readers.base import balance, masked
from pipelines.readers.tabular.chain import KEY, LINK, breaks_in, walked_through
from schemas.money import written
from schemas.rejects import Fault

WALK: Final = ("statement_no", "is_of_backwards")


class Statements:
    """Takes bank lines with `balance_minor` part by part, in file order. It keeps a row a statement and part, no lines.

    Rows may run forwards or backwards in time. What the balance was before a row is `forward` if they run forwards, and
    `backward` less all that moved if they run backwards: where it changes from row to row, the chain breaks.
    """

    def __init__(self) -> None:
        self._heads: list[pl.DataFrame] = []
        self._breaks: list[pl.DataFrame] = []
        self._so_far = pl.DataFrame(
            schema={
                **dict.fromkeys(KEY, pl.String),
                **dict.fromkeys(("statement_no", "moved", "last_line"), pl.Int64),
            }
        )
        self._last_known: pl.DataFrame | None = None  # the last row of each statement that says its balance

    def add(self, lines: pl.DataFrame) -> pl.DataFrame:
        """The lines of one more part with their `statement_no`."""
        numbered = self._numbered(lines)
        walked = walked_through(numbered)
        self._heads.append(_part_heads(walked))
        self._breaks.append(breaks_in(self._linked(walked)))
        ends = walked.group_by("statement_no").agg(
            (pl.col("moved") + pl.col("amount_minor")).last(), last_line=pl.col("source_line").last()
        )
        self._so_far = self._so_far.update(ends, on="statement_no")
        return numbered.drop("moved", "last_line")

    def finish(self, rejected_lines: list[int]) -> tuple[pl.DataFrame, list[Fault]]:
        """All statements, and their broken balances. The opening balance is the first row's balance less its amount."""
        breaks = pl.concat(self._breaks)
        heads = _directed(_joined(self._heads), breaks)
        own = breaks.join(heads.select("statement_no", *KEY, is_of_backwards="is_backwards"), on=WALK)
        rising, falling = own.filter(~pl.col("is_of_backwards")), own.filter("is_of_backwards").reverse()
        first = pl.concat([rising, falling]).unique("statement_no", keep="first").sort("statement_no")
        return _with_proof(heads), [_fault(row, rejected_lines) for row in first.iter_rows(named=True)]

    def _numbered(self, lines: pl.DataFrame) -> pl.DataFrame:
        own = (
            lines.select(KEY).unique(maintain_order=True).join(self._so_far, on=KEY, how="anti", maintain_order="left")
        )
        own = own.with_row_index("statement_no", offset=self._so_far.height + 1).with_columns(
            pl.col("statement_no").cast(pl.Int64),
            moved=pl.lit(0, pl.Int64),
            last_line=pl.lit(None, pl.Int64),
        )
        self._so_far = pl.concat([self._so_far, own.select(self._so_far.columns)])
        if self._so_far.height > 1:
            return lines.join(self._so_far, on=KEY, how="left", maintain_order="left")
        state = self._so_far.select("statement_no", "moved", "last_line")
        return lines.with_columns(pl.lit(column.first(), pl.Int64).alias(column.name) for column in state)

    def _linked(self, walked: pl.DataFrame) -> pl.DataFrame:
        """Rows that say their balance, after the last such row of the part before."""
        known = walked.filter(pl.col("balance_minor").is_not_null()).select(LINK)
        if self._last_known is not None:
            following = walked.group_by("statement_no").agg(pl.col("source_line").first().alias("following"))
            last = self._last_known.join(following, on="statement_no", how="left")
            last = last.with_columns(pl.coalesce("line_after", "following").alias("line_after"))
            known = pl.concat([last.select(LINK), known])
        self._last_known = known.unique("statement_no", keep="last", maintain_order=True)
        return known


def _part_heads(walked: pl.DataFrame) -> pl.DataFrame:
    """What one part says of each statement."""
    known = pl.col("balance_minor").is_not_null()
    return walked.group_by("statement_no", *KEY, maintain_order=True).agg(
        pl.col("booking_date").max().alias("as_of_date"),
        pl.col("booking_date").first().alias("first_date"),
        pl.col("booking_date").last().alias("last_date"),
        pl.len().cast(pl.Int64).alias("line_count"),
        pl.col("amount_minor").sum().alias("movement_minor"),
        pl.col("source_line").min(),
        pl.col("forward").filter(known).first().alias("first_forward"),
        pl.col("forward").filter(known).last().alias("last_forward"),
        pl.col("backward").filter(known).first().alias("first_backward"),
        pl.col("backward").filter(known).last().alias("last_backward"),
    )


def _joined(parts: list[pl.DataFrame]) -> pl.DataFrame:
    """What all parts together say of each statement."""
    first, last = ("first_date", "first_forward", "first_backward"), ("last_date", "last_forward", "last_backward")
    return (
        pl.concat(parts)
        .group_by("statement_no", *KEY, maintain_order=True)
        .agg(
            pl.col("as_of_date").max(),
            pl.col("line_count", "movement_minor").sum(),
            pl.col("source_line").min(),
            *(pl.col(name).drop_nulls().first() for name in first),
            *(pl.col(name).drop_nulls().last() for name in last),
        )
    )


def _directed(heads: pl.DataFrame, breaks: pl.DataFrame) -> pl.DataFrame:
    """Adds `is_backwards`: the direction in which the chain holds, else the one of the dates; and `is_broken`."""
    counts = breaks.group_by("statement_no").agg(
        pl.col("breaks").filter(~pl.col("is_of_backwards")).sum(),
        pl.col("breaks").filter("is_of_backwards").sum().alias("breaks_backwards"),
    )
    told = heads.join(counts, on="statement_no", how="left", maintain_order="left")
    holds, holds_backwards = (pl.col(name).fill_null(0) == 0 for name in ("breaks", "breaks_backwards"))
    is_falling = pl.col("last_date") < pl.col("first_date")
    is_backwards = pl.when(holds == holds_backwards).then(is_falling).otherwise(holds_backwards)
    return told.with_columns(is_backwards.alias("is_backwards"), is_broken=~holds & ~holds_backwards)


def _with_proof(heads: pl.DataFrame) -> pl.DataFrame:
    movement, is_backwards = pl.col("movement_minor"), pl.col("is_backwards")
    opening = pl.when(is_backwards).then(pl.col("last_backward") - movement).otherwise("first_forward")
    closing = pl.when(is_backwards).then("first_backward").otherwise(pl.col("last_forward") + movement)
    proof = pl.when(opening.is_null()).then(pl.lit("none")).when("is_broken").then(pl.lit("broken"))
    return heads.with_columns(
        opening.alias("opening_minor"),
        closing.alias("closing_minor"),
        proof.otherwise(pl.lit("running balance")).alias("proof"),
        pl.lit(True).alias("is_final"),
        pl.lit(None, pl.String).alias("number"),
    )


def _fault(row: dict[str, object], rejected_lines: list[int]) -> Fault:
    currency, line, previous = str(row["currency"]), int(str(row["source_line"])), int(str(row["previous_line"]))
    stated, amount, off = (int(str(row[name])) for name in ("balance_minor", "amount_minor", "off"))
    between = [number for number in rejected_lines if min(line, previous) < number < max(line, previous)]
    remedy = (
        f"line {', '.join(map(str, between[:5]))} was rejected: correct it, and the balance should hold"
        if between
        else "a row is missing or changed: export the statement again"
    )
    return balance(
        int(str(row["statement_no"])),
        line,
        f"balance {written(stated, currency)} of account {masked(str(row['account']))}",
        f"{written(stated - off, currency)}: the balance of line {previous} plus {written(amount, currency)}",
        remedy,
    )
