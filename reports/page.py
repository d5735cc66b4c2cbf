"""summary.html: the day on one page, for a screen and for paper. Nothing is loaded from outside, no scripts."""

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import polars as pl
from jinja2 import Environment, PackageLoader, StrictUndefined

from reports.amounts import plain
from reports.figures import OUTCOMES, currencies, wide
from reports.summary import facts
from reports.words import TYPES
from reports.work import Work

PRESSING = 5  # rows of the queue that the page names


class Bar(NamedTuple):
    """One bar of a chart: its words, its count, its length in per mille of the longest, and values beside it."""

    label: str
    number: int
    length: int
    values: str
    note: str = ""


def page(work: Work) -> bytes:
    """The page as UTF-8 HTML. All text is escaped by the template."""
    template = _environment().get_template("summary.html")
    told = facts(work)
    shown = template.render(
        day=work.day,
        facts=told,
        outcomes=_outcomes(told["applied_by_itself"]["receipts"]),
        rules=_bars(work.figures.by_rule, "rule"),
        types=_bars(work.figures.by_type, "exception_type"),
        ages=_bars(work.figures.by_age, "age_band", is_ranked=False),
        pressing=work.queue.head(PRESSING).to_dicts(),
        queue_height=work.queue.height,
        proofs=work.day.proofs.sort("name", "entity", "currency").to_dicts(),
        refused=work.day.files.filter(pl.col("status").is_in(["quarantined", "unreadable"])).sort("name").to_dicts(),
        rejects=work.figures.rejects.to_dicts(),
    )
    return shown.encode()


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"amount": _amount, "long_date": _long_date}
    return environment


def _amount(amount: Decimal | str, currency: str | None) -> str:
    return f"{currency or ''} {plain(Decimal(amount), currency, ',')}".strip()


def _long_date(day: date) -> str:
    return f"{day:%A}, {day.day} {day:%B %Y}"


def _outcomes(counts: dict[str, int]) -> list[dict[str, Any]]:
    """The parts of the bar of all receipts: outcome, count, where it starts and how long it is, in per mille."""
    total, start, parts = counts["total"], 0, []
    for outcome in OUTCOMES:
        if counts[outcome]:
            end = start + counts[outcome]
            at, to = (1000 * edge // total for edge in (start, end))
            parts.append({"name": outcome, "count": counts[outcome], "at": at, "length": to - at})
            start = end
    return parts


def _bars(frame: pl.DataFrame, key: str, is_ranked: bool = True) -> list[Bar]:
    rows = wide(frame, key)
    if is_ranked:
        rows = rows.sort("count", key, descending=[True, False])
    longest = max(rows["count"], default=1)
    return [
        Bar(
            row[key],
            row["count"],
            1000 * row["count"] // longest,
            " · ".join(_amount(row[f"value {code}"], code) for code in currencies(frame) if row[f"value {code}"]),
            TYPES[row[key]].says if row[key] in TYPES else "",
        )
        for row in rows.iter_rows(named=True)
    ]
