"""In which direction an amount moved: signs, two columns, a mark beside it; the running balance is the judge."""

from typing import Final

import polars as pl

from pipelines.readers.base import refused
from pipelines.readers.tabular.draft import Draft
from pipelines.readers.tabular.words import words

IN: Final = (
    "c|cr|credit|kredit|h|haben|bij|haber|abono|crediteur|gutschrift|eingang|k|in|plus|credito|incoming|cred".split("|")
)
OUT: Final = (
    "d|dr|db|debit|debet|s|soll|af|debe|cargo|debiteur|lastschrift|ausgang|out|minus|debito|outgoing|deb".split("|")
)


def signed(draft: Draft) -> Draft:
    """Adds `#moved`, Int64 minor units with credit > 0; null where it cannot be told."""
    columns = draft.rows.columns
    if "debit" in columns or "credit" in columns:
        return _of_two_columns(draft)
    if "side" in columns:
        return _by_mark(draft)
    return _as_written(draft)


def _of_two_columns(draft: Draft) -> Draft:
    """Debit and credit apart. An unsigned debit goes out; where all debits are negative, they say so themselves."""
    rows = draft.rows
    zero = pl.lit(0, pl.Int64)
    out = pl.col("#debit").fill_null(0) if "debit" in rows.columns else zero
    into = pl.col("#credit").fill_null(0) if "credit" in rows.columns else zero
    is_signed = not rows.select((out > 0).any()).item()
    usual = into + out if is_signed else into - out
    present = [pl.col(f"#{name}") for name in ("debit", "credit") if name in rows.columns]
    if "amount" in rows.columns:  # a column of net amounts beside the two
        present.append(pl.col("#amount"))
        usual = pl.coalesce(pl.when((into != 0) | (out != 0)).then(usual), "#amount")
    is_said = pl.any_horizontal(expr.is_not_null() for expr in present) & ~((into > 0) & (out > 0))
    ways = {
        "": usual,
        "amounts count without their signs": into.abs() - out.abs(),
        "debits add and credits take away, as in our own books": out.abs() - into.abs(),
    }
    return _judged(draft, {told: pl.when(is_said).then(way) for told, way in ways.items()})


def _by_mark(draft: Draft) -> Draft:
    """A mark beside the amount. Where amounts are signed too, both must agree, or be turned throughout."""
    side = words(pl.col("side"))
    direction = pl.when(side.is_in(IN)).then(1).when(side.is_in(OUT)).then(-1)
    sign = (
        pl.when(pl.col("side").str.strip_chars() == "+").then(1).when(pl.col("side").str.strip_chars() == "-").then(-1)
    )
    rows = draft.rows.with_columns(pl.coalesce(direction, sign).cast(pl.Int64).alias("#side"))
    unsaid = rows.filter(pl.col("#side").is_null() & pl.col("#amount").is_not_null() & (pl.col("#amount") != 0))
    draft = draft._replace(rows=rows)
    if not unsaid.is_empty():
        if unsaid.height == rows.height or rows.select((pl.col("#amount") < 0).any()).item():
            return _as_written(draft)  # a column of types, not of directions
        line, value = unsaid.select("source_line", "side").row(0)
        expected = "a mark that says debit or credit: all amounts are without sign"
        raise refused(draft.source, f"{value or 'a blank'} beside an amount", expected, "complete the column", line)
    marked = pl.col("#side") * pl.col("#amount").abs()
    differing = rows.select(((marked != pl.col("#amount")) & (pl.col("#amount") < 0)).any()).item()
    agreeing = rows.select(((marked == pl.col("#amount")) & (pl.col("#amount") < 0)).any()).item()
    if not (differing and agreeing):
        return _moved(draft, marked)
    ways = {
        "": marked,
        "signs count, marks do not": pl.col("#amount"),
        "a minus turns the mark": pl.col("#side") * pl.col("#amount"),
    }
    unclear = pl.when(marked == pl.col("#amount")).then(marked)
    return _judged(draft, ways, unclear)


def _as_written(draft: Draft) -> Draft:
    """Signed amounts; a fee beside them goes off where the balance says so."""
    if "fee" not in draft.rows.columns:
        return _moved(draft, pl.col("#amount"))
    fee = pl.col("#fee").fill_null(0).abs()
    return _judged(draft, {"": pl.col("#amount"), "the fee is taken off": pl.col("#amount") - fee})


def _judged(draft: Draft, ways: dict[str, pl.Expr], otherwise: pl.Expr | None = None) -> Draft:
    """The first way in which the running balance follows; without one, the usual way, or `otherwise`."""
    if "#balance" in draft.rows.columns and draft.rows["#balance"].count() > 1:
        for told, way in ways.items():
            if chain_holds(draft.rows.with_columns(way.alias("#moved"))):
                return _moved(draft, way).saying([f"the running balance shows: {told}"] if told else [])
    return _moved(draft, ways[""] if otherwise is None else otherwise)


def chain_holds(rows: pl.DataFrame, moved: str = "#moved") -> bool:
    """Whether the running balance follows the amounts, forwards or backwards in time."""
    amount = pl.col(moved).fill_null(0)
    own = rows.group_by("account", "currency").agg(
        forwards=(pl.col("#balance") - amount.cum_sum()).drop_nulls().n_unique(),
        backwards=(pl.col("#balance") - amount.cum_sum(reverse=True)).drop_nulls().n_unique(),
    )
    return bool(own.select(pl.min_horizontal("forwards", "backwards").max() <= 1).item())


def _moved(draft: Draft, way: pl.Expr) -> Draft:
    return draft._replace(rows=draft.rows.with_columns(way.alias("#moved")))
