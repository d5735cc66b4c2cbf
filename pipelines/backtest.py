"""What another policy would have decided: past runs are judged again, each on what was known then. Posts nothing."""

from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple

import polars as pl

from matching import flips, snapshots
from matching.decide import decide
from pipelines import ledger
from pipelines.ledger import history
from schemas.flips import Flip
from schemas.frame import frame
from schemas.money import plain_text
from schemas.policy import Policy

GROUP: Final = ["kind", "rule", "currency"]


class Backtest(NamedTuple):
    """Flips (Flip with bank_reference, and as_of: the day of the run), and how much was decided again."""

    runs: int
    receipts: int
    flips: pl.DataFrame


def run(ledger_file: Path, since: date, policy: Policy) -> Backtest:
    """Every run of business days from `since` on, decided again with `policy`.

    Each run starts from what really was, so a flip changes nothing for the runs after it; a receipt that waited for
    several runs flips once, in the first of them. Raises NoLedger, NewerLedger.
    """
    found, seen = [_none()], [_none().select("payment_id")]
    with history.copied(ledger_file) as books:
        runs = history.decided(books, since)
        for past in runs:
            before = history.allocations(books, past)
            history.rewind(books, past.recorded_at)
            moves = snapshots.moves(ledger.erp_items(books, past.as_of))
            state = ledger.state(books, past.as_of, policy, moves)
            after = decide(state, policy, past.as_of).allocations
            flipped = flips.flips(state.receipts, state.items, before, after)
            about = state.receipts.select("payment_id", "bank_reference", as_of=pl.lit(past.as_of))
            found.append(about.join(flipped, on="payment_id").select(_none().columns))
            seen.append(state.receipts.select("payment_id"))
    newest_first = pl.concat(found)
    first = newest_first.unique("payment_id", keep="last", maintain_order=True)
    return Backtest(len(runs), pl.concat(seen)["payment_id"].n_unique(), first.sort("as_of", "payment_id"))


def summary(flipped: pl.DataFrame) -> pl.DataFrame:
    """(kind, rule, currency, receipts, cash): how many receipts flip, and how much cash they carry, as text."""
    counted = flipped.group_by(GROUP).agg(receipts=pl.len().cast(pl.Int64), cash_minor=pl.col("cash_minor").sum())
    return in_words(counted).sort(GROUP)


def in_words(rows: pl.DataFrame) -> pl.DataFrame:
    """cash_minor as `cash`, decimal text."""
    return rows.with_columns(cash=plain_text(pl.col("cash_minor"), pl.col("currency"))).drop("cash_minor")


def plain(done: Backtest) -> dict[str, Any]:
    """The outcome in plain values: counts as numbers, amounts as text."""
    return {
        "runs": done.runs,
        "receipts": done.receipts,
        "summary": summary(done.flips).to_dicts(),
        "flips": in_words(done.flips).to_dicts(),
    }


def _none() -> pl.DataFrame:
    added = {"as_of": pl.Date, "bank_reference": pl.String}
    empty = frame(Flip)
    return empty.clear().with_columns(pl.lit(None, kind).alias(name) for name, kind in added.items())
