"""Opening and closing balances that a table states beside its rows, held against them."""

from collections.abc import Iterable, Mapping

import polars as pl

from pipelines.readers.base import balance, masked
from pipelines.readers.tabular import amounts
from pipelines.readers.tabular.others import Other, balances
from pipelines.readers.tabular.tables import Built
from pipelines.readers.tabular.titles import Titles
from schemas.money import minor_of, written
from schemas.rejects import Fault

REMEDY = "a row is missing or changed: export the statement again"


def stated(titles: Titles, others: Iterable[Other], currency: str, mark: str) -> dict[str, int]:
    """Opening and closing balance in minor units that titles or rows state."""
    found: dict[str, int] = {}
    for other in [*balances(titles.cells), *others]:
        text = other.amounts.get("balance") or other.amounts.get("amount") or other.only
        plain = pl.select(amounts.plain(pl.lit(text), mark)).item() if text else None
        value = minor_of(plain, currency) if plain else None
        if other.role in ("opening", "closing") and value is not None:
            found.setdefault(other.role, value)
    return found


def with_stated(built: Built, stated: Mapping[str, int]) -> Built:
    """The statement with balances it states itself: they fill what no running balance says, and must agree with it.

    In:      `stated` opening and closing in minor units; nothing happens where the file is of several accounts.
    """
    heads = built.tables.get("statements")
    if not isinstance(heads, pl.DataFrame) or heads.height != 1 or not stated:
        return built
    row = heads.row(0, named=True)
    known = {name: row[f"{name}_minor"] for name in ("opening", "closing")}
    filled = {name: stated.get(name) if known[name] is None else known[name] for name in known}
    if None in filled.values():
        return built
    faults = [
        _fault(row, name, value, known[name]) for name, value in stated.items() if known[name] not in (None, value)
    ]
    opening, closing = filled["opening"], filled["closing"]
    assert opening is not None and closing is not None
    if known["opening"] is None and opening + row["movement_minor"] != closing:
        faults.append(_fault(row, "closing", closing, opening + row["movement_minor"]))
    proof = "broken" if faults or row["proof"] == "broken" else "balances" if known["opening"] is None else row["proof"]
    proved = heads.with_columns(
        pl.lit(opening, pl.Int64).alias("opening_minor"),
        pl.lit(closing, pl.Int64).alias("closing_minor"),
        pl.lit(proof).alias("proof"),
    )
    return built._replace(tables={**built.tables, "statements": proved}, faults=[*built.faults, *faults])


def _fault(row: dict[str, object], name: str, stated: int, reached: int | None) -> Fault:
    code, line = str(row["currency"]), int(str(row["source_line"]))
    return balance(
        int(str(row["statement_no"])),
        line,
        f"{name} balance {written(stated, code)} of account {masked(str(row['account']))}",
        f"{written(reached or 0, code)}, as its rows say",
        REMEDY,
    )
