"""Days that a bank's statements do not cover: what lies between two balances that ought to meet."""

from collections.abc import Collection
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

import polars as pl

from reports.amounts import plain

LONGEST: Final = 10  # days that a sentence names one by one


def sentences(gaps: pl.DataFrame, weekend: Collection[str], holidays: Collection[date]) -> list[str]:
    """A sentence for each gap (account, currency, previous_date, previous_amount, first_date, opening_amount)."""
    return [
        f"account {row['account']}: {row['first_date']} opens with {_money(row['opening_amount'], row['currency'])}, "
        f"{row['previous_date']} closed with {_money(row['previous_amount'], row['currency'])}; "
        + _missing(row["previous_date"], row["first_date"], weekend, holidays)
        for row in gaps.iter_rows(named=True)
    ]


def working_days(first: date, last: date, weekend: Collection[str], holidays: Collection[date]) -> list[date]:
    """The days from `first` to `last` on which banks book; `weekend` are names of weekdays in lower case."""
    days = [first + timedelta(ahead) for ahead in range((last - first).days + 1)]
    return [day for day in days if f"{day:%A}".lower() not in weekend and day not in holidays]


def _missing(previous: date, first: date, weekend: Collection[str], holidays: Collection[date]) -> str:
    missing = working_days(previous + timedelta(1), first - timedelta(1), weekend, holidays)
    if not missing:
        return "no day is missing: ask the bank for the statement between them"
    shown = ", ".join(map(str, missing[:LONGEST]))
    return f"missing: {shown}" + (f" and {len(missing) - LONGEST} more" if len(missing) > LONGEST else "")


def _money(amount: Decimal, currency: str) -> str:
    return f"{currency} {plain(amount, currency, ',')}"
